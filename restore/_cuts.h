/* A text cut into words and letters, as sources are looked for: what find/pieces.py does; a part of _text.c. */

enum { STEPS_OF_WORD = 16 };  /* what a word takes beside its letters: it is made, and looked up */

typedef struct {
    const Raw *raw;
    PyObject *text, *numbers, *folds;   /* the two say what they do not have */
    int64_t *ids;
    int32_t *starts, *ends, *sizes;     /* of the words in the text, and of their folds */
    Py_UCS4 *letters;                   /* of all folds, one behind the other */
    Py_ssize_t count, room, written, space;
    Turn turn;
} Cutting;

/* Whether a character is a word of its own, in scripts without spaces: _SPACELESS in pieces.py. */
static int is_spaceless(Py_UCS4 c)
{
    return c >= 0xe00 && ((c <= 0xeff) || (c >= 0x1000 && c <= 0x109f) || (c >= 0x1780 && c <= 0x17ff)
                          || (c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x4e00 && c <= 0x9fff)
                          || (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff));
}

/* Whether a character inside a word is none of its letters: _INVISIBLE in pieces.py. */
static int is_invisible(Py_UCS4 c)
{
    return c == 0xad || (c >= 0x300 && c <= 0x36f) || (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff;
}

static int is_letter(Py_UCS4 c)
{
    return c < COMBINING ? kinds[c] & WORD && c != '_' : Py_UNICODE_ISALNUM(c) && !is_spaceless(c);
}

/* The end of the word that begins here; `k` itself where none does. */
static Py_ssize_t cut_end(const Raw *raw, Py_ssize_t k)
{
    if (is_spaceless(at(raw, k))) return k + 1;
    if (is_letter(at(raw, k))) for (k++; is_letter(at(raw, k)) || is_invisible(at(raw, k)); k++);
    return k;
}

/* An array with room for twice as many; NULL, and the array stays, without memory. */
static void *doubled(void *array, Py_ssize_t room, size_t size)
{
    void *more = realloc(array, (size_t)room * 2 * size);
    if (!more) PyErr_NoMemory();
    return more;
}

static int room_for_word(Cutting *c)
{
    void *more;
    if (c->count < c->room) return 0;
    if (!(more = doubled(c->ids, c->room, sizeof *c->ids))) return -1;
    c->ids = more;
    if (!(more = doubled(c->starts, c->room, sizeof *c->starts))) return -1;
    c->starts = more;
    if (!(more = doubled(c->ends, c->room, sizeof *c->ends))) return -1;
    c->ends = more;
    if (!(more = doubled(c->sizes, c->room, sizeof *c->sizes))) return -1;
    c->sizes = more;
    c->room *= 2;
    return 0;
}

static int room_for_letters(Cutting *c, Py_ssize_t size)
{
    while (c->space - c->written < size) {
        void *more = doubled(c->letters, c->space, sizeof *c->letters);
        if (!more) return -1;
        c->letters = more;
        c->space *= 2;
    }
    return 0;
}

/* Write a word's fold: small letters where all are ASCII, else what the table says. */
static int write_fold(Cutting *c, PyObject *word, Py_ssize_t start, Py_ssize_t end)
{
    if (room_for_letters(c, end - start)) return -1;
    Py_ssize_t before = c->written, k = start;
    for (; k < end && at(c->raw, k) < 128; k++) c->letters[c->written++] = Py_TOLOWER(at(c->raw, k));
    if (k < end) {
        PyObject *fold = PyObject_GetItem(c->folds, word);
        if (fold && !PyUnicode_Check(fold)) PyErr_Format(PyExc_TypeError, "a fold is a text");
        c->written = before;
        Raw folded = fold && !PyErr_Occurred() ? raw_of(fold) : (Raw){NULL, 1, 0};
        int failed = PyErr_Occurred() || room_for_letters(c, folded.size);
        for (k = 0; !failed && k < folded.size; k++) c->letters[c->written++] = at(&folded, k);
        Py_XDECREF(fold);
        if (failed) return -1;
    }
    c->sizes[c->count] = (int32_t)(c->written - before);
    return 0;
}

static int add_piece(Cutting *c, Py_ssize_t start, Py_ssize_t end)
{
    if (room_for_word(c)) return -1;
    PyObject *word = PyUnicode_Substring(c->text, start, end);
    PyObject *number = word ? found_in(c->numbers, word) : NULL;
    if (word && !number && !PyErr_Occurred()) number = PyObject_GetItem(c->numbers, word);
    int failed = !number || write_fold(c, word, start, end);
    if (!failed) c->ids[c->count] = PyLong_AsLongLong(number);
    Py_XDECREF(word);
    Py_XDECREF(number);
    if (failed || PyErr_Occurred()) return -1;
    c->starts[c->count] = (int32_t)start;
    c->ends[c->count++] = (int32_t)end;
    return took(&c->turn, end - start + STEPS_OF_WORD);
}

static int cut_all(Cutting *c)
{
    for (Py_ssize_t k = 0; k < c->raw->size;) {
        Py_ssize_t end = cut_end(c->raw, k);
        if (end > k ? add_piece(c, k, end) : took(&c->turn, 1)) return -1;
        k = end > k ? end : k + 1;
    }
    return 0;
}

static PyObject *columns_of(const Cutting *c)
{
    Py_ssize_t narrow = c->count * (Py_ssize_t)sizeof(int32_t), wide = c->count * (Py_ssize_t)sizeof(int64_t);
    PyObject *letters = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, c->letters, c->written);
    if (!letters) return NULL;
    return Py_BuildValue("(y#y#y#y#N)", c->ids, wide, c->starts, narrow, c->ends, narrow, c->sizes, narrow, letters);
}

/* The words of a text: numbers, starts, ends, lengths of their folds, and the folds; None of a text of gigabytes. */
static PyObject *cut(PyObject *self, PyObject *args)
{
    (void)self;
    Cutting c = {.room = 64, .space = 256, .turn = turn_begun()};
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "UO!O!", &c.text, &PyDict_Type, &c.numbers, &PyDict_Type, &c.folds)) return NULL;
    Raw raw = raw_of(c.text);
    if (raw.size >= INT32_MAX / 32) Py_RETURN_NONE;  /* no fold is that many times as long as its letter */
    c.raw = &raw;
    c.ids = malloc(sizeof *c.ids * (size_t)c.room);
    c.starts = malloc(sizeof *c.starts * (size_t)c.room);
    c.ends = malloc(sizeof *c.ends * (size_t)c.room);
    c.sizes = malloc(sizeof *c.sizes * (size_t)c.room);
    c.letters = malloc(sizeof *c.letters * (size_t)c.space);
    if (!c.ids || !c.starts || !c.ends || !c.sizes || !c.letters) PyErr_NoMemory();
    else if (!cut_all(&c)) result = columns_of(&c);
    free(c.ids);
    free(c.starts);
    free(c.ends);
    free(c.sizes);
    free(c.letters);
    return result;
}

enum { SHIFT_FIRST = 30, SHIFT_NEXT = 27, SHIFT_LAST = 31 };
static const uint64_t MULTIPLIER = 0x9E3779B97F4A7C15u, MIXER = 0xBF58476D1CE4E5B9u, NEXT_MIXER = 0x94D049BB133111EBu;

/* The hash of a run of pieces: gram_hashes in fingerprints.py. */
static inline uint64_t gram_at(const uint64_t *ids, Py_ssize_t order)
{
    uint64_t total = ids[0];
    for (Py_ssize_t k = 1; k < order; k++) total = total * MULTIPLIER + ids[k];
    total = (total ^ (total >> SHIFT_FIRST)) * MIXER;
    total = (total ^ (total >> SHIFT_NEXT)) * NEXT_MIXER;
    return (total ^ (total >> SHIFT_LAST)) & INT64_MAX;
}

/* The hashes of all runs of so many pieces that are multiples of a step, a power of two, in their order. */
static PyObject *grams(PyObject *self, PyObject *args)
{
    (void)self;
    Turn turn = turn_begun();
    Py_buffer ids;
    Py_ssize_t order, step, kept = 0;
    int stopped = 0;
    if (!PyArg_ParseTuple(args, "y*nn", &ids, &order, &step)) return NULL;
    Py_ssize_t size = ids.len / (Py_ssize_t)sizeof(uint64_t) - order + 1;
    uint64_t *found = NULL;
    if (order < 1 || step < 1 || size < 0 || (uintptr_t)ids.buf % sizeof(uint64_t))
        PyErr_SetString(PyExc_ValueError, "no such runs");
    else if (!(found = malloc(sizeof *found * (size_t)(size + 1))))
        PyErr_NoMemory();
    turn.is_free = found != NULL;
    for (Py_ssize_t k = 0; found && !stopped && k < size; k++) {
        found[kept] = gram_at((const uint64_t *)ids.buf + k, order);
        kept += !(found[kept] & (uint64_t)(step - 1));
        stopped = took(&turn, order);
    }
    turn_back(&turn);
    PyBuffer_Release(&ids);
    PyObject *result = found && !stopped
        ? PyBytes_FromStringAndSize((const char *)found, kept * (Py_ssize_t)sizeof *found) : NULL;
    free(found);
    return result;
}
