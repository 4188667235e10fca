"""Coding the reports of a load, in this process or in others, in their order and whatever one of them sets off."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, Protocol

import msgspec

from runut.articles import Failure, Reading
from runut.errors import ModelError, RunutError
from runut.model import Article, Record
from runut.store.shards import Outcome

__all__ = ["LOTS_OF_A_PROCESS", "Coder", "Engine", "Item", "Workers", "code_lot", "coded", "lost"]

Coder = Callable[[Sequence[Article]], Iterable[Record]]
Item = tuple[int, Reading | Failure]  # with its fingerprint

CODED_TOGETHER = 32  # reports that a process gets at a time
AHEAD = 2  # such lots waiting for each process
LOTS_OF_A_PROCESS = 100  # then a fresh one takes its place, since the language model keeps every new word it meets
# Whatever one report in a million sets off in the coder must not end the run; it is kept with the reason.
FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RunutError,
    RuntimeError,
    TypeError,
    ValueError,
)
TELL_US = "tell the makers of Runut, then try again with `runut add --redo`"


class Engine(Protocol):
    """What codes lots elsewhere, many at a time."""

    def width(self) -> int:
        """How many lots it codes at once."""

    def submit(self, lot: list[Item]) -> Any:
        """Have a lot coded; gives what :meth:`outcomes` asks for."""

    def outcomes(self, lot: list[Item], future: Any) -> list[Outcome]:
        """What became of a lot, once it is coded."""

    def close(self) -> None:
        """Stop, whatever is still running."""


def coded(items: Iterable[Item], coder: Coder, start: Callable[[], Engine | None]) -> Iterator[Outcome]:
    """What becomes of each item, in order; never more than a few lots are in memory.

    ``start`` gives what codes them; None means this process.
    """
    items = iter(items)
    lots = iter(lambda: list(islice(items, CODED_TOGETHER)), [])
    workers = start()
    if workers is None:
        for lot in lots:
            yield from code_lot(coder, lot)
        return
    running: deque[tuple[list[Item], Any]] = deque()
    try:
        for lot in lots:
            running.append((lot, workers.submit(lot)))
            if len(running) >= workers.width() * AHEAD:
                yield from workers.outcomes(*running.popleft())
        while running:
            yield from workers.outcomes(*running.popleft())
    finally:
        workers.close()


class Workers:
    """Processes that code; where one dies, others take its place and the report at fault is found."""

    def __init__(self, coder: Coder, jobs: int) -> None:
        # each process uses one processor: the matrix library must not start threads for all of them in each
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        self.coder = coder
        self.jobs = jobs
        self.pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        # spawn: a forked child would hold the lock, and keep the next writer out if this process is killed
        return ProcessPoolExecutor(
            self.jobs, get_context("spawn"), initializer=end_with_parent, max_tasks_per_child=LOTS_OF_A_PROCESS
        )

    def width(self) -> int:
        """How many lots are coded at once."""
        return self.jobs

    def submit(self, lot: list[Item]) -> Future[list[Outcome]]:
        """Have a lot coded."""
        try:
            return self.pool.submit(code_lot, self.coder, lot)
        except BrokenProcessPool:
            self.pool = self._started()
            return self.pool.submit(code_lot, self.coder, lot)

    def outcomes(self, lot: list[Item], future: Future[list[Outcome]]) -> list[Outcome]:
        """What became of a lot. If a process died meanwhile, its reports are coded one at a time."""
        try:
            return future.result()
        except BrokenProcessPool:
            return [outcome for item in lot for outcome in self._alone(item)]

    def _alone(self, item: Item) -> list[Outcome]:
        try:
            return self.submit([item]).result()
        except BrokenProcessPool:
            return [lost(item)]

    def close(self) -> None:
        """Stop the processes."""
        self.pool.shutdown(cancel_futures=True)


def end_with_parent() -> None:
    """End this process when the one that started it is gone, even by kill -9: it would wait for work for ever."""

    def watch() -> None:
        if parent := parent_process():
            parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def code_lot(coder: Coder, lot: Sequence[Item]) -> list[Outcome]:
    """Code the reports of a lot; if it fails, each by itself, so that only the one at fault is lost."""
    readings = [reading for _, reading in lot if isinstance(reading, Reading)]
    try:
        records: list[Record | str] = list(coder([reading.article for reading in readings]))
    except ModelError:
        raise
    except FAULTS:
        records = [_code_one(coder, reading) for reading in readings]
    made = iter(records)
    return [_outcome(mark, reading, next(made) if isinstance(reading, Reading) else "") for mark, reading in lot]


def lost(item: Item) -> Outcome:
    """What became of a report whose coding ends every process that tries it."""
    mark, reading = item
    return _outcome(mark, reading, f"could not be coded (the process died, as if out of memory); {TELL_US}")


def _code_one(coder: Coder, reading: Reading) -> Record | str:
    try:
        (record,) = coder([reading.article])
    except FAULTS as error:
        return f"could not be coded ({type(error).__name__}: {error}); {TELL_US}"
    return record


def _outcome(mark: int, reading: Reading | Failure, made: Record | str) -> Outcome:
    if isinstance(reading, Failure):
        return Outcome(found_at=reading.where, fingerprint=mark, reason=reading.reason)
    done = Outcome(reading.where, mark, reading.article.id, warnings=msgspec.json.encode(reading.warnings))
    if isinstance(made, str):
        return done._replace(reason=made, article=msgspec.json.encode(reading.article))
    record = msgspec.structs.replace(made, warnings=reading.warnings + made.warnings)
    return done._replace(record=msgspec.json.encode(record))
