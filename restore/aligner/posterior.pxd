cimport cython
from libc cimport math
from restore.aligner cimport natives
from restore.aligner.gap cimport Gap

cdef int LONGEST, ONE_FOR_ONE, WAYS
cdef double LEAST, MORE, NONE, NO_WAY

cdef double weight_of(long long cost) noexcept nogil
cdef bint sum_up(Gap gap) noexcept nogil
@cython.locals(size=int)
cdef bint _sum_ahead(Gap gap) noexcept nogil
cdef void _fill(double[::1] weights, Py_ssize_t row, Py_ssize_t columns) noexcept nogil
cdef void _scale(double[::1] one, double[::1] two, double[::1] three, Py_ssize_t row, Py_ssize_t columns, double largest) noexcept nogil
cdef void _insert_ahead(Gap gap, Py_ssize_t row, Py_ssize_t start, double weight, double opening) noexcept nogil
@cython.locals(way=int, ways=int, copies=int)
cdef void _match_ahead(Gap gap, Py_ssize_t i, double base) noexcept nogil
cdef double _end_ahead(Gap gap, Py_ssize_t row, double opening) noexcept nogil
@cython.locals(size=int, longest=int)
cdef bint _sum_back(Gap gap) noexcept nogil
cdef void _insert_back(Gap gap, Py_ssize_t row, Py_ssize_t end, double weight) noexcept nogil
@cython.locals(way=int, ways=int, copies=int, sources=int)
cdef void _match_back(Gap gap, Py_ssize_t i, double base) noexcept nogil
@cython.locals(is_last=bint)
cdef double _end_back(Gap gap, Py_ssize_t row) noexcept nogil
cdef double total_of(Gap gap) noexcept nogil
@cython.locals(way=int, copies=int, sources=int)
cdef double chance_of_match(Gap gap, Py_ssize_t step, double total) noexcept nogil
cdef double chance_of_difference(Gap gap, Py_ssize_t start, Py_ssize_t end, Py_ssize_t source, Py_ssize_t source_end, double total) noexcept nogil
@cython.locals(size=Py_ssize_t)
cdef double _inserted(Gap gap, Py_ssize_t start, Py_ssize_t end) noexcept nogil
cdef double _share_of(double weight, double exponent) noexcept nogil
