/* Which tokens are the same and where they stand, and which letters stand together; a part of _text.c. */

/* The tokens of one text as numbers, new ones numbered on; in a bytes object, which array("i") takes. */
static PyObject *numbered(PyObject *folds, PyObject *numbers)
{
    Py_ssize_t size = PyList_GET_SIZE(folds);
    PyObject *ids = PyBytes_FromStringAndSize(NULL, size * (Py_ssize_t)sizeof(int32_t));
    for (Py_ssize_t k = 0; ids && k < size; k++) {
        PyObject *fold = PyList_GET_ITEM(folds, k), *found = PyDict_GetItemWithError(numbers, fold);
        int32_t id = found ? (int32_t)PyLong_AsLong(found) : (int32_t)PyDict_GET_SIZE(numbers);
        if (!found) {
            PyObject *number = PyErr_Occurred() ? NULL : PyLong_FromLong(id);
            if (!number || PyDict_SetItem(numbers, fold, number)) Py_CLEAR(ids);
            Py_XDECREF(number);
            if (!ids) break;
        }
        memcpy(PyBytes_AS_STRING(ids) + k * (Py_ssize_t)sizeof id, &id, sizeof id);
    }
    return ids;
}

static PyObject *number(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *source, *copy, *result = NULL;
    if (!PyArg_ParseTuple(args, "O!O!", &PyList_Type, &source, &PyList_Type, &copy)) return NULL;
    PyObject *numbers = PyDict_New(), *source_ids = numbers ? numbered(source, numbers) : NULL;
    PyObject *copy_ids = source_ids ? numbered(copy, numbers) : NULL;
    PyObject *words = copy_ids ? PyDict_Keys(numbers) : NULL;
    if (words) result = PyTuple_Pack(3, source_ids, copy_ids, words);
    Py_XDECREF(source_ids); Py_XDECREF(copy_ids); Py_XDECREF(words); Py_XDECREF(numbers);
    return result;
}

/* For each of so many token numbers where it stands: place k of number t is places[offsets[t] + k]. */
static PyObject *postings(PyObject *self, PyObject *args)
{
    (void)self;
    Py_buffer ids;
    Py_ssize_t known;
    if (!PyArg_ParseTuple(args, "y*n", &ids, &known)) return NULL;
    Py_ssize_t size = ids.len / (Py_ssize_t)sizeof(int32_t);
    const int32_t *id = ids.buf;
    PyObject *offsets = NULL, *places = NULL, *result = NULL;
    int sound = known >= 0;
    for (Py_ssize_t k = 0; sound && k < size; k++) sound = id[k] >= 0 && id[k] < known;
    if (!sound) PyErr_SetString(PyExc_ValueError, "a token number is out of range");
    else offsets = PyBytes_FromStringAndSize(NULL, (known + 1) * (Py_ssize_t)sizeof(int32_t));
    if (offsets) places = PyBytes_FromStringAndSize(NULL, size * (Py_ssize_t)sizeof(int32_t));
    if (places) {
        int32_t *offset = (int32_t *)PyBytes_AS_STRING(offsets), *place = (int32_t *)PyBytes_AS_STRING(places), sum = 0;
        memset(offset, 0, (size_t)(known + 1) * sizeof *offset);
        for (Py_ssize_t k = 0; k < size; k++) offset[id[k]]++;
        for (Py_ssize_t t = 0; t <= known; t++) offset[t] = sum += offset[t];  /* where its places end … */
        for (Py_ssize_t k = size; k--;) place[--offset[id[k]]] = (int32_t)k;   /* … and, now filled, begin */
        result = PyTuple_Pack(2, offsets, places);
    }
    Py_XDECREF(offsets); Py_XDECREF(places);
    PyBuffer_Release(&ids);
    return result;
}

/* Three letters of a word with a space on either side, as one number that is never 0: 0 is an empty slot's mark. */
static uint64_t triple_at(const Raw *word, Py_ssize_t k)
{
    uint64_t triple = 1;
    for (Py_ssize_t c = k - 1; c < k + 2; c++) triple = triple << 21 | (c < 0 || c >= word->size ? ' ' : at(word, c));
    return triple;
}

/* The slot among 2^bits that has the triple, or the empty one where it belongs; at least half of them are empty. */
static uint64_t *slot_of(uint64_t *table, int bits, uint64_t triple)
{
    size_t slot = (size_t)((triple * 0x9E3779B97F4A7C15u) >> (64 - bits)), last = ((size_t)1 << bits) - 1;
    while (table[slot] && table[slot] != triple) slot = (slot + 1) & last;
    return &table[slot];
}

/* All letter triples of a list of words, as a table that unknown() looks into. */
static PyObject *triples(PyObject *self, PyObject *words)
{
    (void)self;
    Py_ssize_t count = 1;
    int bits = 4;
    if (!PyList_Check(words)) return PyErr_Format(PyExc_TypeError, "words must be a list");
    for (Py_ssize_t w = 0; w < PyList_GET_SIZE(words); w++) {
        if (!PyUnicode_Check(PyList_GET_ITEM(words, w))) return PyErr_Format(PyExc_TypeError, "a word is a string");
        count += PyUnicode_GET_LENGTH(PyList_GET_ITEM(words, w));
    }
    while ((Py_ssize_t)1 << bits < 2 * count) bits++;
    PyObject *result = PyByteArray_FromStringAndSize(NULL, (Py_ssize_t)sizeof(uint64_t) << bits);
    if (!result) return NULL;
    uint64_t *table = (uint64_t *)PyByteArray_AS_STRING(result);
    memset(table, 0, sizeof(uint64_t) << bits);
    for (Py_ssize_t w = 0; w < PyList_GET_SIZE(words); w++) {
        Raw word = raw_of(PyList_GET_ITEM(words, w));
        for (Py_ssize_t k = 0; k < word.size; k++) {
            uint64_t triple = triple_at(&word, k);
            *slot_of(table, bits, triple) = triple;
        }
    }
    return result;
}

/* How many of a word's letter triples are not in the table. */
static PyObject *unknown(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *text, *bytes;
    int bits = 0, count = 0;
    if (!PyArg_ParseTuple(args, "O!U", &PyByteArray_Type, &bytes, &text)) return NULL;
    size_t slots = (size_t)PyByteArray_GET_SIZE(bytes) / sizeof(uint64_t);
    while ((size_t)2 << bits <= slots) bits++;
    if (bits < 4 || (size_t)1 << bits != slots) return PyErr_Format(PyExc_ValueError, "not a table of triples");
    Raw word = raw_of(text);
    for (Py_ssize_t k = 0; k < word.size; k++)
        count += !*slot_of((uint64_t *)PyByteArray_AS_STRING(bytes), bits, triple_at(&word, k));
    return PyLong_FromLong(count);
}
