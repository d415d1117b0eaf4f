/* Boosted trees: what Forest in judging/model.py does, with the same answers; a part of _core.c. */

typedef struct {
    const int32_t *feature, *left, *right;
    const double *threshold;
} Nodes;

static double leaf(const Nodes *nodes, int32_t node, const double *numbers)
{
    for (int32_t feature; (feature = nodes->feature[node]) >= 0;) {
        /* Which table to look in is chosen without a jump, which no processor could foretell. */
        const int32_t *below = numbers[feature] <= nodes->threshold[node] ? nodes->left : nodes->right;
        node = below[node];
    }
    return nodes->threshold[node];
}

/* The rows as one table of `width` numbers each, or NULL with an exception set. */
static double *table_of(PyObject *rows, Py_ssize_t *width)
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
        if (PyErr_Occurred()) { free(table); return NULL; }
    }
    return table;
}

/* The sum of each row's leaves over all trees: numbers at or below a node's threshold go left. */
static PyObject *leaves(PyObject *self, PyObject *args)
{
    (void)self;
    Py_buffer roots, features, thresholds, lefts, rights;
    PyObject *rows, *result = NULL;
    Py_ssize_t width;
    if (!PyArg_ParseTuple(args, "y*y*y*y*y*O!", &roots, &features, &thresholds, &lefts, &rights, &PyList_Type, &rows))
        return NULL;
    Nodes nodes = {features.buf, lefts.buf, rights.buf, thresholds.buf};
    const int32_t *root = roots.buf;
    Py_ssize_t trees = roots.len / 4, count = PyList_GET_SIZE(rows);
    double *table = table_of(rows, &width), *sums = table ? calloc((size_t)count + 1, sizeof(double)) : NULL;
    /* Tree by tree, so that one tree's nodes are at hand for all rows. */
    for (Py_ssize_t t = 0; sums && t < trees; t++)
        for (Py_ssize_t k = 0; k < count; k++) sums[k] += leaf(&nodes, root[t], table + k * width);
    if (sums) result = PyList_New(count);
    else if (table) PyErr_NoMemory();
    for (Py_ssize_t k = 0; result && k < count; k++) PyList_SET_ITEM(result, k, PyFloat_FromDouble(sums[k]));
    free(table);
    free(sums);
    Py_buffer *all[] = {&roots, &features, &thresholds, &lefts, &rights};
    for (int k = 0; k < 5; k++) PyBuffer_Release(all[k]);
    return result;
}
