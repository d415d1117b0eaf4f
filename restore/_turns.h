/* Taking turns with the rest of the program: every so many steps a loop looks at signals, so that Ctrl-C is heard, and
 * lets other threads go on; a part of _text.c and of typed modules.
 *
 * A loop begins with the interpreter's lock. One that touches no Python objects gives it away when it first looks, since
 * it has turned out to be long, and takes it back for each look and at its end. Any other lends it at each look.
 */

/* Steps of some nanoseconds each. SOON is some milliseconds, as long as a thread of Python keeps the lock from others.
 * LATER is some hundredths of a second: to get the lock back may mean to wait for another thread's turn. */
enum { SOON = 1 << 20, LATER = 1 << 24 };

typedef struct {
    int is_free;           /* whether the loop touches no Python objects now */
    int64_t left;          /* steps to the next look */
    PyThreadState *away;   /* this thread, while the lock is given away */
} Turn;

static inline Turn turn_begun(void) { return (Turn){0, SOON, NULL}; }

/* Touch Python objects again, with the lock. */
static inline void turn_back(Turn *turn)
{
    if (turn->away) PyEval_RestoreThread(turn->away);
    turn->away = NULL;
    turn->is_free = 0;
    if (turn->left > SOON) turn->left = SOON;
}

static inline int look(Turn *turn)
{
    if (turn->away) PyEval_RestoreThread(turn->away);
    int stopped = PyErr_CheckSignals();
    turn->left = turn->is_free ? LATER : SOON;
    turn->away = PyEval_SaveThread();
    if (turn->is_free) return stopped;
    PyEval_RestoreThread(turn->away);
    turn->away = NULL;
    return stopped;
}

/* Count steps. Not 0 where the loop is to stop, for an exception that is set. */
static inline int took(Turn *turn, int64_t steps)
{
    turn->left -= steps;
    return turn->left < 0 ? look(turn) : 0;
}
