cimport cython
from restore cimport natives
from restore.aligner.gap cimport Gap

cdef int MATCHED, INSERTED, EATEN, LONGEST, WAYS, NEAR, UNREACHED

@cython.locals(size=int, start=Py_ssize_t)
cdef bint find_path(Gap gap) noexcept nogil
@cython.locals(ways=int)
cdef bint _mark(Gap gap) noexcept nogil
@cython.locals(size=int, cost=int, otherwise=int)
cdef bint _compare(Gap gap) noexcept nogil
@cython.locals(opening=int, reached=int)
cdef void _enter(Gap gap, Py_ssize_t row) noexcept nogil
@cython.locals(cost=int)
cdef void _insert(Gap gap, Py_ssize_t i) noexcept nogil
@cython.locals(cost=int, inserted=int)
cdef void _jump(Gap gap, Py_ssize_t i, int size) noexcept nogil
@cython.locals(way=int, ways=int, best=int)
cdef void _match(Gap gap, Py_ssize_t i) noexcept nogil
@cython.locals(best=int)
cdef int _cost_by(Gap gap, Py_ssize_t cell, Py_ssize_t at, int way) noexcept nogil
@cython.locals(opening=int, eat=int, best=int)
cdef void _eat(Gap gap, Py_ssize_t row) noexcept nogil
@cython.locals(state=int, copies=int, sources=int, way=int, count=Py_ssize_t)
cdef void _trace(Gap gap) noexcept nogil
cdef int _cheapest(Gap gap, Py_ssize_t cell) noexcept nogil
@cython.locals(matched=int)
cdef int _before_eaten(Gap gap, Py_ssize_t cell, Py_ssize_t j) noexcept nogil
@cython.locals(way=int)
cdef int _way_to(Gap gap, Py_ssize_t cell, Py_ssize_t at) noexcept nogil
@cython.locals(size=int, best=int, cost=int)
cdef int _size_to(Gap gap, Py_ssize_t cell) noexcept nogil
