cimport cython
from restore cimport natives
from restore.aligner.gap cimport Gap

cdef int LONGEST_WORD, WAYS, NEAR, BEFORE
cdef unsigned long long ALL, BIT

cdef bint find_singles(Gap gap) noexcept nogil
cdef bint are_apart(unsigned long long kinds, unsigned long long others, int limit) noexcept nogil
@cython.locals(size=int, other=int, shortest=int, most=int, longest=int, limit=int, edits=int, known="long long", kinds="unsigned long long", row=Py_ssize_t)
cdef bint _find_row(Gap gap, Py_ssize_t i, bint is_masked) noexcept nogil
cdef long long price_of(Gap gap, double edits, double longest) noexcept nogil
cdef bint _are_other_digits(Gap gap, Py_ssize_t ours, Py_ssize_t theirs) noexcept nogil
@cython.locals(is_same=bint)
cdef bint other_digits(int[::1] ours, Py_ssize_t at, int count, int size, int[::1] theirs, Py_ssize_t other, int others) noexcept nogil
cdef bint mask(Gap gap, int[::1] letters, Py_ssize_t first, Py_ssize_t size) noexcept nogil
cdef void unmask(Gap gap, int[::1] letters, Py_ssize_t first, Py_ssize_t size) noexcept nogil
cdef int masked_edits(Gap gap, int size, Py_ssize_t word) noexcept nogil
@cython.locals(cost=int, least=int, diagonal=int, corner=int, behind=int)
cdef int edits_within(Gap gap, int[::1] letters, Py_ssize_t at, int size, Py_ssize_t word, int limit) noexcept nogil
