cimport cython
from restore cimport natives
from restore.turning cimport Turning

cdef int BITS, HALF, STEPS_OF_TRIPLE, LEAST_ROOM
cdef long long MOST
cdef unsigned long long LOW, ALL

@cython.final
cdef class Triples(Turning):
    cdef unsigned long long[::1] keys, triples
    cdef int[::1] tokens, words
    cdef Py_ssize_t last

    @cython.locals(number=int, count="long long", k=Py_ssize_t, slot=Py_ssize_t, word=str)
    cdef _add_all(self, dict counts)
    @cython.locals(k=Py_ssize_t, found=Py_ssize_t)
    cpdef Py_ssize_t rare(self, str word, Py_ssize_t least) except -1
    @cython.locals(before="unsigned long long", after="unsigned long long", triple="unsigned long long")
    cdef unsigned long long _triple(self, str word, Py_ssize_t k)
    @cython.locals(key="unsigned long long", slot=Py_ssize_t)
    cdef Py_ssize_t _found(self, unsigned long long triple) noexcept
    cdef Py_ssize_t _slot_of(self, unsigned long long triple) noexcept
