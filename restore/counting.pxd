cimport cython
from restore cimport natives
from restore.turning cimport Turning

cdef int ASCII, AT_ONCE

@cython.final
cdef class Kinds:
    cdef str characters
    cdef int[::1] plain, beyond
    cdef Py_ssize_t first, size

    @cython.locals(at=Py_ssize_t)
    cdef Py_ssize_t beyond_ascii(self, Py_ssize_t code) noexcept

@cython.final
cdef class Counting(Turning):
    cdef Kinds kinds
    cdef object all_often, all_apart
    cdef int[::1] often, apart

    @cython.locals(
        plain=cython.int[::1], often=cython.int[::1], apart=cython.int[::1],
        letter=Py_UCS4, code=Py_ssize_t, number=Py_ssize_t, left=Py_ssize_t, is_apart=bint,
    )
    cdef count_all(self, str text)

@cython.locals(counting=Counting)
cpdef tuple count(str text, str characters)
