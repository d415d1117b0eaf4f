/* Both texts as numbers and words, as Pair in pair.py has them; a part of _core.c. */

enum { WORD = 1, NO_BEGIN = 2, NO_END = 4, PLAIN = 8 };
enum { LONGEST_WORD = 64 };

typedef struct {
    int64_t open, eat, mention, mention_token, odd_edge, own_place, part, near, near_edit, joined, near_known, lost;
} Costs;

/* A token's letters, where Python has them. */
typedef struct { const void *data; int kind; Py_ssize_t length; } Letters;

typedef struct {
    Letters all;
    Py_UCS4 letters[LONGEST_WORD];
    int size;                          /* of `letters`, -1 if there are more than fit */
    int digits;                        /* how many of its letters are digits */
    int is_word;
    uint64_t kinds;                    /* which letters it has, by their last six bits */
} Word;

typedef struct {
    const int32_t *copy_ids, *source_ids, *offsets, *places, *inserts;
    const uint8_t *flags;
    int many;                              /* the last of `inserts`, by how often the source has a token */
    Py_ssize_t copy_size, source_size;
    PyObject *copy_folds, *source_folds;   /* those in sight, in lists of our own: from here on */
    int copy_from, source_from;
    Costs costs;
    Turn *turn;
} Pair;

typedef struct { int copy, copy_end, source, source_end; } Window;

typedef struct { Pair pair; Turn turn; Py_buffer held[6]; PyObject *copy_folds, *source_folds; } HeldPair;

static inline Py_UCS4 letter_of(const Letters *word, Py_ssize_t k) { return PyUnicode_READ(word->kind, word->data, k); }

static Letters letters_of(PyObject *fold)
{
    return (Letters){PyUnicode_DATA(fold), PyUnicode_KIND(fold), PyUnicode_GET_LENGTH(fold)};
}

static PyObject *copy_fold(const Pair *pair, int place)
{
    return PyList_GET_ITEM(pair->copy_folds, place - pair->copy_from);
}

static PyObject *source_fold(const Pair *pair, int place)
{
    return PyList_GET_ITEM(pair->source_folds, place - pair->source_from);
}

static void let_go(HeldPair *held)
{
    for (int k = 0; k < 6; k++) PyBuffer_Release(&held->held[k]);
    Py_XDECREF(held->pair.copy_folds);
    Py_XDECREF(held->pair.source_folds);
}

/* A pair from its buffers and costs; -1 with an exception set if they are none. To be let go either way. */
static int hold(HeldPair *held, PyObject *buffers, PyObject *costs)
{
    Pair *pair = &held->pair;
    Py_buffer *b = held->held;
    int64_t *cost = (int64_t *)&pair->costs;  /* all are of this type, in the order of Costs.all */
    memset(held, 0, sizeof *held);
    held->turn = turn_begun();
    pair->turn = &held->turn;
    if (PyTuple_GET_SIZE(costs) != sizeof(Costs) / sizeof *cost) {
        PyErr_SetString(PyExc_ValueError, "these are not all costs");
        return -1;
    }
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(costs); k++) cost[k] = PyLong_AsLongLong(PyTuple_GET_ITEM(costs, k));
    if (PyErr_Occurred()) return -1;
    if (!PyArg_ParseTuple(buffers, "y*y*y*y*y*y*O!O!", &b[0], &b[1], &b[2], &b[3], &b[4], &b[5], &PyList_Type,
                          &held->copy_folds, &PyList_Type, &held->source_folds)) return -1;
    pair->copy_ids = b[0].buf; pair->source_ids = b[1].buf; pair->offsets = b[2].buf; pair->places = b[3].buf;
    pair->flags = b[4].buf; pair->inserts = b[5].buf;
    pair->many = (int)(b[5].len / 4) - 1;
    if (pair->many < 0) {
        PyErr_SetString(PyExc_ValueError, "no costs of tokens from nowhere");
        return -1;
    }
    pair->copy_size = b[0].len / 4; pair->source_size = b[1].len / 4;
    return 0;
}

static PyObject *words_in_sight(PyObject *folds, int first, int last)
{
    PyObject *list = PyList_GetSlice(folds, first, last);
    int sound = list && PyList_GET_SIZE(list) == last - first;
    for (Py_ssize_t k = 0; sound && k < last - first; k++) sound = PyUnicode_Check(PyList_GET_ITEM(list, k));
    if (list && !sound) {
        PyErr_SetString(PyExc_TypeError, "a token is a string, and each has one");
        Py_CLEAR(list);
    }
    return list;
}

/* Have the words of a window at hand; -1 with an exception set where it reaches out of the texts. */
static int hold_words(HeldPair *held, const Window *at)
{
    Pair *pair = &held->pair;
    if (at->copy < 0 || at->copy > at->copy_end || at->copy_end > pair->copy_size || at->source < 0
        || at->source > at->source_end || at->source_end > pair->source_size) {
        PyErr_SetString(PyExc_ValueError, "the window reaches out of the texts");
        return -1;
    }
    pair->copy_from = at->copy;
    pair->source_from = at->source;
    pair->copy_folds = words_in_sight(held->copy_folds, at->copy, at->copy_end);
    pair->source_folds = words_in_sight(held->source_folds, at->source, at->source_end);
    return pair->copy_folds && pair->source_folds ? 0 : -1;
}
