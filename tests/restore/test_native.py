"""What a process needs of compiled code: it hears signals, lets threads go on, and nobody can choose its worst case."""

import gc
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from array import array
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

import restore
from restore import compiled, text
from restore.aligner.anchors import Run, unique_runs
from restore.aligner.costs import DEFAULT
from restore.aligner.engine import Lane, Window, _blocks
from restore.aligner.moves import Taken
from restore.aligner.pair import Pair
from restore.aligner.pieces import solve
from restore.aligner.postings import Numbers, posted
from restore.counting import count
from restore.damage.recipes import make_damage
from restore.find.cutting import Piece, cut, hashes
from restore.judging.laying import Forest
from restore.judging.shape import changes
from restore.judging.triples import Triples
from restore.judging.weighing import Weighing
from restore.modules import runs_compiled
from restore.restoration import find_differences
from restore.text import Text
from tests.interpreted import typed_as_it_is
from tests.restore.judging.forests import trees

needs_native = pytest.mark.skipif(
    compiled.READING is None or not runs_compiled(), reason="the compiled parts are not built"
)
needs_timer = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no interval timer, and no clocks of threads")
READING = compiled.READING
SEED = " ".join(
    f"The {noun} of {place} said on {day} that the {noun} lacked any detail about the {thing} it had asked for."
    for noun, place, day, thing in zip(
        "mayor council court school harbour club museum bank".split(),
        "Chicago Boston Leeds Turin Porto Lyon Basel Ghent".split(),
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Monday".split(),
        "funds order lease boats prize loan sketch bees".split(),
        strict=True,
    )
)


@cache
def words(count, *, size=8, seed=1):
    letters = "".join(random.Random(seed).choices("abcdefghijklmnopqrstuvwxyz", k=size * count))
    return [letters[k : k + size] for k in range(0, len(letters), size)]


def a_scan():
    text = " " * 60_000_000 + "\u4e2d"
    return lambda: READING.tokens(text, {}, {}, 0)


def a_reading():
    text = " ".join(words(200_000, size=4))
    return lambda: READING.tokens(text, {}, {}, 1 << 30)


def a_reading_of_clitics():
    """All of them one word, as it stands."""
    text, forms = "i" + "'d've" * 2_000_000, {clitic: clitic for clitic in ("i", "'d", "'ve")}
    return lambda: READING.tokens(text, forms, forms, 0)


def a_count_of_characters():
    text = "so, it was. " * 5_000_000
    return lambda: count(text, ",.’")


def a_numbering():
    folds = words(200_000, size=4) * 2
    return lambda: Numbers().number(folds)


def a_posting():
    ids = array("i", [0]) * 40_000_000
    return lambda: posted(ids, 1)


def a_cut():
    text = ("one two three 中" + "x" * 9_000 + " ") * 5_000
    return lambda: cut(text, dict.fromkeys(["one", "two", "three", "中", "x" * 9_000], Piece(0, "")))


def a_hashing_of_runs():
    ids = array("Q", range(20_000_000))
    return lambda: hashes(ids, 6, 1 << 40)


def a_table_of_triples():
    known = words(200_000, size=4)
    return lambda: Triples(dict.fromkeys(known, 1))


def a_strange_word():
    table, word = Triples(dict.fromkeys(words(100), 1)), "".join(words(200_000, size=4)) * 5
    return lambda: table.rare(word, 1)


def a_search_for_runs():
    ids = array("i", random.Random(1).choices(range(20_000), k=2_000_000))
    return lambda: unique_runs(ids, ids, 3)


def a_list_of_runs():
    ours, theirs = (array("i", [k if k % 4 else each for k in range(2_000_000)]) for each in (0, 1))
    return lambda: unique_runs(ours, theirs, 2)


def a_forest():
    many, size = 300, 2 * 12 + 1
    features = array("i", ([0, -1] * 12 + [-1]) * many)  # twelve questions, one behind the other
    rights = array("i", [k + 2 for k in range(len(features))])
    thresholds = array("d", [1.0] * len(features))
    roots, rows = array("i", range(0, len(features), size)), array("d", [0.0, 1.0] * 50_000)
    may = array("I", [255] * (len(rows) // 2))
    asked = trees(Forest(roots, features, thresholds, rights), 8)
    return lambda: asked.sums(rows, may)


def a_lattice(copy, source, step=1):
    pair = Pair(Text.of(copy), Text.of(source), DEFAULT)
    places = [range(0, len(side), step) for side in (pair.copy, pair.source)]
    return lambda: solve(pair.gap, *places)


def a_lattice_of_near_words():
    rng = random.Random(2)
    alike = ["".join(rng.choices("abcdefgh", k=63)) for _ in range(60)]
    return a_lattice(" ".join(word + rng.choice("xyz") for word in alike * 30), " ".join(alike * 4))


def a_lattice_of_mentions():
    """As many ways as there can be to have it from elsewhere."""
    return a_lattice("of a " * 8_000, "of a " * 60)


def a_lattice_of_words_too_long_to_be_near():
    rng = random.Random(3)
    long = "".join(rng.choices("abcdefgh", k=20_000))
    return a_lattice(f"{long} {long[:99]} " * 120, f"{long}{long[:98]}x " * 120)


def a_lattice_of_its_own():
    return a_lattice(" ".join(words(27_000, size=5)), " ".join(words(700, size=5, seed=2)), 2)


def a_lattice_of_long_words():
    """Whose letters are looked at first, once for a pair."""
    rng = random.Random(4)
    long = "".join(rng.choices("abcdefgh", k=200_000))
    texts = Text.of(" ".join(f"{long}{k}" for k in range(100))), Text.of("a b")
    return lambda: solve(Pair(*texts, DEFAULT).gap, range(len(texts[0])), range(2))


@cache
def much_changed():
    source = words(60_000, size=5)
    copy = [word[::-1] if k % 9 == 0 else word for k, word in enumerate(source)]
    return restore.align(" ".join(copy), source=" ".join(source))


def a_judgement():
    """Of many differences, in modules that are compiled: these look where they call Python."""
    return lambda: find_differences(much_changed())


def a_list_of_changes():
    """That calls nothing else that is not compiled."""
    return lambda: list(changes(much_changed()))


def a_weighing():
    """Likewise, each number of all differences before the next number of any."""
    return lambda: Weighing(much_changed(), list(changes(much_changed())) * 6)


def many_gaps():
    """In modules that are compiled, likewise."""
    pair = Pair(Text.of("a b c d e f g h " * 40_000), Text.of("a b c d x f g h " * 40_000), DEFAULT)
    chain = [Run(k, k, 7) for k in range(5, len(pair.copy) - 8, 8)]
    lane, window = Lane(pair, Taken.of(), None), Window(0, len(pair.copy), 0, len(pair.source))
    return lambda: _blocks(lane, window, chain)


LOOPS = [
    a_scan, a_reading, a_reading_of_clitics, a_count_of_characters, a_numbering, a_posting, a_cut, a_hashing_of_runs,
    a_table_of_triples, a_strange_word, a_search_for_runs, a_list_of_runs, a_forest, a_lattice_of_near_words,
    a_lattice_of_mentions, a_lattice_of_words_too_long_to_be_near, a_lattice_of_its_own, a_lattice_of_long_words,
    many_gaps, a_judgement, a_list_of_changes, a_weighing,
]  # fmt: skip


class Clock:
    """A signal that comes again and again, and when it was heard, in seconds of this thread's own time.

    Without Python's collector, which hears none while it walks all that other tests left behind, and has a callback of
    Hypothesis's that the signal would end.
    """

    def __init__(self, heard=lambda _often: None):
        self.times, self._heard = [], heard

    def __enter__(self):
        gc.collect()
        gc.disable()
        self._before = signal.signal(signal.SIGALRM, self._hear)
        self.times.append(time.thread_time())
        signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
        return self

    def __exit__(self, *_error):
        signal.setitimer(signal.ITIMER_REAL, 0)
        self.times.append(time.thread_time())
        signal.signal(signal.SIGALRM, self._before)
        gc.enable()

    def _hear(self, _number, _frame):
        self.times.append(time.thread_time())
        self._heard(len(self.times))


class Other:
    """A thread beside, and how long it stood still at most, in seconds of the first thread's own time."""

    def __init__(self):
        self.longest, self._done = 0.0, threading.Event()
        self._clock = time.pthread_getcpuclockid(threading.get_ident())
        self._thread = threading.Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_error):
        self._done.set()
        self._thread.join()

    def _run(self):
        last = time.clock_gettime(self._clock)
        while not self._done.is_set():
            now = time.clock_gettime(self._clock)
            self.longest = max(self.longest, now - last)
            last = now


ATTEMPTS = 20  # a busy machine may leave a loop no rival, or a signal no time, once; a loop that is deaf is so always


@needs_native
@needs_timer
@pytest.mark.parametrize("loop", LOOPS)
def test_a_long_loop_hears_signals(loop):
    """Within half a second; and it takes long enough for that to say something."""
    function = loop()
    assert any(_hears(function) for _ in range(ATTEMPTS))


@needs_timer
def test_what_hears_none_is_told_from_a_loop_that_does():
    assert not any(_hears(lambda: sum(range(2_000_000))) for _ in range(ATTEMPTS))


def _hears(function):
    """Whether it hears some in its midst: before it, and when it has ended, Python itself does."""
    with Clock() as clock:
        function()
    begin, end = clock.times[0], clock.times[-1]
    edge = 0.1 * (end - begin)
    is_heard = any(begin + edge < heard < end - edge for heard in clock.times)
    return is_heard and max(after - before for before, after in pairwise(clock.times)) < 0.5


@needs_native
@needs_timer
@pytest.mark.parametrize("loop", [loop for loop in LOOPS if loop is not a_lattice_of_long_words])
def test_threads_go_on_beside_a_long_loop(loop):
    """Long words aside, which Python itself joins and encodes first, in one step."""
    function = loop()
    assert any(_lets_others_go_on(function) for _ in range(ATTEMPTS))


def _lets_others_go_on(function):
    with Other() as other:
        begun = time.thread_time()
        function()
        spent = time.thread_time() - begun
    return other.longest < 0.8 * spent


@needs_native
@needs_timer
@pytest.mark.parametrize("loop", LOOPS)
def test_a_signal_ends_a_long_loop(loop):
    function = loop()
    assert any(_is_ended(function) for _ in range(ATTEMPTS))


def _is_ended(function):
    def interrupt(often):
        if often == 4:
            raise KeyboardInterrupt

    try:
        with Clock(interrupt):
            function()
    except KeyboardInterrupt:
        return True
    return False


def told(pair):
    found = restore.restore(pair[0], source=pair[1])
    blocks = [(b.relation, b.copy_start, b.source_start, b.posterior, b.mentions) for b in found.alignment]
    return found.text, list(found.differences), blocks


def damaged(count):
    recipes = ["heavy", "ocr", "mixed", "light+move", "scraped"]
    made = [make_damage(SEED * 3, seed=k, recipe=recipes[k % len(recipes)]) for k in range(count)]
    return [(each.copy, each.source) for each in made]


@pytest.mark.parametrize("native", [pytest.param(True, marks=needs_native), False], ids=["compiled", "pure"])
def test_two_threads_give_the_answers_of_one(native, monkeypatch):
    pairs = damaged(20 if native else 4)
    if not native:
        monkeypatch.setattr(compiled, "READING", None)
    with nullcontext() if native else typed_as_it_is():
        one_after_the_other = list(map(told, pairs))
        text._FORMS.clear()
        text._FOLDS.clear()
        interval = sys.getswitchinterval()
        sys.setswitchinterval(1e-6)
        try:
            with ThreadPoolExecutor(2) as threads:
                assert list(threads.map(told, pairs)) == one_after_the_other
        finally:
            sys.setswitchinterval(interval)


MANY_THREADS = """
import json, sys, threading, restore
pairs = json.load(sys.stdin)
def work():
    for copy, source in pairs:
        restore.restore(copy, source=source)
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def test_threads_hand_the_room_of_a_pair_on_and_have_nothing_to_say():
    """Without a lock of the interpreter it is freed by the thread that made it, whatever is still looked at in it."""
    given = json.dumps(damaged(10 if compiled.READING else 1))
    ran = subprocess.run([sys.executable, "-c", MANY_THREADS], input=given, capture_output=True, text=True, check=True)
    assert ran.stderr == ""


ANSWERS = """
import json, sys, restore
for copy, source in json.load(sys.stdin):
    found = restore.restore(copy, source=source)
    print([(d.id, str(d.code), d.copy, d.source, d.confidence) for d in found.differences], list(found.alignment))
"""


def test_answers_are_the_same_whatever_the_seed():
    """Each process draws a key of its own for its tables; Python's is set here."""
    given = json.dumps(damaged(8))
    answers = {
        subprocess.run(
            [sys.executable, "-c", ANSWERS], input=given, env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "1", "random", "random")
    }  # fmt: skip
    assert len(answers) == 1
    assert len(answers.pop()) > 1000


def chosen_words(count):
    """Words that stood side by side in a table without a key: their letters, mixed by the golden ratio, begin alike."""
    rng, found = np.random.default_rng(1), []
    while sum(map(len, found)) < count:
        letters = rng.integers(ord("a"), ord("z") + 1, (500_000, 8), dtype=np.uint64)
        hashes = np.zeros(len(letters), dtype=np.uint64)
        for column in letters.T:
            hashes = (hashes ^ column) * np.uint64(0x9E3779B97F4A7C15)
        found.append(letters[hashes >> np.uint64(54) == 0])
    return ["".join(map(chr, row)) for row in np.concatenate(found)[:count].tolist()]


@needs_native
def test_chosen_words_cost_no_more_than_others():
    def cost(raw):
        times = []
        for _ in range(3):
            begun = time.thread_time()
            READING.tokens(raw, {}, {}, 1 << 30)
            times.append(time.thread_time() - begun)
        return min(times)

    assert cost(" ".join(chosen_words(5_000))) < 10 * cost(" ".join(words(5_000)))


@needs_native
def test_compiled_code_leaves_free_threads_free():
    """Where Python has no lock of the interpreter, a module that is not made for that turns it on again."""
    script = (
        "import sys, sysconfig; from restore import _text;"
        "print(getattr(sys, '_is_gil_enabled', lambda: True)(), sysconfig.get_config_var('Py_GIL_DISABLED'))"
    )
    ran = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True)
    enabled, built_without = ran.stdout.split()
    assert enabled == ("False" if built_without == "1" else "True")
