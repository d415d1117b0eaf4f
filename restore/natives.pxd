from cpython cimport array
from restore.turning cimport Turn, Turning

cdef extern from "_turns.h":
    Turn turn_begun()
    bint c_took "took"(Turn *turn, long long steps) nogil
    void turn_back(Turn *turn)

cdef enum:
    ABREAST = 32

cdef inline long long whole(double number) noexcept nogil:
    return <long long>number

# The compiler's own way is slower, since it may not count on a processor that has one.
cdef inline int bits_of(unsigned long long bits) noexcept nogil:
    bits -= bits >> 1 & <unsigned long long>0x5555555555555555
    bits = (bits & <unsigned long long>0x3333333333333333) + (bits >> 2 & <unsigned long long>0x3333333333333333)
    return <int>((((bits + (bits >> 4)) & <unsigned long long>0x0f0f0f0f0f0f0f0f) * <unsigned long long>0x0101010101010101) >> 56)

cdef extern from *:
    int __builtin_ctz(unsigned int bits) nogil

cdef inline unsigned int first_unset(unsigned int bits) noexcept nogil:
    return __builtin_ctz(~bits)

# Naught is not written into it: a large gap's rooms take longer to clear than the gap to align.
cdef inline array.array room(array.array kind, Py_ssize_t size):
    return array.clone(kind, size, False)

# The places are kept on the stack, where nothing that is written can be one of them: so a compiler keeps them in
# registers from the first question to the last.
cdef inline void strike_out(short[::1] struck, unsigned short[::1] of_all, const int[::1] tree, const short[::1] limit, const unsigned short[::1] leaves, const int[::1] asked_from, Py_ssize_t key, short[::1] places, Py_ssize_t first, short[::1] lanes) noexcept nogil:
    cdef short mine[ABREAST]
    cdef short bits, its, most = 0, least = 0x7fff
    cdef Py_ssize_t k, at, asked
    for k in range(ABREAST):
        mine[k] = places[first + k] & lanes[k]
        its = mine[k] | (~lanes[k] & 0x7fff)
        most = mine[k] if mine[k] > most else most
        least = its if its < least else least
    for asked in range(asked_from[key], asked_from[key + least]):
        of_all[tree[asked]] |= leaves[asked]
    for asked in range(asked_from[key + least], asked_from[key + most]):
        at, most, bits = <Py_ssize_t>tree[asked] * ABREAST, limit[asked], <short>leaves[asked]
        for k in range(ABREAST):
            struck[at + k] |= bits & -(mine[k] > most)

cdef inline void hold(Turning one) noexcept:
    one.turn[0] = turn_begun()

cdef inline void begin(Turning one) noexcept:
    hold(one)
    one.turn[0].is_free = True

cdef inline bint took(Turning one, long long steps) noexcept nogil:
    return c_took(one.turn, steps)

cdef inline int end(Turning one, bint is_stopped) except -1:
    turn_back(one.turn)
    return -1 if is_stopped else 0
