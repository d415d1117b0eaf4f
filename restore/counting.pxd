cimport cython
from restore cimport natives
from restore.turning cimport Turning

cdef int ASCII, AT_ONCE

@cython.final
cdef class Counting(Turning):
    cdef str text, characters
    cdef list often, apart
    cdef int[::1] numbers
    cdef Py_ssize_t kinds

    @cython.locals(k=Py_ssize_t, number=Py_ssize_t, letter=Py_UCS4, is_apart=bint)
    cdef count_all(self)
    @cython.locals(number=Py_ssize_t)
    cdef Py_ssize_t _number_of(self, Py_UCS4 letter) noexcept

@cython.locals(counting=Counting)
cpdef tuple count(str text, str characters)
