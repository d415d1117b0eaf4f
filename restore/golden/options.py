"""Options of a check: from the project's table, a case's file and the call itself, each over the one before."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from restore.config import config_in, find_config, load_config
from restore.errors import UsageError
from restore.golden.tolerance import DEFAULT_PROFILE, Tolerance, as_names, profile_named
from restore.hints import did_you_mean

if TYPE_CHECKING:
    from restore.golden.compare import Checks
    from restore.golden.known import Known
    from restore.golden.rules import Scrubber

TABLE = "faithful"
ROOT = "goldens"
_NAMES = ("allow", "warn", "deny", "scrub", "must", "must_not")
_FLAGS = ("order", "strict_known", "beginning_only")
_OFF = frozenset({"", "0", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Options:
    """One layer of options; None says nothing. `where` is the file that has them, for messages."""

    profile: str | None = None
    allow: Iterable[str] = ()
    warn: Iterable[str] = ()
    deny: Iterable[str] = ()
    budget: Mapping[str, int] = field(default_factory=dict)
    scrub: Iterable[Any] = ()
    must: Iterable[str] = ()
    must_not: Iterable[str] = ()
    order: bool | None = None
    strict_known: bool | None = None
    beginning_only: bool | None = None
    where: str = ""

    @classmethod
    def of(cls, table: Mapping[str, Any], where: str) -> Options:
        """Options out of a table of a TOML file.

        Raises:
            UsageError: one has the wrong type, or a name that does not exist.
        """
        values: dict[str, Any] = {}
        for key, value in table.items():
            if key in _NAMES:
                values[key] = _names(value, f"{where}: {key}")
            elif key in _FLAGS:
                values[key] = _flag(value, f"{where}: {key}")
            elif key == "budget" and isinstance(value, Mapping):
                values[key] = dict(value)
            elif key == "profile" and isinstance(value, str):
                values[key] = value
            else:
                raise UsageError(f"{where}: {key} = {value!r}: no such option, or not of this type")
        return cls(**values, where=where)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names that a table may have."""
        return (*_NAMES, *_FLAGS, "budget", "profile")

    def plain(self) -> Options:
        """The same in lists and strings alone, as a record of the check can keep it."""
        from restore.golden.rules import scrubber

        listed: dict[str, Any] = {name: tuple(_each(getattr(self, name))) for name in _NAMES if name != "scrub"}
        scrub = tuple(scrubber(one).spelled for one in _each(self.scrub))
        return replace(self, **listed, scrub=scrub, budget=dict(self.budget))


def _names(value: object, where: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise UsageError(f"{where}: give a list of strings")


def _flag(value: object, where: str) -> bool:
    if isinstance(value, bool):
        return value
    raise UsageError(f"{where}: give true or false")


NOTHING = Options()


@dataclass(frozen=True, slots=True)
class GoldenSettings:
    """What holds for a whole project. `root` and `report` are absolute."""

    root: Path
    options: Options = Options()
    profiles: Mapping[str, Any] = field(default_factory=dict)
    report: Path | None = None
    allow_network: bool = False
    allow_regression: bool = False
    update: str = ""
    in_ci: bool = False

    @classmethod
    def around(cls, folder: Path, environment: Mapping[str, str] = os.environ, **given: Any) -> GoldenSettings:
        """`load` of the project that a folder is in."""
        return cls.load(project_of(folder), environment, **given)

    @classmethod
    def load(cls, folder: Path, environment: Mapping[str, str] = os.environ, **given: Any) -> GoldenSettings:
        """The project's `[faithful]` table, the environment over it, `given` (unless None) over both.

        The table is in the folder's `restore.toml`, or as `[tool.restore.faithful]` in its `pyproject.toml`.

        Raises:
            UsageError: an option of the table has the wrong type, or a name that does not exist.
            InputError: the file is unreadable.
        """
        config = load_config(config_in(str(folder), TABLE))
        table, where = dict(config.faithful), config.where(TABLE)
        profiles = _profiles(table.pop("profiles", {}), where)
        root, report, network, profile = (
            _Setting.of(name, given, environment, table, where) for name in ("root", "report", "network", "profile")
        )
        if network.value not in {"", "allow", "block"}:
            raise UsageError(f"{network.where}: network = {network.value!r}: give allow or block")
        if profile.value:
            with _located(profile.where):
                profile_named(profile.value, profiles)
        return cls(
            root=folder / (root.value or ROOT),
            options=Options.of(table | ({"profile": profile.value} if profile.value else {}), where),
            profiles=profiles,
            report=folder / report.value if report.value else None,
            allow_network=network.value == "allow",
            allow_regression=bool(given.get("allow_regression"))
            or environment.get("FAITHFUL_ALLOW_REGRESSION", "").lower() not in _OFF,
            update=str(given.get("update") or environment.get("FAITHFUL_UPDATE", "")),
            in_ci=environment.get("CI", "").lower() not in _OFF,
        )


def project_of(folder: Path) -> Path:
    """The project that a folder is in: the nearest upwards with a table of settings, else the folder itself."""
    path = find_config(str(folder), TABLE)
    return Path(path).parent if path else folder


@dataclass(frozen=True, slots=True)
class _Setting:
    """One word of a project's settings, empty where nobody says it, and who does, for messages."""

    value: str
    where: str

    @classmethod
    def of(
        cls, name: str, given: Mapping[str, Any], environment: Mapping[str, str], table: dict[str, Any], where: str
    ) -> _Setting:
        """Taken out of the table, the environment over it, and what was given over both."""
        own, variable = table.pop(name, ""), f"FAITHFUL_{name.upper()}"
        if not isinstance(own, str):
            raise UsageError(f"{where}: {name} = {own!r}: give a string")
        if given.get(name):
            return cls(str(given[name]), f"--faithful-{name}")
        return cls(environment[variable], variable) if environment.get(variable) else cls(own, where)


def _profiles(table: object, where: str) -> Mapping[str, Any]:
    if isinstance(table, Mapping) and all(isinstance(one, Mapping) for one in table.values()):
        return table
    raise UsageError(f'{where}: profiles: give a table of each, such as profiles.house = {{ quotes = "fail" }}')


def make_checks(layers: Iterable[Options], profiles: Mapping[str, Any], known: Iterable[Known] = ()) -> Checks:
    """What a comparison is held against, from layers of options: lists add up, of levels the last one holds.

    Raises:
        UsageError: a name in them does not exist.
    """
    from restore.golden.compare import Checks
    from restore.golden.rules import Rules, scrubber

    listed = list(layers)
    chosen = next((layer for layer in reversed(listed) if layer.profile), NOTHING)
    with _located(chosen.where):
        tolerance = Tolerance(profile_named(chosen.profile or DEFAULT_PROFILE, profiles))
    scrubbers: list[Scrubber] = []
    for layer in listed:
        with _located(layer.where):
            tolerance = tolerance.with_changes(allow=layer.allow, warn=layer.warn, deny=layer.deny, budget=layer.budget)
            scrubbers += [scrubber(one) for one in _each(layer.scrub)]
    rules = Rules(
        [words for layer in listed for words in _each(layer.must)],
        [words for layer in listed for words in _each(layer.must_not)],
        bool(_last(listed, "order", default=False)),
    )
    return Checks(
        tolerance, rules, scrubbers, tuple(known),
        strict_known=bool(_last(listed, "strict_known", default=True)),
        beginning_only=bool(_last(listed, "beginning_only", default=False)),
    )  # fmt: skip


@contextmanager
def _located(where: str) -> Iterator[None]:
    """What is wrong with a layer's names, with the file that has them: a project has hundreds."""
    try:
        yield
    except UsageError as error:
        raise UsageError(f"{where}: {error}" if where else str(error)) from None


def _each(values: Any) -> list[Any]:
    return [values] if isinstance(values, str) else list(values)


def _last(layers: list[Options], name: str, *, default: bool) -> bool:
    return next((value for layer in reversed(layers) if (value := getattr(layer, name)) is not None), default)


def call_options(**given: Any) -> Options:
    """The options of one call, where names may also be one string with commas.

    Raises:
        UsageError: an option does not exist.
    """
    for key in given:
        if key not in Options.names():
            raise UsageError(f"faithful(…, {key}=…): no such option{did_you_mean(key, Options.names())}")
    for key in ("allow", "warn", "deny"):
        if key in given:
            given[key] = as_names(given[key])
    return Options(**given)
