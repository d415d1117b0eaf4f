"""`restore bench`: accuracy, calibration and speed against other aligners, in one run; and the gate."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from restore.cli import command, output
from restore.cli.diagnostics import ExitCode, say
from restore.errors import UsageError

if TYPE_CHECKING:
    from restore.bench.corpus import Corpus
    from restore.bench.documents import Data, Request
    from restore.bench.families import Family
    from restore.bench.peers import Peer
    from restore.bench.report import BenchReport

EXAMPLES = """\
  restore bench                                       on the articles of the repository, damaged
  restore bench --quick --only accuracy --recipes light,foreign-light
  restore bench --articles clean.jsonl --misread pages.jsonl --revised editions.jsonl -o report
  restore bench --only families --data DIR --limit 40    each family of texts apart
  restore bench --pair copy.txt source.txt gold.json
  restore bench --gate                                exit 1 if anything got worse
"""
QUICK_ARTICLES, QUICK_SIZES = 4, 3  # of `--quick`: enough that every table and plot has something to show
PAIRS, QUICK_PAIRS = 4000, 1000  # of a batch: so many that it does not count how long its workers take to start
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
    if options.only != "families" and (options.families or options.limit or options.jobs):
        raise UsageError("--families, --limit and --jobs go with --only families")
    if options.fit:
        return _fit(options)
    if options.gate or options.update_gate:
        return _gate(options)
    from restore.bench.tables import lines, tables

    folder = _folder(options.output)
    report = _measured(options)
    if folder:
        _write(report, folder)
    output.write_lines(f"{line}\n" for line in lines(tables(report)))
    return ExitCode.DONE


def _folder(name: str | None) -> Path | None:
    """The folder to write to, made before anything is measured for nothing."""
    if not name:
        return None
    try:
        Path(name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"-o {name}: no folder can be made there: {error.strerror}; name another") from None
    return Path(name)


def _write(report: BenchReport, folder: Path) -> None:
    from restore.bench.growing import picture, time_plot
    from restore.bench.page import page
    from restore.bench.report import document
    from restore.files import write_atomically
    from restore.formats.json import dumps

    write_atomically(folder / "bench.json", (dumps(document(report)) + "\n").encode("utf-8"))
    write_atomically(folder / "bench.html", page(report).encode("utf-8"))
    if report.timings:
        write_atomically(folder / "growth.svg", picture(time_plot(report)).encode("utf-8"))


def _measured(options: Namespace) -> BenchReport:
    from restore.bench import accuracy, batching, processes, speed
    from restore.bench.documents import gather
    from restore.bench.longtext import ARTICLE
    from restore.bench.peers import PEERS
    from restore.bench.report import Aligner, BenchReport

    def tell(message: str) -> None:
        _progress(options, message)

    if options.only == "families":
        return _apart(options, tell)
    request = _request(options)
    there = [peer for peer in PEERS if peer.version()]
    asked = [peer for peer in there if not (options.quick and peer.limit)]
    aligners = [Aligner(accuracy.OURS, _version(), None), *(Aligner(p.name, p.version(), p.limit) for p in PEERS)]
    data: Data | None = None
    results: list[accuracy.Result] = []
    timings: list[speed.Timing] = []
    whole: list[processes.ProcessTime] = []
    batch: batching.BatchTime | None = None
    if options.only != "speed":
        data = gather(request)
        results = accuracy.measure(data.documents, [] if options.only == "calibration" else asked, tell)
    if options.only in (None, "speed"):
        sizes = _sizes(options)
        timings = speed.measure(_timed(asked), sizes, options.time_limit, tell)
        whole = [*processes.starts(tell), *processes.whole([size for size in sizes if size != ARTICLE], tell)]
        batch = batching.measure(QUICK_PAIRS if options.quick else PAIRS, tell)
    return BenchReport(aligners, data, results, timings, processes=whole, batch=batch)


def _apart(options: Namespace, tell: Callable[[str], None]) -> BenchReport:
    """Each family of texts measured apart."""
    import os
    from itertools import chain

    from restore.bench.accuracy import OURS
    from restore.bench.documents import Half
    from restore.bench.families import documents
    from restore.bench.outcomes import PEERS, outcomes
    from restore.bench.report import Aligner, BenchReport
    from restore.find.work import Workers

    corpus, parts = _corpus(options), Half(options.half).parts
    found = []
    with Workers(options.jobs or os.cpu_count() or 1) as workers:
        for family in _families(options.families):
            tell(f"families: {family}")
            halves = (documents(family, corpus, part.number, limit=options.limit) for part in parts)
            found.append(outcomes(family, chain.from_iterable(halves), workers=workers))
    aligners = [Aligner(OURS, _version(), None), *(Aligner(p.name, p.version(), p.limit) for p in PEERS)]
    return BenchReport(aligners, families=[outcome for outcome in found if outcome.texts], files=corpus.files)


def _families(names: str | None) -> list[Family]:
    from restore.bench.families import Family

    asked = _names(names) if names else list(Family)
    unknown = [name for name in asked if name not in list(Family)]
    if unknown:
        raise UsageError(f"--families: no such family: {unknown[0]!r}; there are {', '.join(Family)}")
    return [Family(name) for name in asked]


def _version() -> str:
    from restore import __version__

    return __version__


def _timed(peers: list[Peer]) -> list[Peer]:
    """Those without a limit on length come first; the others fall out soon."""
    return sorted(peers, key=lambda peer: peer.limit or 0)


def _sizes(options: Namespace) -> list[int]:
    from restore.bench.speed import SIZES

    sizes = SIZES[:QUICK_SIZES] if options.quick else SIZES
    return [size for size in sizes if size <= options.largest] or [sizes[0]]


def _request(options: Namespace) -> Request:
    from restore.bench.documents import Half, Request

    recipes = {"recipes": _names(options.recipes)} if options.recipes else {}
    return Request(
        corpus=_corpus(options),
        pairs=[(Path(copy), Path(source), Path(gold)) for copy, source, gold in options.pair or ()],
        half=Half(options.half),
        seeds=options.seeds,
        limit=QUICK_ARTICLES if options.quick else None,
        **recipes,
    )


def _names(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


def _corpus(options: Namespace) -> Corpus:
    """The files of each sort, named one by one or found in --data."""
    from restore.bench.corpus import PATTERNS, Corpus

    if options.data and not Path(options.data).is_dir():
        raise UsageError(f"--data {options.data}: no such folder; name one with articles.jsonl in it")
    found: dict[str, list[Path]] = {}
    for option, pattern in PATTERNS.items():
        named = getattr(options, option) or []
        there = sorted(Path(options.data).glob(pattern)) if options.data else []
        found[option] = [Path(name) for name in ([named] if isinstance(named, str) else named)] or there
    if options.data and not any(found.values()):
        raise UsageError(f"--data {options.data}: none of {', '.join(PATTERNS.values())} is there")
    single = {option: paths[0] for option, paths in found.items() if option != "articles" and paths}
    return Corpus(articles=tuple(found["articles"]), **single)


def _progress(options: Namespace, message: str) -> None:
    """Where the run is, for somebody who waits for it at a terminal."""
    import sys

    if not options.quiet and sys.stderr is not None and sys.stderr.isatty():
        say(message)


def _gate(options: Namespace) -> int:
    from restore.bench import gate

    path = Path(options.gate_file) if options.gate_file else gate.default_path()
    pinned = gate.read(path) if options.gate or path.exists() else None
    data = gate.gate_data()
    if options.gate and pinned:
        gate.check_data(pinned, data, path)
    now = gate.measured(data)
    found = gate.breaches(pinned, now) if pinned else []
    if options.update_gate:
        if not options.allow_regression:
            gate.refuse_lower(found)
        path.parent.mkdir(parents=True, exist_ok=True)
        gate.write(path, data, now)
        return _told(options, f"{len(now)} figures pinned in {path}")
    output.write_lines(f"{gate.told(breach)}\n" for breach in found)
    _told(options, f"gate: {len(found)} of {len(pinned.bounds) if pinned else 0} figures got worse")
    return ExitCode.LEFT if found else ExitCode.DONE


def _told(options: Namespace, message: str) -> int:
    if not options.quiet:
        say(message)
    return ExitCode.DONE


def _fit(options: Namespace) -> int:
    from restore.bench.fit import main

    corpus = _corpus(options)
    if not corpus.articles:
        raise UsageError("--fit: needs --articles FILE or --data DIR; the repository's own are for measuring")
    output.refuse_inputs(options.fit, *map(str, corpus.paths))
    _needs_lightgbm()
    main(corpus, Path(options.fit), copies=options.copies, tell=lambda message: _progress(options, message))
    for file in corpus.files:
        _told(options, f"fitted on {file.name}, SHA-256 {file.sha256}")
    return _told(options, f"judging written to {options.fit}")


def _needs_lightgbm() -> None:
    """Asked first, since the texts are read for minutes before anything is fitted to them."""
    try:
        import lightgbm  # noqa: F401
    except ImportError as error:
        raise UsageError(f"--fit: {error.name} is not installed; pip install 'restore-text[bench]'") from None
    except OSError as error:
        raise UsageError(f"--fit: LightGBM cannot be loaded: {error}; on Debian: apt-get install libgomp1") from None
