/* A lane from anchor to anchor: what _lane() in engine.py and blocks_of() in gaps.py do, with the same answers; a part
 * of _core.c. Gaps that are too large for a lattice, or that a moved block was taken out of, come back unsolved. */

enum { UNSOLVED = 3, PULL = 3 };  /* PULL as in engine.py */

typedef struct { int copy, copy_end, source, source_end; } Window;

/* Tokens [start, end) of one text, in order and apart, as Spans in moves.py. */
typedef struct { const int32_t *starts, *ends; Py_ssize_t count; } Spans;

typedef struct {
    int relation;
    Window at;
    double chance;
    PyObject *mentions;    /* owned */
} Found;

typedef struct {
    const Pair *pair;
    Py_ssize_t cells;      /* of one lattice at most */
    int whole;             /* tokens of a difference that is looked at as a row of mentions at most */
    Spans copy_taken, source_taken;  /* of moved blocks */
    Found *found;
    Py_ssize_t count, room;
} Lane;

/* So many whole numbers of a tuple; -1 with an exception set if they are none. */
static int numbers_of(PyObject *tuple, int *numbers, Py_ssize_t count)
{
    if (!PyTuple_Check(tuple) || PyTuple_GET_SIZE(tuple) != count) {
        PyErr_Format(PyExc_TypeError, "not a tuple of %zd numbers", count);
        return -1;
    }
    for (Py_ssize_t k = 0; k < count; k++) numbers[k] = (int)PyLong_AsLong(PyTuple_GET_ITEM(tuple, k));
    return PyErr_Occurred() ? -1 : 0;
}

/* Add a piece, whose mentions it takes over; equal pieces that touch on both sides become one. */
static int add_found(Lane *lane, int relation, Window at, double chance, PyObject *mentions)
{
    Found *last = lane->count ? &lane->found[lane->count - 1] : NULL;
    if (!mentions) return -1;
    if (relation == EQUAL && last && last->relation == EQUAL && last->at.copy_end == at.copy
        && last->at.source_end == at.source) {
        last->at.copy_end = at.copy_end;
        last->at.source_end = at.source_end;
        Py_DECREF(mentions);
        return 0;
    }
    if (lane->count == lane->room) {
        Py_ssize_t room = 2 * lane->room + 64;
        Found *grown = realloc(lane->found, sizeof(Found) * (size_t)room);
        if (!grown) { Py_DECREF(mentions); PyErr_NoMemory(); return -1; }
        lane->found = grown;
        lane->room = room;
    }
    lane->found[lane->count++] = (Found){relation, at, chance, mentions};
    return 0;
}

/* The longest stretch from a copy token on that the source has outside a window; 0 where it has none. */
static int longest_stretch(const Pair *pair, int at, int end, const Window *avoid, int *origin)
{
    int32_t id = pair->copy_ids[at], first = pair->offsets[id], found = pair->offsets[id + 1] - first, best = 0;
    for (int k = 0; k < found && k < POSTINGS; k++) {
        int place = pair->places[first + k], size = 1;
        if (place >= avoid->source && place < avoid->source_end) continue;
        while (at + size < end && place + size < pair->source_size
               && pair->source_ids[place + size] == pair->copy_ids[at + size]) size++;
        if (size > best) { best = size; *origin = place; }
    }
    return best;
}

/* A difference's copy tokens as mentions, as Pair.cover() finds them; an empty list if not all are. */
static PyObject *cover(const Pair *pair, const Window *at)
{
    int end = at->copy_end, origin = 0;
    PyObject *last = PyList_GET_ITEM(pair->copy_folds, end - 1), *list = PyList_New(0);
    if (end - at->copy > 1 && PyUnicode_CompareWithASCIIString(last, "'s") == 0) end--;
    for (int k = at->copy; list && k < end;) {
        int size = longest_stretch(pair, k, end, at, &origin);
        if (!size) { Py_DECREF(list); return PyList_New(0); }
        int stop = k + size == end ? at->copy_end : k + size;
        if (add(list, Py_BuildValue("(iii)", k, stop, origin))) Py_CLEAR(list);
        k += size;
    }
    return list;
}

/* A difference and its mentions, counted from `shift` on; covered by mentions where the lattice left tokens out. */
static int add_changed(Lane *lane, Window at, double chance, PyObject *mentions, int shift)
{
    int size = at.copy_end - at.copy, mentioned = 0, mention[3];
    PyObject *shifted = PyList_New(0);
    for (Py_ssize_t k = 0; shifted && mentions && k < PyList_GET_SIZE(mentions); k++) {
        PyObject *moved = numbers_of(PyList_GET_ITEM(mentions, k), mention, 3) ? NULL
            : Py_BuildValue("(iii)", mention[0] + shift, mention[1] + shift, mention[2]);
        if (add(shifted, moved)) Py_CLEAR(shifted);
        else mentioned += mention[1] - mention[0];
    }
    if (shifted && mentioned < size && size <= lane->whole) {
        PyObject *covered = cover(lane->pair, &at);
        if (covered && !PyList_GET_SIZE(covered)) Py_DECREF(covered);
        else Py_SETREF(shifted, covered);
    }
    return add_found(lane, CHANGED, at, chance, shifted);
}

/* The pieces that the lattice found in a gap, places counted in the whole texts. */
static int add_pieces(Lane *lane, const Window *gap, PyObject *pieces)
{
    int failed = !pieces, piece[5];  /* relation, copy start and end, source start and end */
    for (Py_ssize_t k = 0; !failed && k < PyList_GET_SIZE(pieces); k++) {
        PyObject *item = PyList_GET_ITEM(pieces, k);
        for (int c = 0; c < 5; c++) piece[c] = (int)PyLong_AsLong(PyTuple_GET_ITEM(item, c));
        double chance = PyFloat_AsDouble(PyTuple_GET_ITEM(item, 5));
        Window at = {piece[1] + gap->copy, piece[2] + gap->copy, piece[3] + gap->source, piece[4] + gap->source};
        failed = piece[0] == CHANGED ? add_changed(lane, at, chance, PyTuple_GET_ITEM(item, 6), gap->copy)
            : add_found(lane, piece[0], at, chance, PyList_New(0));
    }
    Py_XDECREF(pieces);
    return failed ? -1 : 0;
}

static PyObject *run(const Pair *pair, Strip *strip);

static int add_lattice(Lane *lane, const Window *gap)
{
    Strip strip = {.n = gap->copy_end - gap->copy, .m = gap->source_end - gap->source};
    int32_t *places = malloc(sizeof(int32_t) * (size_t)(strip.n + strip.m));
    if (!places) { PyErr_NoMemory(); return -1; }
    for (int k = 0; k < strip.n; k++) places[k] = gap->copy + k;
    for (int k = 0; k < strip.m; k++) places[strip.n + k] = gap->source + k;
    strip.copy = places;
    strip.source = places + strip.n;
    int failed = add_pieces(lane, gap, run(lane->pair, &strip));
    free(places);
    return failed;
}

/* Whether one of the spans has a token of [start, end): the first that ends behind `start` has it, or none. */
static int touch(const Spans *spans, int start, int end)
{
    Py_ssize_t low = 0, high = spans->count;
    while (low < high) {
        Py_ssize_t middle = low + (high - low) / 2;
        if (spans->ends[middle] <= start) low = middle + 1;
        else high = middle;
    }
    return low < spans->count && spans->starts[low] < end;
}

static int is_taken(const Lane *lane, const Window *gap)
{
    return touch(&lane->copy_taken, gap->copy, gap->copy_end)
        || touch(&lane->source_taken, gap->source, gap->source_end);
}

static int add_gap(Lane *lane, Window gap)
{
    Py_ssize_t n = gap.copy_end - gap.copy, m = gap.source_end - gap.source;
    if (!n && !m) return 0;
    if (n * m > lane->cells || is_taken(lane, &gap)) return add_found(lane, UNSOLVED, gap, 0, PyList_New(0));
    return n && m ? add_lattice(lane, &gap) : add_changed(lane, gap, 1.0, NULL, 0);
}

/* The runs of a chain without the ends that border on a gap, and the gaps between them. */
static int add_chain(Lane *lane, const Window *window, const Window *runs, Py_ssize_t count)
{
    int i = window->copy, j = window->source;
    for (Py_ssize_t k = 0; k < count; k++) {
        Window run = runs[k];
        int before = k ? runs[k - 1].copy_end == run.copy && runs[k - 1].source_end == run.source
            : window->copy == run.copy && window->source == run.source;
        int after = k + 1 < count ? runs[k + 1].copy == run.copy_end && runs[k + 1].source == run.source_end
            : window->copy_end == run.copy_end && window->source_end == run.source_end;
        int first = before ? 0 : PULL, last = after ? 0 : PULL;
        if (run.copy_end - run.copy - first - last <= 0) continue;
        run.copy += first; run.source += first; run.copy_end -= last; run.source_end -= last;
        if (add_gap(lane, (Window){i, run.copy, j, run.source})) return -1;
        if (add_found(lane, EQUAL, run, 1.0, PyList_New(0))) return -1;
        i = run.copy_end;
        j = run.source_end;
    }
    return add_gap(lane, (Window){i, window->copy_end, j, window->source_end});
}

/* The chain's runs as windows; they must lie in this one, one after the other on both sides. */
static Window *runs_in(const Window *window, PyObject *chain)
{
    Py_ssize_t count = PyList_GET_SIZE(chain);
    Window *runs = malloc(sizeof(Window) * (size_t)(count + 1));
    int i = window->copy, j = window->source, run[3];  /* copy start, source start, length */
    if (!runs) return (Window *)PyErr_NoMemory();
    for (Py_ssize_t k = 0; k < count; k++) {
        int sound = !numbers_of(PyList_GET_ITEM(chain, k), run, 3);
        if (sound && (run[0] < i || run[1] < j || run[2] < 0 || run[0] > window->copy_end - run[2]
                      || run[1] > window->source_end - run[2]))
            PyErr_SetString(PyExc_ValueError, "runs overlap, or reach out of the window");
        if (PyErr_Occurred()) { free(runs); return NULL; }
        i = run[0] + run[2];
        j = run[1] + run[2];
        runs[k] = (Window){run[0], i, run[1], j};
    }
    return runs;
}

/* Spans of two buffers, for as long as these are held; -1 with an exception set if they do not go together. */
static int spans_of(const Py_buffer *starts, const Py_buffer *ends, Spans *spans)
{
    *spans = (Spans){starts->buf, ends->buf, starts->len / (Py_ssize_t)sizeof(int32_t)};
    if (starts->len == ends->len) return 0;
    PyErr_SetString(PyExc_ValueError, "spans need as many ends as starts");
    return -1;
}

static PyObject *listed(Lane *lane)
{
    PyObject *list = PyList_New(lane->count);
    for (Py_ssize_t k = 0; list && k < lane->count; k++) {
        Found *found = &lane->found[k];
        const Window *at = &found->at;
        PyObject *item = Py_BuildValue("(iiiiidO)", found->relation, at->copy, at->copy_end, at->source, at->source_end,
                                       found->chance, found->mentions);
        if (item) PyList_SET_ITEM(list, k, item);
        else Py_CLEAR(list);
    }
    return list;
}

typedef struct { Pair pair; Py_buffer held[6]; } HeldPair;

/* A pair from its buffers, negations and costs; 0 with an exception set if they are none. */
static int hold(HeldPair *held, PyObject *buffers, PyObject *negations, PyObject *costs)
{
    Pair *pair = &held->pair;
    Py_buffer *b = held->held;
    int64_t *cost = (int64_t *)&pair->costs;  /* all are of this type, in the order of Costs.all */
    if (PyTuple_GET_SIZE(costs) != sizeof(Costs) / sizeof *cost) {
        PyErr_SetString(PyExc_ValueError, "these are not all costs");
        return 0;
    }
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(costs); k++) cost[k] = PyLong_AsLongLong(PyTuple_GET_ITEM(costs, k));
    if (PyErr_Occurred()) return 0;
    if (!PyArg_ParseTuple(buffers, "y*y*y*y*y*y*O!O!", &b[0], &b[1], &b[2], &b[3], &b[4], &b[5], &PyList_Type,
                          &pair->copy_folds, &PyList_Type, &pair->source_folds)) return 0;
    pair->copy_ids = b[0].buf; pair->source_ids = b[1].buf; pair->offsets = b[2].buf; pair->places = b[3].buf;
    pair->flags = b[4].buf; pair->inserts = b[5].buf;
    pair->copy_size = b[0].len / 4; pair->source_size = b[1].len / 4;
    pair->negations = negations;
    return 1;
}

static PyObject *lane(PyObject *self, PyObject *args)
{
    (void)self;
    HeldPair held;
    Lane lane = {.pair = &held.pair};
    Window w;
    Py_buffer taken[4];
    PyObject *buffers, *negations, *costs, *chain, *result = NULL;
    if (!PyArg_ParseTuple(args, "O!O!O!(iiii)O!(y*y*y*y*)ni", &PyTuple_Type, &buffers, &PyFrozenSet_Type, &negations,
                          &PyTuple_Type, &costs, &w.copy, &w.copy_end, &w.source, &w.source_end, &PyList_Type, &chain,
                          &taken[0], &taken[1], &taken[2], &taken[3], &lane.cells, &lane.whole)) return NULL;
    if (!hold(&held, buffers, negations, costs)) {
        for (int k = 0; k < 4; k++) PyBuffer_Release(&taken[k]);
        return NULL;
    }
    Window *runs = NULL;
    if (w.copy < 0 || w.copy > w.copy_end || w.copy_end > held.pair.copy_size || w.source < 0 || w.source > w.source_end
        || w.source_end > held.pair.source_size)
        PyErr_SetString(PyExc_ValueError, "the window reaches out of the texts");
    else if (!spans_of(&taken[0], &taken[1], &lane.copy_taken) && !spans_of(&taken[2], &taken[3], &lane.source_taken)
             && (runs = runs_in(&w, chain)) && !add_chain(&lane, &w, runs, PyList_GET_SIZE(chain)))
        result = listed(&lane);
    for (Py_ssize_t k = 0; k < lane.count; k++) Py_DECREF(lane.found[k].mentions);
    free(lane.found);
    free(runs);
    for (int k = 0; k < 4; k++) PyBuffer_Release(&taken[k]);
    for (int k = 0; k < 6; k++) PyBuffer_Release(&held.held[k]);
    return result;
}
