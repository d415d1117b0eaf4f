"""How a review ends: what was decided, where it is kept, what is next, and with which exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restore.cli.exits import ExitCode
from restore.cli.program import path_word, program, typed

if TYPE_CHECKING:
    from restore.session.session import Session
    from restore.session.writing import Outlet


def exit_code(session: Session) -> int:
    """0 when nothing is left, else 1; where what was decided is not kept, what an unwritten output ends with."""
    if session.ledger.past and not session.is_kept:
        return ExitCode.INPUT
    return ExitCode.LEFT if _is_unfinished(session) else ExitCode.DONE


def _is_unfinished(session: Session) -> bool:
    return bool(session.progress.left or session.loading)


def undecided(session: Session) -> str:
    """What the text that was written leaves as it was."""
    left = session.progress.left
    if not left:
        return ""
    return f"; {left} undecided {'stay' if left > 1 else 'stays'} as the copy has {'them' if left > 1 else 'it'}"


def farewell(session: Session, outlet: Outlet) -> str:
    """One line: what was decided, where it is kept, what is next."""
    decided = _decided(session)
    if session.read_only:
        return decided
    written = f"; the text is in {session.last_written}" if session.last_written else ""
    if not session.is_kept:
        return f"{decided}; not kept: {session.name} is not as this review left it{written}"
    name, unfinished = typed(path_word(session.name)), _is_unfinished(session)
    after = name if unfinished else f"{name} --write" + ("" if outlet.path else " -o FILE")
    following = "" if session.last_written and not unfinished else f"; next: {program()} review {after}"
    return f"{decided}; kept in {session.name}{written}{following}"


def _decided(session: Session) -> str:
    """How many differences stand how; they are not known before all are found."""
    progress = session.progress
    if session.loading:
        return "left before all was compared"
    skipped = f" ({progress.skipped} skipped)" if progress.skipped else ""
    return f"{progress.applied} applied, {progress.kept} kept, {progress.left} left{skipped}"
