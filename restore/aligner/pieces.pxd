cimport cython
from restore cimport natives
from restore.aligner cimport copied, joins, lattice, near, posterior
from restore.aligner.gap cimport Gap

cdef int LONGEST, EQUAL, NEAR, CHANGED

cdef bint _solve(Gap gap) noexcept nogil
@cython.locals(step=Py_ssize_t)
cdef Py_ssize_t _rows_asked_for(Gap gap) noexcept nogil
@cython.locals(relation=int, first=Py_ssize_t, last=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t, source=Py_ssize_t, source_end=Py_ssize_t)
cdef bint _rate(Gap gap) noexcept nogil
cdef int _relation(Gap gap, Py_ssize_t step) noexcept nogil
@cython.locals(first=Py_ssize_t, last=Py_ssize_t, mentions=Py_ssize_t, step=Py_ssize_t)
cdef _tell(Gap gap, Py_ssize_t piece, list found)
@cython.locals(found=list, piece=Py_ssize_t)
cpdef tuple solve(Gap gap, copy, source)
@cython.locals(is_other=bint)
cpdef bint stays(Gap gap, copy, source)
