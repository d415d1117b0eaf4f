/* What a forest says of rows of numbers: the sums of the leaves that they come to; a part of _core.c.
 *
 * Each number is put once into its place among the thresholds, and each question to many rows side by side (_forest.h).
 */

enum { SIDE_BY_SIDE = 32, STEPS_OF_TREE = 512, STEPS_OF_NUMBER = 8 };

/* Where a number stands among the thresholds that it is compared with: how many of them it is above. Without a turning
 * that could be guessed wrong, as half of them would be. */
static int16_t place_of(double number, const double *cuts, int32_t count)
{
    const double *low = cuts;
    for (; count > 1; count -= count / 2) low += !(number <= low[count / 2 - 1]) * (count / 2);
    return (int16_t)(low - cuts + (count && !(number <= *low)));
}

/* How many rows are in a block: as many as stand side by side, but for the last. */
static int some_of(Py_ssize_t count, Py_ssize_t block)
{
    Py_ssize_t left = count - block * SIDE_BY_SIDE;
    return left < SIDE_BY_SIDE ? (int)left : SIDE_BY_SIDE;
}

/* Put the numbers of some rows in their places, one beside the other. `rows` are the first of them, `size` numbers each.
 * Most numbers are as those of the row before, and then so are their places. */
static void place_rows(const Laid *laid, const double *rows, Py_ssize_t size, int some, int16_t *places)
{
    for (int k = 0; k < some; k++, rows += size) {
        for (int32_t n = 0; n < laid->head->width; n++) {
            int32_t from = laid->cut_from[n];
            int16_t *place = places + (size_t)n * SIDE_BY_SIDE + k;
            *place = k && rows[n] == rows[n - size] ? place[-1]
                : place_of(rows[n], laid->cuts + from, laid->cut_from[n + 1] - from);
        }
    }
}

/* Rows abreast, a number each: what a processor takes at once, where the compiler has such a type. */
#if defined(__GNUC__)
typedef int16_t Abreast __attribute__((vector_size(16)));

static inline Abreast struck(Abreast out, Abreast number, int16_t place, uint16_t yes)
{
    return out | (((place - number) >> 15) & (int16_t)yes);  /* the sign says whether a number stands behind the place */
}

static inline int first_left(uint16_t out) { return __builtin_ctz(~(unsigned)out); }
#else
typedef struct { int16_t of[8]; } Abreast;

static Abreast struck(Abreast out, Abreast number, int16_t place, uint16_t yes)
{
    for (int k = 0; k < 8; k++) out.of[k] |= (int16_t)((int16_t)(place - number.of[k]) >> 15) & (int16_t)yes;
    return out;
}

static int first_left(uint16_t out)
{
    int k = 0;
    while (out >> k & 1) k++;
    return k;
}
#endif

/* Strike out, for all rows side by side, the leaves of a tree where the answer to a question is yes, and it is no. */
static inline void strike_out(const Laid *laid, int32_t tree, const int16_t *places, uint16_t *out)
{
    Abreast a, b, c, d;  /* by name, so that they stay in registers */
    memset(&a, 0, sizeof a);
    b = c = d = a;
    for (int32_t q = laid->question_from[tree]; q < laid->question_from[tree + 1]; q++) {
        const Abreast *number = (const Abreast *)(places + (size_t)laid->number[q] * SIDE_BY_SIDE);
        int16_t place = laid->place[q];
        uint16_t yes = laid->yes[q];
        a = struck(a, number[0], place, yes);
        b = struck(b, number[1], place, yes);
        c = struck(c, number[2], place, yes);
        d = struck(d, number[3], place, yes);
    }
    Abreast all[] = {a, b, c, d};
    memcpy(out, all, sizeof all);
}

/* Add up the leaves of some rows. A tree speaks for the outcome whose turn it is; of what may not be in a row nothing is
 * left, and what may be in none of them is not asked about. The sums of one outcome stand side by side, as the rows do. */
static int add_leaves(const Laid *laid, const int16_t *places, int some, const uint32_t *may, double *sums, Turn *turn)
{
    int outcomes = laid->head->outcomes;
    uint32_t any = 0;
    for (int k = 0; k < some; k++) any |= may[k];
    for (int32_t t = 0; t < laid->head->trees; t++) {
        int outcome = t % outcomes;
        const double *leaves = laid->leaves + laid->question_from[t] + t;
        double *mine = sums + outcome * SIDE_BY_SIDE;
        if (!(any >> outcome & 1)) continue;
        uint16_t out[SIDE_BY_SIDE];
        strike_out(laid, t, places, out);
        for (int k = 0; k < some; k++) mine[k] += leaves[first_left(out[k])];
        if (took(turn, STEPS_OF_TREE)) return -1;
    }
    for (int k = 0; k < some; k++)
        for (int o = 0; o < outcomes; o++) if (!(may[k] >> o & 1)) sums[o * SIDE_BY_SIDE + k] = 0;
    return 0;
}

/* The sums as a list of one list a row; NULL with an exception set. */
static PyObject *lists_of(const double *sums, Py_ssize_t rows, int outcomes)
{
    PyObject *result = PyList_New(rows);
    for (Py_ssize_t k = 0; result && k < rows; k++) {
        const double *mine = sums + k / SIDE_BY_SIDE * outcomes * SIDE_BY_SIDE + k % SIDE_BY_SIDE;
        PyObject *row = PyList_New(outcomes);
        for (int o = 0; row && o < outcomes; o++) {
            PyObject *sum = PyFloat_FromDouble(mine[o * SIDE_BY_SIDE]);
            if (sum) PyList_SET_ITEM(row, o, sum);
            else Py_CLEAR(row);
        }
        if (row) PyList_SET_ITEM(result, k, row);
        else Py_CLEAR(result);
    }
    return result;
}

/* The sums of rows as a list of lists; NULL with an exception set. */
static PyObject *sums_of(Laid laid, const double *rows, Py_ssize_t count, Py_ssize_t size, const uint32_t *may, Turn *turn)
{
    Py_ssize_t blocks = (count + SIDE_BY_SIDE - 1) / SIDE_BY_SIDE;
    size_t block = (size_t)laid.head->width * SIDE_BY_SIDE, outcomes = (size_t)laid.head->outcomes;
    char *room = calloc(block + SIDE_BY_SIDE, sizeof(int16_t));
    int16_t *places = (int16_t *)(room + (-(uintptr_t)room & (sizeof(Abreast) - 1)));  /* rows abreast stand at their size */
    double *sums = calloc((size_t)blocks * SIDE_BY_SIDE * outcomes + 1, sizeof *sums);
    PyObject *result = NULL;
    int stopped = !room || !sums;
    if (stopped) PyErr_NoMemory();
    turn->is_free = 1;
    for (Py_ssize_t b = 0; !stopped && b < blocks; b++) {
        Py_ssize_t first = b * SIDE_BY_SIDE;
        int some = some_of(count, b);
        place_rows(&laid, rows + first * size, size, some, places);
        stopped = took(turn, (int64_t)block * STEPS_OF_NUMBER)
            || add_leaves(&laid, places, some, may + first, sums + (size_t)first * outcomes, turn);
    }
    turn_back(turn);
    if (!stopped) result = lists_of(sums, count, laid.head->outcomes);
    free(room);
    free(sums);
    return result;
}

/* For each row the sums of its leaves by outcome: numbers at or below a node's threshold go left. */
static PyObject *leaves(PyObject *self, PyObject *args)
{
    (void)self;
    Turn turn = turn_begun();
    PyObject *bytes, *result = NULL;
    Py_buffer rows, may;
    if (!PyArg_ParseTuple(args, "Sy*y*", &bytes, &rows, &may)) return NULL;
    Py_ssize_t count = may.len / 4, size = count ? rows.len / 8 / count : 0;
    const Head *head = (const Head *)PyBytes_AS_STRING(bytes);
    if (PyBytes_GET_SIZE(bytes) < (Py_ssize_t)sizeof *head || head->size != PyBytes_GET_SIZE(bytes)
        || rows.len != count * size * 8 || (count && size < head->width)) {
        PyErr_SetString(PyExc_ValueError, "a forest as it was laid out, rows of as many numbers as it asks for, and what may be in 32 bits for each");
    } else {
        result = sums_of(laid_at(PyBytes_AS_STRING(bytes)), rows.buf, count, size, may.buf, &turn);
    }
    PyBuffer_Release(&rows);
    PyBuffer_Release(&may);
    return result;
}
