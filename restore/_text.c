/* Reading texts, compiled: what text.py and edits.py do, with the same answers.
 *
 * _reading.h reads Latin text, _edits.h compares words letter by letter, and _values.h puts values together.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <stddef.h>

#include "_hash.h"
#include "_module.h"
#include "_turns.h"

enum { BLANK = 0, APOSTROPHE = '\'', CURLY = 0x2019 };

typedef struct {
    const void *data;
    int kind;
    Py_ssize_t size;
} Raw;

static Raw raw_of(PyObject *text)
{
    return (Raw){PyUnicode_DATA(text), PyUnicode_KIND(text), PyUnicode_GET_LENGTH(text)};
}

/* The character at an offset; behind the end one that is neither word nor white space nor any mark looked for. */
static inline Py_UCS4 at(const Raw *raw, Py_ssize_t k)
{
    return k < raw->size ? PyUnicode_READ(raw->kind, raw->data, k) : BLANK;
}

enum { STEPS_OF_TOKEN = 16 };  /* what a token takes beside its letters: its objects are made and put into lists */

#include "_reading.h"
#include "_edits.h"
#include "_values.h"

static PyMethodDef methods[] = {
    {"tokens", tokens, METH_VARARGS, "The columns of a Latin text's tokens, None of another text; see text.py."},
    {"picked", (PyCFunction)(void (*)(void))picked, METH_FASTCALL, "What is written at numbers, from one up to another; see text.py."},
    {"edits", (PyCFunction)(void (*)(void))edits, METH_FASTCALL, "How many edits two words are apart, None of long ones; see edits.py."},
    {"path", (PyCFunction)(void (*)(void))path, METH_FASTCALL, "What becomes of each letter, None of long words; see edits.py."},
    {"builder", builder, METH_VARARGS, "An `__init__` that puts the fields of a frozen dataclass in; see values.py."},
    {NULL, NULL, 0, NULL},
};

static int begun(void)
{
    if (PyType_Ready(&builder_type) || draw_key()) return -1;
    begin_reading();
    return 0;
}

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_text", "Reading texts, compiled.", 0, methods, slots, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__text(void) { return PyModuleDef_Init(&module); }
