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

/* Put the fields in, of which so many are given, and do what is to be done afterwards; -1 with an exception set. */
static int put_all_in(const Builder *b, PyObject *value, PyObject *const *args, Py_ssize_t given)
{
    Py_ssize_t count = PyTuple_GET_SIZE(b->fields), needed = count - PyTuple_GET_SIZE(b->defaults);
    for (Py_ssize_t k = 0; k < count; k++) {
        PyObject *what = k < given ? args[k] : PyTuple_GET_ITEM(b->defaults, k - needed);
        if (put_in(value, PyTuple_GET_ITEM(b->fields, k), what)) return -1;
    }
    if (Py_IsNone(b->afterwards)) return 0;
    PyObject *told = PyObject_CallMethodNoArgs(value, b->afterwards);
    Py_XDECREF(told);  /* whatever it is, as `dataclasses` has it; an `__init__` gives nothing */
    return told ? 0 : -1;
}

/* A class called as any is. */
static PyObject *called_slowly(PyObject *type, PyObject *const *args, Py_ssize_t given, PyObject *names)
{
    PyObject *all = PyTuple_New(given), *named = names ? PyDict_New() : NULL, *value = NULL;
    for (Py_ssize_t k = 0; all && k < given; k++) PyTuple_SET_ITEM(all, k, Py_NewRef(args[k]));
    int failed = !all || (names && !named);
    for (Py_ssize_t k = 0; !failed && names && k < PyTuple_GET_SIZE(names); k++)
        failed = PyDict_SetItem(named, PyTuple_GET_ITEM(names, k), args[given + k]);
    if (!failed) value = PyType_Type.tp_call(type, all, named);
    Py_XDECREF(all);
    Py_XDECREF(named);
    return value;
}

static PyTypeObject builder_type;
static PyObject *init_name;  /* "__init__" */

static PyObject *build(PyObject *self, PyObject *const *args, size_t flags, PyObject *names)
{
    Builder *b = (Builder *)self;
    Py_ssize_t given = PyVectorcall_NARGS(flags) - 1, count = PyTuple_GET_SIZE(b->fields);
    Py_ssize_t needed = count - PyTuple_GET_SIZE(b->defaults);
    if (names || given < needed || given > count) return PyObject_Vectorcall(b->written, args, flags, names);
    if (put_all_in(b, args[0], args + 1, given)) return NULL;
    Py_RETURN_NONE;
}

/* Called in place of a class that has a Builder: what Python makes of such a call goes through two tuples, a slot and the
 * name of `__init__` before it comes to it. What is not given by position and in full goes that way still. */
static PyObject *value_of(PyObject *type, PyObject *const *args, size_t flags, PyObject *names)
{
    PyTypeObject *kind = (PyTypeObject *)type;
    PyObject *init = PyObject_GetAttr(type, init_name), *value = NULL, *nothing = PyTuple_New(0);
    Builder *b = (Builder *)init;
    Py_ssize_t given = PyVectorcall_NARGS(flags);
    int is_plain = init && Py_IS_TYPE(init, &builder_type) && !names && given <= PyTuple_GET_SIZE(b->fields)
        && given >= PyTuple_GET_SIZE(b->fields) - PyTuple_GET_SIZE(b->defaults);
    if (init && nothing && is_plain) {
        value = kind->tp_new(kind, nothing, NULL);
        if (value && put_all_in(b, value, args, given)) Py_CLEAR(value);
    } else if (init && nothing) {
        value = called_slowly(type, args, given, names);
    }
    Py_XDECREF(init);
    Py_XDECREF(nothing);
    return value;
}

/* call_at_once(class): it must have a Builder; of one with a metaclass nothing changes. */
static PyObject *call_at_once(PyObject *self, PyObject *type)
{
    (void)self;
    if (!PyType_Check(type)) return PyErr_Format(PyExc_TypeError, "no class");
    if (PyType_CheckExact(type) && PyType_HasFeature((PyTypeObject *)type, Py_TPFLAGS_HEAPTYPE))
        ((PyTypeObject *)type)->tp_vectorcall = value_of;
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
