cimport cython

cdef class Occurrences:
    cdef dict numbers
    cdef int[::1] begins, where
    cdef Py_ssize_t known, limit

    cpdef int count(self, str fold) except -1
    @cython.locals(found=int)
    cpdef int has(self, tuple folds) except -1
    @cython.locals(least=int, often=int)
    cpdef int least(self, tuple folds) except -1
    @cython.locals(often=int)
    cpdef dict counts(self)
    @cython.locals(number=Py_ssize_t, size=Py_ssize_t, k=Py_ssize_t)
    cpdef list places(self, str fold)
    cdef int _often(self, Py_ssize_t number) noexcept
