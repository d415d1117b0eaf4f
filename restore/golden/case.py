"""Golden folders: one folder a case, readable in git.

    goldens/SITE/SLUG/golden.txt      the text, one paragraph a line, blank lines between, UTF-8, LF
                      case.toml       where it comes from and what it tolerates
                      known.jsonl     known defects, one a line
                      page.html.gz    the page it was taken from

Importing this module costs next to nothing: folders are listed while tests are collected, and read when a test runs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from restore.errors import InputError, RestoreError, UsageError
from restore.golden.contents import worded
from restore.hints import did_you_mean

if TYPE_CHECKING:
    from restore.golden.known import Known
    from restore.golden.options import Options

GOLDEN, PENDING, META, KNOWN = "golden.txt", "golden.txt.pending", "case.toml", "known.jsonl"
PAGES = ("page.html.gz", "page.html")
FILES = (GOLDEN, PENDING, META, KNOWN, *PAGES)
PROVENANCE = (
    "url", "title", "captured", "html_sha256", "origin", "imported", "licence", "note", "reviewed_by", "reviewed_at",
)  # fmt: skip
ORIGINS = ("hand", "generated", "reviewed", "imported", "made")
_PART = re.compile(r"[^\W_](?:[\w .@+=,-]*[\w)+=@-])?", re.UNICODE)
_INNER = re.compile(r"[\w .@+=,-]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Meta:
    """What a `case.toml` says: provenance, and options of the check."""

    provenance: Mapping[str, str] = field(default_factory=dict)
    table: Mapping[str, Any] = field(default_factory=dict)
    where: str = META

    @property
    def options(self) -> Options:
        """The options of the check."""
        from restore.golden.options import Options

        return Options.of(self.table, self.where)


@dataclass(frozen=True, slots=True)
class Case:
    """A golden folder, whether it is there yet or not. `name` is its path under the root, with slashes."""

    root: Path
    name: str

    @classmethod
    def named(cls, root: Path, name: str) -> Case:
        """The case of a name.

        Raises:
            UsageError: the name would lead out of the root, or makes no folder name.
        """
        if why := next((why for part in name.split("/") if (why := _fault_of(part))), ""):
            allowed = "letters, digits, spaces and . , - _ + = @"
            raise UsageError(
                f"case {name!r}: no name: {why}; give SITE/SLUG of {allowed}, with a letter or digit first"
            )
        return cls(root, name)

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self.root.joinpath(*self.name.split("/"))

    @property
    def linked(self) -> bool:
        """Whether a link leads to its folder from the root."""
        return self.folder.resolve() != self.root.resolve().joinpath(*self.name.split("/"))

    @property
    def updatable(self) -> bool:
        """Whether a run may write its golden text."""
        return True

    @property
    def exists(self) -> bool:
        """Whether the folder has any file of a case."""
        return any((self.folder / name).is_file() for name in (GOLDEN, PENDING, META, *PAGES))

    @property
    def golden(self) -> str | None:
        """The golden text without the file's last line end, or None when there is none yet.

        Raises:
            InputError: it cannot be read, or has no word.
        """
        path = self.folder / GOLDEN
        text = _read_text(path)
        return text if text is None else worded(text, path)

    @property
    def pending(self) -> str | None:
        """A golden text that waits for a person to look at it."""
        return _read_text(self.folder / PENDING)

    @property
    def page_path(self) -> Path | None:
        """The page's file, if there is one."""
        return next((path for name in PAGES if (path := self.folder / name).is_file()), None)

    @property
    def page(self) -> bytes:
        """The page as it was captured.

        Raises:
            InputError: it is missing, damaged, or not the page that case.toml was written for.
        """
        path = self.page_path
        if path is None:
            raise InputError(f"{self.name}: no page; put page.html.gz into {self.folder}")
        from restore.golden.captured import read_page

        return self._checked(read_page(path), path)

    @property
    def html(self) -> str:
        """The page decoded: by its byte order mark, by the charset it names, or as UTF-8."""
        from restore.golden.captured import decode_page

        return decode_page(self.page)

    @property
    def url(self) -> str:
        """Where the page was, or an empty string."""
        return self.meta.provenance.get("url", "")

    @property
    def meta(self) -> Meta:
        """What case.toml says; nothing when there is none."""
        return read_meta(self.folder / META)

    @property
    def known(self) -> list[Known]:
        """Its known defects."""
        from restore.golden.known import read_known

        return read_known(self.folder / KNOWN)

    def _checked(self, data: bytes, path: Path) -> bytes:
        from hashlib import sha256

        wanted = self.meta.provenance.get("html_sha256")
        if wanted and sha256(data).hexdigest() != wanted:
            raise InputError(
                f"{shown(path)}: not the page that the golden text was made from (its SHA-256 is not the one in "
                f"{META}); bring it back from git, or record it anew with restore fixture add --replace"
            )
        return data


def _fault_of(part: str) -> str:
    """What is wrong with a part of a case's name; empty where nothing is."""
    if not part:
        return "a part of it is empty"
    if len(part) > 100:
        return f"{part[:20]!r}… is longer than 100 characters"
    if _PART.fullmatch(part):
        return ""
    wrong = next((character for character in part[1:-1] if not _INNER.fullmatch(character)), None)
    if wrong:
        return f"{wrong!r} stands in {part!r}"
    return f"{part!r} begins with {part[0]!r}" if not _PART.match(part) else f"{part!r} ends with {part[-1]!r}"


def find_cases(root: Path, *, refused: Callable[[OSError], None] | None = None) -> Iterator[Case]:
    """The cases under a folder, by name: each folder with a case.toml, a golden text, or one that is pending.

    Links to folders are followed.

    Raises:
        InputError: a folder cannot be read, so that nobody knows what cases it has, and `refused` takes no such errors.
    """
    from restore.files import walked

    for folder, files in walked(root, links=True, refused=refused):
        name = Path(folder).relative_to(root).as_posix()
        if name != "." and not {META, GOLDEN, PENDING}.isdisjoint(files):
            yield Case(root, name)


def named(pattern: str, names: Collection[str]) -> list[str]:
    """The names that a pattern means: the one that it is to the letter, else all that match.

    >>> named("bbc/*", ["bbc/a", "cnn/b"]), named("bbc/live [2]", ["bbc/live [2]", "bbc/live 2"])
    (['bbc/a'], ['bbc/live [2]'])
    """
    return [pattern] if pattern in names else [name for name in names if fnmatchcase(name, pattern)]


def is_case(folder: Path) -> bool:
    """Whether a folder is one case, not the root of many."""
    from restore.files import is_there

    return any(is_there(path) and path.is_file() for path in (folder / name for name in (GOLDEN, PENDING, META)))


def is_case_file(path: str | Path) -> bool:
    """Whether what is written to a path would be a file of a golden folder, by whatever links."""
    place = Path(path).resolve()
    return place.name in FILES and is_case(place.parent)


def case_at(folder: Path, root: Path | None = None) -> Case:
    """The case that a folder is: named by its path under the root, or by its last two parts where it is elsewhere."""
    whole = Path(os.path.abspath(folder))
    if root and root in whole.parents:
        return Case(root, whole.relative_to(root).as_posix())
    return Case(whole.parent.parent, f"{whole.parent.name}/{whole.name}")


def url_of(case: Case) -> str:
    """Where a case's page was; an empty string where its case.toml cannot be read."""
    try:
        return case.url
    except RestoreError:
        return ""


def shown(path: Path) -> str:
    """A path as a person would type it here: below the working folder without what leads there."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def _read_text(path: Path) -> str | None:
    from restore.files import is_there
    from restore.inputs import read_utf8

    return read_utf8(path).removesuffix("\n") if is_there(path) else None


def read_meta(path: Path) -> Meta:
    """Read a case.toml.

    Raises:
        InputError: it is no TOML.
        UsageError: it has a key that does not exist, or one of the wrong type.
    """
    from restore.files import is_there, read_toml
    from restore.golden.options import Options

    if not is_there(path):
        return Meta()
    content = read_toml(path)
    for key in content:
        if key not in PROVENANCE and key not in Options.names():
            raise UsageError(f"{path}: no such key: {key!r}{did_you_mean(key, [*PROVENANCE, *Options.names()])}")
    provenance = {key: str(content.pop(key)) for key in PROVENANCE if key in content}
    if provenance.get("origin", "hand") not in ORIGINS:
        raise UsageError(f"{path}: origin = {provenance['origin']!r}: give one of {', '.join(ORIGINS)}")
    return Meta(provenance, content, str(path))
