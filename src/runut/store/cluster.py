"""Coding the reports of a load on a Ray cluster: the same lots, each on whichever node is free.

Only the coding is elsewhere. Reports are read, told apart and written by the one process that holds the collection's
lock, so a node may go at any moment: its lots are coded again on another, and stand in the shards once.
"""

import os
import socket
from urllib.parse import urlsplit

from runut.errors import RunutError, StoreError
from runut.store.coding import LOTS_OF_A_PROCESS, Coder, Item, code_lot, lost
from runut.store.shards import Outcome

try:
    import ray
    from ray.exceptions import (
        NodeDiedError,
        ObjectLostError,
        OutOfMemoryError,
        RayError,
        RayTaskError,
        WorkerCrashedError,
    )
except ModuleNotFoundError as error:  # the optional extra `ray`
    raise StoreError("the engine `ray` is not installed; pip install 'runut[ray]', or leave --engine out") from error

__all__ = ["RayWorkers"]

TRIES_AGAIN = 3  # times that a lot is coded again elsewhere before its reports are tried one by one
ANSWERS_WITHIN = 10  # seconds
GONE = (NodeDiedError, ObjectLostError, OutOfMemoryError, WorkerCrashedError)


class RayWorkers:
    """A Ray cluster that codes; nodes may come and go meanwhile."""

    def __init__(self, coder: Coder, jobs: int, address: str | None) -> None:
        if address:
            _reached(address)
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # a cluster that is started here tells nobody
        try:
            ray.init(address=address, log_to_driver=False, logging_level="error")
        except (ConnectionError, RayError, RuntimeError, ValueError) as error:
            raise StoreError(
                f"{address or 'here'}: no Ray cluster can be used ({error}); is its version {ray.__version__}?"
            ) from error
        self.jobs = jobs
        self.coder = ray.put(coder)
        # a fresh process after so many lots, since the language model keeps every new word it meets
        self.code = ray.remote(max_calls=LOTS_OF_A_PROCESS, max_retries=TRIES_AGAIN, num_cpus=1)(code_lot)

    def width(self) -> int:
        """How many lots are coded at once: what the cluster has now, if nothing else was asked for."""
        return self.jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))

    def submit(self, lot: list[Item]) -> "ray.ObjectRef[list[Outcome]]":
        """Have a lot coded."""
        return self.code.remote(self.coder, lot)

    def outcomes(self, lot: list[Item], future: "ray.ObjectRef[list[Outcome]]") -> list[Outcome]:
        """What became of a lot. If its process dies again and again, its reports are coded one at a time."""
        try:
            done: list[Outcome] = _got(future)
        except GONE:
            return [outcome for item in lot for outcome in self._alone(item)]
        return done

    def _alone(self, item: Item) -> list[Outcome]:
        try:
            return _got(self.submit([item]))
        except GONE:
            return [lost(item)]

    def close(self) -> None:
        """Leave the cluster; what still runs for this load is stopped."""
        ray.shutdown()


def _reached(address: str) -> None:
    """Raise :class:`StoreError` where nothing listens: Ray itself would try for minutes."""
    place = urlsplit(f"//{address.rpartition('://')[2]}")
    if place.hostname is None or place.port is None:
        return  # a word of Ray's, such as `auto`
    try:
        socket.create_connection((place.hostname, place.port), timeout=ANSWERS_WITHIN).close()
    except OSError as error:
        raise StoreError(f"{address}: no Ray cluster there ({error}); start one with `ray start --head`") from error


def _got(future: "ray.ObjectRef[list[Outcome]]") -> list[Outcome]:
    try:
        done: list[Outcome] = ray.get(future)
    except RayTaskError as error:
        if isinstance(error.cause, RunutError):
            raise error.cause from None
        raise StoreError(
            f"a node of the cluster cannot code ({error.cause}); install the same runut and model on all of them"
        ) from error
    return done
