"""What `restore fixture` does: one function for each action but `update`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from restore.cli import fixture_inputs
from restore.cli.diagnostics import say
from restore.cli.exits import ExitCode
from restore.cli.program import path_word, program, typed
from restore.errors import InputError, RestoreError, UsageError

if TYPE_CHECKING:
    from restore.golden.categories import Category, Ways
    from restore.golden.options import GoldenSettings, Options
    from restore.golden.record import CheckRecord
    from restore.golden.run import CheckRun
    from restore.golden.updates import CaseUpdate


def add(options: Namespace) -> int:
    """Make one golden folder."""
    from restore.golden.adding import add_case
    from restore.golden.case import Case
    from restore.golden.tolerance import profile_named

    if not (options.page or options.golden or options.received):
        raise UsageError("nothing to add; give --page, --golden or --received")
    if options.page == "-" and "-" in {options.golden, options.received}:
        raise UsageError("page and text cannot both be standard input; give one of them as a file")
    settings = _settings(options)
    if options.profile:
        profile_named(options.profile, settings.profiles)  # which says what there is in place of one that is not
    texts = {name: getattr(options, name) for name in ("golden", "received")}
    read = {name: fixture_inputs.text(path) if path else None for name, path in texts.items()}
    meta = {key: value for key in ("url", "title", "licence", "profile") if (value := getattr(options, key))}
    page = fixture_inputs.page(options.page)
    done = add_case(Case.named(settings.root, options.name), page=page, meta=meta, replace=options.replace, **read)
    say(str(done))
    return ExitCode.DONE


def _settings(options: Namespace) -> GoldenSettings:
    """The project's around; a root that was typed is one of the working folder."""
    from restore.golden.options import GoldenSettings

    return GoldenSettings.around(Path.cwd(), root=options.root and Path.cwd() / options.root)


def check(options: Namespace) -> int:
    """Compare, and write the outcome in a format; 1 when anything is not faithful."""
    from restore.cli import output
    from restore.golden.outputs import FORMATS, failures

    fixture_inputs.refuse_outputs(options)
    records, messages = checked(options, engine_of(options))
    if options.report:
        from restore.golden.html import page

        output.write(page(records).encode("utf-8", "surrogatepass"), options.report)
    failed = [record for record in records if record.failed]
    render = failures if options.quiet and options.format == "text" else FORMATS[options.format]
    output.write_lines(render(records, messages), options.output)
    return ExitCode.LEFT if failed else ExitCode.DONE


def engine_of(options: Namespace, categories: Iterable[str] = (), *, allow_regression: bool = False) -> CheckRun:
    """The settings of the project around, and how this very check is accepted."""
    from restore.golden.categories import parse_categories
    from restore.golden.options import GoldenSettings
    from restore.golden.run import CheckRun

    update = ",".join(categories)
    settings = GoldenSettings.around(Path.cwd(), update=update, allow_regression=allow_regression or None)
    return CheckRun(settings, parse_categories(update, in_ci=settings.in_ci, option="--"), ways_of(options))


def ways_of(options: Namespace) -> Ways:
    """How an update of the same texts is asked for."""
    return CommandWays(f"{program()} fixture update {_again(options)}".rstrip())


@dataclass(frozen=True, slots=True)
class CommandWays:
    """By options of `restore fixture update`, whose arguments are in `update`."""

    update: str

    @property
    def regression(self) -> str:
        """The option that lets lists of known defects and budgets grow."""
        return "--allow-regression"

    def option(self, category: Category) -> str:
        """The option of one category."""
        return f"--{category}"

    def command(self, *categories: Category, case: str = "", regression: bool = False) -> str:
        """The whole command, for one case where one is named."""
        words = [self.update, *map(self.option, categories), *([self.regression] if regression else [])]
        return " ".join([*words, *(["--only", typed(case)] if case else [])])


def _again(options: Namespace) -> str:
    """The arguments with which an update finds the same texts."""
    if not options.paths:
        return ""
    words = [*map(str, reversed(fixture_inputs.ordered(options)))] if len(options.paths) == 2 else list(options.paths)
    return typed(*map(path_word, words), *(["--run", options.run] if options.run else []))


def checked(options: Namespace, engine: CheckRun) -> tuple[list[CheckRecord], dict[str, str]]:
    """Records of all cases, and the messages of those that fail.

    What is wrong with the files of one case costs the others nothing; of the only one it is raised.
    """
    from restore.golden.gather import Received, faults_of
    from restore.golden.record import CheckRecord

    wanted = _wanted(options)
    engine.check_options(wanted)  # what is wrong with the call or the project is wrong with no case
    golden = fixture_inputs.golden(options)
    delivery = fixture_inputs.delivery(options, golden)
    cases = fixture_inputs.cases(options, golden, delivery, engine.settings.root)
    faults = faults_of(cases, lambda case: engine.checks(case, wanted))
    records: list[CheckRecord] = []
    messages: dict[str, str] = {}
    for received in fixture_inputs.received(options, cases, delivery, faults):
        if received.text is None:
            records.append(CheckRecord.unchecked(received.case, received.why_not))
            continue
        try:
            outcome = engine.check(received.text, received.case, wanted)
        except RestoreError as error:
            if len(cases) == 1:
                raise
            records.append(CheckRecord.unchecked(received.case, Received.uncheckable(received.case, error).why_not))
            continue
        records.append(outcome.record)
        if outcome.message:
            messages[received.case.name] = outcome.message
    return records, messages


def _wanted(options: Namespace) -> Options:
    """The options of this very call."""
    from restore.golden.options import call_options
    from restore.golden.tolerance import as_names

    return call_options(
        profile=getattr(options, "profile", None),
        **{name: as_names(getattr(options, name, "")) for name in ("allow", "warn", "deny", "scrub")},
        budget=dict(_budget(text) for text in getattr(options, "budget", ())),
    )


def _budget(text: str) -> tuple[str, int]:
    name, _, number = text.partition("=")
    if not number.isdecimal():
        raise UsageError(f"--budget {text}: give a kind and a number, such as wording=2")
    return name.strip(), int(number)


def take_over(options: Namespace) -> int:
    """Make golden folders out of another project's test data."""
    from restore.golden.adding import import_cases
    from restore.golden.importers import load
    from restore.hints import several

    folder = Path(options.folder)
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; give a checkout of {options.layout}")
    root = _settings(options).root
    written = list(import_cases(load(options.layout), folder, root, only=options.only, replace=options.replace))
    made = sum(one.done for one in written)
    tell([one for one in written if not one.done], options)
    if not options.quiet:
        say(f"{several(made, 'golden folder')} made under {root}, {len(written) - made} left out")
    return ExitCode.DONE if made else ExitCode.LEFT


def tell(written: Iterable[CaseUpdate], options: Namespace) -> None:
    """What was done, and what could not be, in any case."""
    for one in written:
        if not one.done or not options.quiet:
            say(str(one))
