/* The pieces of a path: the best alignment of one strip, as solve() in pure.py finds it; a part of _core.c. */

typedef struct { int start, end, origin; } Mention;

typedef struct {
    int relation;
    Window at;
    double chance;
    Py_ssize_t first, last;   /* its mentions among all */
} Piece;

typedef struct {
    Piece *pieces;
    Py_ssize_t count, room;
    Mention *mentions;
    Py_ssize_t mentioned, mention_room;
} Pieces;

static void drop(Pieces *pieces)
{
    free(pieces->pieces);
    free(pieces->mentions);
}

/* What one strip after the other is solved in: asked for each time, large ones would be made of new pages each time. */
typedef struct { char *block; size_t bytes; } Room;

/* A block of so many bytes at least, whatever is in it; NULL where there is no memory for it. */
static char *block_of(Room *room, size_t bytes)
{
    if (bytes > room->bytes) {
        free(room->block);
        room->block = malloc(bytes);
        room->bytes = room->block ? bytes : 0;
    }
    return room->block;
}

/* Twice the room, where there is none for one more; NULL where there is no memory for it. */
static void *roomy(void *items, size_t size, Py_ssize_t count, Py_ssize_t *room)
{
    if (count < *room) return items;
    *room = 2 * *room + 16;
    return realloc(items, size * (size_t)*room);
}

/* Add a piece that has the mentions added since the last one. */
static int add_piece(Pieces *all, int relation, Window at, double chance)
{
    Piece *pieces = roomy(all->pieces, sizeof *pieces, all->count, &all->room);
    if (!pieces) return -1;
    all->pieces = pieces;
    Py_ssize_t first = all->count ? pieces[all->count - 1].last : 0;
    pieces[all->count++] = (Piece){relation, at, chance, first, all->mentioned};
    return 0;
}

static int add_mention(Pieces *all, Mention mention)
{
    Mention *mentions = roomy(all->mentions, sizeof *mentions, all->mentioned, &all->mention_room);
    if (!mentions) return -1;
    all->mentions = mentions;
    mentions[all->mentioned++] = mention;
    return 0;
}

/* The share of paths that take a near match. */
static double match_chance(const Strip *strip, const Step *step, const Sums *ahead, const Sums *back, double total)
{
    int columns = strip->m + 1, i = step->i - step->copies, j = step->j - step->sources;
    Py_ssize_t at = (Py_ssize_t)(step->i - 1) * strip->m + step->j - 1;
    int64_t cost = step->copies > 1 ? strip->split[at * 2 + step->copies - 2]
        : step->sources > 1 ? strip->join[at * 2 + step->sources - 2] : strip->single[at];
    double value = ahead->other[(Py_ssize_t)i * columns + j] * back->matched[(Py_ssize_t)step->i * columns + step->j];
    return share_of(value, ahead->scale[i] + back->scale[step->i] - cost / 1000.0 - total);
}

/* The share of paths that have just this difference. */
static double difference_chance(const Pair *pair, const Strip *strip, const Window *at, const Sums *ahead, const Sums *back,
                                double total, double *ways)
{
    int columns = strip->m + 1;
    double value = ahead->matched[(Py_ssize_t)at->copy * columns + at->source]
        * back->other[(Py_ssize_t)at->copy_end * columns + at->source_end];
    int64_t first = at->copy == at->copy_end ? strip->lost[at->source] : 0;
    double spent = (pair->costs.open + first + pair->costs.eat * (int64_t)(at->source_end - at->source)) / 1000.0;
    double exponent = ahead->scale[at->copy] + back->scale[at->copy_end] - spent - total;
    return share_of(value, exponent + inserted_ways(strip, at->copy, at->copy_end, ways));
}

/* The pieces of a path, places counted in the strip. */
static int add_path(const Pair *pair, const Strip *strip, const Step *steps, int count, const Sums *ahead, const Sums *back,
                    double *ways, Pieces *found)
{
    double total = log(back->matched[0]) + back->scale[0];
    for (int k = 0; k < count;) {
        const Step *step = &steps[k];
        int end = k + 1, relation = step->state != MATCH ? CHANGED : step->near ? NEAR : EQUAL;
        if (relation == EQUAL) while (end < count && steps[end].state == MATCH && !steps[end].near) end++;
        if (relation == CHANGED) while (end < count && steps[end].state != MATCH) end++;
        const Step *last = &steps[end - 1];
        Window at = {step->i - step->copies, last->i, step->j - step->sources, last->j};
        if (took(pair->turn, (int64_t)(at.copy_end - at.copy) * LONGEST_MENTION)) return -1;
        double chance = relation == EQUAL ? 1.0 : relation == NEAR ? match_chance(strip, step, ahead, back, total)
            : difference_chance(pair, strip, &at, ahead, back, total, ways);
        for (; k < end; k++)
            if (steps[k].origin >= 0
                && add_mention(found, (Mention){steps[k].i - steps[k].copies, steps[k].i, steps[k].origin})) return -1;
        if (add_piece(found, relation, at, chance)) return -1;
    }
    return 0;
}

/* Solve a strip, both sides of which have tokens, and add its pieces. -1 where there is no memory, or it was stopped. */
static int solve_strip(const Pair *pair, Strip *strip, Room *room, Pieces *found)
{
    Py_ssize_t n = strip->n, m = strip->m, cells = (n + 1) * (m + 1), squares = n * m;
    Table table;
    Sums ahead, back;
    size_t bytes = (size_t)(n + 1) * (sizeof(int64_t) + 2 * sizeof(int) + LONGEST_MENTION * (sizeof(int64_t) + sizeof(int32_t)))
        + (size_t)squares * (5 * sizeof(int64_t) + 2) + (size_t)cells * (3 * sizeof(int64_t) + 7 + 6 * sizeof(double))
        + (size_t)(n + 2) * 3 * sizeof(double) + (size_t)(n + m + 1) * (sizeof(Step) + sizeof(Word) + sizeof(int64_t)) + 4096;
    char *at = block_of(room, bytes);
    if (!at) return -1;
#define TAKE(type, count) ((type *)at); at += (sizeof(type) * (size_t)(count) + 15) & ~(size_t)15
    strip->insert = TAKE(int64_t, n);
    strip->lost = TAKE(int64_t, m);
    strip->jump = TAKE(int64_t, n * LONGEST_MENTION);
    strip->single = TAKE(int64_t, squares);
    strip->split = TAKE(int64_t, squares * 2);
    strip->join = TAKE(int64_t, squares * 2);
    for (int s = 0; s < 3; s++) { table.best[s] = TAKE(int64_t, cells); }
    Sums *both[2] = {&ahead, &back};
    for (int s = 0; s < 2; s++) {
        both[s]->matched = TAKE(double, cells);
        both[s]->inserted = TAKE(double, cells);
        both[s]->other = TAKE(double, cells);
        both[s]->scale = TAKE(double, n + 2);
    }
    double *ways = TAKE(double, n + 2);
    Step *steps = TAKE(Step, n + m + 1);
    Word *ours = TAKE(Word, n);
    Word *theirs = TAKE(Word, m);
    strip->longest = TAKE(int, n);
    strip->reach = TAKE(int, n + 1);
    strip->origin = TAKE(int32_t, n * LONGEST_MENTION);
    strip->single_near = TAKE(uint8_t, squares);
    strip->ways = TAKE(uint8_t, squares);
    for (int s = 0; s < 3; s++) { table.from[s] = TAKE(uint8_t, cells); }
    table.copies = TAKE(uint8_t, cells);
    table.sources = TAKE(uint8_t, cells);
    table.near = TAKE(uint8_t, cells);
    table.size = TAKE(uint8_t, cells);
#undef TAKE
    for (int i = 0; i < n; i++) {
        int32_t id = pair->copy_ids[strip->copy[i]];
        int often = pair->offsets[id + 1] - pair->offsets[id];
        strip->insert[i] = pair->inserts[often < pair->many ? often : pair->many];
        read_word(&ours[i], copy_fold(pair, strip->copy[i]), pair->flags[id]);
    }
    for (int j = 0; j < m; j++) {
        int flags = pair->flags[pair->source_ids[strip->source[j]]];
        strip->lost[j] = flags & PLAIN ? pair->costs.lost : 0;
        read_word(&theirs[j], source_fold(pair, strip->source[j]), flags);
    }
    int failed = find_singles(pair, strip, ours, theirs) || find_joins(pair, strip, ours, theirs)
        || find_jumps(pair, strip) || viterbi(pair, strip, &table) || forward(pair, strip, &ahead)
        || backward(pair, strip, &back)
        || add_path(pair, strip, steps, trace(strip, &table, steps), &ahead, &back, ways, found);
    return failed ? -1 : 0;
}

static PyObject *listed_mentions(const Mention *mentions, Py_ssize_t count)
{
    PyObject *list = PyList_New(count);
    for (Py_ssize_t k = 0; list && k < count; k++) {
        PyObject *item = Py_BuildValue("(iii)", mentions[k].start, mentions[k].end, mentions[k].origin);
        if (item) PyList_SET_ITEM(list, k, item);
        else Py_CLEAR(list);
    }
    return list;
}

enum { STEPS_OF_PIECE = 64 };

/* Pieces as Python has them: (relation, copy start and end, source start and end, chance, [(start, end, origin), …]). */
static PyObject *listed(const Pieces *found, Turn *turn)
{
    PyObject *list = PyList_New(found->count);
    for (Py_ssize_t k = 0; list && k < found->count; k++) {
        const Piece *piece = &found->pieces[k];
        const Window *at = &piece->at;
        PyObject *mentions = listed_mentions(found->mentions + piece->first, piece->last - piece->first), *item = NULL;
        if (mentions) item = Py_BuildValue("(iiiiidN)", piece->relation, at->copy, at->copy_end, at->source, at->source_end,
                                           piece->chance, mentions);
        if (item) PyList_SET_ITEM(list, k, item);
        if (!item || took(turn, STEPS_OF_PIECE)) Py_CLEAR(list);
    }
    return list;
}

/* What a call gives back: what it found, or NULL with an exception set. */
static PyObject *answer(const Pieces *found, int failed, Turn *turn)
{
    turn_back(turn);
    if (failed && !PyErr_Occurred()) PyErr_NoMemory();
    return failed ? NULL : listed(found, turn);
}
