/* The lattice of one gap, and the cheapest path through it, as lattice.py and pure.py find it; a part of _core.c.
 *
 * Costs are whole numbers and ties fall as in the pure code, so both find the same path.
 */

enum { MATCH = 0, INSERT = 1, EAT = 2 };
enum { LONGEST_MENTION = 40, POSTINGS = 48 };
static const int64_t UNREACHED = (int64_t)1 << 60;

static int find_jumps(const Pair *pair, Strip *strip)
{
    const Costs *costs = &pair->costs;
    int here = strip->m ? strip->source[0] : 0, here_end = strip->m ? strip->source[strip->m - 1] + 1 : 0;
    memset(strip->reach, 0, sizeof *strip->reach * (size_t)(strip->n + 1));
    for (int i = 0; i < strip->n; i++) {
        int at = strip->copy[i];
        int32_t id = pair->copy_ids[at];
        int first = pair->offsets[id], found = pair->offsets[id + 1] - first, limit = 1;
        while (limit < LONGEST_MENTION && i + limit < strip->n && strip->copy[i + limit] == at + limit) limit++;
        if (found > POSTINGS) found = POSTINGS;
        strip->longest[i] = 0;
        if (!found) continue;
        int enough = limit < LONGEST_MENTION ? limit + 1 : LONGEST_MENTION;  /* to know whether it goes on */
        int common[POSTINGS], longest = 0;
        for (int k = 0; k < found; k++) {
            int place = pair->places[first + k], size = 1;
            while (size < enough && at + size < pair->copy_size && place + size < pair->source_size
                   && pair->source_ids[place + size] == pair->copy_ids[at + size]) size++;
            common[k] = size;
            if (size > longest) longest = size;
        }
        if (longest > limit) longest = limit;
        strip->longest[i] = longest;
        for (int size = 1; size <= longest; size++)
            if (strip->reach[i + size] < size) strip->reach[i + size] = size;
        if (took(pair->turn, (int64_t)found * (LONGEST_MENTION + longest))) return -1;
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
    return 0;
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

static int viterbi(const Pair *pair, const Strip *strip, Table *table)
{
    int columns = strip->m + 1;
    int64_t *matched = table->best[MATCH], *inserted = table->best[INSERT], *eaten = table->best[EAT];
    int64_t open = pair->costs.open;
    for (int i = 0; i <= strip->n; i++) {
        Py_ssize_t row = (Py_ssize_t)i * columns;
        for (int j = 0; j < columns; j++) matched[row + j] = inserted[row + j] = eaten[row + j] = UNREACHED;
        if (!i) matched[0] = 0;
        if (took(pair->turn, (int64_t)columns * (4 + strip->reach[i]))) return -1;
        if (i) {
            match_row(strip, table, i);
            insert_row(strip, table, i, 0, strip->insert[i - 1], open);
            for (int size = strip->reach[i]; size >= 1; size--)
                if (strip->longest[i - size] >= size)
                    insert_row(strip, table, i, size, strip->jump[(i - size) * LONGEST_MENTION + size - 1], open);
        }
        for (int j = 1; j < columns; j++) {
            Py_ssize_t before = row + j - 1;
            int state = MATCH;
            int64_t best = matched[before] + open + strip->lost[j - 1];
            if (inserted[before] < best) { best = inserted[before]; state = INSERT; }
            if (eaten[before] < best) { best = eaten[before]; state = EAT; }
            eaten[row + j] = best + pair->costs.eat;
            table->from[EAT][row + j] = (uint8_t)state;
        }
    }
    return 0;
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
