cimport cython
from restore cimport natives
from restore.aligner cimport near
from restore.aligner.gap cimport Gap

cdef int WORD, MARK, MANY, MOST, SHORTEST, HYPHEN, APOSTROPHE, WAYS
cdef unsigned long long BIT

cdef bint find_joins(Gap gap) noexcept nogil
@cython.locals(count=int, length=int, lengths="unsigned long long")
cdef bint _find_side(Gap gap, int[::1] places, int[::1] words, Py_ssize_t size, bint side) noexcept nogil
@cython.locals(lengths="unsigned long long")
cdef unsigned long long _lengths(Gap gap, bint side) noexcept nogil
cdef int _least(int length) noexcept nogil
cdef int _most(int length) noexcept nogil
cdef unsigned long long _asked_for(int length) noexcept nogil
@cython.locals(other=int, least=int, most=int, longest=int, limit=int, edits=int, is_written=bint, is_masked=bint, kinds="unsigned long long")
cdef bint _find_wholes(Gap gap, int[::1] parts, Py_ssize_t k, int count, int length, bint side) noexcept nogil
@cython.locals(last="Py_ssize_t", other="Py_ssize_t")
cdef bint _is_beside_number(Gap gap, int[::1] parts, Py_ssize_t k, int count, Py_ssize_t whole) noexcept nogil
@cython.locals(kinds="unsigned long long")
cdef unsigned long long _kinds_of(Gap gap, int[::1] parts, Py_ssize_t k, int count) noexcept nogil
@cython.locals(way=int)
cdef void _put(Gap gap, Py_ssize_t i, Py_ssize_t j, int count, bint side, long long cost) noexcept nogil
cdef bint _is_hyphen(Gap gap, Py_ssize_t word, Py_ssize_t place, int count) noexcept nogil
@cython.locals(is_hyphen=bint, at=Py_ssize_t)
cdef bint _is_written(Gap gap, int[::1] parts, Py_ssize_t k, int count, Py_ssize_t whole) noexcept nogil
@cython.locals(is_hyphen=bint, size=int, digits=int)
cdef void _write(Gap gap, int[::1] parts, Py_ssize_t k, int count) noexcept nogil
@cython.locals(is_other=bint, edits=int)
cdef int _edits(Gap gap, int size, Py_ssize_t whole, int limit, bint side, bint is_masked) noexcept nogil
