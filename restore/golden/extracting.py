"""Received texts for golden folders, from an extractor that is run on each page."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from restore.errors import InputError, UsageError
from restore.files import reason
from restore.golden.case import Case
from restore.golden.gather import Received, faulty

SECONDS = 60  # that an extractor may take for one page


def extract(cases: Sequence[Case], command: str, faults: Mapping[str, str]) -> Iterator[Received]:
    """Run an extractor on each case's page: HTML on its standard input, text on its standard output, UTF-8 both.

    Raises:
        UsageError: the command cannot be read or started.
    """
    import shlex

    try:
        words = shlex.split(command)
    except ValueError as error:
        raise UsageError(f"--run {command}: {error}") from None
    for case in cases:
        try:
            yield faulty(case, faults) or _extracted(case, words)
        except (OSError, IndexError) as error:
            raise UsageError(f"--run {command}: cannot be started: {reason(error)}") from None


def _extracted(case: Case, words: Sequence[str]) -> Received:
    if case.page_path is None:
        return Received.nothing(case, "it has no page to run the extractor on")
    try:
        page = case.html.encode("utf-8", "replace")
    except InputError as error:
        return Received.nothing(case, error)
    try:
        ran = _ran(words, page)
    except subprocess.TimeoutExpired:
        return Received.nothing(case, f"the extractor took more than {SECONDS} s")
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        return Received.nothing(case, f"the extractor ended with {ran.returncode}{said and f': {said}'}")
    return Received(case, ran.stdout.decode("utf-8", "replace").removesuffix("\n"))


def _ran(words: Sequence[str], page: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run a command; when it takes too long, or we are ended ourselves, nothing that it started goes on."""
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - the command is what the user asked to run, and no shell reads it
        words, stdin=pipe, stdout=pipe, stderr=pipe, process_group=0
    ) as process:
        try:
            out, error = process.communicate(page, SECONDS)
        except BaseException:
            if process.returncode is None and hasattr(os, "killpg"):  # not on Windows
                with suppress(OSError):
                    os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            raise
    return subprocess.CompletedProcess(words, process.returncode, out, error)
