cimport cython
from restore cimport natives
from restore.turning cimport Turning

cdef int LEAST_ROOM, STEPS_OF_WORD, SHIFT, NEXT_SHIFT, LAST_SHIFT
cdef long long MOST_LETTERS
cdef unsigned long long ALL, SIGNLESS, MULTIPLIER, MIXER, NEXT_MIXER

@cython.final
cdef class Cutting(Turning):
    cdef str text
    cdef object known                          # says by itself what it does not have, as a dict's own C would not
    cdef readonly list folds
    cdef Py_ssize_t count, size, room
    cdef object all_numbers, all_starts, all_ends, all_sizes
    cdef long long[::1] numbers
    cdef int[::1] starts, ends, sizes

    @cython.locals(k=Py_ssize_t, end=Py_ssize_t)
    cpdef find_all(self)
    @cython.locals(count=Py_ssize_t)
    cpdef tuple columns(self)
    @cython.locals(letter=Py_UCS4)
    cdef Py_ssize_t _end_from(self, Py_ssize_t k)
    @cython.locals(fold=str)
    cdef _add(self, Py_ssize_t start, Py_ssize_t end)
    @cython.locals(more=Py_ssize_t)
    cdef _make_room(self)

cdef bint is_spaceless(Py_UCS4 letter) noexcept
cdef bint is_invisible(Py_UCS4 letter) noexcept
cdef bint is_letter(Py_UCS4 letter) noexcept

@cython.final
cdef class Hashing(Turning):
    cdef const unsigned long long[::1] ids
    cdef unsigned long long[::1] found
    cdef object all_found
    cdef Py_ssize_t order, size, kept
    cdef unsigned long long step

    @cython.locals(k=Py_ssize_t, c=Py_ssize_t, total="unsigned long long")
    cdef bint hash_all(self) noexcept nogil

@cython.locals(words=Cutting)
cpdef Cutting cut(str text, known)
@cython.locals(runs=Hashing)
cpdef hashes(ids, Py_ssize_t order, unsigned long long step)
