/* Anchors: what unique_runs() in anchors.py does, with the same answers; a part of _core.c.
 *
 * Only the copy's n-grams are kept in the table. Each has a part of its hash, so that others in its way are rarely
 * compared token by token. The hash is multilinear with secret keys (Lemire and Kaser, Strongly universal string hashing
 * is fast, 2014), since SipHash would take most of the time here; its upper half is the one to trust.
 */

typedef struct { const char *items; Py_ssize_t size, width; } Tokens;

typedef struct {
    uint32_t hash;
    int32_t at;            /* where the copy has it first */
    int32_t ours, theirs;  /* how often copy and source have it */
    int32_t to;            /* where the source has it last */
} Gram;

typedef struct {
    Gram *grams;
    int32_t *slots;        /* open addressing: a gram's number, or -1 */
    int32_t count;
    int bits, order;
    const Tokens *copy;
    uint64_t *keys;        /* 2 * order + 1 */
} Grams;

enum { STEPS_OF_GRAM = 8 };

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

static uint64_t hash_at(const Grams *table, const Tokens *tokens, Py_ssize_t k)
{
    const uint64_t *key = table->keys;
    uint64_t hash = *key++;
    for (int c = 0; c < table->order; c++, key += 2) {
        uint64_t token = (uint64_t)token_at(tokens, k + c);
        hash += key[0] * (token & UINT32_MAX) + key[1] * (token >> 32);
    }
    return hash;
}

static void fill_keys(uint64_t *keys, Py_ssize_t count)
{
    for (Py_ssize_t k = 0; k < count; k++) {
        Hash hash = hash_begun();
        hash_add(&hash, (uint64_t)k);
        keys[k] = hash_ended(hash);
    }
}

static int same_gram(const Tokens *one, Py_ssize_t k, const Tokens *other, Py_ssize_t m, int order)
{
    for (int c = 0; c < order; c++) if (token_at(one, k + c) != token_at(other, m + c)) return 0;
    return 1;
}

/* The slot that has the number of this n-gram, or the empty one where it belongs; at least half of them are empty. */
static int32_t *gram_slot(const Grams *table, const Tokens *tokens, Py_ssize_t k, uint64_t hash)
{
    size_t last = ((size_t)1 << table->bits) - 1;
    for (size_t slot = (size_t)(hash >> 32) & last;; slot = (slot + 1) & last) {
        int32_t number = table->slots[slot];
        if (number < 0) return &table->slots[slot];
        const Gram *gram = &table->grams[number];
        if (gram->hash == (uint32_t)hash && same_gram(tokens, k, table->copy, gram->at, table->order)) return &table->slots[slot];
    }
}

/* Fill the table; `numbers` gets the number of the n-gram at each place of the copy. */
static int count_grams(Grams *table, const Tokens *source, int32_t *numbers, Turn *turn)
{
    const Tokens *copy = table->copy;
    int order = table->order;
    memset(table->slots, -1, sizeof(int32_t) << table->bits);
    for (Py_ssize_t k = 0; k + order <= copy->size; k++) {
        uint64_t hash = hash_at(table, copy, k);
        int32_t *slot = gram_slot(table, copy, k, hash);
        if (*slot < 0) {
            *slot = table->count++;
            table->grams[*slot] = (Gram){(uint32_t)hash, (int32_t)k, 0, 0, 0};
        }
        numbers[k] = *slot;
        table->grams[*slot].ours++;
        if (took(turn, STEPS_OF_GRAM + 2 * order)) return -1;
    }
    for (Py_ssize_t k = 0; k + order <= source->size; k++) {
        if (took(turn, STEPS_OF_GRAM + 2 * order)) return -1;
        int32_t number = *gram_slot(table, source, k, hash_at(table, source, k));
        if (number < 0) continue;
        table->grams[number].theirs++;
        table->grams[number].to = (int32_t)k;
    }
    return 0;
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
typedef struct { Stretch *all; Py_ssize_t count, room; } Stretches;

/* A run grown to both sides as far as tokens are equal. */
static Stretch grown(const Growing *growing, Stretch run)
{
    const Tokens *copy = growing->copy, *source = growing->source;
    Py_ssize_t i = run.copy, j = run.source, end = run.copy + run.length, stop = run.source + run.length;
    while (i && j && token_at(copy, i - 1) == token_at(source, j - 1) && !is_barred(growing, i - 1)) i--, j--;
    while (end < copy->size && stop < source->size && token_at(copy, end) == token_at(source, stop)
           && !is_barred(growing, end - growing->order + 1)) end++, stop++;
    return (Stretch){i, j, end - i};
}

static int add_run(Stretches *runs, Stretch run)
{
    if (runs->count == runs->room) {
        Py_ssize_t room = 2 * runs->room + 64;
        Stretch *all = realloc(runs->all, sizeof *all * (size_t)room);
        if (!all) return -1;
        runs->all = all;
        runs->room = room;
    }
    runs->all[runs->count++] = run;
    return 0;
}

/* -1 where there is no memory, or the search was stopped. */
static int grow_runs(const Growing *growing, Stretches *runs, Turn *turn)
{
    Stretch last = {0, 0, 0};
    Py_ssize_t grams = growing->copy->size - growing->order + 1;
    for (Py_ssize_t k = 0; k < grams;) {
        const Gram *gram = &growing->grams[growing->numbers[k]];
        if (took(turn, 4)) return -1;
        if (gram->ours != 1 || gram->theirs != 1) { k++; continue; }
        Stretch run = {k, gram->to, growing->order};
        for (k++; k < grams; k++, run.length++) {
            gram = &growing->grams[growing->numbers[k]];
            if (gram->ours != 1 || gram->theirs != 1 || gram->to != run.source + k - run.copy) break;
        }
        if (run.copy < last.copy + last.length && last.copy - last.source == run.copy - run.source) continue;
        last = grown(growing, run);
        if (add_run(runs, last) || took(turn, 4 * (int64_t)last.length)) return -1;
    }
    return 0;
}

static int find_runs(const Tokens *copy, const Tokens *source, int order, int over_surplus, Stretches *runs, Turn *turn)
{
    Py_ssize_t grams = copy->size >= order ? copy->size - order + 1 : 0;
    if (!grams) return 0;
    Grams table = {.bits = 4, .order = order, .copy = copy};
    while ((Py_ssize_t)1 << table.bits < 2 * grams) table.bits++;
    table.grams = malloc(sizeof(Gram) * (size_t)grams);
    table.slots = malloc(sizeof(int32_t) << table.bits);
    int32_t *numbers = malloc(sizeof(int32_t) * (size_t)grams);
    Py_ssize_t keys = 2 * (Py_ssize_t)order + 1;
    table.keys = malloc(sizeof *table.keys * (size_t)keys);
    if (table.keys) fill_keys(table.keys, keys);
    int failed = !table.grams || !table.slots || !table.keys || !numbers || count_grams(&table, source, numbers, turn)
        || grow_runs(&(Growing){copy, source, table.grams, numbers, order, over_surplus}, runs, turn);
    free(table.grams);
    free(table.slots);
    free(table.keys);
    free(numbers);
    return failed ? -1 : 0;
}

static PyObject *listed_runs(const Stretches *runs, Turn *turn)
{
    PyObject *list = PyList_New(runs->count);
    for (Py_ssize_t k = 0; list && k < runs->count; k++) {
        PyObject *item = Py_BuildValue("(nnn)", runs->all[k].copy, runs->all[k].source, runs->all[k].length);
        if (item) PyList_SET_ITEM(list, k, item);
        if (!item || took(turn, STEPS_OF_GRAM)) Py_CLEAR(list);
    }
    return list;
}

static PyObject *unique_runs(PyObject *self, PyObject *args)
{
    (void)self;
    Turn turn = turn_begun();
    Py_buffer copy, source;
    int order, over_surplus;
    if (!PyArg_ParseTuple(args, "y*y*ip", &copy, &source, &order, &over_surplus)) return NULL;
    PyObject *result = NULL;
    Tokens ours = {copy.buf, copy.len / copy.itemsize, copy.itemsize};
    Tokens theirs = {source.buf, source.len / source.itemsize, source.itemsize};
    Stretches runs = {0};
    int sound = (ours.width == 4 || ours.width == 8) && (theirs.width == 4 || theirs.width == 8);
    if (!sound || order < 1 || ours.size >= INT32_MAX || theirs.size >= INT32_MAX) {
        PyErr_SetString(PyExc_ValueError, "tokens are 32 or 64 bits each, fewer than 2**31, and n-grams are not empty");
    } else {
        turn.is_free = 1;
        int failed = find_runs(&ours, &theirs, order, over_surplus, &runs, &turn);
        turn_back(&turn);
        if (failed && !PyErr_Occurred()) PyErr_NoMemory();
        if (!failed) result = listed_runs(&runs, &turn);
    }
    free(runs.all);
    PyBuffer_Release(&copy);
    PyBuffer_Release(&source);
    return result;
}
