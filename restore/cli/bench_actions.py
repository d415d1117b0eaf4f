"""What `restore bench` does once its arguments are known: measure and report, hold the gate, fit judging."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from restore.cli import output
from restore.cli.diagnostics import say
from restore.cli.exits import ExitCode
from restore.errors import UsageError

if TYPE_CHECKING:
    from restore.bench.corpus import Corpus
    from restore.bench.documents import Data, Request
    from restore.bench.families import Family
    from restore.bench.peers import Peer
    from restore.bench.report import BenchReport

QUICK_ARTICLES, QUICK_SIZES = 4, 3  # of `--quick`: enough that every table and plot has something to show
PAIRS, QUICK_PAIRS = 4000, 1000  # of a batch: so many that it does not count how long its workers take to start


def measure(options: Namespace) -> int:
    """Measure, print, and write the report where that is asked for."""
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


def gate(options: Namespace) -> int:
    """Hold the figures against those pinned, or pin them anew; exit 1 if one got worse."""
    from restore.bench import gate as bounds

    path = Path(options.gate_file) if options.gate_file else bounds.default_path()
    pinned = bounds.read(path) if options.gate or path.exists() else None
    data = bounds.gate_data()
    if options.gate and pinned:
        bounds.check_data(pinned, data, path)
    now = bounds.measured(data)
    found = bounds.breaches(pinned, now) if pinned else []
    if options.update_gate:
        if not options.allow_regression:
            bounds.refuse_lower(found)
        path.parent.mkdir(parents=True, exist_ok=True)
        bounds.write(path, data, now)
        return _told(options, f"{len(now)} figures pinned in {path}")
    output.write_lines(f"{bounds.told(breach)}\n" for breach in found)
    _told(options, f"gate: {len(found)} of {len(pinned.bounds) if pinned else 0} figures got worse")
    return ExitCode.LEFT if found else ExitCode.DONE


def _told(options: Namespace, message: str) -> int:
    if not options.quiet:
        say(message)
    return ExitCode.DONE


def fit(options: Namespace) -> int:
    """Fit judging and write it."""
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
