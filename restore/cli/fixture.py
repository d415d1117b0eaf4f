"""`restore fixture`: golden texts for scrapers, with or without pytest."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from restore.cli import command

EXAMPLES = """\
  restore fixture add bbc/strike --page page.html --url https://example.org/strike --golden strike.txt
  restore fixture check received.txt goldens/bbc/strike
  restore fixture check goldens --run "trafilatura" --format github
  restore fixture check received/ goldens --format junit -o faithful.xml
  restore fixture update --review                          look at what the last pytest run found
  restore fixture update goldens received/ --accept --only "bbc/*"
  restore fixture import readability ../readability/test
"""


def configure(parser: command.Parser) -> None:
    """The actions and their arguments."""
    actions = parser.add_subparsers(
        dest="action",
        prog="restore fixture",
        metavar="ACTION",
        required=True,
        parser_class=command.Parser,
        help="add, check, update or import",
    )
    _configure_add(actions.add_parser("add", help="make a golden folder out of a page and a text"))
    _configure_check(actions.add_parser("check", help="compare received texts with golden texts"))
    _configure_update(actions.add_parser("update", help="change golden texts, by category"))
    _configure_import(actions.add_parser("import", help="golden folders out of another project's test data"))


def _configure_add(parser: command.Parser) -> None:
    parser.add_argument("name", metavar="SITE/SLUG", help="the case's name: its folder under the root")
    parser.add_argument("--page", metavar="FILE", help="the page, as it was captured; - is standard input")
    text = parser.add_mutually_exclusive_group()
    text.add_argument("--golden", metavar="FILE", help="the text as a person wrote it")
    text.add_argument("--received", metavar="FILE", help="an extractor's text; it waits until a person has read it")
    parser.add_argument("--url", metavar="URL", help="where the page is from")
    parser.add_argument("--title", metavar="WORDS", help="the page's title")
    parser.add_argument("--licence", metavar="WORDS", help="under what licence the page may be kept")
    _add_profile(parser)
    _add_root(parser)
    _add_replace(parser)
    parser.finish()


def _configure_check(parser: command.Parser) -> None:
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        help="RECEIVED GOLDEN: a text, a folder or JSON Lines; a golden text, a golden folder or the root of many; "
        "with --run, GOLDEN alone",
    )
    _add_run(parser)
    parser.add_argument(
        "--format", "-f", choices=("text", "json", "junit", "github"), default="text", help="default: %(default)s"
    )
    command.add_output(parser)
    parser.add_argument("--report", metavar="FILE", help="write an HTML report there too")
    _add_profile(parser)
    for name, what in (("allow", "ignore"), ("warn", "show, but do not fail for"), ("deny", "fail for")):
        parser.add_argument(f"--{name}", metavar="KINDS", default="", help=f"{what} these kinds or codes")
    parser.add_argument("--budget", metavar="KIND=N", action="append", default=[], help="up to N of a kind may differ")
    parser.add_argument("--scrub", metavar="NAMES", default="", help="what may differ: dates, times, urls, …")
    command.add_quiet(parser)
    parser.finish()
    parser.usage = f"{parser.prog} RECEIVED GOLDEN [options]\n       {parser.prog} GOLDENS --run COMMAND [options]"


def _configure_update(parser: command.Parser) -> None:
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", help="GOLDENS and RECEIVED, as in check (default: the last pytest run)"
    )
    _add_run(parser)
    for name, what in (
        ("create", "write golden.txt.pending where there is no golden text, in new folders too"),
        ("typography", "rewrite golden texts whose differences are all tolerated ones of typography"),
        ("accept", "take failing differences into golden texts"),
        ("known", "take defects that are gone off known.jsonl; put failing ones on it with --allow-regression"),
        ("review", "open the application on what fails"),
    ):
        parser.add_argument(f"--{name}", action="store_true", help=what)
    parser.add_argument("--allow-regression", action="store_true", help="let lists of known defects and budgets grow")
    command.add_quiet(parser)
    parser.finish()
    parser.usage = f"{parser.prog} [GOLDENS RECEIVED] [options]\n       {parser.prog} GOLDENS --run COMMAND [options]"


def _configure_import(parser: command.Parser) -> None:
    from restore.golden.importers import LAYOUTS

    parser.add_argument("layout", choices=tuple(LAYOUTS), metavar="LAYOUT", help=", ".join(LAYOUTS))
    parser.add_argument("folder", metavar="FOLDER", help="a checkout of that project, or the folder of its test data")
    _add_root(parser)
    _add_only(parser)
    _add_replace(parser)
    command.add_quiet(parser)
    parser.finish()


def _add_profile(parser: command.Parser) -> None:
    parser.add_argument(
        "--profile", metavar="NAME", help="exact, typographic, words or one of the project (default: the project's)"
    )


def _add_root(parser: command.Parser) -> None:
    parser.add_argument("--root", metavar="DIR", help="where golden folders are (default: goldens, or the project's)")


def _add_replace(parser: command.Parser) -> None:
    parser.add_argument("--replace", action="store_true", help="write anew what is there already")


def _add_only(parser: command.Parser) -> None:
    parser.add_argument(
        "--only", metavar="NAME", action="append", default=[], help="only these cases; bbc/* is a pattern"
    )


def _add_run(parser: command.Parser) -> None:
    parser.add_argument("--run", metavar="COMMAND", help="an extractor: page on its standard input, text on its output")
    _add_only(parser)


def run(options: Namespace) -> int:
    """Carry the action out."""
    from restore.cli import fixture_actions, fixture_update

    action: Callable[[Namespace], int] = {
        "add": fixture_actions.add,
        "check": fixture_actions.check,
        "update": fixture_update.update,
        "import": fixture_actions.take_over,
    }[options.action]
    return action(options)
