/* A lane from anchor to anchor: what _lane() in engine.py and blocks_of() in gaps.py do, with the same answers; a part
 * of _core.c. Gaps that are too large for a lattice, or that a moved block was taken out of, come back unsolved. */

enum { UNSOLVED = 3, PULL = 3 };  /* PULL as in engine.py */

/* Tokens [start, end) of one text, in order and apart, as Spans in moves.py. */
typedef struct { const int32_t *starts, *ends; Py_ssize_t count; } Spans;

typedef struct {
    const Pair *pair;
    Py_ssize_t cells;      /* of one lattice at most */
    int whole;             /* tokens of a difference that is looked at as a row of mentions at most */
    Spans copy_taken, source_taken;  /* of moved blocks */
    Pieces found, of_gap;  /* those of one gap are counted from its start */
    Room room;
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

/* Add a piece; equal pieces that touch on both sides become one. */
static int add_found(Lane *lane, int relation, Window at, double chance)
{
    Pieces *all = &lane->found;
    Window *last = all->count && all->pieces[all->count - 1].relation == EQUAL ? &all->pieces[all->count - 1].at : NULL;
    if (relation != EQUAL || !last || last->copy_end != at.copy || last->source_end != at.source)
        return add_piece(all, relation, at, chance);
    last->copy_end = at.copy_end;
    last->source_end = at.source_end;
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

static int is_possessive(PyObject *fold)
{
    Letters word = letters_of(fold);
    return word.length == 2 && letter_of(&word, 0) == '\'' && letter_of(&word, 1) == 's';
}

/* Instead of a difference's mentions, if all of its copy tokens are mentions: those that Pair.cover() finds. */
static int cover(Lane *lane, const Window *at, Py_ssize_t mentions)
{
    const Pair *pair = lane->pair;
    Pieces *all = &lane->found;
    Py_ssize_t before = all->mentioned;
    int end = at->copy_end, origin = 0;
    if (end - at->copy > 1 && is_possessive(copy_fold(pair, end - 1))) end--;
    for (int k = at->copy; k < end;) {
        int size = longest_stretch(pair, k, end, at, &origin);
        if (took(pair->turn, POSTINGS * (int64_t)(size + 1))) return -1;
        if (!size) { all->mentioned = before; return 0; }
        if (add_mention(all, (Mention){k, k + size == end ? at->copy_end : k + size, origin})) return -1;
        k += size;
    }
    Py_ssize_t covering = all->mentioned - before;
    if (covering) {
        memmove(all->mentions + mentions, all->mentions + before, sizeof(Mention) * (size_t)covering);
        all->mentioned = mentions + covering;
    }
    return 0;
}

/* A difference whose mentions were added; covered by others where these leave tokens out. */
static int add_changed(Lane *lane, Window at, double chance, Py_ssize_t mentions)
{
    int size = at.copy_end - at.copy, mentioned = 0;
    for (Py_ssize_t k = mentions; k < lane->found.mentioned; k++)
        mentioned += lane->found.mentions[k].end - lane->found.mentions[k].start;
    if (mentioned < size && size <= lane->whole && cover(lane, &at, mentions)) return -1;
    return add_found(lane, CHANGED, at, chance);
}

/* A piece that the lattice found in a gap, places counted in the whole texts. */
static int add_piece_of(Lane *lane, const Window *gap, const Piece *piece)
{
    Window at = {piece->at.copy + gap->copy, piece->at.copy_end + gap->copy, piece->at.source + gap->source,
                 piece->at.source_end + gap->source};
    Py_ssize_t mentions = lane->found.mentioned;
    if (piece->relation != CHANGED) return add_found(lane, piece->relation, at, piece->chance);
    for (Py_ssize_t k = piece->first; k < piece->last; k++) {
        Mention mention = lane->of_gap.mentions[k];
        mention.start += gap->copy;
        mention.end += gap->copy;
        if (add_mention(&lane->found, mention)) return -1;
    }
    return add_changed(lane, at, piece->chance, mentions);
}

static int add_lattice(Lane *lane, const Window *gap)
{
    Strip strip = {.n = gap->copy_end - gap->copy, .m = gap->source_end - gap->source};
    int32_t *places = malloc(sizeof(int32_t) * (size_t)(strip.n + strip.m));
    if (!places) return -1;
    for (int k = 0; k < strip.n; k++) places[k] = gap->copy + k;
    for (int k = 0; k < strip.m; k++) places[strip.n + k] = gap->source + k;
    strip.copy = places;
    strip.source = places + strip.n;
    lane->of_gap.count = lane->of_gap.mentioned = 0;
    int failed = solve_strip(lane->pair, &strip, &lane->room, &lane->of_gap);
    for (Py_ssize_t k = 0; !failed && k < lane->of_gap.count; k++)
        failed = add_piece_of(lane, gap, &lane->of_gap.pieces[k]);
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
    if (took(lane->pair->turn, STEPS_OF_PIECE)) return -1;
    if (n * m > lane->cells || is_taken(lane, &gap)) return add_found(lane, UNSOLVED, gap, 0);
    return n && m ? add_lattice(lane, &gap) : add_changed(lane, gap, 1.0, lane->found.mentioned);
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
        if (add_gap(lane, (Window){i, run.copy, j, run.source}) || add_found(lane, EQUAL, run, 1.0)) return -1;
        i = run.copy_end;
        j = run.source_end;
    }
    return add_gap(lane, (Window){i, window->copy_end, j, window->source_end});
}

/* The chain's runs as windows; they must lie in this one, one after the other on both sides. */
static Window *runs_in(const Window *window, PyObject *chain, Turn *turn)
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
        if (PyErr_Occurred() || took(turn, STEPS_OF_PIECE)) { free(runs); return NULL; }
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

static PyObject *lane(PyObject *self, PyObject *args)
{
    (void)self;
    HeldPair held;
    Lane lane = {.pair = &held.pair};
    Window w, *runs = NULL;
    Py_buffer taken[4];  /* starts and ends in the copy, starts and ends in the source */
    PyObject *buffers, *costs, *chain, *result = NULL;
    if (!PyArg_ParseTuple(args, "O!O!(iiii)O!(y*y*y*y*)ni", &PyTuple_Type, &buffers, &PyTuple_Type, &costs, &w.copy,
                          &w.copy_end, &w.source, &w.source_end, &PyList_Type, &chain, &taken[0], &taken[1], &taken[2],
                          &taken[3], &lane.cells, &lane.whole)) return NULL;
    if (!hold(&held, buffers, costs) && !hold_words(&held, &w)
        && !spans_of(&taken[0], &taken[1], &lane.copy_taken) && !spans_of(&taken[2], &taken[3], &lane.source_taken)
        && (runs = runs_in(&w, chain, &held.turn))) {
        Py_ssize_t count = PyList_GET_SIZE(chain);
        held.turn.is_free = 1;
        int failed = add_chain(&lane, &w, runs, count);
        result = answer(&lane.found, failed, &held.turn);
    }
    drop(&lane.found);
    drop(&lane.of_gap);
    free(lane.room.block);
    free(runs);
    for (int k = 0; k < 4; k++) PyBuffer_Release(&taken[k]);
    let_go(&held);
    return result;
}
