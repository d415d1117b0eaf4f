"""Received texts for golden folders: out of a folder or JSON Lines, or from an extractor run on each page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from restore.errors import InputError, UsageError
from restore.files import parse_json, reason
from restore.golden.case import GOLDEN, META, PENDING, Case, case_at, find_cases

SECONDS = 60  # that an extractor may take for one page


@dataclass(frozen=True, slots=True)
class Received:
    """What was received for a case; None where nothing was."""

    case: Case
    text: str | None
    why_not: str = ""


def is_case(folder: Path) -> bool:
    """Whether a folder is one case, not the root of many."""
    return any((folder / name).is_file() for name in (GOLDEN, PENDING, META))


def cases_under(folder: Path, only: Sequence[str] = ()) -> list[Case]:
    """The cases of a root, or the one that the folder is; `only` are names or patterns such as "bbc/*".

    Raises:
        InputError: there are none.
        UsageError: a name of `only` is none of theirs.
    """
    if not folder.is_dir():
        raise InputError(
            f"{folder}: no such folder; give the root of the golden folders, or make them: see restore fixture add"
        )
    cases = [case_at(folder)] if is_case(folder) else list(find_cases(folder))
    if not cases:
        raise InputError(f"{folder}: no golden folders in it; make one with restore fixture add")
    for pattern in only:
        if not any(fnmatchcase(case.name, pattern) for case in cases):
            raise UsageError(f"--only {pattern}: no such case under {folder}")
    return [case for case in cases if not only or any(fnmatchcase(case.name, pattern) for pattern in only)]


def gather(cases: Sequence[Case], received: Path) -> Iterator[Received]:
    """What a file or folder holds for each case.

    A folder holds NAME.txt for the case NAME (SITE/SLUG.txt, or SITE__SLUG.txt); a file of JSON Lines holds records
    with `id` (a case's name) or `url`, and `text`; any other file is the text of the only case. A file of a folder
    that cannot be read, or is no text, is what its case did not receive: the others are checked all the same.

    Raises:
        InputError: it cannot be read, or is the text of one case where there are more.
    """
    if received.is_dir():
        yield from (_from_folder(case, received) for case in cases)
    elif received.suffix in {".jsonl", ".ndjson"}:
        texts = _records(received)
        for case in cases:
            text = texts.get(case.name, texts.get(case.url) if case.url else None)
            yield Received(case, text, "" if text is not None else f"{received} has no record for it")
    elif len(cases) == 1 or not received.exists():  # to read it says that it is not there
        yield Received(cases[0], read_text(received))
    else:
        raise UsageError(f"{received}: is one text, and there are {len(cases)} cases; give a folder, or one case")


def _from_folder(case: Case, folder: Path) -> Received:
    places = [folder / f"{case.name}.txt", folder / f"{case.name.replace('/', '__')}.txt"]
    for place in places:
        if place.is_file():
            try:
                return Received(case, read_text(place))
            except InputError as error:
                return Received(case, None, str(error))
    return Received(case, None, f"{places[0]} is not there")


def _records(path: Path) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = parse_json(line)
            text = record["text"]
            names = [record[key] for key in ("id", "url") if record.get(key)]
        except (ValueError, KeyError, TypeError, AttributeError):
            names, text = [], None
        if not names or not isinstance(text, str):
            raise InputError(f'{path}: line {number}: no record; a line is {{"id": "site/slug", "text": …}}')
        found |= {str(name): text for name in names}
    return found


def extract(cases: Sequence[Case], command: str) -> Iterator[Received]:
    """Run an extractor on each case's page: HTML on its standard input, text on its standard output, UTF-8 both.

    Raises:
        UsageError: the command cannot be read or started.
    """
    import shlex
    import subprocess

    try:
        words = shlex.split(command)
    except ValueError as error:
        raise UsageError(f"--run {command}: {error}") from None
    for case in cases:
        if case.page_path is None:
            yield Received(case, None, "it has no page to run the extractor on")
            continue
        try:
            page = case.html.encode("utf-8", "replace")
        except InputError as error:
            yield Received(case, None, str(error))
            continue
        try:
            ran = subprocess.run(  # noqa: S603 - the command is what the user asked to run, and no shell reads it
                words, input=page, capture_output=True, timeout=SECONDS, check=False
            )
        except (OSError, IndexError) as error:
            raise UsageError(f"--run {command}: cannot be started: {reason(error)}") from None
        except subprocess.TimeoutExpired:
            yield Received(case, None, f"the extractor took more than {SECONDS} s")
            continue
        if ran.returncode:
            said = ran.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
            yield Received(case, None, f"the extractor ended with {ran.returncode}{said and f': {said}'}")
        else:
            yield Received(case, ran.stdout.decode("utf-8", "replace").removesuffix("\n"))


def read_text(path: Path) -> str:
    """A text file without its last line end.

    Raises:
        InputError: it cannot be read, or is no text.
    """
    from restore.inputs import read_utf8

    return read_utf8(path).removesuffix("\n")
