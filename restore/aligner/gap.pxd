cimport cython

cdef extern from "../_turns.h":
    ctypedef struct Turn:
        bint is_free

cdef int PLAIN

cdef class Gap:
    cdef Turn turn[1]

    # The pair.
    cdef int[::1] copy_ids, source_ids, offsets, places, inserts, letters, letter_from, digits, digit_from
    cdef const unsigned char[::1] flags
    cdef Py_ssize_t copy_size, source_size, words, many
    cdef long long open, eat, mention, mention_token, odd_edge, own_place, part, near, near_edit, joined, near_known, lost_word

    # Words: which letters they have, by the last six bits of each, and what two are compared in.
    cdef unsigned long long[::1] kinds, rows
    cdef int[::1] sizes, keys, edits, written, written_digits
    cdef bint has_kinds
    cdef int written_count                     # of `written_digits`

    # The gap: positions and numbers of its tokens, and what its steps cost.
    cdef Py_ssize_t n, m
    cdef int[::1] copy, source, ours, theirs
    cdef long long[::1] insert, lost
    cdef int[::1] longest, reach, common       # of mentions that begin here, and that end before here
    cdef long long[::1] jump                   # by start and length - 1
    cdef int[::1] origin                       # likewise
    cdef int longest_origin                    # of the longest stretch that was looked for last
    cdef unsigned char[::1] single_near, ways  # a bit for each of the five ways in which a match may end here
    cdef long long[::1] price                  # of each of them, if it may be
    cdef int[::1] way_copies, way_sources
    cdef bint has_joins                        # whether any of them is more than one for one

    # The cheapest ways to each cell, and the last step of each.
    cdef long long[::1] matched, inserted, eaten
    cdef unsigned char[::1] from_matched, from_inserted, from_eaten, way, size

    # The weights of all ways to each cell, and on from it; each row has a scale, as a logarithm.
    cdef double[::1] ahead_matched, ahead_inserted, ahead_all, back_matched, back_inserted, back_ended
    cdef double[::1] ahead_scale, back_scale, spread

    # The cheapest path, and the probability of each piece by its first step.
    cdef Py_ssize_t steps, pieces
    cdef int[::1] step_state, step_copy, step_source, step_copies, step_sources, step_near, step_origin, piece_from
    cdef double[::1] chance

    cdef Py_ssize_t room_of_sides, room_of_squares
    cpdef lay_out(self, copy, source)
    cdef _make_room(self, Py_ssize_t sides, Py_ssize_t cells)
    cdef _make_room_of_sides(self, Py_ssize_t size)
    cdef _make_room_of_squares(self, Py_ssize_t size)

@cython.locals(is_whole=bint, first=Py_ssize_t, last=Py_ssize_t, place=Py_ssize_t)
cdef _put(places, int[::1] row, Py_ssize_t size, Py_ssize_t end)
