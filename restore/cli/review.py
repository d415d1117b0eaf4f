"""`restore review`: a person decides what is left, in a full screen, at a prompt or in a browser."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from restore.cli import command, output
from restore.cli.diagnostics import say
from restore.cli.ending import exit_code, farewell, undecided
from restore.cli.exits import ExitCode
from restore.cli.program import path_word, program, typed
from restore.cli.terminal import lacking, require_terminal
from restore.errors import RestoreError, StaleError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from restore.repair import Policy
    from restore.session.opening import Review
    from restore.session.session import Session
    from restore.session.writing import Outlet

EXAMPLES = """\
  restore review copy.txt --source source.txt
  restore review copy.txt --source source.txt --plain
  restore review copy.txt --source source.txt --plain --json
  restore review OUT --filter "entity confidence<0.9"
  restore review copy.txt.session
  restore review copy.txt.session --write -o restored.txt
"""


def configure(parser: command.Parser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "target", metavar="COPY|OUT|SESSION", nargs="?", help="a damaged text, a batch's folder, or a session"
    )
    parser.add_argument("--source", "-s", metavar="SOURCE", help="the clean text of a COPY; - is standard input")
    parser.add_argument("--session", metavar="FILE", help="where decisions are kept (default: COPY.session)")
    parser.add_argument(
        "--output", "-o", metavar="FILE", help="where the restored text goes (default: beside the copy)"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--plain", action="store_true", help="a prompt instead of a full screen")
    parser.add_argument(
        "--json", action="store_true", help="with --plain: a question a line out, an answer a line in, for a program"
    )
    how.add_argument("--serve", action="store_true", help="in a browser on this machine; needs restore-text[web]")
    how.add_argument("--write", action="store_true", help="ask nothing: write the restored text as decided so far")
    how.add_argument("--keys", action="store_true", help="print all keys as a configuration file, to be changed")
    how.add_argument("--export", metavar="FILE", help="ask nothing: write all decisions as JSON; - is standard output")
    parser.add_argument("--port", type=command.count, default=0, metavar="N", help="for --serve (default: a free one)")
    parser.add_argument("--read-only", action="store_true", help="look on while somebody else decides")
    parser.add_argument("--carry", action="store_true", help="a text changed: go on with the decisions that still fit")
    parser.add_argument(
        "--filter", metavar="WORDS", default="", help='show only these, such as "entity state:open" (default: all)'
    )
    command.add_config(parser)
    parser.add_argument(
        "--threshold",
        metavar="T",
        help="apply damage at least this sure (default: 0.95, or what the session began with)",
    )
    command.add_filter(parser)
    command.add_reading(parser)
    command.add_quiet(parser)


def run(options: Namespace) -> int:
    """Review; 0 when nothing is left, else 1."""
    if not options.json:
        return _run(options)
    if not options.plain:
        raise UsageError("--json is another way to say what --plain says; give both")
    from restore.cli.exchange import tell_failure

    try:
        return _run(options)
    except RestoreError as error:
        tell_failure(error)
        raise


def _run(options: Namespace) -> int:
    from restore.session.filters import Filter

    if options.keys:
        return _keys(options)
    if options.target is None:
        raise UsageError("what is to be reviewed? COPY --source SOURCE, a batch's folder, or a session")
    chosen = Filter(options.filter)
    _refuse_idle(options)
    if not (options.plain or options.serve or options.write or options.export) and (lack := lacking()):
        _say(options, f"{lack}: this terminal shows no full screen, so that --plain is taken")
        options.plain = True
    silent = options.write or options.export
    if not silent and not options.plain and not options.serve:
        require_terminal()
    if options.serve:
        return _serve(options)
    review = _open(options)
    from restore.session.writing import Outlet

    outlet = Outlet.of(review.origin, options.output)
    try:
        if silent:
            return _write(options, review, outlet)
        review.session.set_filter(chosen)
        return _talk(options, review, outlet) if options.plain else _screen(options, review, outlet)
    finally:
        review.session.close()


def _refuse_idle(options: Namespace) -> None:
    """Raise UsageError for an option that would be left out in silence."""
    from restore.session.opening import is_session

    target, kept = options.target, is_session(options.target)
    of_pair = (kept or os.path.isdir(target)) and not options.source and f"is for COPY --source; {target} has both"
    idle = {
        "--filter": options.filter and (options.write or options.export) and "is for who is asked; all is written",
        "-o": options.output and options.export and "is for the restored text; --export names a file of its own",
        "--session": options.session and kept and f"is where decisions are kept, which {target} is already",
        "--excerpt": options.excerpt and of_pair,
        "--encoding": (options.encoding or options.source_encoding) and of_pair,
    }
    for option, why in idle.items():
        if why:
            raise UsageError(f"{option} {why}: leave it out")


def _open(options: Namespace) -> Review:
    """The review that the arguments name; a file that begins like a session is one."""
    from restore.session import opening

    read_only = options.read_only or bool(options.export)
    config = command.config_of(options)
    said = (options.threshold, options.select, options.ignore) != (None, None, None)
    policy = command.policy_of(options, config) if said else None
    if options.source is not None:
        if opening.is_session(options.target):
            raise UsageError(f"{options.target}: is a session, which knows its texts; leave out --source")
        return _open_pair(options, policy, config.policy(), read_only=read_only)
    if os.path.isdir(options.target):
        return opening.open_batch(options.target, options.session, policy=policy, read_only=read_only)
    if opening.is_session(options.target):
        return opening.open_session(options.target, policy=policy, read_only=read_only)
    if not os.path.exists(options.target):
        raise UsageError(f"{options.target}: no such file; check the path")
    call = f"{program()} review {typed(path_word(options.target))} --source SOURCE"
    raise UsageError(f"{options.target}: what is its source? {call}")


def _open_pair(options: Namespace, policy: Policy | None, otherwise: Policy, *, read_only: bool) -> Review:
    from argparse import Namespace

    from restore.cli.texts import Input, is_file, read_pair
    from restore.differences import Place
    from restore.session import opening
    from restore.session.document import Side
    from restore.session.origin import PairOrigin
    from restore.values import replace

    for place in (options.output, options.export):
        output.refuse_inputs(place, options.target, options.source)
    pair = read_pair(Namespace(**{**vars(options), "copy": options.target}))

    def side(one: Input, path: str) -> Side:
        return Side(one.name, one.text, one.encoding, path if is_file(path) else None, one.given.layout)

    if not is_file(options.target) and pair.copy.is_page:
        raise UsageError("a page with its layout is reviewed as a file, which is asked for again; save it to one")
    if not is_file(options.target) and not options.session:
        raise UsageError(f"the copy is {pair.copy.name}, no file; say where its decisions are kept: --session FILE")
    source = side(pair.source, options.source)
    if pair.excerpt:  # no file has just the part: the session keeps it
        part = Place(pair.excerpt.start, pair.excerpt.end)
        source = replace(source, path=None, part=part, whole=source.path)
    sides = side(pair.copy, options.target), source
    origin = PairOrigin(*sides, policy, force=options.force)
    path = options.session or opening.session_path(options.target)
    return opening.open_review(origin, path, policy=policy, otherwise=otherwise, read_only=read_only)


def check_changes(session: Session, *, carry: bool) -> None:
    """Go on with changed texts, or raise StaleError that names them."""
    if session.changes and not carry:
        first, more = session.changes[0], len(session.changes) - 1
        others = f" (and {more} more)" if more else ""
        raise StaleError(f"{first}{others}; go on with --carry, or begin anew with --session FILE")
    if session.changes and not session.read_only:
        session.accept_changes()


def _loaded(review: Review) -> Session:
    from restore.cli.waiting import waiting

    with waiting(review.origin.waiting_for.removesuffix(" …")):
        return review.load()


def _write(options: Namespace, review: Review, outlet: Outlet) -> int:
    from restore.formats.decisions import exported

    session = _loaded(review)
    check_changes(session, carry=options.carry)
    if options.export:
        from restore.formats.json import dumps

        if options.export != output.STDOUT:
            outlet.refuse(options.export, session)
        documents = list(exported(session))
        text = dumps(documents[0]) if len(documents) == 1 else "\n".join(dumps(d, indent=None) for d in documents)
        output.write((text + "\n").encode(), options.export)
    elif outlet.path == output.STDOUT:
        output.write(outlet.data(session))
    else:
        path = outlet.put(session) if session.read_only else outlet.write(session)
        _say(options, f"restored text written to {path}{undecided(session)}")
    return exit_code(session)


def _talk(options: Namespace, review: Review, outlet: Outlet) -> int:
    from restore.cli.exchange import Exchange
    from restore.cli.plain import Conversation

    session = _loaded(review)
    if options.json:
        check_changes(session, carry=options.carry)
        Exchange(session, outlet).run()
        return exit_code(session)
    colour = output.wants_colour(options.color, terminal=output.is_terminal())
    talk = Conversation(session, outlet, colour=colour, width=output.terminal_width())
    if session.changes and not options.carry and not talk.agrees_to_changes():
        check_changes(session, carry=False)
    check_changes(session, carry=True)
    talk.run()
    _say(options, farewell(session, outlet))
    return exit_code(session)


def _screen(options: Namespace, review: Review, outlet: Outlet) -> int:
    from restore_tui.app import ReviewApp
    from restore_tui.config import Preferences, read_config

    config = Preferences() if options.no_config else read_config(options.config)
    app = ReviewApp(review, outlet, config=config, carry=options.carry)
    app.run()
    if app.failure is not None:
        raise app.failure
    _say(options, farewell(review.session, outlet))
    return exit_code(review.session)


def _serve(options: Namespace) -> int:
    from restore_tui.serve import serve

    arguments = [argument for argument in sys.argv[1:] if argument != "--serve"]
    serve(arguments, port=options.port, tell=say)
    return ExitCode.DONE


def _keys(options: Namespace) -> int:
    from restore_tui.keys import as_toml

    output.write_lines([as_toml()], options.output)
    return ExitCode.DONE


def _say(options: Namespace, message: str) -> None:
    if not options.quiet:
        say(message)
