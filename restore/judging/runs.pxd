cimport cython

cdef class Runs:
    cdef int[::1] ids, copy_ids, begins, places
    cdef Py_ssize_t known, limit

    @cython.locals(at=Py_ssize_t, rare=Py_ssize_t, k=Py_ssize_t, begin=Py_ssize_t, least=int, often=int, found=int)
    cpdef int count(self, Py_ssize_t first, Py_ssize_t last)
    @cython.locals(behind=int, before=int)
    cpdef tuple counts(self, Py_ssize_t first, Py_ssize_t last)
    cdef int _often(self, int number) noexcept
    @cython.locals(k=Py_ssize_t, size=Py_ssize_t)
    cdef bint _stand_at(self, Py_ssize_t start, Py_ssize_t first, Py_ssize_t last) noexcept
