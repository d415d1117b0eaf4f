cimport cython
from restore cimport natives
from restore.aligner.gap cimport Gap

cdef int LONGEST, POSTINGS, NO_BEGIN, NO_END
cdef unsigned long long BIT

@cython.locals(longest=int, size=int, found=int, first=int)
cdef bint find_mentions(Gap gap) noexcept nogil
@cython.locals(first=Py_ssize_t, own=Py_ssize_t, end=Py_ssize_t)
cdef bint are_others(Gap gap) noexcept nogil
@cython.locals(longest=int, row=Py_ssize_t, spare=Py_ssize_t, k=Py_ssize_t)
cdef bint _is_other(Gap gap, Py_ssize_t i, Py_ssize_t first, Py_ssize_t own, Py_ssize_t end) noexcept nogil
@cython.locals(following=int, is_one_known=bint, longest=int, outside=int, closed=int, limit=int, enough=int, size=int, length=int, place=int, parts=int, ended="unsigned long long", is_open_behind=bint, row=Py_ssize_t, own="long long")
cdef int _find_from(Gap gap, Py_ssize_t i, Py_ssize_t first, Py_ssize_t end) noexcept nogil
@cython.locals(at=int, limit=int, rest=int)
cdef int _limit_of(Gap gap, Py_ssize_t i) noexcept nogil
@cython.locals(size=int)
cdef int _common(Gap gap, Py_ssize_t at, Py_ssize_t place, int enough) noexcept nogil
cdef long long _price_of(Gap gap, Py_ssize_t i, int size) noexcept nogil

@cython.locals(size=int)
cpdef list cover(Gap gap, Py_ssize_t start, Py_ssize_t end, Py_ssize_t avoid, Py_ssize_t avoid_end)
@cython.locals(size=int, longest=int, found=int, place=int)
cdef int _find_longest(Gap gap, Py_ssize_t at, Py_ssize_t end, Py_ssize_t avoid, Py_ssize_t avoid_end) noexcept nogil
