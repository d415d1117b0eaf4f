/* Values put together: what `dataclasses` writes as `__init__` sets a frozen class's fields one by one by their names,
 * through every layer that guards them, and takes longer than finding out what they hold. A part of _text.c.
 *
 * A Builder does the same with the descriptors of the fields, which it looks up when the first value is built: a class
 * that is compiled has none before. A value that is not given in full it leaves to what `dataclasses` writes, and that is
 * written when it is first wanted.
 */

typedef struct {
    PyObject_HEAD
    vectorcallfunc call;
    PyObject *look_up;     /* gives the next five */
    PyObject *fields;      /* their descriptors, in order; NULL until they are looked up */
    PyObject *names;       /* of those that may be given, the first of them */
    PyObject *defaults;    /* of the last fields; what may be left out */
    PyObject *factories;   /* what makes each of these anew, or None */
    PyObject *afterwards;  /* the name of what is called then, `__post_init__`, or None */
    PyObject *write;       /* gives the next */
    PyObject *written;     /* the `__init__` of `dataclasses`; NULL until it is wanted */
} Builder;

static int put_in(PyObject *value, PyObject *field, PyObject *what)
{
    descrsetfunc set = Py_TYPE(field)->tp_descr_set;
    if (set) return set(field, value, what);
    PyErr_SetString(PyExc_TypeError, "a field that cannot be set");
    return -1;
}

/* Of two threads that look up or write at the same time, the first is believed. */
#if PY_VERSION_HEX >= 0x030D0000
#define ALONE(b) Py_BEGIN_CRITICAL_SECTION(b)
#define TOGETHER() Py_END_CRITICAL_SECTION()
#else
#define ALONE(b) (void)(b)
#define TOGETHER() (void)0
#endif

static int look_up(Builder *b)
{
    PyObject *told = PyObject_CallNoArgs(b->look_up), *fields, *names, *defaults, *factories, *afterwards;
    if (!told) return -1;
    if (!PyArg_ParseTuple(told, "O!O!O!O!O", &PyTuple_Type, &fields, &PyTuple_Type, &names, &PyTuple_Type, &defaults,
                          &PyTuple_Type, &factories, &afterwards)) {
        Py_DECREF(told);
        return -1;
    }
    ALONE(b);
    if (!b->fields) {
        b->names = Py_NewRef(names);
        b->defaults = Py_NewRef(defaults);
        b->factories = Py_NewRef(factories);
        b->afterwards = Py_NewRef(afterwards);
        b->fields = Py_NewRef(fields);
    }
    TOGETHER();
    Py_DECREF(told);
    return 0;
}

/* Borrowed. */
static PyObject *written(Builder *b)
{
    if (b->written) return b->written;
    PyObject *told = PyObject_CallNoArgs(b->write);
    if (!told) return NULL;
    ALONE(b);
    if (b->written) Py_DECREF(told);
    else b->written = told;
    TOGETHER();
    return b->written;
}

/* Which field has this name; -1 where none has. Names in a source are interned, others need not be. */
static Py_ssize_t named(Builder *b, PyObject *name)
{
    Py_ssize_t at = PyTuple_GET_SIZE(b->names) - 1, last = at;
    while (at >= 0 && PyTuple_GET_ITEM(b->names, at) != name) at--;
    for (; at < 0 && last >= 0; last--)
        if (!PyUnicode_Compare(PyTuple_GET_ITEM(b->names, last), name)) at = last;
    return at;
}

#define MOST 32  /* fields of a class that is built here: no class has half as many */

/* What each field is given, borrowed, NULL where it is not; 0 where one that has to be is not, or one is twice, or not
 * even the value is given. */
static int sorted_out(Builder *b, PyObject *const *args, Py_ssize_t given, PyObject *names, PyObject **parts)
{
    Py_ssize_t count = PyTuple_GET_SIZE(b->fields), needed = count - PyTuple_GET_SIZE(b->defaults);
    if (count > MOST || given < 0 || given > PyTuple_GET_SIZE(b->names)) return 0;
    for (Py_ssize_t k = 0; k < count; k++) parts[k] = k < given ? args[k] : NULL;
    for (Py_ssize_t k = 0; names && k < PyTuple_GET_SIZE(names); k++) {
        Py_ssize_t at = named(b, PyTuple_GET_ITEM(names, k));
        if (at < given) return 0;
        parts[at] = args[given + k];
    }
    for (Py_ssize_t k = given; k < needed; k++)
        if (!parts[k]) return 0;
    return 1;
}

static int put_default(Builder *b, PyObject *value, PyObject *field, Py_ssize_t at)
{
    PyObject *factory = PyTuple_GET_ITEM(b->factories, at);
    if (Py_IsNone(factory)) return put_in(value, field, PyTuple_GET_ITEM(b->defaults, at));
    PyObject *made = PyObject_CallNoArgs(factory);
    int failed = made ? put_in(value, field, made) : -1;
    Py_XDECREF(made);
    return failed;
}

static PyObject *build(PyObject *self, PyObject *const *args, size_t flags, PyObject *names)
{
    Builder *b = (Builder *)self;
    PyObject *parts[MOST], *as_written;
    if (!b->fields && look_up(b)) return NULL;
    if (!sorted_out(b, args + 1, PyVectorcall_NARGS(flags) - 1, names, parts))
        return (as_written = written(b)) ? PyObject_Vectorcall(as_written, args, flags, names) : NULL;
    Py_ssize_t count = PyTuple_GET_SIZE(b->fields), needed = count - PyTuple_GET_SIZE(b->defaults);
    for (Py_ssize_t k = 0; k < count; k++) {
        PyObject *field = PyTuple_GET_ITEM(b->fields, k);
        if (parts[k] ? put_in(args[0], field, parts[k]) : put_default(b, args[0], field, k - needed)) return NULL;
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
    Py_VISIT(b->look_up);
    Py_VISIT(b->fields);
    Py_VISIT(b->names);
    Py_VISIT(b->defaults);
    Py_VISIT(b->factories);
    Py_VISIT(b->afterwards);
    Py_VISIT(b->write);
    Py_VISIT(b->written);
    return 0;
}

static int builder_clear(PyObject *self)
{
    Builder *b = (Builder *)self;
    Py_CLEAR(b->look_up);
    Py_CLEAR(b->fields);
    Py_CLEAR(b->names);
    Py_CLEAR(b->defaults);
    Py_CLEAR(b->factories);
    Py_CLEAR(b->afterwards);
    Py_CLEAR(b->write);
    Py_CLEAR(b->written);
    return 0;
}

static void builder_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    (void)builder_clear(self);
    PyObject_GC_Del(self);
}

static PyObject *as_written(PyObject *self, void *Py_UNUSED(closure))
{
    return Py_XNewRef(written((Builder *)self));
}

/* Of what is written: its name, where it is from, what it is for. */
static PyObject *told_of_written(PyObject *self, void *name)
{
    PyObject *as_written = written((Builder *)self);
    return as_written ? PyObject_GetAttrString(as_written, name) : NULL;
}

static PyGetSetDef builder_told[] = {
    {"__wrapped__", as_written, NULL, "What `inspect` reads the signature of.", NULL},
    {"__name__", told_of_written, NULL, NULL, "__name__"},
    {"__qualname__", told_of_written, NULL, NULL, "__qualname__"},
    {"__doc__", told_of_written, NULL, NULL, "__doc__"},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyTypeObject builder_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "restore._text.Builder",
    .tp_basicsize = sizeof(Builder),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR,
    .tp_vectorcall_offset = offsetof(Builder, call),
    .tp_call = PyVectorcall_Call,
    .tp_descr_get = builder_of_value,
    .tp_getset = builder_told,
    .tp_traverse = builder_traverse,
    .tp_clear = builder_clear,
    .tp_dealloc = builder_dealloc,
};

static PyObject *builder(PyObject *self, PyObject *args)
{
    PyObject *look_up, *write;
    (void)self;
    if (!PyArg_ParseTuple(args, "OO", &look_up, &write)) return NULL;
    Builder *b = PyObject_GC_New(Builder, &builder_type);
    if (!b) return NULL;
    b->call = build;
    b->look_up = Py_NewRef(look_up);
    b->write = Py_NewRef(write);
    b->fields = b->names = b->defaults = b->factories = b->afterwards = b->written = NULL;
    PyObject_GC_Track(b);
    return (PyObject *)b;
}
