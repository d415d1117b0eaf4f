cimport cython
from restore cimport natives
from restore.turning cimport Turning

cdef int MOST_LEAVES, MOST_NUMBERS, STEPS_OF_TREE, STEPS_OF_NUMBER
cdef unsigned int ONE

@cython.final
cdef class Trees:
    cdef const int[::1] roots, features, rights
    cdef const double[::1] thresholds
    cdef readonly Py_ssize_t width, outcomes
    cdef Py_ssize_t count
    cdef short[::1] number, place
    cdef unsigned short[::1] yes
    cdef double[::1] leaf, cuts
    cdef int[::1] asked_from, cut_from, rising, open

    @cython.locals(node=Py_ssize_t, most=Py_ssize_t)
    cdef Py_ssize_t _most_asked(self) noexcept
    @cython.locals(node=Py_ssize_t, asked=list, found=set)
    cdef _order_thresholds(self)
    @cython.locals(node=Py_ssize_t, begin=Py_ssize_t, end=Py_ssize_t, waiting=int, leaves=int, asked=Py_ssize_t)
    cdef bint _lay_out(self, Py_ssize_t tree) noexcept
    @cython.locals(low=Py_ssize_t, first=Py_ssize_t, count=Py_ssize_t, half=Py_ssize_t)
    cdef short place_of(self, double value, Py_ssize_t number) noexcept nogil
    @cython.locals(k=Py_ssize_t, asking=Asking)
    cpdef list sums(self, rows, may)

@cython.final
cdef class Asking(Turning):
    cdef Trees trees
    cdef const double[::1] rows
    cdef Py_ssize_t count, width, outcomes, size
    cdef short[::1] places, struck
    cdef double[::1] totals, before
    cdef unsigned int[::1] may
    cdef int[::1] mine, often

    @cython.locals(at=Py_ssize_t, is_first=bint, k=Py_ssize_t, number=double)
    cdef int put(self, Py_ssize_t row) except -1
    @cython.locals(block=Py_ssize_t, first=Py_ssize_t, k=Py_ssize_t, tree=Py_ssize_t, outcome=Py_ssize_t, often=int, mine=Py_ssize_t, sums=Py_ssize_t, row=Py_ssize_t, base=Py_ssize_t)
    cdef bint add_all(self) noexcept nogil
    @cython.locals(k=Py_ssize_t, outcome=Py_ssize_t, often=int)
    cdef void _sort_out(self, Py_ssize_t first) noexcept nogil
    @cython.locals(at=Py_ssize_t, outcome=Py_ssize_t)
    cdef list listed(self, Py_ssize_t row)
