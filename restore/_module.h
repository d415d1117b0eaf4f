/* How a compiled module begins and what it may be used with; a part of _text.c.
 *
 * It may run in threads without the interpreter's lock: what it writes is its caller's own, but for the key and tables
 * that are written once, before anything reads them, words met before, which it keeps only where threads have a lock, and
 * dictionaries, which it leaves only with references of its own.
 * These are one for the process, as is what Cython and mypyc make, so that interpreters other than the first take pure
 * Python: where the slot below says nothing of it yet, the code that runs in one waits for a lock for ever.
 */

/* A value with a reference of the caller's; NULL without an exception where there is none. */
static inline PyObject *found_in(PyObject *dictionary, PyObject *key)
{
#if PY_VERSION_HEX >= 0x030D0000
    PyObject *found;
    (void)PyDict_GetItemRef(dictionary, key, &found);
    return found;
#else
    return Py_XNewRef(PyDict_GetItemWithError(dictionary, key));
#endif
}

/* To be written by the module: what is done once in a process; -1 with an exception set. */
static int begun(void);

static int begun_once(PyObject *module)
{
    static int is_begun;
    (void)module;
    if (PyInterpreterState_Get() != PyInterpreterState_Main()) {
        PyErr_SetString(PyExc_ImportError, "compiled code runs in the first interpreter of a process alone");
        return -1;
    }
    if (!is_begun && begun()) return -1;
    is_begun = 1;
    return 0;
}

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, begun_once},
#if PY_VERSION_HEX >= 0x030C0000
    {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED},
#endif
#if PY_VERSION_HEX >= 0x030D0000
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL},
};
