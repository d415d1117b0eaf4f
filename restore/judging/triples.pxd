cimport cython
from restore cimport natives
from restore.turning cimport Turning

cdef int BITS, HALF, SPACE, STEPS_OF_TRIPLE, LEAST_ROOM
cdef long long MOST
cdef unsigned long long LOW, ALL, THREE

@cython.final
cdef class Triples(Turning):
    cdef unsigned long long[::1] keys, triples
    cdef int[::1] tokens, words
    cdef Py_ssize_t last

    @cython.locals(number=int, count="long long", seen=bint, word=str, letter=cython.Py_UCS4, triple="unsigned long long")
    cdef _add_all(self, dict counts)
    @cython.locals(slot=Py_ssize_t)
    cdef void _add(self, unsigned long long triple, int number, long long count) noexcept
    @cython.locals(seen=bint, found=Py_ssize_t, letter=cython.Py_UCS4, triple="unsigned long long")
    cpdef Py_ssize_t rare(self, str word, Py_ssize_t least) except -1
    @cython.locals(key="unsigned long long", slot=Py_ssize_t)
    cdef Py_ssize_t _found(self, unsigned long long triple) noexcept
