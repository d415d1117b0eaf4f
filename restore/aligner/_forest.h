/* Boosted trees: what Forest in judging/model.py does, with the same answers; a part of _core.c. */

typedef struct {
    const int32_t *feature, *right;
    const double *threshold;
} Nodes;

static double leaf(const Nodes *nodes, int32_t node, const double *numbers)
{
    for (int32_t feature; (feature = nodes->feature[node]) >= 0;) {
        node = numbers[feature] <= nodes->threshold[node] ? node + 1 : nodes->right[node];
    }
    return nodes->threshold[node];
}

enum { STEPS_OF_TREE = 32, STEPS_OF_NUMBER = 4 };

/* The rows as one table of `width` numbers each, or NULL with an exception set. */
static double *table_of(PyObject *rows, Py_ssize_t *width, Turn *turn)
{
    Py_ssize_t count = PyList_GET_SIZE(rows);
    *width = count && PyTuple_Check(PyList_GET_ITEM(rows, 0)) ? PyTuple_GET_SIZE(PyList_GET_ITEM(rows, 0)) : 0;
    double *table = malloc(sizeof(double) * (size_t)(count * *width + 1));
    if (!table) PyErr_NoMemory();
    for (Py_ssize_t k = 0; table && k < count; k++) {
        PyObject *row = PyList_GET_ITEM(rows, k);
        if (!PyTuple_Check(row) || PyTuple_GET_SIZE(row) != *width)
            PyErr_SetString(PyExc_TypeError, "rows are tuples of the same size");
        else
            for (Py_ssize_t c = 0; c < *width; c++) table[k * *width + c] = PyFloat_AsDouble(PyTuple_GET_ITEM(row, c));
        if (PyErr_Occurred() || took(turn, STEPS_OF_NUMBER * (*width + 1))) { free(table); return NULL; }
    }
    return table;
}

/* Add up the leaves: tree by tree, so that one tree's nodes are at hand for all rows. A tree speaks for the outcome
 * whose turn it is, and is not walked for rows in which that may not be. */
static int add_leaves(const Nodes *nodes, const int32_t *root, Py_ssize_t trees, int outcomes, const double *table,
                      Py_ssize_t width, Py_ssize_t rows, const uint32_t *may, double *sums, Turn *turn)
{
    for (Py_ssize_t t = 0; t < trees; t++) {
        int outcome = (int)(t % outcomes);
        for (Py_ssize_t k = 0; k < rows; k++) {
            if (!(may[k] >> outcome & 1)) continue;
            sums[k * outcomes + outcome] += leaf(nodes, root[t], table + k * width);
            if (took(turn, STEPS_OF_TREE)) return -1;
        }
    }
    return 0;
}

/* The sums as a list of one list a row; NULL with an exception set. */
static PyObject *lists_of(const double *sums, Py_ssize_t rows, int outcomes)
{
    PyObject *result = PyList_New(rows);
    for (Py_ssize_t k = 0; result && k < rows; k++) {
        PyObject *row = PyList_New(outcomes);
        for (int o = 0; row && o < outcomes; o++) {
            PyObject *sum = PyFloat_FromDouble(sums[k * outcomes + o]);
            if (sum) PyList_SET_ITEM(row, o, sum);
            else Py_CLEAR(row);
        }
        if (row) PyList_SET_ITEM(result, k, row);
        else Py_CLEAR(result);
    }
    return result;
}

/* For each row the sums of its leaves by outcome: numbers at or below a node's threshold go left. */
static PyObject *leaves(PyObject *self, PyObject *args)
{
    (void)self;
    Turn turn = turn_begun();
    Py_buffer roots, features, thresholds, rights, may;
    PyObject *list, *result = NULL;
    int outcomes;
    Py_ssize_t width = 0;
    if (!PyArg_ParseTuple(args, "y*y*y*y*iO!y*", &roots, &features, &thresholds, &rights, &outcomes,
                          &PyList_Type, &list, &may))
        return NULL;
    Nodes nodes = {features.buf, rights.buf, thresholds.buf};
    PyObject *rows = PyList_GetSlice(list, 0, PyList_GET_SIZE(list));  /* nobody else's, who might change it */
    Py_ssize_t trees = roots.len / 4, count = rows ? PyList_GET_SIZE(rows) : 0;
    double *table = NULL, *sums = NULL;
    if (outcomes < 1 || outcomes > 32 || may.len / 4 < count)
        PyErr_SetString(PyExc_ValueError, "32 outcomes at most, and for each row as many bits that say which may be");
    else if (rows)
        table = table_of(rows, &width, &turn);
    if (table && !(sums = calloc((size_t)count * (size_t)outcomes + 1, sizeof(double)))) PyErr_NoMemory();
    if (sums) {
        turn.is_free = 1;
        int stopped = add_leaves(&nodes, roots.buf, trees, outcomes, table, width, count, may.buf, sums, &turn);
        turn_back(&turn);
        if (!stopped) result = lists_of(sums, count, outcomes);
    }
    free(table);
    free(sums);
    Py_XDECREF(rows);
    Py_buffer *all[] = {&roots, &features, &thresholds, &rights, &may};
    for (int k = 0; k < 5; k++) PyBuffer_Release(all[k]);
    return result;
}
