cimport cython
from restore cimport natives
from restore.turning cimport Turning

cdef int HALF, LONGEST, STEPS_OF_GRAM
cdef unsigned long long LOW, ALL

@cython.final
cdef class Grams(Turning):
    cdef int[::1] ids, firsts, ours, theirs, to, slots, runs
    cdef unsigned long long[::1] keys
    cdef Py_ssize_t width, order, size, copy_size, source_size, places, last, found
    cdef bint over_surplus

    @cython.locals(k=Py_ssize_t, first=Py_ssize_t)
    cdef bint count_all(self) noexcept nogil
    @cython.locals(key="unsigned long long", slot=Py_ssize_t, at=Py_ssize_t, first=Py_ssize_t, c=Py_ssize_t)
    cdef Py_ssize_t _first_of(self, Py_ssize_t place, bint is_new) noexcept nogil
    @cython.locals(c=Py_ssize_t)
    cdef bint _are_alike(self, Py_ssize_t one, Py_ssize_t other) noexcept nogil
    @cython.locals(first=Py_ssize_t)
    cdef bint _is_unique(self, Py_ssize_t place) noexcept nogil
    @cython.locals(first=Py_ssize_t)
    cdef bint _is_barred(self, Py_ssize_t place) noexcept nogil
    @cython.locals(one=Py_ssize_t, other=Py_ssize_t)
    cdef bint _is_same(self, Py_ssize_t i, Py_ssize_t j) noexcept nogil
    @cython.locals(place=Py_ssize_t, end=Py_ssize_t, stop=Py_ssize_t, copy=Py_ssize_t, source=Py_ssize_t, length=Py_ssize_t)
    cdef bint find_all(self) noexcept nogil
    @cython.locals(i=Py_ssize_t, j=Py_ssize_t, end=Py_ssize_t, stop=Py_ssize_t, at=Py_ssize_t)
    cdef void _grow(self, Py_ssize_t copy, Py_ssize_t source, Py_ssize_t length) noexcept nogil

@cython.locals(k=Py_ssize_t, runs=list, grams=Grams)
cpdef list found_runs(copy, source, Py_ssize_t order, bint over_surplus, make=*)

@cython.locals(grams=Grams)
cpdef bint is_gram_shared(copy, source, Py_ssize_t order) except -1
