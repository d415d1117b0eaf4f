/* Which tokens are the same and where they stand, and which letters stand together; a part of _text.c. */

/* The same list, but nobody else's: while others have their turn, theirs may change. */
static PyObject *own_list(PyObject *list) { return PyList_GetSlice(list, 0, PyList_GET_SIZE(list)); }

/* The number of a token, a new one if it has none; -1 with an exception set where there is none to be had. */
static int32_t number_of(PyObject *fold, PyObject *numbers)
{
    PyObject *number = PyLong_FromSsize_t(PyDict_GET_SIZE(numbers));
    PyObject *found = number ? found_or_put(numbers, fold, number) : NULL;
    int32_t id = found ? (int32_t)PyLong_AsLong(found) : -1;
    Py_XDECREF(number);
    Py_XDECREF(found);
    return id;
}

/* Words seen before with their numbers: most are the very same object then, which need not be looked up. */
enum { SEEN = 1 << 10 };
typedef struct { PyObject *fold[SEEN]; int32_t id[SEEN]; } Seen;

/* The tokens of one text as numbers, new ones numbered on; in a bytes object, which array("i") takes. */
static PyObject *numbered(PyObject *folds, PyObject *numbers, Seen *seen, Turn *turn)
{
    Py_ssize_t size = PyList_GET_SIZE(folds);
    PyObject *ids = PyBytes_FromStringAndSize(NULL, size * (Py_ssize_t)sizeof(int32_t));
    for (Py_ssize_t k = 0; ids && k < size; k++) {
        PyObject *fold = PyList_GET_ITEM(folds, k);
        size_t at = ((uintptr_t)fold >> 4 ^ (uintptr_t)fold >> 14) % SEEN;
        int32_t id = seen->fold[at] == fold ? seen->id[at] : number_of(fold, numbers);
        seen->fold[at] = fold;
        seen->id[at] = id;
        if (id < 0 || took(turn, STEPS_OF_TOKEN)) { Py_CLEAR(ids); break; }
        memcpy(PyBytes_AS_STRING(ids) + k * (Py_ssize_t)sizeof id, &id, sizeof id);
    }
    return ids;
}

static PyObject *number(PyObject *self, PyObject *args)
{
    (void)self;
    Turn turn = turn_begun();
    PyObject *source, *copy, *result = NULL;
    if (!PyArg_ParseTuple(args, "O!O!", &PyList_Type, &source, &PyList_Type, &copy)) return NULL;
    PyObject *numbers = PyDict_New(), *theirs = numbers ? own_list(source) : NULL, *ours = theirs ? own_list(copy) : NULL;
    Seen seen;  /* of both texts, which have most words in common; what is in it is in these lists, and so stays what it is */
    memset(seen.fold, 0, sizeof seen.fold);
    PyObject *source_ids = ours ? numbered(theirs, numbers, &seen, &turn) : NULL;
    Py_ssize_t known = source_ids ? PyDict_GET_SIZE(numbers) : 0;  /* numbers that the source has */
    PyObject *copy_ids = source_ids ? numbered(ours, numbers, &seen, &turn) : NULL;
    if (copy_ids) result = Py_BuildValue("(OOOn)", source_ids, copy_ids, numbers, known);
    Py_XDECREF(theirs); Py_XDECREF(ours);
    Py_XDECREF(source_ids); Py_XDECREF(copy_ids); Py_XDECREF(numbers);
    return result;
}

enum { STOPPED = -1, OUT_OF_RANGE = -2 };

/* Fill in where each token number's places begin, and the places. */
static int posted(const int32_t *id, Py_ssize_t size, Py_ssize_t known, int32_t *offset, int32_t *place, Turn *turn)
{
    int32_t sum = 0;
    memset(offset, 0, (size_t)(known + 1) * sizeof *offset);
    for (Py_ssize_t k = 0; k < size; k++) {
        if (id[k] < 0 || id[k] >= known) return OUT_OF_RANGE;
        offset[id[k]]++;
        if (took(turn, 1)) return STOPPED;
    }
    for (Py_ssize_t t = 0; t <= known; t++) offset[t] = sum += offset[t];  /* where its places end … */
    for (Py_ssize_t k = size; k--;) {
        place[--offset[id[k]]] = (int32_t)k;                               /* … and, now filled, begin */
        if (took(turn, 1)) return STOPPED;
    }
    return 0;
}

/* For each of so many token numbers where it stands: place k of number t is places[offsets[t] + k]. */
static PyObject *postings(PyObject *self, PyObject *args)
{
    (void)self;
    Turn turn = turn_begun();
    Py_buffer ids;
    Py_ssize_t known;
    if (!PyArg_ParseTuple(args, "y*n", &ids, &known)) return NULL;
    Py_ssize_t size = ids.len / (Py_ssize_t)sizeof(int32_t);
    PyObject *offsets = NULL, *places = NULL, *result = NULL;
    int failed = known < 0 ? OUT_OF_RANGE : 0;
    if (!failed) offsets = PyBytes_FromStringAndSize(NULL, (known + 1) * (Py_ssize_t)sizeof(int32_t));
    if (offsets) places = PyBytes_FromStringAndSize(NULL, size * (Py_ssize_t)sizeof(int32_t));
    if (places) {
        turn.is_free = 1;
        failed = posted(ids.buf, size, known, (int32_t *)PyBytes_AS_STRING(offsets), (int32_t *)PyBytes_AS_STRING(places),
                        &turn);
        turn_back(&turn);
    }
    if (failed == OUT_OF_RANGE) PyErr_SetString(PyExc_ValueError, "a token number is out of range");
    if (places && !failed) result = PyTuple_Pack(2, offsets, places);
    Py_XDECREF(offsets); Py_XDECREF(places);
    PyBuffer_Release(&ids);
    return result;
}

/* Three letters of a word with a space on either side, as one number that is never 0: 0 is an empty slot's mark. */
static uint64_t triple_at(const Raw *word, Py_ssize_t k)
{
    uint64_t triple = 1;
    for (Py_ssize_t c = k - 1; c < k + 2; c++) triple = triple << 21 | (c < 0 || c >= word->size ? ' ' : at(word, c));
    return triple;
}

enum { STEPS_OF_TRIPLE = 8 };

/* The slot among 2^bits that has the triple, or the empty one where it belongs; at least half of them are empty. */
static uint64_t *slot_of(uint64_t *table, int bits, uint64_t triple)
{
    Hash hash = hash_begun();
    hash_add(&hash, triple);
    size_t last = ((size_t)1 << bits) - 1, slot = (size_t)hash_ended(hash) & last;
    while (table[slot] && table[slot] != triple) slot = (slot + 1) & last;
    return &table[slot];
}

/* How many letters a list of words has; -1 with an exception set. */
static Py_ssize_t letters_of(PyObject *words, Turn *turn)
{
    Py_ssize_t count = 0;
    for (Py_ssize_t w = 0; w < PyList_GET_SIZE(words); w++) {
        PyObject *word = PyList_GET_ITEM(words, w);
        if (!PyUnicode_Check(word)) { PyErr_Format(PyExc_TypeError, "a word is a string"); return -1; }
        if (took(turn, 1)) return -1;
        count += PyUnicode_GET_LENGTH(word);
    }
    return count;
}

typedef struct {
    uint64_t *triples;
    int64_t *counts;   /* by slot: in how many tokens a triple is; NULL where that does not matter */
    int32_t *last;     /* likewise: the word that was counted last, which counts once */
    int bits;
} Tally;

static int add_triples(Tally *tally, PyObject *text, int32_t number, int64_t count, Turn *turn)
{
    Raw word = raw_of(text);
    for (Py_ssize_t k = 0; k < word.size; k++) {
        uint64_t triple = triple_at(&word, k), *slot = slot_of(tally->triples, tally->bits, triple);
        size_t place = (size_t)(slot - tally->triples);
        if (tally->counts && (!*slot || tally->last[place] != number)) {
            tally->counts[place] += count;
            tally->last[place] = number;
        }
        *slot = triple;
        if (took(turn, STEPS_OF_TRIPLE)) return -1;
    }
    return 0;
}

/* The triples of words that come so often. */
static int add_all(Tally *tally, PyObject *words, PyObject *counts, Turn *turn)
{
    for (Py_ssize_t w = 0; w < PyList_GET_SIZE(words); w++) {
        int64_t count = tally->counts ? PyLong_AsLongLong(PyList_GET_ITEM(counts, w)) : 1;
        if (PyErr_Occurred() || add_triples(tally, PyList_GET_ITEM(words, w), (int32_t)w, count, turn)) return -1;
    }
    return 0;
}

/* Put those triples into the table that are in so many tokens. */
static int add_frequent(uint64_t *table, PyObject *words, PyObject *counts, int bits, int64_t least, Turn *turn)
{
    size_t slots = (size_t)1 << bits;
    Tally tally = {calloc(slots, sizeof(uint64_t)), calloc(slots, sizeof(int64_t)), calloc(slots, sizeof(int32_t)), bits};
    int failed = !tally.triples || !tally.counts || !tally.last;
    if (failed) PyErr_NoMemory();
    failed = failed || add_all(&tally, words, counts, turn);
    for (size_t k = 0; !failed && k < slots; k++) {
        if (tally.counts[k] >= least) *slot_of(table, bits, tally.triples[k]) = tally.triples[k];
        failed = took(turn, 1);
    }
    free(tally.triples);
    free(tally.counts);
    free(tally.last);
    return failed ? -1 : 0;
}

/* The letter triples of a list of words that are in at least so many tokens, of which each word makes a count of its own,
 * as a table that unknown() looks into in the same process. */
static PyObject *triples(PyObject *self, PyObject *args)
{
    (void)self;
    Turn turn = turn_begun();
    int bits = 4;
    Py_ssize_t least;
    PyObject *word_list, *count_list;
    if (!PyArg_ParseTuple(args, "O!O!n", &PyList_Type, &word_list, &PyList_Type, &count_list, &least)) return NULL;
    PyObject *words = own_list(word_list), *counts = own_list(count_list);
    Py_ssize_t letters = words && counts ? letters_of(words, &turn) : -1;
    if (letters >= 0 && PyList_GET_SIZE(words) != PyList_GET_SIZE(counts))
        letters = -1, PyErr_SetString(PyExc_ValueError, "each word has a count");
    while ((Py_ssize_t)1 << bits <= 2 * letters) bits++;
    PyObject *result = letters < 0 ? NULL : PyByteArray_FromStringAndSize(NULL, (Py_ssize_t)sizeof(uint64_t) << bits);
    Tally all = {result ? (uint64_t *)PyByteArray_AS_STRING(result) : NULL, NULL, NULL, bits};
    if (result) memset(all.triples, 0, sizeof(uint64_t) << bits);
    if (result && (least > 1 ? add_frequent(all.triples, words, counts, bits, least, &turn)
                             : add_all(&all, words, counts, &turn))) Py_CLEAR(result);
    Py_XDECREF(words);
    Py_XDECREF(counts);
    return result;
}

/* How many of a word's letter triples are not in the table. */
static PyObject *unknown(PyObject *self, PyObject *args)
{
    (void)self;
    Turn turn = turn_begun();
    PyObject *text;
    Py_buffer table;
    Py_ssize_t count = 0;
    int bits = 0;
    if (!PyArg_ParseTuple(args, "y*U", &table, &text)) return NULL;
    size_t slots = (size_t)table.len / sizeof(uint64_t);
    while ((size_t)2 << bits <= slots) bits++;
    if (bits < 4 || slots * sizeof(uint64_t) != (size_t)table.len || (size_t)1 << bits != slots)
        count = -1, PyErr_SetString(PyExc_ValueError, "not a table of triples");
    Raw word = raw_of(text);
    for (Py_ssize_t k = 0; count >= 0 && k < word.size; k++) {
        count += !*slot_of(table.buf, bits, triple_at(&word, k));
        if (took(&turn, STEPS_OF_TRIPLE)) count = -1;
    }
    PyBuffer_Release(&table);
    return count < 0 ? NULL : PyLong_FromSsize_t(count);
}
