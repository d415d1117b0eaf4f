"""Values that are built at once are those that `dataclasses` and `namedtuple` would have built, and take no longer."""

import ast
import copy
import dataclasses
import gc
import inspect
import pickle
import pydoc
import sys
import weakref
from dataclasses import KW_ONLY, FrozenInstanceError, InitVar
from pathlib import Path
from time import process_time
from typing import NamedTuple

import pytest

from restore import compiled, modules, restore
from restore.aligner.alignment import Block, Mention, Relation
from restore.aligner.doubled import _CopyLine
from restore.aligner.pair import Strip
from restore.differences import Cause, Code, Decision, Difference, Op, Place, Span
from restore.judging import judged
from restore.plan import Splice
from restore.values import dataclass, field, made_at_once, replace
from tests.starts import loaded_by_align

needs_native = pytest.mark.skipif(compiled.READING is None, reason="the compiled reading is not built")


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    one: int
    two: str = "two"
    three: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    one: int
    two: str = "two"
    three: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    one: int
    many: list[int] = field(default_factory=list)

    def __post_init__(self):
        if self.one < 0:
            raise ValueError("below nothing")


class Named(NamedTuple):
    one: int
    two: str = "two"


made_at_once(Named)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ((1,), {}),
        ((1, "b"), {}),
        ((1, "b", (3,)), {}),
        ((), {"one": 1}),
        ((1,), {"three": (4,)}),
        ((1, "b"), {"three": ()}),
    ],
)
def test_fields_are_those_of_the_class_as_it_was_written(given, named):
    value, known = Built(*given, **named), Written(*given, **named)
    assert (value.one, value.two, value.three) == (known.one, known.two, known.three)
    assert value == Built(known.one, known.two, known.three)
    assert hash(value) == hash(known)
    assert repr(value) == repr(known).replace("Written", "Built")


@pytest.mark.parametrize(("given", "named"), [((), {}), ((1, 2, 3, 4), {}), ((1,), {"one": 2}), ((1,), {"five": 5})])
def test_what_is_not_given_as_the_class_wants_it_is_refused_as_before(given, named):
    with pytest.raises(TypeError) as found:
        Built(*given, **named)
    with pytest.raises(TypeError) as known:
        Written(*given, **named)
    assert str(found.value) == str(known.value).replace("Written", "Built")


def test_they_are_frozen_copied_and_pickled_as_before():
    value = Built(1, "b", (3,))
    with pytest.raises(FrozenInstanceError):
        value.one = 2
    assert replace(value, one=2) == Built(2, "b", (3,))
    assert pickle.loads(pickle.dumps(value)) == copy.copy(value) == copy.deepcopy(value) == value
    assert str(inspect.signature(Built)) == str(inspect.signature(Written))


def test_what_a_class_checks_is_checked_and_a_list_is_a_new_one_each_time():
    assert Checked(1, [2]).many == [2]
    assert Checked(1).many is not Checked(1).many
    with pytest.raises(ValueError, match="below nothing"):
        Checked(-1, [])
    with pytest.raises(ValueError, match="no such span"):
        Span(2, 1, "")


def test_what_checks_a_value_is_that_of_its_own_class_and_may_say_anything():
    class Stricter(Checked):
        __slots__ = ()

        def __post_init__(self):
            super().__post_init__()
            if self.one == 7:
                raise ValueError("seven")
            return "checked"

    assert Stricter(6, []).one == 6
    with pytest.raises(ValueError, match="seven"):
        Stricter(7, [])


@dataclass(frozen=True, slots=True)
class ByName:
    one: int
    _: KW_ONLY
    two: int = 2


@dataclass(frozen=True, slots=True)
class FoundOut:
    two: int = 2
    one: int = dataclasses.field(default=1, init=False)  # the library's own


@dataclass(frozen=True, slots=True)
class Passing:
    one: int
    two: InitVar[int] = 2


@dataclass(frozen=True, slots=True)
class FoundOutFirst:
    two: int = field(default=2, init=False)
    one: int = 1


@pytest.mark.parametrize("kind", [ByName, FoundOut, Passing])
def test_a_class_whose_fields_are_not_all_given_by_position_is_built_as_it_was_written(kind):
    assert inspect.isfunction(kind.__init__)
    assert (kind(3) if kind is FoundOut else kind(1, two=3)).one == 1


@dataclass(frozen=True, slots=True)
class Listing:
    name: str
    many: list[int] = field(hash=False)


def test_a_field_that_does_not_count_in_the_hash_counts_where_two_are_compared():
    assert hash(Listing("a", [1])) == hash(Listing("a", [2])) == hash(("a",))
    assert Listing("a", [1]) != Listing("a", [2])


def test_a_field_that_is_not_given_may_stand_before_one_that_is():
    value = FoundOutFirst(3)
    assert (value.two, value.one) == (2, 3)
    assert replace(value, one=4) == FoundOutFirst(one=4)


@dataclass(frozen=True, slots=True, eq=False)
class Same:
    one: int


@dataclass(frozen=True, slots=True)
class Empty:
    pass


def test_one_that_does_not_compare_is_itself_alone_and_one_without_fields_is_any_other():
    value = Same(1)
    assert value != Same(1)
    assert {value: 2}[value] == 2
    assert Empty() == Empty()
    assert hash(Empty()) == hash(())
    assert repr(Empty()) == "Empty()"


@dataclass(frozen=True, slots=True)
class Told:
    one: int

    def __repr__(self):
        return "told"

    def __hash__(self):
        return 7


def test_what_a_class_says_itself_it_says():
    assert repr(Told(1)) == "told"
    assert hash(Told(1)) == 7
    assert Told(1) == Told(1)
    assert Told(1) != Told(2)


def test_one_of_another_class_is_another():
    assert Written(1) != Built(1)
    assert Built(1) != (1, "two", ())


def test_the_library_knows_them():
    assert [one.name for one in dataclasses.fields(Built)] == [one.name for one in dataclasses.fields(Written)]
    assert [one.default for one in dataclasses.fields(Built)][1:] == ["two", ()]
    assert dataclasses.is_dataclass(Built)
    assert dataclasses.asdict(Built(1)) == {"one": 1, "two": "two", "three": ()}
    assert dataclasses.replace(Built(1), two="b") == replace(Built(1), two="b") == Built(1, "b")
    with pytest.raises(TypeError):
        replace(Built(1), five=5)
    assert Built.__match_args__ == Written.__match_args__
    assert Built.__slots__ == Written.__slots__
    with pytest.raises(FrozenInstanceError):
        del Built(1).one


@pytest.mark.parametrize("kind", [Difference, Block])
def test_one_that_is_compiled_is_known_too(kind):
    names = [one.name for one in dataclasses.fields(kind)]
    assert tuple(names) == kind.__match_args__
    assert f"({names[0]}: " in str(inspect.signature(kind)).replace("'", "")


def test_one_that_holds_itself_can_be_shown():
    held = []
    held.append(Built(held))
    assert "..." in repr(held[0])


def test_a_class_can_be_read_about():
    told = pydoc.plain(pydoc.render_doc(Built))
    assert "Built(one: int" in told
    assert "__init__(self, one: int" in told


@dataclass(frozen=True, slots=True, order=True)
class Ordered:
    one: int
    held: list[int] = field(default_factory=list)
    note: str = field(default="", compare=False, repr=False)
    made: list[int] = field(default_factory=list, init=False, repr=False, compare=False)


def test_fields_are_what_is_said_of_them():
    value = Ordered(1, note="a")
    assert value == Ordered(1, [], "b")
    assert repr(value) == "Ordered(one=1, held=[])"
    assert (value.held, value.made, value.note) == ([], [], "a")
    assert value.made is not Ordered(1).made
    assert Ordered(1) < Ordered(2) <= Ordered(2, note="c") < Ordered(2, [1])
    assert [one.compare for one in dataclasses.fields(Ordered)] == [True, True, False, False]
    with pytest.raises(TypeError):
        Ordered(1, [], "", [])
    with pytest.raises(TypeError):
        Ordered(1, made=[])
    with pytest.raises(TypeError):
        sorted([Ordered(1), Built(1)])


@needs_native
def test_a_command_does_without_dataclasses(tmp_path):
    """Of each of the fifty classes that `align` needs it writes six methods: a quarter of what the command takes."""
    assert loaded_by_align(tmp_path).isdisjoint({"dataclasses", "inspect"})


def test_named_tuples_are_made_as_before():
    class Inherited(Named):
        __slots__ = ()

    for kind in (Named, Inherited):
        value = kind._make((1, "b"))
        assert value == (1, "b")
        assert [type(one) for one in (value, value._replace(two="c"), value._make((2, "d")))] == [kind] * 3
        assert value._replace(two="c").two == "c"


def test_one_of_another_class_takes_no_fields():
    with pytest.raises(TypeError):
        Built.__init__(Written(1), 1, "b", ())


@dataclass(frozen=True, slots=True)
class Settled:
    one: int = 1
    two: int = 2


@pytest.mark.parametrize("named", [{}, {"one": 3}, {"one": 3, "two": 4}])
def test_fields_of_no_value_are_refused(named):
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'self'"):
        Settled.__init__(**named)


@dataclass(frozen=True, slots=True)
class WrittenOut:
    one: int
    two: str = "two"

    def __init__(self, one, two="two"):
        self.one, self.two = one, two


@dataclasses.dataclass(frozen=True, slots=True)
class NotWrittenOut:
    one: int
    two: str = "two"


def test_what_a_class_writes_out_for_machine_code_is_passed_by_where_it_is_none():
    value = WrittenOut(1)
    assert (value.one, value.two) == (1, "two")
    assert value == WrittenOut(one=1, two="two") == replace(WrittenOut(3), one=1)
    assert str(inspect.signature(WrittenOut)) == str(inspect.signature(NotWrittenOut))
    with pytest.raises(FrozenInstanceError):
        value.one = 2


@pytest.mark.parametrize("kind", [Block, Mention, Strip, _CopyLine, Span, Place, Difference, Splice])
def test_what_is_written_out_is_all_fields_in_their_order(kind):
    """In pure Python nobody would see that a field was left out, or has another default."""
    source = ast.parse(Path(modules.source_of(kind.__module__)).read_text(encoding="utf-8"))
    body = next(node for node in source.body if isinstance(node, ast.ClassDef) and node.name == kind.__name__).body
    written = next(node for node in body if isinstance(node, ast.FunctionDef) and node.name == "__init__")
    fields = [node for node in body if isinstance(node, ast.AnnAssign)]
    said = [(each.arg, ast.unparse(each.annotation)) for each in written.args.args[1:]]
    assert said == [(ast.unparse(each.target), ast.unparse(each.annotation)) for each in fields]
    assert list(map(ast.unparse, written.args.defaults)) == [ast.unparse(each.value) for each in fields if each.value]
    put = [ast.unparse(node) for node in written.body if isinstance(node, ast.Assign)]
    names = [name for name, _ in said]
    assert [name for line in put for name in line.replace("(", "").split(" = ")[1].strip(")").split(", ")] == names
    assert [name for line in put for name in line.replace("(", "").split(" = ")[0].strip(")").split(", ")] == [
        f"self.{name}" for name in names
    ]


@pytest.mark.skipif(not modules.runs_compiled(), reason="no modules are compiled, or not these")
def test_the_collector_passes_by_the_values_that_a_long_text_has_thousands_of():
    """It would go through all of them again and again, each time that so many more have been made."""
    source = "Mayor Rahm Emanuel spoke first. The order lacked any detail about the funds, and he left the city."
    found = restore(source.replace("detail", "Rahm Emanuel").replace("city", "Rahm Emanuel"), source=source)
    difference, block = found.differences[0], next(block for block in found.alignment if block.mentions)
    verdict = judged(found.alignment)[0]
    values = [difference, difference.copy, block, block.mentions[0], found.plan.splices[0], verdict, verdict.change]
    assert not any(map(gc.is_tracked, values))


@needs_native
def test_nothing_of_a_value_is_left_behind():
    kept = object()

    @dataclass(frozen=True, slots=True)
    class Counted:
        one: object
        two: object = kept

        def __post_init__(self):
            if self.one is None:
                raise ValueError("nothing")

    with pytest.raises(TypeError):
        Counted()  # what is looked up and written once is there from now on
    known, kind = sys.getrefcount(kept), weakref.ref(Counted)
    for _ in range(10):
        Counted(kept)
        Counted(one=kept)
        with pytest.raises(ValueError, match="nothing"):
            Counted(None, kept)
        with pytest.raises(TypeError):
            Counted.__init__(Written(1), kept)
    gc.collect()
    assert sys.getrefcount(kept) == known
    del Counted
    gc.collect()
    assert kind() is None


@needs_native
def test_a_difference_takes_less_than_half_as_long_as_it_was_written():
    """Of these a text has thousands: what setting their fields one by one costs was a tenth of a restoration."""
    span, origin = Span(0, 1, "a"), Place(0, 1)
    code, undecided = Code.of(Op.REPLACE, Cause.WORDING), Decision.REVIEW
    given = ("id", code, span, span, "b", 0.5, "why", origin, None, None, undecided, ())
    block = (Relation.EQUAL, 0, 1, 0, 1, None, (), 1.0)

    def taken(build):
        best = 1.0
        for _ in range(5):
            start = process_time()
            for _ in range(5000):
                build()
            best = min(best, process_time() - start)
        return best

    for kind, fields in ((Difference, given), (Block, block)):
        written = dataclasses.make_dataclass("Written", kind.__match_args__, frozen=True, slots=True)
        assert taken(lambda: kind(*fields)) < taken(lambda: written(*fields)) / 2  # noqa: B023 - at once
