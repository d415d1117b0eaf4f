"""Work shared among processes: results in the order of the tasks, and only so many tasks waiting at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Protocol, Self, TypeVar

from restore.cores import useful
from restore.errors import RestoreError
from restore.interrupts import end_at_once, held

Task = TypeVar("Task")
Result = TypeVar("Result")


class Mapper(Protocol):
    """Anything that does work on tasks and gives the results in their order."""

    def map(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """`work` done on each task."""


class Workers:
    """Processes that are started when there is enough to do for them; with one job, everything is done here."""

    def __init__(self, jobs: int = 1) -> None:
        self._jobs = useful(jobs)
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def map(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """`work` done on each task, results in order; `work` must be importable by name.

        Raises:
            RestoreError: a process was ended from outside, as the system does when memory runs out.
        """
        if self._jobs == 1:
            yield from map(work, tasks)
            return
        waiting: deque[Future[Result]] = deque()
        try:
            for task in tasks:
                with held():  # a task may begin a process
                    waiting.append(self._started().submit(work, task))
                if len(waiting) > 2 * self._jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise RestoreError("a worker process was ended, perhaps for want of memory; try --jobs 1") from None

    def _started(self) -> ProcessPoolExecutor:
        """Spawned, not forked: threads of the search engine would not survive a fork."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._jobs, get_context("spawn"), initializer=end_at_once)
        return self._pool
