"""Which modules run as machine code where they were compiled, and that none does whose source was changed since.

`setup.py` compiles them with mypyc, and those of numbers in columns with Cython, from the files that run as they are
where nothing was compiled. With RESTORE_COMPILED=0 in the environment they run as they are in any case.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.machinery import EXTENSION_SUFFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ast import ClassDef
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Any

# What is done for each token or difference. Not what is nothing but public: of what is compiled `help` shows the words
# of classes alone.
MODULES = frozenset(
    f"restore.{room}{name}"
    for room, names in (
        (
            "",
            (
                "blanks convention counted differences edits ids pairing placing plan remembered seams spans "
                "taking_out text tidying wire"
            ),
        ),
        (
            "aligner.",
            (
                "alignment anchors columns doubled engine gaps letters lines mentions moves numbering often pair "
                "readings repeats settle skeleton"
            ),
        ),
        (
            "language.",
            "affixes dates letters lexicon meaning negation number_words numbers opposites spelling word_class words",
        ),
        (
            "judging.",
            (
                "apart around capitals certainty change cutting earlier honest house mention_edges mention_words "
                "model prices profile reader shape strangeness verdicts weighing wholes word_reader"
            ),
        ),
        ("judging.explanations.", "editor intruder misreading move repetition style tokeniser"),
    )
    for name in names.split()
)
# What works on columns of numbers, such as each token of a gap against each: typed by the .pxd beside each, for Cython.
TYPED = frozenset(
    f"restore.{room}{name}"
    for room, names in (
        ("", "counting turning"),
        ("aligner.", "copied gap grams joins lattice near pieces posterior postings"),
        ("find.", "cutting"),
        ("judging.", "forest occurrences rows runs triples"),
    )
    for name in names.split()
)
# C's arithmetic, without checks: they are written for it, and tests hold them to what they do as they are. Types stand
# in the .pxd alone; a name without one there has that of what is put into it.
RULES = {
    "language_level": 3, "annotation_typing": False, "infer_types": True, "auto_pickle": False,
    "boundscheck": False, "wraparound": False, "initializedcheck": False, "cdivision": True,
    "freethreading_compatible": True,
}  # fmt: skip
VIEWS = "restore._views"  # what Cython's modules have in common, once: else each is made with all of it
_READING = "restore._text"
LIBRARY = "restore._modules"  # what all of `MODULES` are in; beside each source stands a door to it
SWITCH = "RESTORE_COMPILED"
_FILLER = "mypyc filler docstring"  # what mypyc writes for an enum's words
_NATIVES = "restore.natives"  # what typed modules take from C; never compiled itself
_OURS = "restore."
_ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def source_of(module: str) -> str:
    """The file that a module is written in."""
    return os.path.join(_ROOT, *module.split(".")) + ".py"


def types_of(module: str) -> str:
    """The file that says what C types a typed module's names have."""
    return source_of(module).removesuffix(".py") + ".pxd"


def library() -> str | None:
    """The file of what was compiled, if it was."""
    stem = os.path.join(_ROOT, *LIBRARY.split(".")) + "__mypyc"
    return next((stem + suffix for suffix in EXTENSION_SUFFIXES if os.path.exists(stem + suffix)), None)


def is_stale() -> bool:
    """Whether a source, or the list of them, was changed since: where people change it, not where it is installed.

    Those in C too: what was made of older ones may lack what the rest asks it for.
    """
    built = library()
    if built is None or not os.path.exists(os.path.join(_ROOT, "setup.py")):
        return False
    made = os.stat(built).st_mtime_ns
    here = os.path.join(_ROOT, "restore")
    in_c = [os.path.join(here, name) for name in os.listdir(here) if name.endswith((".c", ".h"))]
    sources = [*map(source_of, (__name__, *MODULES, *TYPED)), *map(types_of, TYPED), types_of(_NATIVES), *in_c]
    return any(os.stat(source).st_mtime_ns > made for source in sources)


def runs_compiled() -> bool:
    """Whether the modules run as machine code: all of them, or none. It is found out once."""
    if not _found:
        _found.append(_find_out())
    return _found[0]


_found: list[bool] = []


def _find_out() -> bool:
    if library() is None or os.environ.get(SWITCH) == "0" or is_stale():
        return False
    try:
        import_module(_READING)  # says so in an interpreter where none of it can run; the library itself does not
        import_module(f"{LIBRARY}__mypyc")
    except ImportError:  # of another Python, or in an interpreter beside the first
        return False
    return True


class Sources:
    """Finds sources, before Python finds what was compiled of them, where that is not to run."""

    @staticmethod
    def find_spec(
        name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The source, or None where Python is to find what it finds."""
        if name in MODULES or name in TYPED:
            if runs_compiled():
                return None
        elif not (name.startswith(_OURS) and _was_compiled(name)):  # of what the list no longer has, it stands still
            return None
        from importlib.util import spec_from_file_location

        return spec_from_file_location(name, source_of(name))


def _was_compiled(module: str) -> bool:
    source = source_of(module)
    stem = source.removesuffix(".py")
    return os.path.exists(stem + EXTENSION_SUFFIXES[0]) and os.path.isfile(source)


def watch() -> None:
    """Look after how the modules are imported from now on."""
    if Sources not in sys.meta_path:
        sys.meta_path.insert(0, Sources)


def take_turn() -> None:
    """Let signals be heard and other threads go on, in a long loop of a module that is compiled.

    Python looks after them where it calls what is not compiled, as this: it need do nothing for it.
    """


def pickled_by_fields(*kinds: type) -> None:
    """Let frozen dataclasses be copied and pickled: one that is compiled lets nobody put its fields back singly.

    What does not count where two are compared, the last of them, is found out anew.
    """
    import copyreg

    for kind in kinds:
        copyreg.pickle(kind, _fields)


def worded(*kinds: type) -> None:
    """Let `help` show the words of classes that are compiled, of which nothing is kept: their source has them still."""
    for kind in kinds:
        if kind.__doc__ in {None, "", _FILLER}:
            kind.__doc__ = _Words()  # type: ignore[assignment]


class _Words:
    """What a class says of itself, read when somebody asks; nothing where its source is not at hand."""

    def __get__(self, _value: object, kind: type) -> str | None:
        from ast import get_docstring

        defined = definition_of(kind)
        return get_docstring(defined) if defined else None


def definition_of(kind: type) -> ClassDef | None:
    """A class as its source has it, which a compiler keeps little of; None where the source is not at hand."""
    import ast

    try:
        with open(source_of(kind.__module__), encoding="utf-8") as file:
            said = ast.parse(file.read()).body
    except OSError:
        return None
    return next((node for node in said if isinstance(node, ast.ClassDef) and node.name == kind.__name__), None)


def _fields(value: Any) -> tuple[type, tuple[Any, ...]]:
    from dataclasses import fields

    return type(value), tuple(getattr(value, field.name) for field in fields(value) if field.compare)
