/* The gap lattice, compiled: what lattice.py, posterior.py and gaps.py do for one strip, with the same answers.
 *
 * solve() takes both texts as token numbers, the strip's positions, and the costs, and returns the strip's pieces:
 * (relation, copy_start, copy_end, source_start, source_end, chance, ((start, end, origin), ...)), positions counted in the strip.
 * Costs are whole numbers and ties fall as in the pure code, so both find the same path.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { WORD = 1, NO_BEGIN = 2, NO_END = 4, NEGATION = 8, PLAIN = 16 };
enum { MATCH = 0, INSERT = 1, EAT = 2 };
enum { EQUAL = 0, NEAR = 1, CHANGED = 2 };
enum { LONGEST_MENTION = 40, POSTINGS = 48, LONGEST_WORD = 64, JOINED = 3 };
static const int64_t UNREACHED = (int64_t)1 << 60;

typedef struct {
    int64_t open, eat, mention, mention_token, odd_edge, own_place, part, near, near_edit, joined, near_known, lost;
} Costs;

typedef struct {
    const int32_t *copy_ids, *source_ids, *offsets, *places, *inserts;
    const uint8_t *flags;
    Py_ssize_t copy_size, source_size;
    PyObject *copy_folds, *source_folds, *negations;
    Costs costs;
} Pair;

typedef struct {
    int n, m;
    const int32_t *copy, *source;      /* positions in the texts */
    int64_t *insert;                   /* n: plain insertion costs */
    int *longest;                      /* n: longest mention that begins here, in tokens */
    int64_t *jump;                     /* n * LONGEST_MENTION: cost by start and length - 1 */
    int32_t *origin;                   /* the same shape: where the source has it */
    int64_t *single;                   /* n * m: cost of one token for one, or -1 */
    uint8_t *single_near;              /* n * m: whether it is near, not equal */
    int64_t *split, *join;             /* n * m * 2: 2 or 3 copy tokens for one of the source; one for 2 or 3; or -1 */
    uint8_t *ways;                     /* n * m: one bit for each of the five ways a match may end here */
} Strip;

#include "_anchors.h"
#include "_forest.h"
#include "_near.h"

static void find_jumps(const Pair *pair, Strip *strip)
{
    const Costs *costs = &pair->costs;
    int here = strip->m ? strip->source[0] : 0, here_end = strip->m ? strip->source[strip->m - 1] + 1 : 0;
    for (int i = 0; i < strip->n; i++) {
        int at = strip->copy[i];
        int32_t id = pair->copy_ids[at];
        int first = pair->offsets[id], found = pair->offsets[id + 1] - first, limit = 1;
        while (limit < LONGEST_MENTION && i + limit < strip->n && strip->copy[i + limit] == at + limit) limit++;
        if (found > POSTINGS) found = POSTINGS;
        strip->longest[i] = 0;
        if (!found) continue;
        int common[POSTINGS], longest = 0;
        for (int k = 0; k < found; k++) {
            int place = pair->places[first + k], size = 1;
            while (size < LONGEST_MENTION && at + size < pair->copy_size && place + size < pair->source_size
                   && pair->source_ids[place + size] == pair->copy_ids[at + size]) size++;
            common[k] = size;
            if (size > longest) longest = size;
        }
        if (longest > limit) longest = limit;
        strip->longest[i] = longest;
        int64_t begin = costs->mention + (pair->flags[id] & NO_BEGIN ? costs->odd_edge : 0);
        for (int size = 1; size <= longest; size++) {
            int origin = -1, open_before = 1, open_after = 1, first_holding = -1;
            for (int k = 0; k < found; k++) {
                if (common[k] < size) continue;
                int place = pair->places[first + k];
                if (first_holding < 0) first_holding = place;
                if (origin < 0 && (place < here || place >= here_end)) origin = place;
                if (!at || !place || pair->source_ids[place - 1] != pair->copy_ids[at - 1]) open_before = 0;
                if (common[k] == size) open_after = 0;
            }
            if (origin < 0) origin = first_holding;
            int64_t cost = begin + size * costs->mention_token;
            if (pair->flags[pair->copy_ids[at + size - 1]] & NO_END) cost += costs->odd_edge;
            if (origin >= here && origin < here_end) cost += costs->own_place;
            if (open_after && i + size < strip->n) cost += costs->part;
            if (open_before && i) cost += costs->part;
            strip->jump[i * LONGEST_MENTION + size - 1] = cost;
            strip->origin[i * LONGEST_MENTION + size - 1] = origin;
        }
    }
}

typedef struct { int64_t *best[3]; uint8_t *from[3]; uint8_t *copies, *sources, *near, *size; } Table;

/* What a match that ends in a square costs by one of its five ways: one for one, 2 or 3 for one, one for 2 or 3. */
static int64_t way_cost(const Strip *strip, Py_ssize_t at, int way, int *copies, int *sources)
{
    *copies = way == 1 ? 2 : way == 2 ? 3 : 1;
    *sources = way == 3 ? 2 : way == 4 ? 3 : 1;
    return way == 0 ? strip->single[at] : way < 3 ? strip->split[at * 2 + way - 1] : strip->join[at * 2 + way - 3];
}

static void match_row(const Strip *strip, Table *table, int i)
{
    int columns = strip->m + 1;
    const int64_t *m0 = table->best[MATCH], *i0 = table->best[INSERT], *e0 = table->best[EAT];
    for (int j = 1; j < columns; j++) {
        Py_ssize_t at = (Py_ssize_t)(i - 1) * strip->m + j - 1, cell = (Py_ssize_t)i * columns + j;
        for (int way = 0; strip->ways[at] >> way; way++) {
            int copies, sources;
            if (!(strip->ways[at] >> way & 1)) continue;
            int64_t cost = way_cost(strip, at, way, &copies, &sources);
            Py_ssize_t before = cell - (Py_ssize_t)copies * columns - sources;
            int state = MATCH;
            int64_t best = m0[before];
            if (i0[before] < best) { best = i0[before]; state = INSERT; }
            if (e0[before] < best) { best = e0[before]; state = EAT; }
            if (best + cost >= table->best[MATCH][cell]) continue;
            table->best[MATCH][cell] = best + cost;
            table->from[MATCH][cell] = (uint8_t)state;
            table->copies[cell] = (uint8_t)copies;
            table->sources[cell] = (uint8_t)sources;
            table->near[cell] = way ? 1 : strip->single_near[at];
        }
    }
}

/* Insertions that end in row i: of one plain token (size 0), or of a mention of `size` tokens. */
static void insert_row(const Strip *strip, Table *table, int i, int size, int64_t cost, int64_t open)
{
    int columns = strip->m + 1;
    Py_ssize_t row = (Py_ssize_t)i * columns, before = row - (Py_ssize_t)(size ? size : 1) * columns;
    const int64_t *m0 = table->best[MATCH] + before, *i0 = table->best[INSERT] + before;
    int64_t *inserted = table->best[INSERT] + row;
    for (int j = 0; j < columns; j++) {
        int going = i0[j] < m0[j] + open;
        int64_t total = (going ? i0[j] : m0[j] + open) + cost;
        if (size && total >= inserted[j]) continue;
        inserted[j] = total;
        table->from[INSERT][row + j] = going ? INSERT : MATCH;
        table->size[row + j] = (uint8_t)size;
    }
}

/* What it costs more that a difference begins with this source token, and the copy has nothing for it. */
static int64_t lost(const Pair *pair, const Strip *strip, int j)
{
    return pair->flags[pair->source_ids[strip->source[j]]] & PLAIN ? pair->costs.lost : 0;
}

static void viterbi(const Pair *pair, const Strip *strip, Table *table)
{
    int columns = strip->m + 1;
    int64_t *matched = table->best[MATCH], *inserted = table->best[INSERT], *eaten = table->best[EAT];
    int64_t open = pair->costs.open;
    for (int i = 0; i <= strip->n; i++) {
        Py_ssize_t row = (Py_ssize_t)i * columns;
        for (int j = 0; j < columns; j++) matched[row + j] = inserted[row + j] = eaten[row + j] = UNREACHED;
        if (!i) matched[0] = 0;
        if (i) {
            match_row(strip, table, i);
            insert_row(strip, table, i, 0, strip->insert[i - 1], open);
            for (int size = i < LONGEST_MENTION ? i : LONGEST_MENTION; size >= 1; size--)
                if (strip->longest[i - size] >= size)
                    insert_row(strip, table, i, size, strip->jump[(i - size) * LONGEST_MENTION + size - 1], open);
        }
        for (int j = 1; j < columns; j++) {
            Py_ssize_t before = row + j - 1;
            int state = MATCH;
            int64_t best = matched[before] + open + lost(pair, strip, j - 1);
            if (inserted[before] < best) { best = inserted[before]; state = INSERT; }
            if (eaten[before] < best) { best = eaten[before]; state = EAT; }
            eaten[row + j] = best + pair->costs.eat;
            table->from[EAT][row + j] = (uint8_t)state;
        }
    }
}

typedef struct { double *matched, *inserted, *other, *scale; } Sums;  /* other: `all` forward, `ended` backward */

static double weight(double exponent) { return exp(exponent); }

static void forward(const Pair *pair, const Strip *strip, Sums *sums)
{
    int columns = strip->m + 1, m = strip->m;
    double opening = exp(-pair->costs.open / 1000.0), eat = exp(-pair->costs.eat / 1000.0);
    double losing = exp(-pair->costs.lost / 1000.0);
    for (int i = 0; i <= strip->n; i++) {
        double base = i ? sums->scale[i - 1] : 0, eaten = 0, largest = 0;
        double *matched = sums->matched + (Py_ssize_t)i * columns, *inserted = sums->inserted + (Py_ssize_t)i * columns;
        double *all = sums->other + (Py_ssize_t)i * columns;
        for (int j = 0; j < columns; j++) inserted[j] = 0;
        if (i) {
            const double *m0 = matched - columns, *i0 = inserted - columns;
            double w = exp(-strip->insert[i - 1] / 1000.0);
            for (int j = 0; j < columns; j++) inserted[j] += (m0[j] * opening + i0[j]) * w;
            int reach = i < LONGEST_MENTION ? i : LONGEST_MENTION;
            for (int size = reach; size >= 1; size--) {
                int start = i - size;
                if (strip->longest[start] < size) continue;
                w = weight(sums->scale[start] - base - strip->jump[start * LONGEST_MENTION + size - 1] / 1000.0);
                m0 = sums->matched + (Py_ssize_t)start * columns;
                i0 = sums->inserted + (Py_ssize_t)start * columns;
                for (int j = 0; j < columns; j++) inserted[j] += (m0[j] * opening + i0[j]) * w;
            }
        }
        for (int j = 0; j < columns; j++) {
            double match = !i && !j ? 1.0 : 0.0;
            if (i && j) {
                Py_ssize_t at = (Py_ssize_t)(i - 1) * m + j - 1;
                for (int way = 0; strip->ways[at] >> way; way++) {
                    int copies, sources;
                    if (!(strip->ways[at] >> way & 1)) continue;
                    int64_t cost = way_cost(strip, at, way, &copies, &sources);
                    double w = cost || copies > 1 ? weight(sums->scale[i - copies] - base - cost / 1000.0) : 1.0;
                    match += sums->other[(Py_ssize_t)(i - copies) * columns + j - sources] * w;
                }
            }
            if (j) {
                double first = opening * (lost(pair, strip, j - 1) ? losing : 1.0);
                eaten = (matched[j - 1] * first + inserted[j - 1] + eaten) * eat;
            }
            matched[j] = match;
            all[j] = match + inserted[j] + eaten;
            if (all[j] > largest) largest = all[j];
        }
        if (largest <= 0) largest = 1;
        sums->scale[i] = base + log(largest);
        for (int j = 0; j < columns; j++) { matched[j] /= largest; inserted[j] /= largest; all[j] /= largest; }
    }
}

static void backward(const Pair *pair, const Strip *strip, Sums *sums)
{
    int columns = strip->m + 1, m = strip->m, n = strip->n;
    double opening = exp(-pair->costs.open / 1000.0), eat = exp(-pair->costs.eat / 1000.0);
    double losing = exp(-pair->costs.lost / 1000.0);
    sums->scale[n + 1] = 0;
    for (int i = n; i >= 0; i--) {
        double base = sums->scale[i + 1], eaten = 0, largest = 0;
        double *matched = sums->matched + (Py_ssize_t)i * columns, *inserted = sums->inserted + (Py_ssize_t)i * columns;
        double *ended = sums->other + (Py_ssize_t)i * columns;
        for (int j = 0; j < columns; j++) inserted[j] = 0;
        if (i < n) {
            double w = exp(-strip->insert[i] / 1000.0);
            for (int j = 0; j < columns; j++) inserted[j] += inserted[columns + j] * w;
            for (int size = 1; size <= strip->longest[i]; size++) {
                const double *row = sums->inserted + (Py_ssize_t)(i + size) * columns;
                w = weight(sums->scale[i + size] - base - strip->jump[i * LONGEST_MENTION + size - 1] / 1000.0);
                for (int j = 0; j < columns; j++) inserted[j] += row[j] * w;
            }
        }
        for (int j = m; j >= 0; j--) {
            double end = i == n && j == m ? 1.0 : 0.0;
            if (i < n && j < m) {
                for (int way = 0; way < 5; way++) {
                    int copies = way == 1 ? 2 : way == 2 ? 3 : 1, sources = way == 3 ? 2 : way == 4 ? 3 : 1;
                    if (i + copies > n || j + sources > m) continue;
                    Py_ssize_t at = (Py_ssize_t)(i + copies - 1) * m + j + sources - 1;
                    if (!(strip->ways[at] >> way & 1)) continue;
                    int64_t cost = way_cost(strip, at, way, &copies, &sources);
                    double w = cost || copies > 1 ? weight(sums->scale[i + copies] - base - cost / 1000.0) : 1.0;
                    end += sums->matched[(Py_ssize_t)(i + copies) * columns + j + sources] * w;
                }
            }
            double gone = j < m ? eaten * eat : 0, insert = inserted[j];
            ended[j] = end;
            double first = j < m && lost(pair, strip, j) ? losing : 1.0;
            matched[j] = end + opening * (gone * first + insert);
            inserted[j] = end + gone + insert;
            eaten = end + gone;
            if (inserted[j] > largest) largest = inserted[j];
        }
        if (largest <= 0) largest = 1;
        sums->scale[i] = base + log(largest);
        for (int j = 0; j < columns; j++) { matched[j] /= largest; inserted[j] /= largest; ended[j] /= largest; }
    }
}

/* The logarithm of the weight of all ways to insert copy tokens [start, end). */
static double inserted_ways(const Strip *strip, int start, int end, double *ways)
{
    double scale = 0;
    memset(ways, 0, sizeof(double) * (end - start + 1));
    ways[0] = 1;
    for (int k = start; k < end; k++) {
        double here = ways[k - start];
        if (here <= 0) continue;
        if (here < 1e-200) {
            for (int q = k - start; q <= end - start; q++) ways[q] *= 1e200;
            scale -= log(1e200);
            here = ways[k - start];
        }
        ways[k - start + 1] += here * exp(-strip->insert[k] / 1000.0);
        for (int size = 1; size <= strip->longest[k] && k + size <= end; size++)
            ways[k - start + size] += here * exp(-strip->jump[k * LONGEST_MENTION + size - 1] / 1000.0);
    }
    return ways[end - start] > 0 ? log(ways[end - start]) + scale : -1e9;
}

static double share_of(double value, double exponent)
{
    if (value <= 0) return 0;
    double total = log(value) + exponent;
    return total >= 0 ? 1.0 : exp(total);
}

typedef struct { int state, i, j, copies, sources, near; int32_t origin; } Step;

static int trace(const Strip *strip, const Table *table, Step *steps)
{
    int columns = strip->m + 1, count = 0, state = MATCH;
    Py_ssize_t cell = (Py_ssize_t)strip->n * columns + strip->m;
    for (int s = 1; s < 3; s++) if (table->best[s][cell] < table->best[state][cell]) state = s;
    while (cell) {
        Step *step = &steps[count++];
        int before = table->from[state][cell];
        step->state = state;
        step->i = (int)(cell / columns);
        step->j = (int)(cell % columns);
        step->near = 0;
        step->origin = -1;
        if (state == MATCH) {
            step->copies = table->copies[cell];
            step->sources = table->sources[cell];
            step->near = table->near[cell];
        } else if (state == INSERT) {
            int size = table->size[cell];
            step->copies = size ? size : 1;
            step->sources = 0;
            if (size) step->origin = strip->origin[(step->i - size) * LONGEST_MENTION + size - 1];
        } else {
            step->copies = 0;
            step->sources = 1;
        }
        cell -= (Py_ssize_t)step->copies * columns + step->sources;
        state = before;
    }
    for (int k = 0; k < count / 2; k++) { Step t = steps[k]; steps[k] = steps[count - 1 - k]; steps[count - 1 - k] = t; }
    return count;
}

static PyObject *piece(int relation, int i, int i_end, int j, int j_end, double chance, PyObject *mentions)
{
    if (!mentions) return NULL;
    return Py_BuildValue("(iiiiidN)", relation, i, i_end, j, j_end, chance, mentions);
}

static PyObject *mentions_of(const Step *steps, int count)
{
    PyObject *list = PyList_New(0);
    for (int k = 0; list && k < count; k++) {
        if (steps[k].origin < 0) continue;
        PyObject *item = Py_BuildValue("(iii)", steps[k].i - steps[k].copies, steps[k].i, steps[k].origin);
        if (!item || PyList_Append(list, item)) { Py_XDECREF(item); Py_CLEAR(list); break; }
        Py_DECREF(item);
    }
    return list;
}

static int add(PyObject *list, PyObject *item)
{
    int failed = !item || PyList_Append(list, item);
    Py_XDECREF(item);
    return failed;
}

static PyObject *pieces(const Pair *pair, const Strip *strip, const Step *steps, int count, const Sums *ahead, const Sums *back, double *ways)
{
    int columns = strip->m + 1;
    double total = log(back->matched[0]) + back->scale[0];
    PyObject *list = PyList_New(0);
    for (int k = 0; list && k < count;) {
        const Step *step = &steps[k];
        int i = step->i - step->copies, j = step->j - step->sources, end = k + 1, failed;
        if (step->state == MATCH && !step->near) {
            while (end < count && steps[end].state == MATCH && !steps[end].near) end++;
            failed = add(list, piece(EQUAL, i, steps[end - 1].i, j, steps[end - 1].j, 1.0, PyList_New(0)));
        } else if (step->state == MATCH) {
            Py_ssize_t at = (Py_ssize_t)(step->i - 1) * strip->m + step->j - 1;
            int64_t cost = step->copies > 1 ? strip->split[at * 2 + step->copies - 2]
                : step->sources > 1 ? strip->join[at * 2 + step->sources - 2] : strip->single[at];
            double value = ahead->other[(Py_ssize_t)i * columns + j] * back->matched[(Py_ssize_t)step->i * columns + step->j];
            double chance = share_of(value, ahead->scale[i] + back->scale[step->i] - cost / 1000.0 - total);
            failed = add(list, piece(NEAR, i, step->i, j, step->j, chance, PyList_New(0)));
        } else {
            while (end < count && steps[end].state != MATCH) end++;
            const Step *last = &steps[end - 1];
            double value = ahead->matched[(Py_ssize_t)i * columns + j] * back->other[(Py_ssize_t)last->i * columns + last->j];
            int64_t first = i == last->i ? lost(pair, strip, j) : 0;
            double spent = (pair->costs.open + first + pair->costs.eat * (int64_t)(last->j - j)) / 1000.0;
            double exponent = ahead->scale[i] + back->scale[last->i] - spent - total;
            double chance = share_of(value, exponent + inserted_ways(strip, i, last->i, ways));
            failed = add(list, piece(CHANGED, i, last->i, j, last->j, chance, mentions_of(step, end - k)));
        }
        if (failed) Py_CLEAR(list);
        k = end;
    }
    return list;
}

static int positions(PyObject *list, int32_t **out, int *count)
{
    PyObject *fast = PySequence_Fast(list, "positions must be a sequence");
    if (!fast) return -1;
    *count = (int)PySequence_Fast_GET_SIZE(fast);
    *out = malloc(sizeof(int32_t) * (*count + 1));
    for (int k = 0; *out && k < *count; k++) (*out)[k] = (int32_t)PyLong_AsLong(PySequence_Fast_GET_ITEM(fast, k));
    Py_DECREF(fast);
    if (!*out) PyErr_NoMemory();
    return *out && !PyErr_Occurred() ? 0 : -1;
}

static PyObject *run(const Pair *pair, Strip *strip)
{
    Py_ssize_t n = strip->n, m = strip->m, cells = (n + 1) * (m + 1), squares = n * m;
    Table table;
    Sums ahead, back;
    PyObject *result = NULL;
    size_t bytes = (size_t)n * (sizeof(int64_t) + sizeof(int) + LONGEST_MENTION * (sizeof(int64_t) + sizeof(int32_t)))
        + (size_t)squares * (5 * sizeof(int64_t) + 2) + (size_t)cells * (3 * sizeof(int64_t) + 7 + 6 * sizeof(double))
        + (size_t)(n + 2) * 3 * sizeof(double) + (size_t)(n + m + 1) * (sizeof(Step) + sizeof(Word)) + 4096;
    char *block = malloc(bytes), *at = block;
    if (!block) return PyErr_NoMemory();
#define TAKE(type, count) ((type *)at); at += (sizeof(type) * (size_t)(count) + 15) & ~(size_t)15
    strip->insert = TAKE(int64_t, n);
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
    strip->origin = TAKE(int32_t, n * LONGEST_MENTION);
    strip->single_near = TAKE(uint8_t, squares);
    strip->ways = TAKE(uint8_t, squares);
    for (int s = 0; s < 3; s++) { table.from[s] = TAKE(uint8_t, cells); }
    table.copies = TAKE(uint8_t, cells);
    table.sources = TAKE(uint8_t, cells);
    table.near = TAKE(uint8_t, cells);
    table.size = TAKE(uint8_t, cells);
#undef TAKE
    for (int i = 0; i < n; i++) strip->insert[i] = pair->inserts[pair->copy_ids[strip->copy[i]]];
    for (int i = 0; i < n; i++)
        ours[i] = word_of(PyList_GET_ITEM(pair->copy_folds, strip->copy[i]), pair->flags[pair->copy_ids[strip->copy[i]]]);
    for (int j = 0; j < m; j++)
        theirs[j] = word_of(PyList_GET_ITEM(pair->source_folds, strip->source[j]), pair->flags[pair->source_ids[strip->source[j]]]);
    find_singles(pair, strip, ours, theirs);
    find_joins(pair, strip, ours, theirs);
    find_jumps(pair, strip);
    viterbi(pair, strip, &table);
    forward(pair, strip, &ahead);
    backward(pair, strip, &back);
    result = pieces(pair, strip, steps, trace(strip, &table, steps), &ahead, &back, ways);
    free(block);
    return result;
}

#include "_lane.h"

static PyObject *solve(PyObject *self, PyObject *args)
{
    (void)self;
    Py_buffer copy_ids, source_ids, offsets, places, flags, inserts;
    PyObject *copy, *source, *result = NULL;
    int32_t *copy_places = NULL, *source_places = NULL;
    Pair pair;
    Strip strip;
    Costs *c = &pair.costs;
    long long v[12];
    if (!PyArg_ParseTuple(args, "y*y*y*y*y*y*O!O!O!OO(LLLLLLLLLLLL)", &copy_ids, &source_ids, &offsets, &places, &flags, &inserts,
                          &PyList_Type, &pair.copy_folds, &PyList_Type, &pair.source_folds, &PyFrozenSet_Type, &pair.negations,
                          &copy, &source, &v[0], &v[1], &v[2], &v[3], &v[4], &v[5], &v[6], &v[7], &v[8], &v[9], &v[10], &v[11]))
        return NULL;
    c->open = v[0]; c->eat = v[1]; c->mention = v[2]; c->mention_token = v[3]; c->odd_edge = v[4]; c->own_place = v[5];
    c->part = v[6]; c->near = v[7]; c->near_edit = v[8]; c->joined = v[9]; c->near_known = v[10]; c->lost = v[11];
    pair.copy_ids = copy_ids.buf; pair.source_ids = source_ids.buf; pair.offsets = offsets.buf; pair.places = places.buf;
    pair.flags = flags.buf; pair.inserts = inserts.buf;
    pair.copy_size = copy_ids.len / 4; pair.source_size = source_ids.len / 4;
    if (!positions(copy, &copy_places, &strip.n) && !positions(source, &source_places, &strip.m)) {
        strip.copy = copy_places;
        strip.source = source_places;
        result = run(&pair, &strip);
    }
    free(copy_places);
    free(source_places);
    Py_buffer *all[] = {&copy_ids, &source_ids, &offsets, &places, &flags, &inserts};
    for (int k = 0; k < 6; k++) PyBuffer_Release(all[k]);
    return result;
}

static PyMethodDef methods[] = {
    {"unique_runs", unique_runs, METH_VARARGS, "Runs of equal tokens around unique n-grams; see anchors.py."},
    {"lane", lane, METH_VARARGS, "The pieces between a chain's anchors; see engine.py."},
    {"leaves", leaves, METH_VARARGS, "The sum of each row's leaves over all trees; see forest.py."},
    {"solve", solve, METH_VARARGS, "The pieces of one strip; see gaps.py for the meaning of the arguments."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_core", "The gap lattice, compiled.", -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__core(void) { return PyModule_Create(&module); }
