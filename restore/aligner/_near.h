/* Near words: what near.py does, and finding them for a strip as pure.py does; a part of _core.c. */

enum { JOINED = 3 };

/* Where a word has each letter, as bits: row c & 255 is for the letter in `key` there. */
typedef struct { uint64_t rows[256]; Py_UCS4 keys[256]; } Masks;

static int is_digit(Py_UCS4 letter)
{
    return letter < 128 ? letter >= '0' && letter <= '9' : Py_UNICODE_ISDIGIT(letter);
}

static void add_letter(Word *word, Py_UCS4 letter)
{
    word->letters[word->size++] = letter;
    word->kinds |= (uint64_t)1 << (letter & 63);
    if (is_digit(letter)) word->digits++;
}

static void read_word(Word *word, PyObject *fold, int flags)
{
    word->all = letters_of(fold);
    word->size = word->digits = 0;
    word->kinds = 0;
    word->is_word = (flags & WORD) != 0;
    if (word->all.length > LONGEST_WORD) word->size = -1;
    else for (Py_ssize_t c = 0; c < word->all.length; c++) add_letter(word, letter_of(&word->all, c));
}

/* A mark that may be a hyphen, misread or set apart. */
static int is_mark(const Word *word) { return word->size == 1 && !Py_UNICODE_ISALNUM(word->letters[0]); }

/* Whether the digits differ; a word that a misreading put a digit into is no number. */
static int other_digits(const Word *copy, const Word *source)
{
    int i = 0, j = 0, same = copy->digits == source->digits;
    for (int left = same ? copy->digits : 0; left; left--, i++, j++) {
        while (!is_digit(copy->letters[i])) i++;
        while (!is_digit(source->letters[j])) j++;
        if (copy->letters[i] != source->letters[j]) same = 0;
    }
    return !same && (source->digits || 2 * copy->digits > copy->size);
}

/* Put a word's letters into empty masks; whether they went in, each into a row of its own. */
static int mask(Masks *masks, const Word *word)
{
    for (int c = 0; c < word->size; c++) {
        Py_UCS4 letter = word->letters[c];
        if (masks->rows[letter & 255] && masks->keys[letter & 255] != letter) return 0;
        masks->keys[letter & 255] = letter;
        masks->rows[letter & 255] |= (uint64_t)1 << c;
    }
    return word->size > 0;
}

static void unmask(Masks *masks, const Word *word)
{
    for (int c = 0; c < word->size; c++) masks->rows[word->letters[c] & 255] = 0;
}

/* Edit distance, a row of the table at once in the bits of a word: Hyyrö, A bit-vector algorithm for computing
 * Levenshtein and Damerau edit distances (2003). */
static int masked_edits(const Masks *masks, int size, const Word *other)
{
    uint64_t more = ~(uint64_t)0, less = 0, last = (uint64_t)1 << (size - 1);
    int edits = size;
    for (int c = 0; c < other->size; c++) {
        Py_UCS4 letter = other->letters[c];
        uint64_t equal = masks->keys[letter & 255] == letter ? masks->rows[letter & 255] : 0;
        uint64_t across = (((equal & more) + more) ^ more) | equal, down = equal | less;
        uint64_t rise = less | ~(across | more), fall = more & across;
        edits += (rise & last) != 0;
        edits -= (fall & last) != 0;
        rise = rise << 1 | 1;
        more = fall << 1 | ~(down | rise);
        less = rise & down;
    }
    return edits;
}

/* The same letter by letter, given up above the limit. */
static int edits_within(const Word *one, const Word *other, int limit)
{
    int row[LONGEST_WORD + 1];
    for (int j = 0; j <= other->size; j++) row[j] = j;
    for (int i = 1; i <= one->size; i++) {
        int diagonal = row[0], least = i;
        row[0] = i;
        for (int j = 1; j <= other->size; j++) {
            int above = row[j];
            int cost = diagonal + (one->letters[i - 1] != other->letters[j - 1]);
            if (above + 1 < cost) cost = above + 1;
            if (row[j - 1] + 1 < cost) cost = row[j - 1] + 1;
            diagonal = above;
            row[j] = cost;
            if (cost < least) least = cost;
        }
        if (least > limit) return limit + 1;
    }
    return row[other->size];
}

static int longest_of(const Word *one, const Word *other) { return one->size > other->size ? one->size : other->size; }
static int most_edits(int longest) { return longest > 3 ? longest / 2 : 1; }

/* Bits that are set; the compiler's own way is slower, since it may not count on a processor that has one. */
static inline int bits_of(uint64_t bits)
{
    bits -= bits >> 1 & 0x5555555555555555u;
    bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
    return (int)(((bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0fu) * 0x0101010101010101u >> 56);
}

/* Whether so few edits may be enough: each changes the length by one at most, and two of the kinds of letters. */
static int may_be_within(const Word *one, const Word *other, int limit)
{
    return abs(one->size - other->size) <= limit && bits_of(one->kinds ^ other->kinds) <= 2 * limit;
}

/* One for one: which tokens are equal, and which are near. */
static int find_singles(const Pair *pair, Strip *strip, const Word *ours, const Word *theirs)
{
    Masks masks;
    memset(&masks, 0, sizeof masks);
    for (int i = 0; i < strip->n; i++) {
        int32_t id = pair->copy_ids[strip->copy[i]];
        int64_t known = pair->offsets[id + 1] > pair->offsets[id] ? pair->costs.near_known : 0;
        const Word *one = &ours[i];
        int masked = mask(&masks, one);
        if (took(pair->turn, strip->m)) return -1;
        for (int j = 0; j < strip->m; j++) {
            Py_ssize_t at = (Py_ssize_t)i * strip->m + j;
            strip->single[at] = -1;
            strip->single_near[at] = strip->ways[at] = 0;
            if (id == pair->source_ids[strip->source[j]]) { strip->single[at] = 0; strip->ways[at] = 1; continue; }
            const Word *other = &theirs[j];
            int longest = longest_of(one, other), limit = most_edits(longest);
            if (one->size < 0 || other->size < 0 || longest < 2 || !may_be_within(one, other, limit)) continue;
            if (other_digits(one, other)) continue;
            if (took(pair->turn, masked ? other->size : one->size * other->size)) return -1;
            int edits = masked ? masked_edits(&masks, one->size, other) : edits_within(one, other, limit);
            if (edits > limit) continue;
            strip->single[at] = pair->costs.near + known + (int64_t)(pair->costs.near_edit * ((double)edits / longest));
            strip->single_near[at] = strip->ways[at] = 1;
        }
        unmask(&masks, one);
    }
    return 0;
}

/* Words to be written together, a mark between two of them as a hyphen. */
typedef struct { const Word *words; int count; } Parts;

static int is_hyphen(const Parts *parts, int k) { return k == 1 && parts->count == JOINED && is_mark(&parts->words[k]); }

/* How long they are together, and which letters they have. */
static void measure(Word *word, const Parts *parts)
{
    word->all.length = word->size = 0;
    word->kinds = 0;
    for (int k = 0; k < parts->count; k++) {
        word->all.length += parts->words[k].all.length;
        word->kinds |= is_hyphen(parts, k) ? (uint64_t)1 << ('-' & 63) : parts->words[k].kinds;
    }
    word->size = word->all.length > LONGEST_WORD ? -1 : (int)word->all.length;
}

/* The letters themselves, which few that were measured need. */
static void join(Word *word, const Parts *parts)
{
    word->size = word->digits = 0;
    for (int k = 0; k < parts->count; k++) {
        const Word *part = &parts->words[k];
        for (int c = 0; c < part->size; c++) add_letter(word, is_hyphen(parts, k) ? '-' : part->letters[c]);
    }
}

/* Whether words written together are this one, letter by letter. */
static int is_written(const Parts *parts, const Word *whole)
{
    Py_ssize_t at = 0;
    for (int k = 0; k < parts->count; k++) {
        const Letters *part = &parts->words[k].all;
        for (Py_ssize_t c = 0; c < part->length; c++, at++)
            if (letter_of(&whole->all, at) != (is_hyphen(parts, k) ? '-' : letter_of(part, c))) return 0;
    }
    return 1;
}

enum { UNLIKE = -1, STOPPED = -2 };

/* What it costs that words written together (`one`) stand for one of the other side; UNLIKE where they are not near it.
 * Of what is longer than words are only the very same letters are near. */
static int64_t together(const Pair *pair, const Parts *parts, Word *one, int *is_joined, const Word *whole, int swapped)
{
    Py_ssize_t length = whole->all.length, shorter = length - one->all.length;
    int longest = longest_of(one, whole), limit = longest / 4, edits = 0;
    if (length < 3 || (shorter < 0 ? -shorter : shorter) > 1 + length / 6) return UNLIKE;
    if (one->size < 0 || whole->size < 0) {
        if (shorter) return UNLIKE;
        if (took(pair->turn, length)) return STOPPED;
        return is_written(parts, whole) ? pair->costs.near + pair->costs.joined : UNLIKE;
    }
    if (!may_be_within(one, whole, limit)) return UNLIKE;
    if (!*is_joined) join(one, parts);
    *is_joined = 1;
    if (whole->size != one->size || memcmp(whole->letters, one->letters, sizeof(Py_UCS4) * (size_t)whole->size)) {
        if (swapped ? other_digits(whole, one) : other_digits(one, whole)) return UNLIKE;
        if (took(pair->turn, one->size * whole->size)) return STOPPED;
        edits = edits_within(one, whole, limit);
        if (edits > limit) return UNLIKE;
    }
    return pair->costs.near + pair->costs.joined + (int64_t)(pair->costs.near_edit * ((double)edits / longest));
}

/* Tokens of one side, from place k on, against each of the other: costs stand where the last part meets it. */
static int find_wholes(const Pair *pair, Strip *strip, const Parts *parts, int k, const Word *wholes, int side)
{
    Word one;
    int is_joined = 0;
    measure(&one, parts);
    int last = k + parts->count - 1, size = side ? strip->n : strip->m;
    if (took(pair->turn, size)) return -1;
    for (int w = 0; w < size; w++) {
        int64_t cost = together(pair, parts, &one, &is_joined, &wholes[w], side);
        if (cost == STOPPED) return -1;
        if (cost == UNLIKE) continue;
        Py_ssize_t at = (Py_ssize_t)(side ? w : last) * strip->m + (side ? last : w);
        (side ? strip->join : strip->split)[at * 2 + parts->count - 2] = cost;
        strip->is_joined = 1;
        strip->ways[at] |= (uint8_t)(1 << ((side ? 1 : -1) + parts->count));
    }
    return 0;
}

/* Words split (side 0: two or three of the copy for one of the source) and joined (side 1). */
static int find_joins(const Pair *pair, Strip *strip, const Word *ours, const Word *theirs)
{
    strip->is_joined = 0;
    for (Py_ssize_t k = 0; k < (Py_ssize_t)strip->n * strip->m * 2; k++) strip->split[k] = strip->join[k] = -1;
    for (int side = 0; side < 2; side++) {
        int count = side ? strip->m : strip->n;
        const int32_t *places = side ? strip->source : strip->copy;
        const Word *words = side ? theirs : ours, *wholes = side ? ours : theirs;
        for (int k = 0; k < count; k++) {
            for (int parts = 2; words[k].is_word && parts <= JOINED && k + parts <= count; parts++) {
                const Word *last = &words[k + parts - 1];
                if (places[k + parts - 1] - places[k] != parts - 1) break;
                if (!last->is_word && (parts > 2 || !is_mark(last))) break;
                if (last->is_word && find_wholes(pair, strip, &(Parts){words + k, parts}, k, wholes, side)) return -1;
            }
        }
    }
    return 0;
}
