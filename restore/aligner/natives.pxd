from restore.aligner.gap cimport Gap, Turn

cdef extern from "../_turns.h":
    Turn turn_begun()
    bint c_took "took"(Turn *turn, long long steps) nogil
    void turn_back(Turn *turn)

cdef inline long long whole(double number) noexcept nogil:
    return <long long>number

# The compiler's own way is slower, since it may not count on a processor that has one.
cdef inline int bits_of(unsigned long long bits) noexcept nogil:
    bits -= bits >> 1 & <unsigned long long>0x5555555555555555
    bits = (bits & <unsigned long long>0x3333333333333333) + (bits >> 2 & <unsigned long long>0x3333333333333333)
    return <int>((((bits + (bits >> 4)) & <unsigned long long>0x0f0f0f0f0f0f0f0f) * <unsigned long long>0x0101010101010101) >> 56)

cdef inline void begin(Gap gap) noexcept:
    gap.turn[0] = turn_begun()
    gap.turn[0].is_free = True

cdef inline bint took(Gap gap, long long steps) noexcept nogil:
    return c_took(gap.turn, steps)

cdef inline int end(Gap gap, bint is_stopped) except -1:
    turn_back(gap.turn)
    return -1 if is_stopped else 0
