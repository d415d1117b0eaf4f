import pyte
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style

from restore_tui.thrift import Size, Thrift

COLUMNS = 120  # the longest line of these has fewer
COLOURS = st.sampled_from([None, "red", "bright_blue", "#102030", "#a0b0c0", "color(200)"])
ATTRIBUTES = {name: st.booleans() for name in ("bold", "strike", "italic", "underline", "reverse")}
STYLES = st.builds(Style, color=COLOURS, bgcolor=COLOURS, **ATTRIBUTES)
WORDS = st.text("ab⟦│ ✓日", min_size=1, max_size=4) | st.sampled_from(["éa", "e\u0301 ", "ก้", "👍🏽", "שלום"])
STRETCHES = st.tuples(STYLES, WORDS).map(lambda part: part[0].render(part[1], color_system=ColorSystem.TRUECOLOR))
MOVES = st.sampled_from(["\x1b[2;3H", "\x1b[5;1H", "\x1b[1;9H", "\r\n", "plain"])
SEQUENCES = st.lists(STRETCHES | MOVES, max_size=12).map("".join)


def thrifty(*pieces):
    return "".join(map(Thrift(lambda: Size(COLUMNS, 6)).written, pieces))


def screen_of(data):
    screen = pyte.Screen(COLUMNS, 6)
    pyte.Stream(screen).feed(data)
    return [[seen(screen.buffer[y][x]) for x in range(COLUMNS)] for y in range(6)]


def seen(cell):
    """A cell as it looks: a blank has no colour of its own, and is not bold."""
    blank = cell.data.isspace() and not cell.reverse
    return cell._replace(fg="", bold=False, italics=False) if blank else cell


@given(SEQUENCES)
@example("\x1b[5;1H\r\na\r\n\x1b[2;3H")
def test_the_screen_is_the_same_in_no_more_bytes_but_for_where_the_cursor_is_left(data):
    assert screen_of(thrifty(data)) == screen_of(data)
    assert len(thrifty(data)) <= len(data) + len("\x1b[6;120H")


@given(st.lists(SEQUENCES, max_size=4))
@example(["\x1b[1;9H日", "\x1b[1;10H ", "\x1b[1;9H日"])
def test_each_piece_goes_on_where_the_one_before_ended(pieces):
    assert screen_of(thrifty(*pieces)) == screen_of("".join(pieces))


@given(SEQUENCES, st.integers(1, 30))
def test_it_may_be_cut_anywhere(data, size):
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    assert screen_of(thrifty(*pieces)) == screen_of(data)


def test_other_sequences_go_through_as_they_are():
    data = "\x1b[?2026h\x1b]8;id=1;http://a\x1b\\\x1b[1mlink\x1b[0m\x1b]8;;\x1b\\\x1b[?25l\x1b[6n"
    assert thrifty(data) == data


def test_what_stays_is_not_written_again():
    one, other = Style.parse("bold red on #102030"), Style.parse("bold green on #102030")
    data = one.render("one", color_system=ColorSystem.TRUECOLOR) + other.render(
        "two", color_system=ColorSystem.TRUECOLOR
    )
    assert thrifty(data) == "\x1b[1;31;48;2;16;32;48mone\x1b[32mtwo\x1b[0m"


def test_a_cell_is_written_when_it_comes_out_otherwise():
    thrift = Thrift(lambda: Size(24, 6))
    assert thrift.written("\x1b[2;1Hone two three    four") == "\x1b[2Hone two three    four"
    assert thrift.written("\x1b[2;1Hone TWO three    five") == "\x1b[17DTWO\x1b[11Cive"


@pytest.mark.parametrize("words", ["नमस्ते", "שלום", "👍", "a\u0301"])
def test_words_that_terminals_give_other_widths_are_written_as_they_are_each_time(words):
    thrift = Thrift(lambda: Size(24, 6))
    for _ in range(2):
        assert f"{words} x" in thrift.written(f"\x1b[2;3H{words} x\x1b[1;1H")


def test_a_gap_of_few_cells_is_written_rather_than_jumped_over():
    thrift = Thrift(lambda: Size(24, 6))
    thrift.written("\x1b[2;1Hone two three")
    assert thrift.written("\x1b[2;1HOne Two three") == "\x1b[2HOne T\x1b[8C"


def test_another_size_or_another_program_makes_it_write_everything():
    sizes = [Size(24, 6)]
    thrift = Thrift(lambda: sizes[-1])
    frame = "\x1b[2;1Hone\x1b[1;1H"
    assert "one" in thrift.written(frame)
    assert "one" not in thrift.written(frame)
    sizes.append(Size(30, 6))
    assert "one" in thrift.written(frame)
    thrift.written("\x1b[?1049h")
    assert "one" in thrift.written(frame)
    thrift.forget()
    assert "one" in thrift.written(frame)
    thrift.written("\x1b[?25l\x07")
    assert "one" not in thrift.written(frame)


def test_a_colour_of_the_palette_is_written_by_its_number():
    assert thrifty("\x1b[38;2;198;198;198mone\x1b[0m") == "\x1b[38;5;251mone\x1b[0m"
