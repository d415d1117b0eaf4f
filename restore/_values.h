/* Values put together: what `dataclasses` writes as `__init__` sets a frozen class's fields one by one by their names,
 * through every layer that guards them, and takes longer than finding out what they hold. A part of _text.c.
 *
 * A Builder does the same with the descriptors of the fields, which it knows. What is not given by position and in full
 * it leaves to what was written.
 */

typedef struct {
    PyObject_HEAD
    vectorcallfunc call;
    PyObject *fields;      /* their descriptors, in order */
    PyObject *defaults;    /* of the last fields; what may be left out */
    PyObject *afterwards;  /* the name of what is called then, `__post_init__`, or None */
    PyObject *written;     /* the `__init__` of `dataclasses` */
} Builder;

static int put_in(PyObject *value, PyObject *field, PyObject *what)
{
    descrsetfunc set = Py_TYPE(field)->tp_descr_set;
    if (set) return set(field, value, what);
    PyErr_SetString(PyExc_TypeError, "a field that cannot be set");
    return -1;
}

static PyObject *build(PyObject *self, PyObject *const *args, size_t flags, PyObject *names)
{
    Builder *b = (Builder *)self;
    Py_ssize_t given = PyVectorcall_NARGS(flags) - 1, count = PyTuple_GET_SIZE(b->fields);
    Py_ssize_t needed = count - PyTuple_GET_SIZE(b->defaults);
    if (names || given < needed || given > count) return PyObject_Vectorcall(b->written, args, flags, names);
    for (Py_ssize_t k = 0; k < count; k++) {
        PyObject *what = k < given ? args[1 + k] : PyTuple_GET_ITEM(b->defaults, k - needed);
        if (put_in(args[0], PyTuple_GET_ITEM(b->fields, k), what)) return NULL;
    }
    if (Py_IsNone(b->afterwards)) Py_RETURN_NONE;
    PyObject *told = PyObject_CallMethodNoArgs(args[0], b->afterwards);
    if (!told) return NULL;
    Py_DECREF(told);  /* whatever it is, as `dataclasses` has it; an `__init__` gives nothing */
    Py_RETURN_NONE;
}

static PyObject *builder_of_value(PyObject *self, PyObject *value, PyObject *kind)
{
    (void)kind;
    return value && !Py_IsNone(value) ? PyMethod_New(self, value) : Py_NewRef(self);
}

static int builder_traverse(PyObject *self, visitproc visit, void *arg)
{
    Builder *b = (Builder *)self;
    Py_VISIT(b->fields);
    Py_VISIT(b->defaults);
    Py_VISIT(b->afterwards);
    Py_VISIT(b->written);
    return 0;
}

static int builder_clear(PyObject *self)
{
    Builder *b = (Builder *)self;
    Py_CLEAR(b->fields);
    Py_CLEAR(b->defaults);
    Py_CLEAR(b->afterwards);
    Py_CLEAR(b->written);
    return 0;
}

static void builder_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    (void)builder_clear(self);
    PyObject_GC_Del(self);
}

static PyMemberDef builder_members[] = {
    {"__wrapped__", T_OBJECT, offsetof(Builder, written), READONLY, "What `inspect` reads the signature of."},
    {NULL, 0, 0, 0, NULL},
};

static PyTypeObject builder_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "restore._text.Builder",
    .tp_doc = "An `__init__` that puts the fields of a frozen dataclass in; see values.py.",
    .tp_basicsize = sizeof(Builder),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR,
    .tp_vectorcall_offset = offsetof(Builder, call),
    .tp_call = PyVectorcall_Call,
    .tp_descr_get = builder_of_value,
    .tp_members = builder_members,
    .tp_traverse = builder_traverse,
    .tp_clear = builder_clear,
    .tp_dealloc = builder_dealloc,
};

static PyObject *builder(PyObject *self, PyObject *args)
{
    PyObject *fields, *defaults, *afterwards, *written;
    (void)self;
    if (!PyArg_ParseTuple(args, "O!O!OO", &PyTuple_Type, &fields, &PyTuple_Type, &defaults, &afterwards, &written))
        return NULL;
    if (PyTuple_GET_SIZE(defaults) > PyTuple_GET_SIZE(fields)) {
        PyErr_SetString(PyExc_ValueError, "more defaults than fields");
        return NULL;
    }
    Builder *b = PyObject_GC_New(Builder, &builder_type);
    if (!b) return NULL;
    b->call = build;
    b->fields = Py_NewRef(fields);
    b->defaults = Py_NewRef(defaults);
    b->afterwards = Py_NewRef(afterwards);
    b->written = Py_NewRef(written);
    PyObject_GC_Track(b);
    return (PyObject *)b;
}
