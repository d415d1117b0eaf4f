/* The aligner's anchors, compiled, as anchors.py finds them, and judging/model.py's trees, with the same answers.
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

#include "_anchors.h"
#include "_forest.h"
#include "_leaves.h"

static PyMethodDef methods[] = {
    {"unique_runs", unique_runs, METH_VARARGS, "Runs of equal tokens around unique n-grams; see anchors.py."},
    {"forest", forest, METH_VARARGS, "Boosted trees as leaves() takes them; see judging/model.py."},
    {"leaves", leaves, METH_VARARGS, "The sums of each row's leaves by outcome; see judging/model.py."},
    {NULL, NULL, 0, NULL},
};

static int begun(void) { return draw_key(); }

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_core", "The aligner, compiled.", 0, methods, slots, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__core(void) { return PyModuleDef_Init(&module); }
