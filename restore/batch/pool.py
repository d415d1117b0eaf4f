"""Worker processes that survive what they are given: a pair that hangs, or kills its worker, costs itself alone.

Each worker holds one batch. It says in shared memory which record it is at and since when, so that the parent can end
one that takes too long. A batch whose worker died is cut at the record it was at, or in half where that is not known,
and its parts are tried again; a part of one record that dies once more is given up. Results come in the order of the
batches, and no more batches are read than a window allows, whatever the input's size.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any, Generic, Self, TypeVar

from restore.batch.serving import NOWHERE, serve
from restore.cores import useful
from restore.errors import RestoreError, UsageError
from restore.interrupts import held
from restore.logger import logger
from restore.values import dataclass, field

T = TypeVar("T")
R = TypeVar("R")
P = TypeVar("P")
TICK = 0.1  # seconds between two looks at the clock, and at whether to stop
WINDOW = 8  # batches for each worker that may be read and not yet handed on: what a slow one may hold up
STARTS = 3  # that may fail one after the other: a machine can be short of memory for a moment


@dataclass(frozen=True, slots=True)
class Lost:
    """An item that no worker could finish: it took too long, or killed its worker with `signal`."""

    timeout: bool
    signal: int | None = None


@dataclass(slots=True)
class _Part(Generic[T]):
    """Items of one batch, from its item `first` on."""

    batch: int
    first: int
    items: Sequence[T]
    deaths: int = 0  # of workers, at the one item that it has

    def cut(self, at: int) -> list[_Part[T]]:
        """What stands before an item, that item alone, and what stands behind it; halves, where it is not known."""
        if at == NOWHERE:
            return self._between(0, len(self.items) // 2, len(self.items))
        return self._between(0, at, at + 1, len(self.items))

    def _between(self, *edges: int) -> list[_Part[T]]:
        return [_Part(self.batch, self.first + i, self.items[i:j]) for i, j in pairwise(edges) if i < j]


@dataclass(slots=True)
class _Worker(Generic[T]):
    process: Any
    pipe: Connection
    clock: Any  # shared: the index of the item it is at, and when it began with that
    ready: bool = False
    part: _Part[T] | None = None


@dataclass(slots=True)
class _Batch(Generic[P]):
    """What has come back of a batch so far: of how many items, and of each part, by its first one."""

    size: int
    done: int = 0
    parts: dict[int, P | Lost] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """Whether all of it has come back."""
        return self.done == self.size


class Pool(Generic[T, P]):
    """`jobs` processes, or as many of them as are of use, that apply `work` to items.

    `timeout` is the seconds one item may take. What `pack` makes of the results of a batch, in the worker, goes back.
    `work`, `pack` and the items are pickled, so that each has to be a value of a module: a frozen dataclass with
    `__call__`, a method of one, or a function.

    Raises:
        UsageError: this process is a daemon, and may start none.
    """

    def __init__(self, work: Callable[[T], R], *, jobs: int, timeout: float, pack: Callable[[list[R]], P]) -> None:
        if multiprocessing.current_process().daemon:
            raise UsageError("a daemonic process may start no workers; give its records no jobs (jobs=0)")
        self._work, self._pack, self._jobs, self._timeout = work, pack, useful(jobs), timeout
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker[T]] = []
        self._waiting: deque[_Part[T]] = deque()
        self._batches: dict[int, _Batch[P]] = {}
        self._failed_starts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers at once."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def map(
        self, batches: Iterable[Sequence[T]], *, stopping: Callable[[], bool] = lambda: False
    ) -> Iterator[list[P | Lost]]:
        """Each batch's results as they were packed, in order: in one, or in several with `Lost` for an item in between.

        Once `stopping` says so nothing more is read, and what was begun is finished. It is asked ten times a second or
        more.

        Raises:
            RestoreError: workers cannot be started.
        """
        source = iter(batches)
        read = given = 0
        more = True
        while more or given < read:
            if stopping() and more:
                more, read = False, self._drop_unbegun(read)
            while more and read - given < WINDOW * self._jobs and len(self._waiting) < self._jobs:
                batch = next(source, None)
                if batch is None:
                    more = False
                else:
                    self._take(read, batch)
                    read += 1
            self._step()
            while given in self._batches and self._batches[given].is_done:
                done = self._batches.pop(given)
                given += 1
                yield [done.parts[first] for first in sorted(done.parts)]

    def _take(self, number: int, items: Sequence[T]) -> None:
        self._batches[number] = _Batch(len(items))
        if items:
            self._waiting.append(_Part(number, 0, items))

    def _drop_unbegun(self, read: int) -> int:
        """Forget the last batches that no worker has begun; how many are left."""
        begun = {worker.part.batch for worker in self._workers if worker.part}
        begun |= {number for number, batch in self._batches.items() if batch.done or not batch.size}
        while read - 1 in self._batches and read - 1 not in begun:
            read -= 1
            del self._batches[read]
        self._waiting = deque(part for part in self._waiting if part.batch < read)
        return read

    def _step(self) -> None:
        """Give work to who has none, and wait a moment for what comes back."""
        self._hand_out()
        busy = [worker for worker in self._workers if worker.part or not worker.ready]
        if not busy:
            return
        done = all(batch.is_done for batch in self._batches.values())
        awaited = [end for worker in busy for end in (worker.pipe, worker.process.sentinel)]
        came = set(wait(awaited, 0 if done else TICK))
        for worker in busy:
            if worker.pipe in came:
                self._receive(worker)
            elif worker.process.sentinel in came:
                self._bury(worker)
            elif worker.part and (at := self._late(worker)) is not None:
                self._give_up(worker, at)

    def _hand_out(self) -> None:
        while len(self._workers) < min(self._jobs, len(self._waiting) + len(self._busy())):
            self._workers.append(self._start())
        for worker in [*self._workers]:
            if worker.ready and worker.part is None and self._waiting:
                self._hand(self._waiting.popleft(), worker)

    def _hand(self, part: _Part[T], worker: _Worker[T]) -> None:
        try:
            worker.pipe.send(part.items)
        except OSError:  # it died while it was idle
            self._waiting.appendleft(part)
            worker.process.kill()
            self._remove(worker)
        else:
            worker.part = part

    def _busy(self) -> list[_Worker[T]]:
        return [worker for worker in self._workers if worker.part or not worker.ready]

    def _start(self) -> _Worker[T]:
        ours, theirs = self._context.Pipe()
        clock = self._context.RawArray("d", [NOWHERE, 0.0])
        process = self._context.Process(target=serve, args=(theirs, clock, self._work, self._pack), daemon=True)
        with held():
            process.start()
        theirs.close()
        return _Worker(process, ours, clock)

    def _receive(self, worker: _Worker[T]) -> None:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if not worker.ready:
            worker.ready, self._failed_starts = True, 0
            return
        assert worker.part is not None
        self._settle(worker.part, message)
        worker.part = None

    def _late(self, worker: _Worker[T]) -> int | None:
        """The item that a worker takes too long over."""
        # The worker writes the time before the index: read the other way round, an index never goes with an older
        # item's time.
        index = int(worker.clock[0])
        return index if index != NOWHERE and monotonic() - worker.clock[1] > self._timeout else None

    def _give_up(self, worker: _Worker[T], at: int) -> None:
        """End a worker that takes too long over an item; the others of its part are tried again."""
        part = worker.part
        worker.process.kill()
        self._remove(worker)
        assert part is not None
        logger().warning("a worker was ended: it was at one item for more than %g seconds", self._timeout)
        for piece in part.cut(at):
            if piece.first == part.first + at:
                self._settle(piece, Lost(timeout=True))
            else:
                self._waiting.appendleft(piece)

    def _bury(self, worker: _Worker[T]) -> None:
        """A worker died: cut its part where it was; give up an item that is a part of its own and had two tries."""
        part, at = worker.part, int(worker.clock[0])
        self._remove(worker)
        if part is None:
            self._count_failed_start(worker)
        elif len(part.items) == 1 and part.deaths:
            code = worker.process.exitcode
            self._settle(part, Lost(timeout=False, signal=-code if code and code < 0 else None))
        else:
            alone = len(part.items) == 1
            pieces = [part] if alone else part.cut(at)
            code = worker.process.exitcode
            logger().warning("a worker ended with %s; what it was at is tried again on its own", code)
            for piece in pieces:
                piece.deaths = int(alone or piece.first == part.first + at)
            self._waiting.extendleft(reversed(pieces))

    def _count_failed_start(self, worker: _Worker[T]) -> None:
        self._failed_starts += not worker.ready
        if self._failed_starts > STARTS:
            raise RestoreError(
                "worker processes die as they start; in a script, call this under if __name__ == '__main__', "
                "or use jobs=0"
            )

    def _remove(self, worker: _Worker[T]) -> None:
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)

    def _settle(self, part: _Part[T], packed: P | Lost) -> None:
        batch = self._batches[part.batch]
        batch.parts[part.first] = packed
        batch.done += len(part.items)
