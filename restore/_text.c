/* Reading texts, compiled: what text.py, aligner/numbering.py, judging/reader.py and find/pieces.py do, with the same answers.
 *
 * tokens() reads Latin text, _cuts.h cuts any for the search for sources; _words.h has what is
 * asked of words, and _values.h how values are put together.
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

enum { WORD = 1, SPACE = 2, JOINER = 4, FOREIGN = 8 };
enum { TABLE = 0x300, BLANK = 0, APOSTROPHE = '\'', CURLY = 0x2019 };
static uint8_t kinds[TABLE];

typedef struct {
    const void *data;
    int kind;
    Py_ssize_t size;
} Raw;

static Raw raw_of(PyObject *text)
{
    return (Raw){PyUnicode_DATA(text), PyUnicode_KIND(text), PyUnicode_GET_LENGTH(text)};
}

/* Where the letters stand in memory from an offset on. */
static inline const char *letters_at(const Raw *raw, Py_ssize_t k) { return (const char *)raw->data + k * raw->kind; }

/* The character at an offset; behind the end one that is neither word nor white space nor any mark looked for. */
static inline Py_UCS4 at(const Raw *raw, Py_ssize_t k)
{
    return k < raw->size ? PyUnicode_READ(raw->kind, raw->data, k) : BLANK;
}

/* What joins two letters: apostrophes, hyphens, and what stands there in names and misreadings (_ODD in text.py). */
static int is_joiner(Py_UCS4 c)
{
    static const Py_UCS4 joiners[] = {
        APOSTROPHE, CURLY, '-', 0x2010, 0x2011, '|', 0xb7, 0xb0, '$', '~', '^', '\\', 0xa7, 0x2022, '*', '+', '=', '<',
        '>', '{', '}', '#', '@', 0xa3, 0xa9, '%', 0xac, 0xa6,
    };
    for (size_t k = 0; k < sizeof joiners / sizeof *joiners; k++) if (c == joiners[k]) return 1;
    return 0;
}

/* Whether a text with this character is read with the pattern for every script: _NOT_LATIN in text.py. */
static int is_foreign(Py_UCS4 c)
{
    return c == 0xad || !(c < TABLE || (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205e)
                          || (c >= 0x20a0 && c <= 0x20bf) || c == 0x2122);
}

static int kind_anew(Py_UCS4 c)
{
    return (Py_UNICODE_ISALNUM(c) || c == '_' ? WORD : 0) | (Py_UNICODE_ISSPACE(c) ? SPACE : 0)
        | (is_joiner(c) ? JOINER : 0) | (is_foreign(c) ? FOREIGN : 0);
}

static inline int kind_at(const Raw *raw, Py_ssize_t k)
{
    Py_UCS4 c = at(raw, k);
    return c < TABLE ? kinds[c] : kind_anew(c);
}

static inline int is_word(const Raw *raw, Py_ssize_t k) { return kind_at(raw, k) & WORD; }
static inline int is_digit(const Raw *raw, Py_ssize_t k) { Py_UCS4 c = at(raw, k); return c >= '0' && c <= '9'; }
static inline int is_apostrophe(Py_UCS4 c) { return c == APOSTROPHE || c == CURLY; }

static Py_ssize_t letters_end(const Raw *raw, Py_ssize_t k)
{
    while (is_word(raw, k)) k++;
    return k;
}

/* Letters, and what joins letters to further ones: hyphens, apostrophes, the marks inside numbers. */
static Py_ssize_t word_end(const Raw *raw, Py_ssize_t k)
{
    k = letters_end(raw, k);
    for (;;) {
        Py_UCS4 c = at(raw, k);
        if (c == '.' || c == ',' || c == ':' || c == '/') {
            if (!is_digit(raw, k - 1) || !is_digit(raw, k + 1)) return k;
        } else if (!is_word(raw, k + 1)) {
            return k;
        } else if (c == '&') {
            if (at(raw, letters_end(raw, k + 1)) == ';') return k;
        } else if (!(kind_at(raw, k) & JOINER)) {
            return k;
        }
        k = letters_end(raw, k + 1);
    }
}

static int starts_with(const Raw *raw, Py_ssize_t k, const char *ascii)
{
    while (*ascii) if (at(raw, k++) != (Py_UCS4)*ascii++) return 0;
    return 1;
}

/* The end of a Treebank bracket, of "@-@" or of a character reference that begins here, else `k`: _PTB in text.py. */
static Py_ssize_t sign_end(const Raw *raw, Py_ssize_t k)
{
    static const char *const signs[] = {
        "-LRB-", "-RRB-", "-LSB-", "-RSB-", "-LCB-", "-RCB-", "-lrb-", "-rrb-", "-lsb-", "-rsb-", "-lcb-", "-rcb-",
        "@-@", "&quot;", "&amp;", "&apos;", "&lt;", "&gt;", "&nbsp;", "&ldquo;", "&rdquo;", "&lsquo;", "&rsquo;",
        "&ndash;", "&mdash;", "&hellip;",
    };
    Py_UCS4 c = at(raw, k);
    if (c != '-' && c != '@' && c != '&') return k;
    for (size_t s = 0; s < sizeof signs / sizeof *signs; s++)
        if (starts_with(raw, k, signs[s])) return k + (Py_ssize_t)strlen(signs[s]);
    if (!starts_with(raw, k, "&#")) return k;
    Py_ssize_t end = k + 2;
    while (is_digit(raw, end)) end++;
    return end - k >= 4 && end - k <= 7 && at(raw, end) == ';' ? end + 1 : k;
}

/* How many characters an English clitic ('s, 'm, 'd, 're, 've, 'll) has that begins here with its apostrophe, or 0. */
static int clitic_size(const Raw *raw, Py_ssize_t k)
{
    if (!is_apostrophe(at(raw, k))) return 0;
    Py_UCS4 one = at(raw, k + 1) | 0x20, two = at(raw, k + 2) | 0x20;  /* ASCII letters as small ones */
    if (one == 's' || one == 'm' || one == 'd') return 2;
    return (two == 'e' && (one == 'r' || one == 'v')) || (two == 'l' && one == 'l') ? 3 : 0;
}

static Py_ssize_t mark_end(const Raw *raw, Py_ssize_t k)
{
    Py_UCS4 c = at(raw, k);
    Py_ssize_t end = sign_end(raw, k), size = clitic_size(raw, k);
    if (end > k) return end;
    if (size && !is_word(raw, k + size)) return k + size;
    if (c == '-' || c == '.') for (end = k + 1; at(raw, end) == c; end++);
    if (end > k + 1) return end;
    return k + ((c == APOSTROPHE || c == '`' || c == ',') && at(raw, k + 1) == c ? 2 : 1);
}

/* Where "n't" or a clitic begins at the end of the token [start, end), or `end`: _TAIL in text.py. */
static Py_ssize_t tail_of(const Raw *raw, Py_ssize_t start, Py_ssize_t end)
{
    for (int size = 2; size <= 3 && end - size > start; size++) {
        Py_ssize_t cut = end - size;
        if (!is_word(raw, cut - 1)) continue;
        if (clitic_size(raw, cut) == size) return cut;
        int negates = (at(raw, cut) | 0x20) == 'n' && (at(raw, end - 1) | 0x20) == 't';
        if (size == 3 && negates && is_apostrophe(at(raw, cut + 1))) return cut;
    }
    return end;
}

enum { STEPS_OF_TOKEN = 16 };  /* what a token takes beside its letters: its objects are made and put into lists */

typedef struct {
    const Raw *raw;
    PyObject *text, *known, *folded, *forms, *folds;
    Py_ssize_t limit;            /* words remembered at most */
    int32_t *starts, *ends;
    Py_ssize_t count, room;
    int32_t *slots;              /* open addressing: the first token of these letters, or -1 */
    Py_ssize_t words;
    int bits;
    Turn turn;
} Reading;

static int append(PyObject *list, PyObject *item)
{
    int failed = !item || PyList_Append(list, item);
    Py_XDECREF(item);
    return failed;
}

static uint64_t hash_of(const char *letters, size_t bytes)
{
    Hash hash = hash_begun();
    uint64_t eight;
    hash_add(&hash, bytes);
    for (; bytes >= sizeof eight; bytes -= sizeof eight, letters += sizeof eight) {
        memcpy(&eight, letters, sizeof eight);
        hash_add(&hash, eight);
    }
    eight = 0;
    memcpy(&eight, letters, bytes);
    hash_add(&hash, eight);
    return hash_ended(hash);
}

/* The slot that has a token of these letters, or the empty one where it belongs; half of them are empty. */
static int32_t *word_slot(const Reading *r, Py_ssize_t start, Py_ssize_t end)
{
    const char *letters = letters_at(r->raw, start);
    size_t bytes = (size_t)(end - start) * (size_t)r->raw->kind, last = ((size_t)1 << r->bits) - 1;
    for (size_t slot = (size_t)hash_of(letters, bytes) & last;; slot = (slot + 1) & last) {
        int32_t token = r->slots[slot];
        if (token < 0 || (r->ends[token] - r->starts[token] == end - start
                          && !memcmp(letters_at(r->raw, r->starts[token]), letters, bytes)))
            return &r->slots[slot];
    }
}

/* Twice as many slots. */
static int make_slots(Reading *r)
{
    int32_t *before = r->slots;
    Py_ssize_t size = (Py_ssize_t)1 << r->bits;
    int stopped = 0;
    r->slots = malloc(sizeof(int32_t) << (r->bits + 1));
    if (!r->slots) { r->slots = before; PyErr_NoMemory(); return -1; }
    memset(r->slots, -1, sizeof(int32_t) << ++r->bits);
    for (Py_ssize_t k = 0; !stopped && k < size; k++) {
        if (before[k] >= 0) *word_slot(r, r->starts[before[k]], r->ends[before[k]]) = before[k];
        stopped = took(&r->turn, STEPS_OF_TOKEN);
    }
    free(before);
    return stopped;
}

/* Room for one more token and one more word. */
static int make_room(Reading *r)
{
    if (r->count == r->room) {
        size_t room = (size_t)r->room * 2;
        int32_t *starts = realloc(r->starts, room * sizeof *starts);
        if (starts) r->starts = starts;
        int32_t *ends = starts ? realloc(r->ends, room * sizeof *ends) : NULL;
        if (!ends) { PyErr_NoMemory(); return -1; }
        r->ends = ends;
        r->room = (Py_ssize_t)room;
    }
    return 2 * r->words < (Py_ssize_t)1 << r->bits ? 0 : make_slots(r);
}

/* What a table has for a word: itself where that is plain and the table has room, else what the table says. */
static PyObject *looked_up(const Reading *r, PyObject *table, PyObject *word, int is_plain)
{
    PyObject *found = found_in(table, word);
    if (found || PyErr_Occurred()) return found;
    if (!is_plain || PyDict_GET_SIZE(table) >= r->limit) return PyObject_GetItem(table, word);
    return PyDict_SetItem(table, word, word) ? NULL : Py_NewRef(word);
}

/* Form and fold of a word that this text has not had; plain ASCII letters and digits are their own form. */
static int add_word(Reading *r, Py_ssize_t start, Py_ssize_t end)
{
    int plain = 1, small = 1;
    for (Py_ssize_t k = start; plain && k < end; k++) {
        Py_UCS4 c = at(r->raw, k);
        plain = c < 128 && c != '_' && kinds[c] & WORD;
        small = small && !(c >= 'A' && c <= 'Z');
    }
    PyObject *token = PyUnicode_Substring(r->text, start, end);
    PyObject *form = token ? looked_up(r, r->known, token, plain) : NULL;
    PyObject *fold = form ? looked_up(r, r->folded, form, plain && small) : NULL;
    int failed = append(r->folds, fold) || PyList_Append(r->forms, form);
    Py_XDECREF(token);
    Py_XDECREF(form);
    return failed ? -1 : 0;
}

static int add_token(Reading *r, Py_ssize_t start, Py_ssize_t end)
{
    if (took(&r->turn, end - start + STEPS_OF_TOKEN) || make_room(r)) return -1;
    int32_t *slot = word_slot(r, start, end), token = *slot;
    if (token < 0 && add_word(r, start, end)) return -1;
    if (token >= 0 && (PyList_Append(r->forms, PyList_GET_ITEM(r->forms, token))
                       || PyList_Append(r->folds, PyList_GET_ITEM(r->folds, token)))) return -1;
    r->words += token < 0;
    if (token < 0) *slot = (int32_t)r->count;
    r->starts[r->count] = (int32_t)start;
    r->ends[r->count++] = (int32_t)end;
    return 0;
}

/* A token without its clitics, and they, all of them: _cut_clitics in text.py. */
static int add_cut(Reading *r, Py_ssize_t start, Py_ssize_t end)
{
    Py_ssize_t cut = end;
    for (Py_ssize_t before; (before = tail_of(r->raw, start, cut)) < cut;) cut = before;
    if (add_token(r, start, cut)) return -1;
    for (Py_ssize_t next; cut < end; cut = next) {
        int size = clitic_size(r->raw, cut);
        next = cut + (size ? size : 3);  /* "n't" */
        if (add_token(r, cut, next)) return -1;
    }
    return 0;
}

static int read_tokens(Reading *r)
{
    const Raw *raw = r->raw;
    for (Py_ssize_t k = 0; k < raw->size;) {
        int kind = kind_at(raw, k);
        if (took(&r->turn, 1)) return -1;
        if (kind & SPACE) { k++; continue; }
        Py_ssize_t end = kind & WORD ? word_end(raw, k) : mark_end(raw, k);
        if (add_cut(r, k, end)) return -1;
        k = end;
    }
    return 0;
}

/* Whether a text is not Latin; -1 where the search is to stop. */
static int has_foreign(const Raw *raw, Turn *turn)
{
    int found = 0, stopped = 0;
    turn->is_free = 1;
    for (Py_ssize_t k = 0; !found && !stopped && k < raw->size; k++) {
        found = kind_at(raw, k) & FOREIGN;
        stopped = took(turn, 1);
    }
    turn_back(turn);
    return stopped ? -1 : found;
}

static PyObject *tokens(PyObject *self, PyObject *args)
{
    (void)self;
    Reading r = {.room = 64, .bits = 6, .turn = turn_begun()};
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "UO!O!n", &r.text, &PyDict_Type, &r.known, &PyDict_Type, &r.folded, &r.limit))
        return NULL;
    Raw raw = raw_of(r.text);
    if (raw.size >= INT32_MAX) Py_RETURN_NONE;
    int foreign = has_foreign(&raw, &r.turn);
    if (foreign) return foreign < 0 ? NULL : Py_NewRef(Py_None);
    r.raw = &raw;
    r.forms = PyList_New(0);
    r.folds = PyList_New(0);
    r.starts = malloc(sizeof(int32_t) * (size_t)r.room);
    r.ends = malloc(sizeof(int32_t) * (size_t)r.room);
    r.slots = malloc(sizeof(int32_t) << r.bits);
    if (r.forms && r.folds && r.starts && r.ends && r.slots) {
        memset(r.slots, -1, sizeof(int32_t) << r.bits);
        Py_ssize_t bytes = read_tokens(&r) ? -1 : r.count * (Py_ssize_t)sizeof(int32_t);
        if (bytes >= 0) result = Py_BuildValue("(y#y#OO)", r.starts, bytes, r.ends, bytes, r.forms, r.folds);
    } else if (!PyErr_Occurred()) {
        PyErr_NoMemory();
    }
    free(r.starts);
    free(r.ends);
    free(r.slots);
    Py_XDECREF(r.forms);
    Py_XDECREF(r.folds);
    return result;
}

#include "_words.h"
#include "_cuts.h"
#include "_edits.h"
#include "_values.h"

static PyMethodDef methods[] = {
    {"tokens", tokens, METH_VARARGS, "The columns of a Latin text's tokens, None of another text; see text.py."},
    {"number", number, METH_VARARGS, "Both texts' tokens as numbers, and the number of each; see numbering.py."},
    {"postings", postings, METH_VARARGS, "Where each token number stands; see numbering.py."},
    {"triples", triples, METH_VARARGS, "The letter triples of words; see reader.py."},
    {"count_run", count_run, METH_VARARGS, "How often a run of tokens stands in a text; see reader.py."},
    {"cut", cut, METH_VARARGS, "The columns of a text's words, and their letters; see find/pieces.py."},
    {"edits", edits, METH_VARARGS, "How many edits two words are apart, None of long ones; see edits.py."},
    {"grams", grams, METH_VARARGS, "Hashes of runs of pieces; see find/fingerprints.py."},
    {"stretches", stretches, METH_VARARGS, "What changed between two words, None of long ones; see edits.py."},
    {"builder", builder, METH_VARARGS, "An `__init__` that puts the fields of a frozen dataclass in; see values.py."},
    {"unknown", unknown, METH_VARARGS, "How many of a word's triples are not among those; see reader.py."},
    {NULL, NULL, 0, NULL},
};

static int begun(void)
{
    for (Py_UCS4 c = 0; c < TABLE; c++) kinds[c] = (uint8_t)kind_anew(c);
    return PyType_Ready(&builder_type) ? -1 : draw_key();
}

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_text", "Reading texts, compiled.", 0, methods, slots, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__text(void) { return PyModuleDef_Init(&module); }
