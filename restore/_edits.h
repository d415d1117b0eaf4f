/* How few letters one word has to be changed in to become another, and which: RapidFuzz's answers, for which it need not be
 * imported; a part of _text.c.
 *
 * A row of the table of edits is kept in the bits of a few numbers: whether each of its cells is one more (`more`) or one
 * less (`less`) than the cell before it (Hyyrö, A bit-vector algorithm for computing Levenshtein and Damerau edit
 * distances, 2003).
 */

/* Letters that may differ of either: words and most stretches have fewer, and a path's rows fit on the stack (16 kB). */
enum { MOST_EDITED = 256, BLOCKS = MOST_EDITED / 64, LETTER_SLOTS = 2 * 64 };

/* Where the letters of a word are, as bits: open addressing, half of the slots are empty; a slot's letter is one more than
 * it is, and 0 of an empty one. */
typedef struct {
    uint32_t letters[LETTER_SLOTS * BLOCKS];
    uint64_t places[LETTER_SLOTS * BLOCKS][BLOCKS];
} Places;

typedef struct { uint64_t more[BLOCKS], less[BLOCKS]; } EditRow;

/* What is left of two words without what both begin and end with: `size` and `other_size` letters from `from` on. */
typedef struct {
    Raw one, other;
    Py_ssize_t from, size, other_size;
} Compared;

static Compared compared_of(PyObject *one, PyObject *other)
{
    Compared c = {raw_of(one), raw_of(other), 0, 0, 0};
    Py_ssize_t from = 0, end = c.one.size, other_end = c.other.size;
    while (from < end && from < other_end && at(&c.one, from) == at(&c.other, from)) from++;
    while (from < end && from < other_end && at(&c.one, end - 1) == at(&c.other, other_end - 1)) { end--; other_end--; }
    c.from = from;
    c.size = end - from;
    c.other_size = other_end - from;
    return c;
}

static int is_short(const Compared *c) { return c->size <= MOST_EDITED && c->other_size <= MOST_EDITED; }

static inline size_t letter_slot(const Places *places, Py_UCS4 letter, int blocks)
{
    size_t size = LETTER_SLOTS * (size_t)blocks, slot = letter % size;
    while (places->letters[slot] && places->letters[slot] != letter + 1) slot = (slot + 1) % size;
    return slot;
}

static inline void put_letters(Places *places, const Compared *c, int blocks)
{
    memset(places->letters, 0, sizeof(uint32_t) * LETTER_SLOTS * (size_t)blocks);
    for (Py_ssize_t k = 0; k < c->size; k++) {
        Py_UCS4 letter = at(&c->one, c->from + k);
        size_t slot = letter_slot(places, letter, blocks);
        if (!places->letters[slot]) memset(places->places[slot], 0, sizeof(uint64_t) * (size_t)blocks);
        places->letters[slot] = letter + 1;
        places->places[slot][k / 64] |= (uint64_t)1 << k % 64;
    }
}

/* The number of edits in so many blocks; where `rows` is not NULL the rows, one for each letter of the other word. */
static inline Py_ssize_t count_in(const int blocks, const Compared *c, EditRow *rows)
{
    static const uint64_t nowhere[BLOCKS];
    uint64_t last = (uint64_t)1 << (c->size - 1) % 64;
    Py_ssize_t edits = c->size;
    Places places;
    EditRow row = {{0}, {0}};
    put_letters(&places, c, blocks);
    memset(row.more, 0xff, sizeof row.more);
    for (Py_ssize_t k = 0; k < c->other_size; k++) {
        size_t slot = letter_slot(&places, at(&c->other, c->from + k), blocks);
        const uint64_t *place = places.letters[slot] ? places.places[slot] : nowhere;
        uint64_t risen = 1, fallen = 0;  /* the step from the row before, at the edge of a block */
        for (int b = 0; b < blocks; b++) {
            uint64_t more = row.more[b], less = row.less[b], equal = place[b] | fallen;
            uint64_t straight = (((equal & more) + more) ^ more) | equal | less;
            uint64_t rise = less | ~(straight | more), fall = straight & more;
            if (b == blocks - 1) edits += ((rise & last) != 0) - ((fall & last) != 0);
            uint64_t rise_in = rise << 1 | risen, fall_in = fall << 1 | fallen;
            risen = rise >> 63;
            fallen = fall >> 63;
            row.more[b] = fall_in | ~(straight | rise_in);
            row.less[b] = rise_in & straight;
        }
        for (int b = 0; rows && b < blocks; b++) {
            rows[k].more[b] = row.more[b];
            rows[k].less[b] = row.less[b];
        }
    }
    return edits;
}

static Py_ssize_t count_edits(const Compared *c, EditRow *rows)
{
    if (!c->size || !c->other_size) return c->size + c->other_size;
    int blocks = (int)((c->size + 63) / 64);
    return blocks == 1 ? count_in(1, c, rows) : count_in(blocks, c, rows);  /* most are: for these it need not loop */
}

/* Whether these are two words, and in `c` what of them is compared; 0 with an exception set. */
static int are_compared(Compared *c, PyObject *const *words, Py_ssize_t count)
{
    if (count != 2 || !PyUnicode_Check(words[0]) || !PyUnicode_Check(words[1])) {
        PyErr_SetString(PyExc_TypeError, "two words are compared");
        return 0;
    }
    *c = compared_of(words[0], words[1]);
    return 1;
}

/* edits(one, other): how many, None of words too long to say. */
static PyObject *edits(PyObject *self, PyObject *const *words, Py_ssize_t count)
{
    (void)self;
    Compared c;
    if (!are_compared(&c, words, count)) return NULL;
    if (!is_short(&c)) Py_RETURN_NONE;
    return PyLong_FromSsize_t(count_edits(&c, NULL));
}

enum { LETTER_KEPT, LETTER_REPLACED, LETTER_DELETED, LETTER_INSERTED };  /* as edits.py has them */

/* What is done letter by letter, from the first that differs to the last; gives how much that is. Where several ways are as
 * short, that is taken which RapidFuzz takes. */
static Py_ssize_t find_path(const Compared *c, uint8_t *path)
{
    EditRow rows[MOST_EDITED];
    uint8_t backwards[2 * MOST_EDITED];
    Py_ssize_t col = c->size, row = c->other_size, count = 0;
    count_edits(c, rows);
    while (col && row) {
        Py_ssize_t block = (col - 1) / 64, bit = (col - 1) % 64;
        if (rows[row - 1].more[block] >> bit & 1) {
            col--;
            backwards[count++] = LETTER_DELETED;
        } else if (--row && rows[row - 1].less[block] >> bit & 1) {
            backwards[count++] = LETTER_INSERTED;
        } else {
            col--;
            int same = at(&c->one, c->from + col) == at(&c->other, c->from + row);
            backwards[count++] = same ? LETTER_KEPT : LETTER_REPLACED;
        }
    }
    while (col) { col--; backwards[count++] = LETTER_DELETED; }
    while (row) { row--; backwards[count++] = LETTER_INSERTED; }
    for (Py_ssize_t k = 0; k < count; k++) path[k] = backwards[count - 1 - k];
    return count;
}

/* path(one, other): what becomes of each letter on the way from the first word to the other, a byte for each; None of words
 * too long to say. */
static PyObject *path(PyObject *self, PyObject *const *words, Py_ssize_t count)
{
    (void)self;
    Compared c;
    if (!are_compared(&c, words, count)) return NULL;
    if (!is_short(&c)) Py_RETURN_NONE;
    uint8_t between[2 * MOST_EDITED];
    Py_ssize_t steps = find_path(&c, between), behind = c.one.size - c.from - c.size;
    PyObject *found = PyBytes_FromStringAndSize(NULL, c.from + steps + behind);
    if (!found) return NULL;
    char *bytes = PyBytes_AS_STRING(found);
    memset(bytes, LETTER_KEPT, (size_t)c.from);
    memcpy(bytes + c.from, between, (size_t)steps);
    memset(bytes + c.from + steps, LETTER_KEPT, (size_t)behind);
    return found;
}
