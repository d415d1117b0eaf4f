cimport cython

cdef class Rows:
    cdef readonly Py_ssize_t count, width
    cdef readonly object column, whole
    cdef double[::1] numbers

    @cython.locals(at=Py_ssize_t, size=Py_ssize_t)
    cpdef Py_ssize_t put(self, Py_ssize_t row, Py_ssize_t first, object numbers) except -1
    @cython.locals(row=Py_ssize_t)
    cpdef take_all(self, Rows other, Py_ssize_t its)
    @cython.locals(at=Py_ssize_t, begin=Py_ssize_t, k=Py_ssize_t)
    cpdef Py_ssize_t take(self, Py_ssize_t row, Rows other, Py_ssize_t its) except -1
