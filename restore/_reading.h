/* Latin text as tokens: tokens() does what Text.of in text.py does; a part of _text.c.
 *
 * Its letters are first put side by side with 16 bits each, which all that are Latin fit into. Then each token gets the
 * number of its word, by which letters are compared once; and only then Python's objects are made, once for a word.
 */

enum { WORD = 1, SPACE = 2, JOINER = 4, FOREIGN = 8 };
enum { SOFT_HYPHEN = 0xad, COMBINING = 0x300 };  /* but for the first, all below the second are letters and marks alone */
enum { TABLE = 0x2123 };  /* all that is Latin */
enum { PADDING = 8 };  /* blanks behind the end, as far as anything looks ahead */
static uint8_t kinds[TABLE];

typedef struct { const uint16_t *letters; Py_ssize_t size; } Latin;

/* What joins two letters: apostrophes, hyphens, and what stands there in names and misreadings (_ODD in spans.py). */
static int is_joiner(Py_UCS4 c)
{
    static const Py_UCS4 joiners[] = {
        APOSTROPHE, CURLY, '-', 0x2010, 0x2011, '|', 0xb7, 0xb0, '$', '~', '^', '\\', 0xa7, 0x2022, '*', '+', '=', '<',
        '>', '{', '}', '#', '@', 0xa3, 0xa9, '%', 0xac, 0xa6,
    };
    for (size_t k = 0; k < sizeof joiners / sizeof *joiners; k++) if (c == joiners[k]) return 1;
    return 0;
}

/* Whether a text with this character is read with the pattern for every script: _NOT_LATIN in spans.py. */
static int is_foreign(Py_UCS4 c)
{
    return c == SOFT_HYPHEN || !(c < COMBINING || (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205e)
                          || (c >= 0x20a0 && c <= 0x20bf) || c == 0x2122);
}

static int kind_of(Py_UCS4 c)
{
    if (is_foreign(c)) return FOREIGN;
    return (Py_UNICODE_ISALNUM(c) || c == '_' ? WORD : 0) | (Py_UNICODE_ISSPACE(c) ? SPACE : 0)
        | (is_joiner(c) ? JOINER : 0);
}

static inline int is_word(const Latin *raw, Py_ssize_t k) { return kinds[raw->letters[k]] & WORD; }
static inline int is_digit(const Latin *raw, Py_ssize_t k) { return raw->letters[k] >= '0' && raw->letters[k] <= '9'; }
static inline int is_apostrophe(Py_UCS4 c) { return c == APOSTROPHE || c == CURLY; }

static Py_ssize_t letters_end(const Latin *raw, Py_ssize_t k)
{
    while (is_word(raw, k)) k++;
    return k;
}

/* Where a word ends whose first letters end here: what joins them to further ones are hyphens, apostrophes, the marks inside
 * numbers. */
static Py_ssize_t word_end(const Latin *raw, Py_ssize_t k)
{
    for (;;) {
        Py_UCS4 c = raw->letters[k];
        if (c == '.' || c == ',' || c == ':' || c == '/') {
            if (!is_digit(raw, k - 1) || !is_digit(raw, k + 1)) return k;
        } else if (!is_word(raw, k + 1)) {
            return k;
        } else if (c == '&') {
            if (raw->letters[letters_end(raw, k + 1)] == ';') return k;
        } else if (!(kinds[raw->letters[k]] & JOINER)) {
            return k;
        }
        k = letters_end(raw, k + 1);
    }
}

static int starts_with(const Latin *raw, Py_ssize_t k, const char *ascii)
{
    while (*ascii) if (raw->letters[k++] != (Py_UCS4)*ascii++) return 0;
    return 1;
}

/* The end of a Treebank bracket, of "@-@" or of a character reference that begins here, else `k`: _PTB in spans.py. */
static Py_ssize_t sign_end(const Latin *raw, Py_ssize_t k)
{
    static const char *const signs[] = {
        "-LRB-", "-RRB-", "-LSB-", "-RSB-", "-LCB-", "-RCB-", "-lrb-", "-rrb-", "-lsb-", "-rsb-", "-lcb-", "-rcb-",
        "@-@", "&quot;", "&amp;", "&apos;", "&lt;", "&gt;", "&nbsp;", "&ldquo;", "&rdquo;", "&lsquo;", "&rsquo;",
        "&ndash;", "&mdash;", "&hellip;",
    };
    Py_UCS4 c = raw->letters[k];
    if (c != '-' && c != '@' && c != '&') return k;
    for (size_t s = 0; s < sizeof signs / sizeof *signs; s++)
        if (starts_with(raw, k, signs[s])) return k + (Py_ssize_t)strlen(signs[s]);
    if (!starts_with(raw, k, "&#")) return k;
    Py_ssize_t end = k + 2;
    while (is_digit(raw, end)) end++;
    return end - k >= 4 && end - k <= 7 && raw->letters[end] == ';' ? end + 1 : k;
}

/* How many characters an English clitic ('s, 'm, 'd, 're, 've, 'll) has that begins here with its apostrophe, or 0. */
static int clitic_size(const Latin *raw, Py_ssize_t k)
{
    if (!is_apostrophe(raw->letters[k])) return 0;
    Py_UCS4 one = raw->letters[k + 1] | 0x20, two = raw->letters[k + 2] | 0x20;  /* ASCII letters as small ones */
    if (one == 's' || one == 'm' || one == 'd') return 2;
    return (two == 'e' && (one == 'r' || one == 'v')) || (two == 'l' && one == 'l') ? 3 : 0;
}

static Py_ssize_t mark_end(const Latin *raw, Py_ssize_t k)
{
    Py_UCS4 c = raw->letters[k];
    Py_ssize_t end = sign_end(raw, k), size = clitic_size(raw, k);
    if (end > k) return end;
    if (size && !is_word(raw, k + size)) return k + size;
    if (c == '-' || c == '.') for (end = k + 1; raw->letters[end] == c; end++);
    if (end > k + 1) return end;
    return k + ((c == APOSTROPHE || c == '`' || c == ',') && raw->letters[k + 1] == c ? 2 : 1);
}

/* Where "n't" or a clitic begins at the end of the token [start, end), or `end`: _TAIL in spans.py. */
static Py_ssize_t tail_of(const Latin *raw, Py_ssize_t start, Py_ssize_t end)
{
    for (int size = 2; size <= 3 && end - size > start; size++) {
        Py_ssize_t cut = end - size;
        if (!is_word(raw, cut - 1)) continue;
        if (clitic_size(raw, cut) == size) return cut;
        int negates = (raw->letters[cut] | 0x20) == 'n' && (raw->letters[end - 1] | 0x20) == 't';
        if (size == 3 && negates && is_apostrophe(raw->letters[cut + 1])) return cut;
    }
    return end;
}

typedef struct {
    Latin raw;
    int32_t *starts, *ends;      /* of each token … */
    int32_t *words;              /* … and which word it is */
    Py_ssize_t count, room;
    int32_t *firsts;             /* of each word, the first token … */
    uint64_t *hashes;            /* … and the hash of its letters */
    Py_ssize_t word_count, word_room;
    int32_t *slots;              /* open addressing: the word of these letters, or -1 */
    int bits;
    Turn turn;
} Reading;

/* Letters of a word that are hashed as in aligner/grams.py, by keys of their own; what is longer is no word, and rare. */
enum { KEYED = 64 };
static uint64_t word_keys[KEYED / 2 + 2];

static void begin_reading(void)
{
    for (Py_UCS4 c = 0; c < TABLE; c++) kinds[c] = (uint8_t)kind_of(c);
    for (size_t k = 0; k < sizeof word_keys / sizeof *word_keys; k++) {
        Hash hash = hash_begun();
        hash_add(&hash, k);
        word_keys[k] = hash_ended(hash);
    }
}

static uint64_t hash_of_long(const uint16_t *letters, Py_ssize_t size)
{
    Hash hash = hash_begun();
    hash_add(&hash, (uint64_t)size);
    for (Py_ssize_t k = 0; k < size; k++) hash_add(&hash, letters[k]);
    return hash_ended(hash);
}

/* Two letters at a time (multilinear, of secret keys); the upper half is the one to trust. */
static inline uint64_t hash_of(const uint16_t *letters, Py_ssize_t size)
{
    if (size > KEYED) return hash_of_long(letters, size);
    const uint64_t *key = word_keys;
    uint64_t hash = *key++ * (uint64_t)(size + 1);
    for (; size > 1; size -= 2, letters += 2) hash += *key++ * (letters[0] | (uint64_t)letters[1] << 16);
    return size ? hash + *key * letters[0] : hash;
}

static inline int same_letters(const uint16_t *one, const uint16_t *other, Py_ssize_t size)
{
    for (Py_ssize_t k = 0; k < size; k++) if (one[k] != other[k]) return 0;
    return 1;
}

/* The slot that has the word of these letters, or the empty one where it belongs; half of them are empty. */
static int32_t *word_slot(const Reading *r, Py_ssize_t start, Py_ssize_t end, uint64_t hash)
{
    const uint16_t *letters = r->raw.letters;
    size_t last = ((size_t)1 << r->bits) - 1;
    for (size_t slot = (size_t)(hash >> 32) & last;; slot = (slot + 1) & last) {
        int32_t word = r->slots[slot];
        if (word < 0) return &r->slots[slot];
        int32_t token = r->firsts[word];
        if (r->hashes[word] == hash && r->ends[token] - r->starts[token] == end - start
            && same_letters(letters + r->starts[token], letters + start, end - start)) return &r->slots[slot];
    }
}

/* So many slots, with the words that there are. */
static int make_slots(Reading *r, int bits)
{
    int32_t *slots = malloc(sizeof *slots << bits);
    if (!slots) return -1;
    memset(slots, -1, sizeof *slots << bits);
    free(r->slots);
    r->slots = slots;
    r->bits = bits;
    for (Py_ssize_t word = 0; word < r->word_count; word++) {
        int32_t token = r->firsts[word];
        *word_slot(r, r->starts[token], r->ends[token], r->hashes[word]) = (int32_t)word;
        if (took(&r->turn, STEPS_OF_TOKEN)) return -1;
    }
    return 0;
}

static int grow(int32_t **numbers, Py_ssize_t room)
{
    int32_t *grown = realloc(*numbers, (size_t)room * sizeof *grown);
    if (!grown) return -1;
    *numbers = grown;
    return 0;
}

static int grow_words(Reading *r, Py_ssize_t room)
{
    uint64_t *hashes = realloc(r->hashes, (size_t)room * sizeof *hashes);
    if (!hashes) return -1;
    r->hashes = hashes;
    r->word_room = room;
    return grow(&r->firsts, room);
}

/* Room for one more token and one more word. */
static int make_room(Reading *r)
{
    if (r->count == r->room) {
        Py_ssize_t room = 2 * r->room;
        if (grow(&r->starts, room) || grow(&r->ends, room) || grow(&r->words, room)) return -1;
        r->room = room;
    }
    if (r->word_count == r->word_room && grow_words(r, 2 * r->word_room)) return -1;
    return 2 * r->word_count < (Py_ssize_t)1 << r->bits ? 0 : make_slots(r, r->bits + 1);
}

static int add_token(Reading *r, Py_ssize_t start, Py_ssize_t end)
{
    if (took(&r->turn, end - start + STEPS_OF_TOKEN) || make_room(r)) return -1;
    r->starts[r->count] = (int32_t)start;
    r->ends[r->count] = (int32_t)end;
    uint64_t hash = hash_of(r->raw.letters + start, end - start);
    int32_t *slot = word_slot(r, start, end, hash);
    if (*slot < 0) {
        *slot = (int32_t)r->word_count;
        r->hashes[r->word_count] = hash;
        r->firsts[r->word_count++] = (int32_t)r->count;
    }
    r->words[r->count++] = *slot;
    return 0;
}

/* A token without its clitics, and they, all of them: _cut_clitics in spans.py. */
static int add_cut(Reading *r, Py_ssize_t start, Py_ssize_t end)
{
    Py_ssize_t cut = end;
    for (Py_ssize_t before; (before = tail_of(&r->raw, start, cut)) < cut;) cut = before;
    if (add_token(r, start, cut)) return -1;
    for (Py_ssize_t next; cut < end; cut = next) {
        int size = clitic_size(&r->raw, cut);
        next = cut + (size ? size : 3);  /* "n't" */
        if (add_token(r, cut, next)) return -1;
    }
    return 0;
}

static int read_tokens(Reading *r)
{
    const Latin *raw = &r->raw;
    for (Py_ssize_t k = 0; k < raw->size;) {
        if (took(&r->turn, 1)) return -1;
        int kind = kinds[raw->letters[k]];
        if (kind & SPACE) { k++; continue; }
        Py_ssize_t first = kind & WORD ? letters_end(raw, k) : mark_end(raw, k);
        Py_ssize_t end = kind & WORD ? word_end(raw, first) : first;
        if (end > first ? add_cut(r, k, end) : add_token(r, k, end)) return -1;  /* letters alone have no clitic */
        k = end;
    }
    return 0;
}

/* Put so many letters side by side, from one on; whether any may be not Latin. */
#define PUT(type) do { \
    const type *from = (const type *)raw->data; \
    for (; k < end; k++) { \
        letters[k] = (uint16_t)from[k]; \
        odd |= (from[k] >= COMBINING) | (from[k] == SOFT_HYPHEN); \
    } \
} while (0)

static int put(const Raw *raw, uint16_t *letters, Py_ssize_t k, Py_ssize_t end)
{
    int odd = 0;
    if (raw->kind == PyUnicode_1BYTE_KIND) PUT(Py_UCS1);
    else if (raw->kind == PyUnicode_2BYTE_KIND) PUT(Py_UCS2);
    else PUT(Py_UCS4);
    return odd;
}
#undef PUT

/* Put all letters side by side, some at a time, most of which need not be asked for singly; 1 where one is not Latin, -1
 * where it is to stop. */
static int widen(const Raw *raw, uint16_t *letters, Turn *turn)
{
    enum { AT_ONCE = 64 };
    for (Py_ssize_t k = 0; k < raw->size; k += AT_ONCE) {
        Py_ssize_t end = raw->size - k < AT_ONCE ? raw->size : k + AT_ONCE;
        if (took(turn, end - k)) return -1;
        if (!put(raw, letters, k, end)) continue;
        for (Py_ssize_t c = k; c < end; c++) if (is_foreign(PyUnicode_READ(raw->kind, raw->data, c))) return 1;
    }
    memset(letters + raw->size, 0, PADDING * sizeof *letters);
    return 0;
}

/* What a table has for a word: itself where that is plain and the table has room, else what the table says. */
static PyObject *looked_up(PyObject *table, PyObject *word, int is_plain, Py_ssize_t limit)
{
    PyObject *found = found_in(table, word);
    if (found || PyErr_Occurred()) return found;
    if (!is_plain || PyDict_GET_SIZE(table) >= limit) return PyObject_GetItem(table, word);
    return PyDict_SetItem(table, word, word) ? NULL : Py_NewRef(word);
}

/* Words met before that are their own form, and their folds, by the hash of their letters: of most words of a text no object
 * is made, to look it up. One that has its place where another has takes it. Threads without a lock in common have none. */
#ifdef Py_GIL_DISABLED
enum { KEEPS = 0 };
#else
enum { KEEPS = 1 };
#endif
enum { KEPT = 1 << 13 };
typedef struct { PyObject *form, *fold; } Met;
static Met met[KEPT];

static int is_written(PyObject *form, const uint16_t *letters, Py_ssize_t size)
{
    if (PyUnicode_KIND(form) != PyUnicode_1BYTE_KIND || PyUnicode_GET_LENGTH(form) != size) return 0;
    const Py_UCS1 *written = PyUnicode_1BYTE_DATA(form);
    for (Py_ssize_t k = 0; k < size; k++) if (written[k] != letters[k]) return 0;
    return 1;
}

/* Whether a word is plain ASCII letters and digits, and so its own form, and without capitals (`small`) its own fold. */
static int is_plain(const uint16_t *letters, Py_ssize_t size, int *small)
{
    *small = 1;
    for (Py_ssize_t k = 0; k < size; k++) {
        uint16_t c = letters[k];
        if (c >= 128 || c == '_' || !(kinds[c] & WORD)) return 0;
        if (c >= 'A' && c <= 'Z') *small = 0;
    }
    return 1;
}

typedef struct { PyObject *text, *known, *folded; Py_ssize_t limit; } Tables;  /* limit: of words remembered */

/* Form and fold of a word, by its first token. */
static int add_word(const Reading *r, const Tables *tables, PyObject *forms, PyObject *folds, Py_ssize_t token)
{
    Py_ssize_t number = r->words[token], start = r->starts[token], size = r->ends[token] - start;
    const uint16_t *letters = r->raw.letters + start;
    Met *place = KEEPS && size <= KEYED ? &met[(r->hashes[number] >> 32) % KEPT] : NULL;
    if (place && place->form && is_written(place->form, letters, size)) {
        PyList_SET_ITEM(forms, number, Py_NewRef(place->form));
        PyList_SET_ITEM(folds, token, Py_NewRef(place->fold));
        return 0;
    }
    int small, plain = is_plain(letters, size, &small);
    PyObject *word = PyUnicode_Substring(tables->text, start, start + size);
    PyObject *form = word ? looked_up(tables->known, word, plain, tables->limit) : NULL;
    PyObject *fold = form ? looked_up(tables->folded, form, plain && small, tables->limit) : NULL;
    Py_XDECREF(word);
    if (form) PyList_SET_ITEM(forms, number, form);
    if (fold) PyList_SET_ITEM(folds, token, fold);
    if (fold && place && PyUnicode_CheckExact(form) && is_written(form, letters, size)) {
        Py_XSETREF(place->form, Py_NewRef(form));
        Py_XSETREF(place->fold, Py_NewRef(fold));
    }
    return fold ? 0 : -1;
}

/* All that is said of the tokens and of their words; the fold of a word's second and later tokens is that of its first. */
static PyObject *made_of(Reading *r, const Tables *tables)
{
    PyObject *result = NULL, *forms = PyList_New(r->word_count), *folds = PyList_New(r->count);
    int failed = !forms || !folds;
    for (Py_ssize_t k = 0; !failed && k < r->count; k++) {
        Py_ssize_t first = r->firsts[r->words[k]];
        if (took(&r->turn, STEPS_OF_TOKEN)) {
            failed = 1;
        } else if (first == k) {
            failed = add_word(r, tables, forms, folds, k);
        } else {
            PyList_SET_ITEM(folds, k, Py_NewRef(PyList_GET_ITEM(folds, first)));
        }
    }
    Py_ssize_t bytes = r->count * (Py_ssize_t)sizeof(int32_t);
    if (!failed)
        result = Py_BuildValue("(y#y#y#OO)", r->starts, bytes, r->ends, bytes, r->words, bytes, forms, folds);
    Py_XDECREF(forms);
    Py_XDECREF(folds);
    return result;
}

/* What is written at each of some numbers, 32 bits each, from one of them up to another: the forms of a text's tokens. */
static PyObject *picked(PyObject *self, PyObject *const *args, Py_ssize_t count)
{
    (void)self;
    Py_buffer numbers;
    PyObject *result = NULL;
    if (count != 4 || !PyList_Check(args[1])) return PyErr_Format(PyExc_TypeError, "takes numbers, a list, first and last");
    Py_ssize_t first = PyLong_AsSsize_t(args[2]), last = PyLong_AsSsize_t(args[3]);
    if (PyErr_Occurred() || PyObject_GetBuffer(args[0], &numbers, PyBUF_SIMPLE)) return NULL;
    Py_ssize_t size = numbers.len / (Py_ssize_t)sizeof(int32_t), known = PyList_GET_SIZE(args[1]);
    last = last < size ? last : size;
    first = first < 0 ? 0 : first < last ? first : last;
    result = PyList_New(last > first ? last - first : 0);
    for (Py_ssize_t k = first; result && k < last; k++) {
        int32_t number = ((const int32_t *)numbers.buf)[k];
        if (number >= 0 && number < known) {
            PyList_SET_ITEM(result, k - first, Py_NewRef(PyList_GET_ITEM(args[1], number)));
        } else {
            PyErr_Format(PyExc_IndexError, "there is no word %d", (int)number);
            Py_CLEAR(result);
        }
    }
    PyBuffer_Release(&numbers);
    return result;
}

/* Room for what a text of so many letters has, as texts are: a token each five letters, and not all words are new. */
static int make_reading(Reading *r, Py_ssize_t size)
{
    enum { MOST_AT_FIRST = 14 };
    int bits = 6;
    while (bits < MOST_AT_FIRST && (Py_ssize_t)4 << bits < size) bits++;
    r->room = 64;
    while (r->room < size / 5) r->room *= 2;
    return grow(&r->starts, r->room) || grow(&r->ends, r->room) || grow(&r->words, r->room) || grow_words(r, 64)
        || make_slots(r, bits) ? -1 : 0;
}

static PyObject *tokens(PyObject *self, PyObject *args)
{
    (void)self;
    Reading r = {.turn = turn_begun()};
    Tables tables;
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "UO!O!n", &tables.text, &PyDict_Type, &tables.known, &PyDict_Type, &tables.folded,
                          &tables.limit)) return NULL;
    Raw raw = raw_of(tables.text);
    if (raw.size >= INT32_MAX) Py_RETURN_NONE;
    uint16_t *letters = malloc(sizeof *letters * (size_t)(raw.size + PADDING));
    if (!letters) return PyErr_NoMemory();
    r.raw = (Latin){letters, raw.size};
    r.turn.is_free = 1;
    int foreign = widen(&raw, letters, &r.turn);
    int failed = foreign < 0 || (!foreign && (make_reading(&r, raw.size) || read_tokens(&r)));
    turn_back(&r.turn);
    if (failed && !PyErr_Occurred()) PyErr_NoMemory();
    if (!failed) result = foreign ? Py_NewRef(Py_None) : made_of(&r, &tables);
    free(letters);
    free(r.starts);
    free(r.ends);
    free(r.words);
    free(r.firsts);
    free(r.hashes);
    free(r.slots);
    return result;
}
