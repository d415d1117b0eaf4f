cdef extern from "_turns.h":
    ctypedef struct Turn:
        bint is_free

cdef class Turning:
    cdef Turn turn[1]
