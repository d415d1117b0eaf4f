"""`restore bench`: accuracy, calibration and speed against other aligners, in one run; and the gate."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace

from restore.cli import command
from restore.errors import UsageError

EXAMPLES = """\
  restore bench                                       on the articles of the repository, damaged
  restore bench --quick --only accuracy --recipes light,foreign-light
  restore bench --articles clean.jsonl --misread pages.jsonl --revised editions.jsonl -o report
  restore bench --only families --data DIR --limit 40    each family of texts apart
  restore bench --pair copy.txt source.txt gold.json
  restore bench --gate                                exit 1 if anything got worse
"""
SPEED_LIMIT = 60  # seconds for one pair, unless told: an aligner that takes longer is not asked about longer texts


def configure(parser: command.Parser) -> None:
    """The command's arguments."""
    _add_data(parser)
    _add_extent(parser)
    parser.add_argument(
        "--output",
        "-o",
        metavar="DIR",
        help="also write bench.json, bench.html, a page with plots, and growth.svg to this folder",
    )
    gate = parser.add_mutually_exclusive_group()
    gate.add_argument("--gate", action="store_true", help="measure little, and exit 1 if a pinned figure got worse")
    gate.add_argument("--update-gate", action="store_true", help="pin the figures of the gate anew")
    gate.add_argument("--fit", metavar="FILE", help="fit judging on the other half of the data, and write it there")
    parser.add_argument("--allow-regression", action="store_true", help="let --update-gate pin what got worse")
    parser.add_argument("--gate-file", metavar="FILE", help="the pinned figures (default: benchmarks/gate.json)")
    parser.add_argument(
        "--copies",
        metavar="N",
        type=command.count,
        default=4,
        help="copies of each text for --fit (default: %(default)s)",
    )
    command.add_quiet(parser)


def _add_data(parser: command.Parser) -> None:
    parser.add_argument(
        "--articles", metavar="FILE", action="append", help="clean texts to damage: JSON lines {id, text}"
    )
    parser.add_argument("--misread", metavar="FILE", help="pages and their OCR: JSON lines {id, source, copy}")
    parser.add_argument("--revised", metavar="FILE", help="editions without damage: JSON lines {id, source, copy}")
    parser.add_argument("--rewritten", metavar="FILE", help="lines in other words: JSON lines {id, source, copy}")
    parser.add_argument(
        "--coreference",
        metavar="FILE",
        help="mentions written over others: JSON lines {id, source, copy, clean, edits}",
    )
    parser.add_argument("--shifted", metavar="FILE", help="the same, beside the place that was meant as well")
    parser.add_argument(
        "--data",
        metavar="DIR",
        help="a folder with files of these names: articles*, ocr*, revis*, rewrit*, coref*neural*, coref*shifted*",
    )
    parser.add_argument(
        "--pair", metavar=("COPY", "SOURCE", "GOLD"), nargs=3, action="append", help="a pair with its gold, as JSON"
    )
    parser.add_argument(
        "--half",
        choices=("held-out", "fitted", "both"),
        default="held-out",
        help="which texts: half of them, by name, are for fitting, the others are held out (default: %(default)s)",
    )


def _add_extent(parser: command.Parser) -> None:
    parser.add_argument("--only", choices=("accuracy", "calibration", "speed", "families"), help="measure this alone")
    parser.add_argument("--families", metavar="NAMES", help="these alone, with --only families: coreference,misread")
    parser.add_argument(
        "--limit", metavar="N", type=_positive, help="texts of each family and half at most, with --only families"
    )
    parser.add_argument(
        "--jobs", "-j", metavar="N", type=_positive, help="processes for families (default: one for each core)"
    )
    parser.add_argument("--quick", action="store_true", help="few texts, short ones for speed, no slow aligners")
    parser.add_argument("--recipes", metavar="RECIPES", help="damage the articles in these ways: light,foreign-ocr")
    parser.add_argument(
        "--seeds", metavar="N", type=_positive, default=1, help="copies of each text and recipe (default: %(default)s)"
    )
    parser.add_argument(
        "--time-limit",
        metavar="SECONDS",
        type=_positive,
        default=SPEED_LIMIT,
        help="for one aligner on one pair, when speed is measured (default: %(default)s)",
    )
    parser.add_argument(
        "--largest",
        metavar="N",
        type=_positive,
        default=1_000_000,
        help="tokens of the longest text, when speed is measured (default: %(default)s)",
    )


def _positive(text: str) -> int:
    number = command.count(text)
    if not number:
        raise ArgumentTypeError("0 is too few")
    return number


def run(options: Namespace) -> int:
    """Measure and print; with a gate, 0 when it holds, else 1."""
    if options.allow_regression and not options.update_gate:
        raise UsageError("--allow-regression goes with --update-gate")
    if options.only and (options.gate or options.update_gate):
        raise UsageError("the gate is of all that it has figures for: leave out --only")
    if options.only != "families" and (options.families or options.limit or options.jobs):
        raise UsageError("--families, --limit and --jobs go with --only families")
    from restore.cli import bench_actions

    if options.fit:
        return bench_actions.fit(options)
    if options.gate or options.update_gate:
        return bench_actions.gate(options)
    return bench_actions.measure(options)
