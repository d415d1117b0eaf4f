cimport cython
from restore cimport natives
from restore.turning cimport Turning

cdef int STEPS_OF_TOKEN

@cython.final
cdef class Numbers(Turning):
    cdef readonly dict known

    @cython.locals(k=Py_ssize_t, size=Py_ssize_t, met=int, word=int, row="int[::1]", by_word="int[::1]", word_of="const int[::1]", following=object, number=object)
    cpdef number(self, list folds, words=*)

@cython.final
cdef class Postings(Turning):
    cdef const int[::1] ids
    cdef int[::1] offsets, places
    cdef object all_offsets, all_places
    cdef Py_ssize_t size, known
    cdef bint is_wrong

    @cython.locals(k=Py_ssize_t, number=Py_ssize_t, total=int)
    cdef bint post_all(self) noexcept nogil

@cython.locals(postings=Postings)
cpdef tuple posted(ids, Py_ssize_t known)
