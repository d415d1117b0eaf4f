/* Boosted trees, laid out for what _leaves.h does with them; a part of _core.c. What Forest in judging/model.py does, with the
 * same answers.
 *
 * A tree is not walked: half of a walk's turnings are guessed wrong. Each of its questions that a row answers with no
 * strikes out the leaves where the answer is yes, and of those that are left the first is the row's (Lucchese et al.,
 * QuickScorer, 2015). So one question is put to many rows side by side. And since a question asks only whether a number is
 * at most some threshold, each number is put once into the order of all thresholds that it is compared with, and short
 * whole numbers are compared instead.
 */

enum { MOST_LEAVES = 16 };  /* a bit for each in `yes`; those of the model have twelve (bench/fit.py) */

/* A forest laid out for that, in one bytes object: behind this the arrays that Laid points to, those of doubles first. */
typedef struct { int32_t size, trees, outcomes, width, cuts, questions; } Head;

typedef struct {
    Head *head;
    double *cuts;        /* thresholds by number of a row, in order: from cut_from[number] to cut_from[number + 1] */
    double *leaves;      /* by tree from question_from[tree] + tree on: one more than it has questions */
    int32_t *cut_from, *question_from, *number;  /* which number of a row a question asks for, */
    int16_t *place;                              /* which of its thresholds that is compared with, */
    uint16_t *yes;                               /* and the leaves where the answer is yes */
} Laid;

static size_t size_of(const Head *h)
{
    return sizeof(Head) + sizeof(double) * (size_t)(h->cuts + h->questions + h->trees)
        + sizeof(int32_t) * (size_t)(h->width + 1 + h->trees + 1 + h->questions)
        + (sizeof(int16_t) + sizeof(uint16_t)) * (size_t)h->questions;
}

static Laid laid_at(void *memory)
{
    Laid laid = {.head = memory};
    const Head *h = laid.head;
    laid.cuts = (double *)(laid.head + 1);
    laid.leaves = laid.cuts + h->cuts;
    laid.cut_from = (int32_t *)(laid.leaves + h->questions + h->trees);
    laid.question_from = laid.cut_from + h->width + 1;
    laid.number = laid.question_from + h->trees + 1;
    laid.place = (int16_t *)(laid.number + h->questions);
    laid.yes = (uint16_t *)(laid.place + h->questions);
    return laid;
}

typedef struct {
    const int32_t *root, *feature, *right;
    const double *threshold;
    Py_ssize_t trees, size;
} Nodes;

typedef struct { double threshold; int32_t number, question; } Asked;

typedef struct { Asked *asked; double *leaves; uint16_t *yes; int32_t *from; int32_t count; } Growth;

/* Add a tree's questions and leaves as they stand from its root on: what is right of a question begins behind what is left
 * of it. -1 where that is no tree, or none so small. */
static int grow(const Nodes *nodes, Py_ssize_t tree, Growth *all)
{
    int32_t rights[MOST_LEAVES], asked[MOST_LEAVES], open = 0, first = all->count;
    int leaf = 0;
    double *leaves = all->leaves + first + tree;
    for (int32_t node = nodes->root[tree];; node++) {
        if (node < 0 || node >= nodes->size) return -1;
        if (nodes->feature[node] >= 0) {
            if (all->count - first == MOST_LEAVES - 1 || nodes->feature[node] >= INT16_MAX) return -1;
            all->asked[all->count] = (Asked){nodes->threshold[node], nodes->feature[node], all->count};
            all->yes[all->count] = (uint16_t)leaf;  /* its first leaf, until its last is known */
            asked[open] = all->count++;
            rights[open++] = nodes->right[node];
            continue;
        }
        leaves[leaf++] = nodes->threshold[node];
        if (!open) break;
        uint16_t *yes = &all->yes[asked[--open]];
        if (rights[open] != node + 1) return -1;
        *yes = (uint16_t)((1u << leaf) - (1u << *yes));
    }
    all->from[tree + 1] = all->count;
    return 0;
}

static int compare_asked(const void *one, const void *other)
{
    const Asked *a = one, *b = other;
    if (a->number != b->number) return a->number < b->number ? -1 : 1;
    return a->threshold < b->threshold ? -1 : a->threshold > b->threshold;
}

/* Which of the thresholds that its number is compared with each question asks for; gives how many different ones there
 * are, -1 where they are too many. They are put into `cuts` and `cut_from` where those are not NULL. */
static int32_t place_questions(const Asked *asked, int32_t count, int16_t *place, double *cuts, int32_t *cut_from)
{
    int32_t found = 0, first = 0;
    for (int32_t k = 0; k < count; k++) {
        int same_number = k && asked[k].number == asked[k - 1].number;
        if (!same_number) {
            first = found;
            for (int32_t n = k ? asked[k - 1].number + 1 : 0; cut_from && n <= asked[k].number; n++) cut_from[n] = found;
        }
        if (!same_number || asked[k].threshold > asked[k - 1].threshold) {
            if (cuts) cuts[found] = asked[k].threshold;
            found++;
        }
        if (found - first > INT16_MAX) return -1;
        place[asked[k].question] = (int16_t)(found - first - 1);
    }
    if (cut_from) cut_from[count ? asked[count - 1].number + 1 : 0] = found;
    return found;
}

/* The forest laid out; NULL with an exception set. */
static PyObject *laid_out(const Nodes *nodes, int outcomes)
{
    PyObject *result = NULL;
    size_t room = (size_t)nodes->trees * MOST_LEAVES + 1;
    Growth all = {malloc(room * sizeof *all.asked), malloc(room * sizeof *all.leaves), malloc(room * sizeof *all.yes),
                  calloc((size_t)nodes->trees + 1, sizeof *all.from), 0};
    int16_t *place = malloc(room * sizeof *place);
    Head head = {0, (int32_t)nodes->trees, outcomes, 0, 0, 0};
    int failed = !all.asked || !all.leaves || !all.yes || !all.from || !place;
    if (failed) PyErr_NoMemory();
    for (Py_ssize_t t = 0; !failed && t < nodes->trees; t++) failed = grow(nodes, t, &all);
    if (!failed) {
        qsort(all.asked, (size_t)all.count, sizeof *all.asked, compare_asked);
        head.questions = all.count;
        head.width = all.count ? all.asked[all.count - 1].number + 1 : 0;
        head.cuts = place_questions(all.asked, all.count, place, NULL, NULL);
        failed = head.cuts < 0;
    }
    if (failed && !PyErr_Occurred()) PyErr_Format(PyExc_ValueError, "no trees of at most %d leaves", MOST_LEAVES);
    head.size = (int32_t)size_of(&head);
    if (!failed) result = PyBytes_FromStringAndSize(NULL, head.size);
    if (result) {
        memcpy(PyBytes_AS_STRING(result), &head, sizeof head);
        Laid laid = laid_at(PyBytes_AS_STRING(result));
        place_questions(all.asked, all.count, laid.place, laid.cuts, laid.cut_from);
        memcpy(laid.leaves, all.leaves, sizeof(double) * (size_t)(head.questions + head.trees));
        memcpy(laid.question_from, all.from, sizeof(int32_t) * (size_t)(head.trees + 1));
        memcpy(laid.yes, all.yes, sizeof(uint16_t) * (size_t)head.questions);
        for (int32_t q = 0; q < head.questions; q++) laid.number[all.asked[q].question] = all.asked[q].number;
    }
    free(all.asked);
    free(all.leaves);
    free(all.yes);
    free(all.from);
    free(place);
    return result;
}

/* A forest as leaves() takes it; see judging/model.py. */
static PyObject *forest(PyObject *self, PyObject *args)
{
    (void)self;
    Py_buffer roots, features, thresholds, rights;
    int outcomes;
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "y*y*y*y*i", &roots, &features, &thresholds, &rights, &outcomes)) return NULL;
    Nodes nodes = {roots.buf, features.buf, rights.buf, thresholds.buf, roots.len / 4, features.len / 4};
    if (outcomes < 1 || outcomes > 32) PyErr_SetString(PyExc_ValueError, "32 outcomes at most");
    else if (thresholds.len / 8 != nodes.size || rights.len / 4 != nodes.size || nodes.trees >= 1 << 24)
        PyErr_SetString(PyExc_ValueError, "a forest's columns are of the same size");
    else result = laid_out(&nodes, outcomes);
    Py_buffer *every[] = {&roots, &features, &thresholds, &rights};
    for (int k = 0; k < 4; k++) PyBuffer_Release(every[k]);
    return result;
}
