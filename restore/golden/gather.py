"""Received texts for golden folders, out of a folder or JSON Lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from restore.errors import InputError, RestoreError, UsageError
from restore.files import parse_json, unreadable_folder, walked
from restore.golden.case import Case, case_at, find_cases, is_case, named, url_of

STRAYS = 8  # received texts of no case that are named: a crawl may have thousands


@dataclass(frozen=True, slots=True)
class Received:
    """What was received for a case; None where nothing was, or where it cannot be checked: `why_not` says it."""

    case: Case
    text: str | None
    why_not: str = ""

    @classmethod
    def nothing(cls, case: Case, why: object) -> Received:
        """No text came."""
        return cls(case, None, f"nothing received: {why}")

    @classmethod
    def uncheckable(cls, case: Case, why: object) -> Received:
        """A file of the golden folder is wrong."""
        return cls(case, None, f"cannot be checked: {why}")


@dataclass(frozen=True, slots=True)
class ReceivedRecord:
    """A line of JSON Lines: what it calls itself, id before URL, and its text; None where the extractor had none."""

    names: tuple[str, ...]
    text: str | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where received texts are: a folder, one text or, with their `records`, JSON Lines."""

    path: Path
    records: Sequence[ReceivedRecord] | None = None

    @classmethod
    def at(cls, path: Path) -> Delivery:
        """What is there, its records read. Raises InputError where JSON Lines, or one of them, cannot be read."""
        from restore.streams import is_jsonl

        return cls(path, list(_records(path)) if is_jsonl(str(path)) and not path.is_dir() else None)


def has_cases(path: Path) -> bool:
    """Whether a path is a golden folder, or a root of some."""
    return path.is_dir() and (is_case(path) or any(True for _ in find_cases(path, refused=lambda _: None)))


def cases_under(
    folder: Path, only: Sequence[str] = (), *, root: Path | None = None, new: Sequence[Case] = ()
) -> list[Case]:
    """The cases of a root, or the one that the folder is, and `new` ones; `only` are names, or patterns as "bbc/*".

    `root` is the project's, under which the one case has its name.

    Raises:
        InputError: there are none.
        UsageError: a name of `only` is none of theirs.
    """
    if not folder.is_dir():
        raise InputError(
            f"{folder}: no such folder; give the root of the golden folders, or make them: see restore fixture add"
        )
    cases = [case_at(folder, root)] if is_case(folder) else [*_cases_in(folder), *new]
    if not cases:
        raise InputError(f"{folder}: no golden folders in it; make one with restore fixture add")
    chosen: set[str] = set()
    for pattern in only:
        found = named(pattern, [case.name for case in cases])
        if not found:
            raise UsageError(f"--only {pattern}: no such case under {folder}")
        chosen.update(found)
    return [case for case in cases if not only or case.name in chosen]


def _cases_in(root: Path) -> list[Case]:
    """The cases under a root; a folder below it that cannot be read is a case whose files say so when they are read."""
    shut: list[OSError] = []
    cases = list(find_cases(root, refused=shut.append))
    for error in shut:
        if Path(error.filename) == root:
            raise unreadable_folder(error)
        cases.append(Case(root, Path(error.filename).relative_to(root).as_posix()))
    return sorted(cases, key=lambda case: case.name.split("/"))


def faults_of(cases: Sequence[Case], read: Callable[[Case], object]) -> dict[str, str]:
    """Why the options of some cases cannot be read, by the cases' names; what is wrong with the only one is raised."""
    faults: dict[str, str] = {}
    for case in cases:
        try:
            read(case)
        except RestoreError as error:
            if len(cases) == 1:
                raise
            faults[case.name] = str(error)
    return faults


def gather(cases: Sequence[Case], delivery: Delivery, faults: Mapping[str, str]) -> Iterator[Received]:
    """What a delivery holds for each case.

    A folder holds NAME.txt for the case NAME (SITE/SLUG.txt, or SITE__SLUG.txt); a file of JSON Lines holds records
    with `id` (a case's name) or `url`, and `text`, which is null where nothing was received; any other file is the
    text of the only case. A file of a folder that cannot be read, or is no text, is what its case did not receive:
    the others are checked all the same, as they are beside a case of the `faults`.

    Raises:
        InputError: it cannot be read, or is the text of one case where there are more.
    """
    received = delivery.path
    if received.is_dir():
        for case in cases:
            yield faulty(case, faults) or _from_folder(case, received)
    elif delivery.records is not None:
        texts: dict[str, set[str]] = {}
        for record in delivery.records:
            for name in record.names:
                texts.setdefault(name, set()).update([] if record.text is None else [record.text])
        for case in cases:
            yield faulty(case, faults) or _of_records(case, texts, received)
    elif len(cases) == 1 or not received.exists():  # to read it says that it is not there
        yield Received(cases[0], read_text(received))
    else:
        raise UsageError(f"{received}: is one text, and there are {len(cases)} cases; give a folder, or one case")


def faulty(case: Case, faults: Mapping[str, str]) -> Received | None:
    """What stands for the text of a case of the `faults`; None of another."""
    return Received.uncheckable(case, faults[case.name]) if case.name in faults else None


def _of_records(case: Case, texts: Mapping[str, set[str]], path: Path) -> Received:
    names = (case.name, case.url) if case.url else (case.name,)
    found = next((texts[name] for name in names if texts.get(name)), None)
    if not found:
        has = "no text in its record" if any(name in texts for name in names) else "no record for it"
        return Received.nothing(case, f"{path} has {has}")
    if len(found) > 1:  # which of them counts is not for us to say
        return Received.uncheckable(case, f"{path} has {len(found)} texts for it, which differ; leave one there")
    return Received(case, *found)


def _files_of(name: str) -> tuple[str, str]:
    """What a received folder may call the text of a case."""
    return f"{name}.txt", f"{name.replace('/', '__')}.txt"


def _from_folder(case: Case, folder: Path) -> Received:
    places = [folder / name for name in _files_of(case.name)]
    for place in places:
        if place.is_file():
            try:
                return Received(case, read_text(place))
            except InputError as error:
                return Received.nothing(case, error)
    return Received.nothing(case, f"{places[0]} is not there")


def strays(delivery: Delivery, golden: Path, cases: Sequence[Case], otherwise: str) -> Iterator[str]:
    """A line for each text of a folder or of JSON Lines that is of no case: a mistyped name is not passed over."""
    from restore.hints import did_you_mean

    names, received = [case.name for case in cases], delivery.path
    for name in (found := _strays(cases, delivery))[:STRAYS]:
        near = did_you_mean(_case_name(name), names, otherwise=otherwise, parts="/")
        yield f"{received / name if received.is_dir() else f'{received}: {name}'}: no such case under {golden}{near}"
    if len(found) > STRAYS:
        yield f"{received}: {len(found) - STRAYS} more texts are of no case under {golden}"


def new_cases(delivery: Delivery, golden: Path) -> list[Case]:
    """The cases that are not there yet of texts in a folder or JSON Lines, whose names can be those of cases."""
    found = dict.fromkeys(map(_case_name, _strays(_cases_in(golden), delivery)))
    return [case for name in found if (case := _new_case(golden, name))]


def _new_case(root: Path, name: str) -> Case | None:
    try:
        return Case.named(root, name)
    except UsageError:  # as an address, by which only a case.toml finds its case
        return None


def _case_name(name: str) -> str:
    """What a case is called whose text is called so in a folder or in JSON Lines."""
    plain = name.removesuffix(".txt")
    return plain if "/" in plain else plain.replace("__", "/")


def _strays(cases: Sequence[Case], delivery: Delivery) -> list[str]:
    if delivery.path.is_dir():
        expected = {name for case in cases for name in _files_of(case.name)}
        paths = (Path(folder) / name for folder, names in walked(delivery.path) for name in names)
        found = (path.relative_to(delivery.path).as_posix() for path in sorted(paths) if path.suffix == ".txt")
        return [name for name in found if name not in expected]
    known = {case.name for case in cases} | {url_of(case) for case in cases}
    return [record.names[0] for record in delivery.records or () if known.isdisjoint(record.names)]


def _records(path: Path) -> Iterator[ReceivedRecord]:
    from restore.inputs import decode_utf8
    from restore.streams import ReadProgress, opened

    with opened(str(path), ReadProgress()) as file:
        lines = decode_utf8(file.read(), str(path)).removeprefix("\ufeff").split("\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = parse_json(line)
            text = record["text"]
            names = [str(record[key]) for key in ("id", "url") if record.get(key)]
        except (ValueError, KeyError, TypeError, AttributeError):
            names, text = [], None
        if not names or not (text is None or isinstance(text, str)):
            raise InputError(f'{path}: line {number}: no record; a line is {{"id": "site/slug", "text": …}}')
        yield ReceivedRecord(tuple(names), text)


def read_text(path: Path) -> str:
    """A text file without its last line end.

    Raises:
        InputError: it cannot be read, or is no text.
    """
    from restore.inputs import read_utf8

    return read_utf8(path).removesuffix("\n")
