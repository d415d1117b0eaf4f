/* How often characters stand in a text, all of them on one way through it; a part of _text.c. */

enum { MOST_COUNTED = 16, CHARACTERS_AT_ONCE = 1 << 12 };

/* The number of a character among those that are counted, -1 of any other. */
static inline int number_among(const int8_t *plain, const Raw *others, Py_UCS4 c)
{
    if (c < 128) return plain[c];
    for (Py_ssize_t k = 0; k < others->size; k++) if (at(others, k) == c) return (int)k;
    return -1;
}

static PyObject *list_of(const Py_ssize_t *numbers, Py_ssize_t size)
{
    PyObject *list = PyList_New(size);
    for (Py_ssize_t k = 0; list && k < size; k++) {
        PyObject *number = PyLong_FromSsize_t(numbers[k]);
        if (number) PyList_SET_ITEM(list, k, number);
        else Py_CLEAR(list);
    }
    return list;
}

/* counted(text, characters): how often it has each of them, and how often behind a space. */
static PyObject *counted(PyObject *self, PyObject *args)
{
    (void)self;
    Turn turn = turn_begun();
    PyObject *text, *characters;
    if (!PyArg_ParseTuple(args, "UU", &text, &characters)) return NULL;
    Raw raw = raw_of(text), wanted = raw_of(characters);
    if (wanted.size > MOST_COUNTED) return PyErr_Format(PyExc_ValueError, "%d characters at most", MOST_COUNTED);
    Py_ssize_t often[MOST_COUNTED] = {0}, apart[MOST_COUNTED] = {0};
    int8_t plain[128];
    memset(plain, -1, sizeof plain);
    for (Py_ssize_t k = 0; k < wanted.size; k++) if (at(&wanted, k) < 128) plain[at(&wanted, k)] = (int8_t)k;
    Py_UCS4 before = 0;
    for (Py_ssize_t k = 0; k < raw.size; k++) {
        Py_UCS4 c = at(&raw, k);
        int number = number_among(plain, &wanted, c);
        if (number >= 0) { often[number]++; apart[number] += before == ' '; }
        before = c;
        if (!(k % CHARACTERS_AT_ONCE) && took(&turn, CHARACTERS_AT_ONCE)) return NULL;
    }
    PyObject *one = list_of(often, wanted.size), *other = one ? list_of(apart, wanted.size) : NULL;
    PyObject *result = other ? PyTuple_Pack(2, one, other) : NULL;
    Py_XDECREF(one);
    Py_XDECREF(other);
    return result;
}
