"""`restore demo`: a damaged news article and its source, from the first look to the next command."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from restore.cli import command, output
from restore.cli.diagnostics import say
from restore.cli.exits import ExitCode
from restore.cli.program import path_word, program, typed
from restore.errors import OutputError, UsageError
from restore.values import dataclass

if TYPE_CHECKING:
    from restore.differences import Difference
    from restore.formats.layout import Painter, StyledText
    from restore.restoration import Restoration

EXAMPLES = """\
  restore demo
  restore demo --whole          the whole restored article
  restore demo -o demo          the texts as files, to try the other commands on
"""
SEEDS = Path(__file__).parent.parent / "data" / "seeds"
COPY, SOURCE = "001_688b93f7396bab4d.txt", "000_ce709637c3c52afc.txt"
BEGIN, END = "President Donald Trump reiterated", " . "  # the copy's words from which on, and to which, it is shown
LENGTH = 350  # characters it is shown at least
SHOWN = 3  # differences left to a person that are shown
NEXT = (
    ("demo -o demo", "the texts as files"),
    ("align demo/copy.txt --source demo/source.txt", "every difference"),
    ("review demo/copy.txt --source demo/source.txt", "decide the rest"),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What the page is written on; nothing on it is wider than `width` cells."""

    painter: Painter
    width: int

    def lines(self, runs: Iterable[StyledText], indent: str = "") -> Iterator[str]:
        """Runs as lines."""
        return self.painter.wrap(runs, width=self.width, indent=indent)

    def title(self, name: str, words: str = "") -> Iterator[str]:
        """A title and what it is about; a line end in front parts it from what is above."""
        from restore.formats.layout import Style, StyledText

        if name.startswith("\n"):
            yield ""
        yield from self.lines(
            [StyledText(name.strip(), Style.TITLE), StyledText(f"  {words}" if words else "", Style.DIM)]
        )


def configure(parser: command.Parser) -> None:
    """The command's arguments."""
    parser.add_argument("--whole", action="store_true", help="the whole restored article, repairs marked")
    parser.add_argument("-o", "--output", metavar="FOLDER", help="write copy.txt, source.txt and restored.txt there")
    command.add_color(parser)


def run(options: Namespace) -> int:
    """Show it."""
    from restore.files import read_bytes
    from restore.formats.layout import Painter
    from restore.restoration import restore

    if options.output and options.whole:
        raise UsageError("--whole prints the article and -o writes files: leave one of them out")
    data = {"copy": read_bytes(SEEDS / COPY), "source": read_bytes(SEEDS / SOURCE)}
    restoration = restore(data["copy"].decode(), source=data["source"].decode())
    if options.output:
        _save(Path(options.output), {**data, "restored": restoration.text.encode()})
        say(_next(options.output))
        return ExitCode.DONE
    colour = output.wants_colour(options.color, terminal=output.is_terminal())
    paper = Paper(Painter(colour), output.terminal_width())
    page = _whole(restoration, paper) if options.whole else _page(restoration, paper)
    output.write_lines(f"{line}\n" for line in page)
    return ExitCode.DONE


def _save(folder: Path, texts: dict[str, bytes]) -> None:
    from restore.files import reason

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made: {reason(error)}; name another folder") from None
    files = {folder / f"{name}.txt": data for name, data in texts.items()}
    for path, data in files.items():  # a person may have a copy.txt of their own here
        if path.is_file() and path.read_bytes() != data:
            raise UsageError(f"{path}: is there already, and not the demo's; name another folder")
    for path, data in files.items():
        output.write(data, str(path))


def _next(folder: str) -> str:
    copy, source = (typed(path_word(f"{folder}/{name}.txt")) for name in ("copy", "source"))
    return f"written; next: {program()} review {copy} --source {source}"


def _page(restoration: Restoration, paper: Paper) -> Iterator[str]:
    """What was damaged, how it reads now, what was found, what is left, what to type."""
    from restore.differences import Decision
    from restore.formats.woven import mended, woven

    copy, found, summary = restoration.alignment.copy.raw, restoration.differences, restoration.summary
    start = copy.index(BEGIN)
    end = copy.index(END, start + LENGTH) + len(END.rstrip())
    yield from paper.title("Damage", "a program wrote [-names-] over {+words+} that the source still has")
    yield from paper.lines(woven(copy, found, start, end), indent="  ")
    yield from paper.title("\nRestored")
    yield from paper.lines(mended(copy, restoration.plan, start, end), indent="  ")
    yield from paper.title(
        "\nFound", f"{len(found)} differences: {summary.applied} applied, {summary.review} left to you"
    )
    yield from _table(found, paper)
    yield from paper.title("\nLeft to you")
    yield from _left(copy, [d for d in found if d.decision is Decision.REVIEW], paper)
    yield from paper.title("\nNext")
    yield from _commands(paper)


def _whole(restoration: Restoration, paper: Paper) -> Iterator[str]:
    from restore.formats.woven import mended

    copy = restoration.alignment.copy.raw
    yield from paper.lines(mended(copy, restoration.plan, 0, len(copy)))


def _table(found: Sequence[Difference], paper: Paper) -> Iterator[str]:
    """One line a code: how many, how sure, what it means."""
    from restore.formats.layout import Style, StyledText
    from restore.formats.text import STYLES
    from restore.formats.words import CAUSES, two_places

    for code, count in Counter(difference.code for difference in found).most_common():
        sure = [difference.confidence for difference in found if difference.code == code]
        low, high = two_places(min(sure)), two_places(max(sure))
        row = [
            StyledText(f"{count:>3}  "),
            StyledText(f"{code!s:<21}", STYLES[code.op]),
            StyledText(f"{low if low == high else f'{low}-{high}':<11}"),
        ]
        yield from paper.lines([*row, StyledText(CAUSES[code.cause], Style.DIM)], indent="  ")


def _left(copy: str, left: Sequence[Difference], paper: Paper) -> Iterator[str]:
    """The first few of what a person decides, in context."""
    from restore.formats.layout import StyledText
    from restore.formats.text import STYLES, in_context
    from restore.formats.words import two_places

    for difference in left[:SHOWN]:
        code = StyledText(str(difference.code), STYLES[difference.op])
        yield from paper.lines([code, StyledText(f"  {two_places(difference.confidence)}")], indent="  ")
        yield from paper.lines(in_context(copy, difference, 6), indent="    ")
    if len(left) > SHOWN:
        yield f"  and {len(left) - SHOWN} more"


def _commands(paper: Paper) -> Iterator[str]:
    from restore.formats.layout import Style, StyledText

    typed = program()
    lines = [StyledText(f"{typed} {line}", Style.COMMAND) for line, _ in NEXT]
    column = max(len(line.text) for line in lines) + 2
    fits = 2 + column + max(len(meaning) for _, meaning in NEXT) <= paper.width
    for line, (_, meaning) in zip(lines, NEXT, strict=True):
        if fits:
            gap = " " * (column - len(line.text))
            yield from paper.lines([line, StyledText(gap + meaning, Style.DIM)], indent="  ")
        else:
            yield from paper.lines([StyledText(meaning, Style.DIM)], indent="  ")
            yield from paper.lines([line], indent="    ")
