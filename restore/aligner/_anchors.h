/* Anchors: what unique_runs() in anchors.py does, with the same answers; a part of _core.c.
 *
 * An n-gram is known by a 64-bit hash of its tokens; two with one hash are told apart when runs are grown. Only those
 * of the copy are kept in the table.
 */

static const uint64_t MIX = 0x9E3779B97F4A7C15u;  /* odd, from the golden ratio */

typedef struct {
    uint64_t hash;
    int32_t ours, theirs;  /* how often copy and source have it */
    int32_t to;            /* where the source has it last */
} Gram;

typedef struct {
    Gram *grams;
    int32_t *slots;        /* open addressing: a gram's number, or -1 */
    int32_t count;
    int bits;
} Grams;

typedef struct { const char *items; Py_ssize_t size, width; } Tokens;

static inline int64_t token_at(const Tokens *tokens, Py_ssize_t k)
{
    int32_t narrow;
    int64_t wide;
    if (tokens->width == sizeof wide) {
        memcpy(&wide, tokens->items + k * (Py_ssize_t)sizeof wide, sizeof wide);
        return wide;
    }
    memcpy(&narrow, tokens->items + k * (Py_ssize_t)sizeof narrow, sizeof narrow);
    return narrow;
}

static uint64_t hash_at(const Tokens *tokens, Py_ssize_t k, int order)
{
    uint64_t hash = 0;
    for (int c = 0; c < order; c++) hash = hash * MIX + (uint64_t)token_at(tokens, k + c);
    return hash;
}

/* The slot that holds the gram's number, or the empty one where it belongs; at least half of them are empty. */
static int32_t *gram_slot(const Grams *table, uint64_t hash)
{
    size_t slot = (size_t)(((hash ^ hash >> 32) * MIX) >> (64 - table->bits)), last = ((size_t)1 << table->bits) - 1;
    while (table->slots[slot] >= 0 && table->grams[table->slots[slot]].hash != hash) slot = (slot + 1) & last;
    return &table->slots[slot];
}

/* Fill the table; `numbers` gets the number of the gram at each place of the copy. */
static void count_grams(Grams *table, const Tokens *copy, const Tokens *source, int order, int32_t *numbers)
{
    memset(table->slots, -1, sizeof(int32_t) << table->bits);
    for (Py_ssize_t k = 0; k + order <= copy->size; k++) {
        uint64_t hash = hash_at(copy, k, order);
        int32_t *slot = gram_slot(table, hash);
        if (*slot < 0) {
            *slot = table->count++;
            table->grams[*slot] = (Gram){hash, 0, 0, 0};
        }
        numbers[k] = *slot;
        table->grams[*slot].ours++;
    }
    for (Py_ssize_t k = 0; k + order <= source->size; k++) {
        int32_t number = *gram_slot(table, hash_at(source, k, order));
        if (number < 0) continue;
        table->grams[number].theirs++;
        table->grams[number].to = (int32_t)k;
    }
}

typedef struct {
    const Tokens *copy, *source;
    const Gram *grams;
    const int32_t *numbers;
    int order, over_surplus;
} Growing;

/* Whether the copy has its n-gram from here on more often than the source, which has it too: runs end there. */
static int is_barred(const Growing *growing, Py_ssize_t k)
{
    if (growing->over_surplus || k + growing->order > growing->copy->size) return 0;
    const Gram *gram = &growing->grams[growing->numbers[k]];
    return gram->ours > gram->theirs && gram->theirs > 0;
}

typedef struct { Py_ssize_t copy, source, length; } Stretch;

/* A run grown to both sides as far as tokens are equal; its length is 0 where hashes agreed and tokens do not. */
static Stretch grown(const Growing *growing, Stretch run)
{
    const Tokens *copy = growing->copy, *source = growing->source;
    Py_ssize_t i = run.copy, j = run.source, end = run.copy + run.length, stop = run.source + run.length;
    for (Py_ssize_t k = 0; k < run.length; k++)
        if (token_at(copy, i + k) != token_at(source, j + k)) return (Stretch){i, j, 0};
    while (i && j && token_at(copy, i - 1) == token_at(source, j - 1) && !is_barred(growing, i - 1)) i--, j--;
    while (end < copy->size && stop < source->size && token_at(copy, end) == token_at(source, stop)
           && !is_barred(growing, end - growing->order + 1)) end++, stop++;
    return (Stretch){i, j, end - i};
}

static PyObject *grown_runs(const Growing *growing)
{
    PyObject *list = PyList_New(0);
    Stretch last = {0, 0, 0};
    Py_ssize_t grams = growing->copy->size - growing->order + 1;
    for (Py_ssize_t k = 0; list && k < grams;) {
        const Gram *gram = &growing->grams[growing->numbers[k]];
        if (gram->ours != 1 || gram->theirs != 1) { k++; continue; }
        Stretch run = {k, gram->to, growing->order};
        for (k++; k < grams; k++, run.length++) {
            gram = &growing->grams[growing->numbers[k]];
            if (gram->ours != 1 || gram->theirs != 1 || gram->to != run.source + k - run.copy) break;
        }
        if (run.copy < last.copy + last.length && last.copy - last.source == run.copy - run.source) continue;
        run = grown(growing, run);
        if (!run.length) continue;
        last = run;
        PyObject *item = Py_BuildValue("(nnn)", run.copy, run.source, run.length);
        if (!item || PyList_Append(list, item)) Py_CLEAR(list);
        Py_XDECREF(item);
    }
    return list;
}

static PyObject *runs_of(const Tokens *copy, const Tokens *source, int order, int over_surplus)
{
    Py_ssize_t grams = copy->size >= order ? copy->size - order + 1 : 0;
    Grams table = {.bits = 4};
    while ((Py_ssize_t)1 << table.bits < 2 * grams) table.bits++;
    table.grams = malloc(sizeof(Gram) * (size_t)(grams + 1));
    table.slots = malloc(sizeof(int32_t) << table.bits);
    int32_t *numbers = malloc(sizeof(int32_t) * (size_t)(grams + 1));
    PyObject *result = NULL;
    if (table.grams && table.slots && numbers) {
        count_grams(&table, copy, source, order, numbers);
        result = grown_runs(&(Growing){copy, source, table.grams, numbers, order, over_surplus});
    } else {
        PyErr_NoMemory();
    }
    free(table.grams);
    free(table.slots);
    free(numbers);
    return result;
}

static PyObject *unique_runs(PyObject *self, PyObject *args)
{
    (void)self;
    Py_buffer copy, source;
    int order, over_surplus;
    if (!PyArg_ParseTuple(args, "y*y*ip", &copy, &source, &order, &over_surplus)) return NULL;
    PyObject *result = NULL;
    Tokens ours = {copy.buf, copy.len / copy.itemsize, copy.itemsize};
    Tokens theirs = {source.buf, source.len / source.itemsize, source.itemsize};
    int sound = (ours.width == 4 || ours.width == 8) && (theirs.width == 4 || theirs.width == 8);
    if (!sound || order < 1 || ours.size >= INT32_MAX || theirs.size >= INT32_MAX)
        PyErr_SetString(PyExc_ValueError, "tokens are 32 or 64 bits each, fewer than 2**31, and n-grams are not empty");
    else
        result = runs_of(&ours, &theirs, order, over_surplus);
    PyBuffer_Release(&copy);
    PyBuffer_Release(&source);
    return result;
}
