"""What `restore fixture` reads: golden folders, received texts and pages, and that no output is written over them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from restore.cli.diagnostics import say
from restore.errors import EncodingError, InputError, UsageError

if TYPE_CHECKING:
    from restore.golden.case import Case
    from restore.golden.gather import Delivery, Received


def ordered(options: Namespace) -> tuple[Path, Path]:
    """RECEIVED and GOLDEN; an update names the golden folders first, as what it changes."""
    first, second = map(Path, options.paths)
    return (second, first) if options.action == "update" else (first, second)


def golden(options: Namespace) -> Path:
    """Where golden texts are, in a folder or a plain file."""
    if options.run and len(options.paths) != 1:
        raise UsageError("--run takes the texts from the extractor; give GOLDEN alone")
    if not options.run and len(options.paths) != 2:
        raise UsageError("give RECEIVED and GOLDEN, or GOLDEN and --run COMMAND")
    if options.run:
        return Path(options.paths[0])
    path = ordered(options)[1]
    if not path.exists():
        raise InputError(f"{path}: no such file or folder; give a golden text, or the root of the golden folders")
    _refuse_swapped(options)
    return path


def _refuse_swapped(options: Namespace) -> None:
    """Raise UsageError where the golden folders stand in the place of what was received."""
    from restore.golden.gather import has_cases

    received, golden = ordered(options)
    if not has_cases(golden) and has_cases(received):
        order = "GOLDENS RECEIVED" if options.action == "update" else "RECEIVED GOLDEN"
        raise UsageError(f"{golden}: no golden folders in it, and {received} has some; {options.action} takes {order}")


def delivery(options: Namespace, golden: Path) -> Delivery | None:
    """What was received, unless an extractor is asked, or two plain files are compared."""
    from restore.golden.gather import Delivery

    return None if options.run or golden.is_file() else Delivery.at(ordered(options)[0])


def cases(options: Namespace, golden: Path, delivery: Delivery | None, root: Path) -> list[Case]:
    """The cases that are asked for, in a project with that root; a plain file stands in for a golden folder.

    Texts that are of no case are told.
    """
    from restore.golden.case import is_case
    from restore.golden.gather import cases_under, new_cases, strays
    from restore.golden.plain import PlainCase

    if not options.run and golden.is_file():
        return [PlainCase.of(golden)]
    if delivery is None or is_case(golden):
        return cases_under(golden, options.only, root=root)
    creates = getattr(options, "create", False)
    new = new_cases(delivery, golden) if creates else []
    found = cases_under(golden, options.only, new=new)
    if not options.quiet:
        way = "it is not compared" if creates or options.action == "check" else "--create makes a golden folder of it"
        for line in strays(delivery, golden, cases_under(golden, new=new), way):
            say(line)
    return found


def received(
    options: Namespace, wanted: Sequence[Case], delivery: Delivery | None, faults: Mapping[str, str]
) -> Iterable[Received]:
    """What was received, by case: out of files, or from the extractor."""
    from restore.golden import gather

    if options.run:
        from restore.golden.extracting import extract

        return extract(wanted, options.run, faults)
    if delivery is None:
        return [gather.Received(wanted[0], text(str(ordered(options)[0])))]
    return gather.gather(wanted, delivery, faults)


def text(path: str) -> str:
    """A text without its last line end; no option says in what encoding it is, for golden texts have one."""
    from restore.cli.texts import read_input

    try:
        return read_input(path).text.removesuffix("\n")
    except EncodingError as error:
        raise InputError(f"{error.said}; save it as UTF-8") from None


def page(path: str | None) -> bytes | None:
    """A page as it was captured, unpacked; None where none is given."""
    if path is None:
        return None
    from restore.cli.texts import STDIN
    from restore.files import read_bytes, read_stdin
    from restore.golden.captured import checked_page

    if path == STDIN:
        return checked_page(read_stdin(), "standard input")
    return checked_page(read_bytes(path), path)


def refuse_outputs(options: Namespace) -> None:
    """Raise UsageError where an output of a check would be written over what it compares, or among the texts."""
    from restore.cli import output
    from restore.golden.case import is_case_file
    from restore.golden.plain import PlainCase

    texts, golden = (None, options.paths[0]) if len(options.paths) != 2 else ordered(options)
    for path in (options.output, options.report):
        output.refuse_inputs(path, *options.paths, str(PlainCase.of(Path(golden)).known_path))
        if path and path != output.STDOUT and (is_case_file(path) or (texts and _is_text_in(Path(path), texts))):
            raise UsageError(f"output and input are the same file, {path}; name another")
    if options.report:
        output.refuse_same(options.output, options.report, "outcome and report")


def _is_text_in(path: Path, folder: Path) -> bool:
    """Whether a path is one that a folder of received texts has, or would have, a text at."""
    return path.suffix == ".txt" and folder.is_dir() and path.resolve().is_relative_to(folder.resolve())
