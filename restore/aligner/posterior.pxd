cimport cython
from libc cimport math
from restore cimport natives
from restore.aligner.gap cimport Gap

cdef int LONGEST, ABREAST, WAYS, KNOWN
cdef double LEAST, MORE, NONE, NO_WAY

cdef bint sum_up(Gap gap, Py_ssize_t rows) noexcept nogil
cdef bint _sum_ahead(Gap gap, Py_ssize_t rows) noexcept nogil
@cython.locals(size=int, cost=int, start=Py_ssize_t)
cdef int _list_ahead(Gap gap, Py_ssize_t i, double base) noexcept nogil
cdef int _fill_up(Gap gap, int count) noexcept nogil
@cython.locals(one=Py_ssize_t, two=Py_ssize_t, three=Py_ssize_t, four=Py_ssize_t, k=int)
cdef void _insert(Gap gap, double[::1] ways, Py_ssize_t row, double[::1] entered, int count) noexcept nogil
@cython.locals(way=int, copies=int)
cdef void _match_ahead(Gap gap, Py_ssize_t i, double base) noexcept nogil
cdef double _weight_by(Gap gap, double scale, int copies, int cost) noexcept nogil
@cython.locals(place=int)
cdef double _weight_of(Gap gap, int cost) noexcept nogil
cdef double _end_ahead(Gap gap, Py_ssize_t row) noexcept nogil
cdef void _scale_ahead(Gap gap, Py_ssize_t row, double largest) noexcept nogil
@cython.locals(longest=int, way=int, end=Py_ssize_t)
cdef bint _sum_back(Gap gap) noexcept nogil
@cython.locals(size=int)
cdef int _list_back(Gap gap, Py_ssize_t i, int longest, double base) noexcept nogil
@cython.locals(copies=int, sources=int)
cdef void _match_back(Gap gap, Py_ssize_t i, int way, double base) noexcept nogil
cdef double _end_back(Gap gap, Py_ssize_t row) noexcept nogil
cdef void _scale_back(Gap gap, Py_ssize_t row, double largest) noexcept nogil
cdef double total_of(Gap gap) noexcept nogil
@cython.locals(copies=int, sources=int)
cdef double chance_of_match(Gap gap, Py_ssize_t step, double total) noexcept nogil
cdef double chance_of_difference(Gap gap, Py_ssize_t start, Py_ssize_t end, Py_ssize_t source, Py_ssize_t source_end, double total) noexcept nogil
@cython.locals(size=Py_ssize_t)
cdef double _inserted(Gap gap, Py_ssize_t start, Py_ssize_t end) noexcept nogil
cdef double _share_of(double weight, double exponent) noexcept nogil
