cimport cython
from restore.aligner cimport natives
from restore.aligner.gap cimport Gap

cdef int MATCHED, INSERTED, EATEN, LONGEST, WAYS
cdef long long UNREACHED

@cython.locals(size=int)
cdef bint find_path(Gap gap) noexcept nogil
@cython.locals(way=int, ways=int, state=int)
cdef void _match(Gap gap, Py_ssize_t i, long long[::1] matched, long long[::1] inserted, long long[::1] eaten) noexcept nogil
@cython.locals(state=int)
cdef void _insert(
    long long[::1] matched, long long[::1] inserted, unsigned char[::1] came_from, unsigned char[::1] sizes,
    Py_ssize_t row, Py_ssize_t columns, int size, long long cost, long long opening) noexcept nogil
@cython.locals(state=int)
cdef void _eat(Gap gap, Py_ssize_t row, long long[::1] matched, long long[::1] inserted, long long[::1] eaten) noexcept nogil
@cython.locals(state=int, before=int, copies=int, sources=int, way=int, count=Py_ssize_t)
cdef void _trace(Gap gap) noexcept nogil
