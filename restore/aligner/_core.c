/* The aligner, compiled: what anchors.py, lattice.py, posterior.py, pure.py and the lanes of engine.py do, and judging/model.py's
 * trees, with the same answers.
 *
 * The headers have a stage each. What they work on are numbers and letters; Python's objects are read before and made
 * after, so that a long computation leaves the interpreter's lock to others (_turns.h).
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../_hash.h"
#include "../_module.h"
#include "../_turns.h"

enum { EQUAL = 0, NEAR = 1, CHANGED = 2 };

typedef struct {
    int n, m;
    const int32_t *copy, *source;      /* positions in the texts */
    int64_t *insert;                   /* n: plain insertion costs */
    int *longest;                      /* n: longest mention that begins here, in tokens */
    int *reach;                        /* n + 1: longest mention that ends before here */
    int64_t *jump;                     /* n * LONGEST_MENTION: cost by start and length - 1 */
    int32_t *origin;                   /* the same shape: where the source has it */
    int64_t *single;                   /* n * m: cost of one token for one, or -1 */
    uint8_t *single_near;              /* n * m: whether it is near, not equal */
    int64_t *split, *join;             /* n * m * 2: 2 or 3 copy tokens for one of the source; one for 2 or 3; or -1 */
    uint8_t *ways;                     /* n * m: one bit for each of the five ways a match may end here */
    int is_joined;                     /* whether any of them is more than one for one */
    int64_t *lost;                     /* m: what it costs more that a difference begins with this source token, and the
                                        * copy has nothing for it */
} Strip;

#include "_anchors.h"
#include "_forest.h"
#include "_leaves.h"
#include "_pair.h"
#include "_near.h"
#include "_lattice.h"
#include "_posterior.h"
#include "_pieces.h"
#include "_lane.h"

/* Places of a text that rise; NULL with an exception set if they are none. */
static int32_t *positions(PyObject *list, int *count)
{
    PyObject *fast = PySequence_Fast(list, "positions must be a sequence");
    Py_ssize_t size = fast ? PySequence_Fast_GET_SIZE(fast) : 0;
    int32_t *places = fast ? malloc(sizeof(int32_t) * (size_t)(size + 1)) : NULL;
    if (fast && !places) PyErr_NoMemory();
    for (Py_ssize_t k = 0; places && k < size; k++) {
        long place = PyLong_AsLong(PySequence_Fast_GET_ITEM(fast, k));
        if (!PyErr_Occurred() && (place < 0 || place >= INT32_MAX || (k && place <= places[k - 1])))
            PyErr_SetString(PyExc_ValueError, "positions must rise");
        places[k] = (int32_t)place;
        if (PyErr_Occurred()) { free(places); places = NULL; }
    }
    if (places && !size) {
        PyErr_SetString(PyExc_ValueError, "a strip has tokens on both sides");
        free(places);
        places = NULL;
    }
    *count = (int)size;
    Py_XDECREF(fast);
    return places;
}

/* The pieces of one strip, places counted in it; see gaps.py. */
static PyObject *solve(PyObject *self, PyObject *args)
{
    (void)self;
    HeldPair held;
    PyObject *buffers, *costs, *copy, *source, *result = NULL;
    Strip strip;
    Room room = {0};
    Pieces found = {0};
    if (!PyArg_ParseTuple(args, "O!O!OO", &PyTuple_Type, &buffers, &PyTuple_Type, &costs, &copy, &source)) return NULL;
    int32_t *ours = positions(copy, &strip.n), *theirs = ours ? positions(source, &strip.m) : NULL;
    if (theirs) {
        Window window = {ours[0], ours[strip.n - 1] + 1, theirs[0], theirs[strip.m - 1] + 1};
        strip.copy = ours;
        strip.source = theirs;
        if (!hold(&held, buffers, costs) && !hold_words(&held, &window)) {
            held.turn.is_free = 1;
            int failed = solve_strip(&held.pair, &strip, &room, &found);
            result = answer(&found, failed, &held.turn);
        }
        let_go(&held);
    }
    drop(&found);
    free(room.block);
    free(ours);
    free(theirs);
    return result;
}

static PyMethodDef methods[] = {
    {"unique_runs", unique_runs, METH_VARARGS, "Runs of equal tokens around unique n-grams; see anchors.py."},
    {"lane", lane, METH_VARARGS, "The pieces between a chain's anchors; see engine.py."},
    {"forest", forest, METH_VARARGS, "Boosted trees as leaves() takes them; see judging/model.py."},
    {"leaves", leaves, METH_VARARGS, "The sums of each row's leaves by outcome; see judging/model.py."},
    {"solve", solve, METH_VARARGS, "The pieces of one strip; see gaps.py."},
    {NULL, NULL, 0, NULL},
};

static int begun(void) { return draw_key(); }

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_core", "The aligner, compiled.", 0, methods, slots, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__core(void) { return PyModuleDef_Init(&module); }
