/* A keyed hash of whole numbers: SipHash-1-3 (Aumasson and Bernstein, SipHash: a fast short-input PRF, 2012), as Python
 * has it for strings; a part of _text.c.
 *
 * The key is drawn anew by every process, so that nobody can choose words that all want the same slot of a table. It is
 * not Python's own, which is known where PYTHONHASHSEED is set. No answer depends on it: what hashes alike is compared.
 */

typedef struct { uint64_t a, b, c, d; } Hash;

static uint64_t hash_key[2];

/* Draw the key; -1 with an exception set where the system has no randomness to give. */
static int draw_key(void)
{
    PyObject *os = PyImport_ImportModule("os");
    PyObject *drawn = os ? PyObject_CallMethod(os, "urandom", "n", (Py_ssize_t)sizeof hash_key) : NULL;
    if (drawn) memcpy(hash_key, PyBytes_AS_STRING(drawn), sizeof hash_key);
    int failed = !drawn;
    Py_XDECREF(drawn);
    Py_XDECREF(os);
    return failed ? -1 : 0;
}

static inline uint64_t turned(uint64_t bits, int by) { return bits << by | bits >> (64 - by); }

static inline void hash_round(Hash *h)
{
    h->a += h->b; h->c += h->d;
    h->b = turned(h->b, 13) ^ h->a; h->d = turned(h->d, 16) ^ h->c;
    h->a = turned(h->a, 32);
    h->c += h->b; h->a += h->d;
    h->b = turned(h->b, 17) ^ h->c; h->d = turned(h->d, 21) ^ h->a;
    h->c = turned(h->c, 32);
}

static inline Hash hash_begun(void)
{
    return (Hash){hash_key[0] ^ 0x736f6d6570736575u, hash_key[1] ^ 0x646f72616e646f6du,
                  hash_key[0] ^ 0x6c7967656e657261u, hash_key[1] ^ 0x7465646279746573u};
}

static inline void hash_add(Hash *h, uint64_t number)
{
    h->d ^= number;
    hash_round(h);
    h->a ^= number;
}

static inline uint64_t hash_ended(Hash h)
{
    h.c ^= 0xff;
    for (int k = 0; k < 3; k++) hash_round(&h);
    return h.a ^ h.b ^ h.c ^ h.d;
}
