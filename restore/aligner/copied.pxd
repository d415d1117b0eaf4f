cimport cython
from restore.aligner cimport natives
from restore.aligner.gap cimport Gap

cdef int LONGEST, POSTINGS, NO_BEGIN, NO_END

@cython.locals(longest=int, size=int)
cdef bint find_mentions(Gap gap) noexcept nogil
@cython.locals(limit=int, longest=int, enough=int, size=int)
cdef int _measure(Gap gap, Py_ssize_t i, Py_ssize_t first, int found) noexcept nogil
@cython.locals(origin=int, holding=int, is_open_before=bint, is_open_after=bint)
cdef void _price(Gap gap, Py_ssize_t i, int size, Py_ssize_t first, int found) noexcept nogil

@cython.locals(size=int)
cpdef list cover(Gap gap, Py_ssize_t start, Py_ssize_t end, Py_ssize_t avoid, Py_ssize_t avoid_end)
@cython.locals(size=int, longest=int, found=int, place=int)
cdef int _find_longest(Gap gap, Py_ssize_t at, Py_ssize_t end, Py_ssize_t avoid, Py_ssize_t avoid_end) noexcept nogil
