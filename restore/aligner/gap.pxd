cimport cython
from libc cimport math
from restore cimport natives
from restore.turning cimport Turning

cdef int LONGEST, PLAIN, DIGITS, LEAST_ROOM, STEPS_OF_LETTER, STEPS_OF_CELL
cdef unsigned long long BIT

cdef class Gap(Turning):
    # The pair.
    cdef int[::1] copy_ids, source_ids, offsets, places, inserts, letters, letter_from, digits, digit_from
    cdef unsigned char[::1] flags
    cdef Py_ssize_t copy_size, source_size, own_size, many
    cdef long long open, eat, mention, mention_token, odd_edge, own_place, part, near, near_edit, joined, near_known, lost_word
    cdef long long dearest_insert
    cdef double opening, eating, losing        # the weights of steps that cost that
    cdef double[::1] insert_weights            # likewise, of `inserts`
    cdef int[::1] known_costs                  # by their last bits, whose weights were asked for last
    cdef double[::1] known_weights

    # Words: which letters they have, by the last six bits of each, and what two are compared in.
    cdef unsigned long long[::1] kinds, rows
    cdef int[::1] sizes, keys, edits, written, written_digits
    cdef int written_count                     # of `written_digits`

    # The gap: positions and numbers of its tokens, what is known of these words, and what its steps cost.
    cdef Py_ssize_t n, m
    cdef int[::1] copy, source, ours, theirs, our_sizes, their_sizes
    cdef unsigned long long[::1] our_kinds, their_kinds
    cdef int[::1] insert, lost
    cdef double[::1] insert_weight, lost_weight
    cdef int[::1] longest, reach               # of mentions that begin here, and that end before here
    cdef int[::1] jump, origin                 # by start and length - 1
    cdef int[::1] is_cheaper                   # likewise: than the same tokens otherwise
    cdef int longest_origin                    # of the longest stretch that was looked for last
    cdef int[::1] ways                         # a bit for each of the five ways in which a match may end here, one if it is near
    cdef int[::1] price                        # of each of them, if it may be
    cdef int[::1] marked, marked_from          # the columns of what has a way, and where those of a row begin
    cdef int[::1] row_ways                     # all ways of a row's squares together
    cdef int[::1] way_copies, way_sources

    # What the cheapest way to each cell costs, by its last step; `entered` is where a difference was begun or goes on.
    cdef int[::1] matched, entered, inserted, eaten

    # What is inserted that ends, or begins, with a row: the cells that it comes from, or goes to, and its weight.
    cdef int[::1] insert_at
    cdef double[::1] insert_by

    # The weights of all ways to each cell, and on from it; each row has a scale, as a logarithm.
    cdef double[::1] ahead_matched, ahead_entered, ahead_all, back_matched, back_inserted, back_ended
    cdef double[::1] ahead_scale, back_scale, spread, inserting

    # The cheapest path, and the probability of each piece by its first step.
    cdef Py_ssize_t steps, pieces
    cdef int[::1] step_state, step_copy, step_source, step_copies, step_sources, step_near, step_cost, step_origin, piece_from
    cdef double[::1] chance

    cdef Py_ssize_t room_of_sides, room_of_squares
    cpdef let_go(self)
    @cython.locals(count=Py_ssize_t, k=Py_ssize_t, at=Py_ssize_t, digits=Py_ssize_t, word=str, flags=object, letter=Py_UCS4, kinds="unsigned long long", has_digits=bint)
    cdef _spell(self, list words, dict known, find)
    @cython.locals(word=Py_ssize_t, often=Py_ssize_t, match="long long", is_plain=bint)
    cpdef lay_out(self, copy, source)
    cdef _make_room(self, Py_ssize_t sides, Py_ssize_t cells)
    cdef _make_room_of_sides(self, Py_ssize_t size)
    cdef _make_room_of_squares(self, Py_ssize_t size)

cpdef Gap spare_gap()
cpdef put_away(Gap gap)
cdef double weight_of(long long cost) noexcept nogil
@cython.locals(is_whole=bint, first=Py_ssize_t, last=Py_ssize_t, place=Py_ssize_t)
cdef _put(places, int[::1] row, Py_ssize_t size, Py_ssize_t end)
