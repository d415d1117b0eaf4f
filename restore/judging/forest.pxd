cimport cython
from restore cimport natives
from restore.turning cimport Turning

cdef int STEPS_OF_TREE, STEPS_OF_NUMBER

@cython.final
cdef class Trees:
    cdef readonly Py_ssize_t width, outcomes
    cdef Py_ssize_t each, cut, leaves
    cdef list spare
    cdef const short[::1] place, naught
    cdef const unsigned short[::1] yes
    cdef const double[::1] leaf, cuts
    cdef const int[::1] cut_from, tree, asked_from

    cdef Py_ssize_t first_key(self, Py_ssize_t outcome, Py_ssize_t number) noexcept nogil
    @cython.locals(low=Py_ssize_t, first=Py_ssize_t, count=Py_ssize_t, half=Py_ssize_t)
    cdef short place_of(self, double value, Py_ssize_t number) noexcept nogil
    @cython.locals(k=Py_ssize_t, asking=Asking)
    cpdef list sums(self, rows, may)

@cython.final
cdef class Asking(Turning):
    cdef Trees trees
    cdef const double[::1] rows
    cdef Py_ssize_t count, width, outcomes, size, blocks
    cdef short[::1] places, highest, struck, lanes, there
    cdef double[::1] totals, before
    cdef const unsigned int[::1] may
    cdef unsigned short[::1] of_all
    cdef int[::1] mine

    @cython.locals(blocks=Py_ssize_t)
    cdef take_up(self, rows, may)
    cdef let_go(self)
    @cython.locals(block=Py_ssize_t, lane=Py_ssize_t, at=Py_ssize_t, highest=Py_ssize_t, k=Py_ssize_t, number=double, place=short)
    cdef int put(self, Py_ssize_t row) except -1
    @cython.locals(block=Py_ssize_t, outcome=Py_ssize_t, often=int, number=Py_ssize_t, key=Py_ssize_t, k=Py_ssize_t)
    cdef bint add_all(self) noexcept nogil
    @cython.locals(k=Py_ssize_t, its=int, often=int)
    cdef int _sort_out(self, Py_ssize_t first, Py_ssize_t outcome) noexcept nogil
    @cython.locals(at=Py_ssize_t, total=double, leaves=Py_ssize_t, tree=Py_ssize_t)
    cdef void _add(self, Py_ssize_t row, Py_ssize_t outcome) noexcept nogil
    @cython.locals(tree=Py_ssize_t, k=Py_ssize_t)
    cdef void _forget(self) noexcept nogil
    @cython.locals(outcome=Py_ssize_t)
    cdef list listed(self, Py_ssize_t row)
