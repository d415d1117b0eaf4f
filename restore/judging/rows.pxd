cimport cython

cdef unsigned int ONE

cdef class Rows:
    cdef readonly Py_ssize_t count, width
    cdef readonly object column, whole
    cdef double[::1] numbers

    @cython.locals(at=Py_ssize_t, size=Py_ssize_t)
    cpdef Py_ssize_t put(self, Py_ssize_t row, Py_ssize_t first, object numbers) except -1

cdef class Packed:
    cdef readonly Py_ssize_t count, width
    cdef Py_ssize_t words
    cdef readonly list starts, blocks

    @cython.locals(table=double[::1], numbers=double[::1], kept=cython.uint[::1], begins=cython.int[::1], bits=cython.uint, bit=cython.int, size=Py_ssize_t, at=Py_ssize_t, word=Py_ssize_t, k=Py_ssize_t, end=Py_ssize_t, row=Py_ssize_t)
    cpdef add(self, Rows rows)
    @cython.locals(table=double[::1], numbers=double[::1], kept=cython.uint[::1], begins=cython.int[::1], place=cython.int[::1], bits=cython.uint, start=Py_ssize_t, end=Py_ssize_t, row=Py_ssize_t, its=Py_ssize_t, at=Py_ssize_t, word=Py_ssize_t, k=Py_ssize_t)
    cpdef unpack(self, Rows rows, object places, Py_ssize_t first)
