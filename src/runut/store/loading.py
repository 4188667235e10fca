"""Adding reports to a collection, so that the work can be stopped at any moment and goes on where it was.

Reports are coded in the order in which they come, a few dozen at a time, in as many processes as asked for; only
this process writes. What is done is what stands in the shards: a run that was killed is run again, passes over the
reports that are there, and goes on with the same shard that an undisturbed run would have written.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Literal

import msgspec

from runut.articles import Failure, Reading
from runut.store import shards
from runut.store.coding import Coder, Engine, Item, Workers, coded
from runut.store.index import refresh
from runut.store.layout import Layout, create, existing, writing
from runut.store.shards import (
    Known,
    Outcome,
    ShardName,
    drop_superseded,
    fingerprint,
    live_shards,
    next_number,
    read_outcomes,
    reading_of,
    stale_shards,
    write_shard,
)

__all__ = ["Loaded", "Plan", "load", "redo"]

Told = Callable[["Loaded"], None]
Reread = Callable[[str], Reading | Failure | None]
Opened = deque[tuple[ShardName, list[Outcome], list[int]]]

INDEXED_AFTER = 20_000  # new reports until readers see them, while a load goes on


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How to load: in how many processes (0: in this one), at most how many reports, none published before ``since``.

    ``strict`` ends the load at the first input that cannot be read. ``engine`` is ``processes`` of this computer or
    ``ray``, a cluster at ``address``, where ``jobs`` is how many reports are coded at once (0: one for each processor).
    """

    jobs: int = 0
    engine: Literal["processes", "ray"] = "processes"
    address: str | None = None
    limit: int | None = None
    since: str | None = None
    strict: bool = False


class Loaded(msgspec.Struct, kw_only=True):
    """What a load has done so far; ``latest`` are the failures since it last told."""

    added: int = 0
    known: int = 0
    older: int = 0
    failed: int = 0
    latest: list[Failure] = []

    @property
    def seen(self) -> int:
        """How many inputs were dealt with."""
        return self.added + self.known + self.older + self.failed


def load(
    root: Path,
    readings: Iterable[Reading | Failure],
    coder: Coder,
    versions: Mapping[str, str],
    *,
    plan: Plan | None = None,
    tell: Told | None = None,
) -> Loaded:
    """Code the reports of ``readings`` that the collection at ``root`` lacks, and add them.

    ``coder`` makes records of articles, in their order; with ``plan.jobs`` it must be a function that other
    processes can import. ``versions`` says what ``coder`` is made of. ``tell`` hears of every shard. Raises
    :class:`StoreError` if the collection cannot be written, :class:`runut.errors.ModelError` where the language model
    is missing; what was added before stays.
    """
    plan = plan or Plan()
    layout = create(root)
    with writing(layout):
        refresh(layout)
        loaded = Loaded()
        fresh = _fresh(readings, Known(layout, live_shards(layout)), loaded, plan)
        number = next_number(layout)
        waiting = 0
        for outcomes in _shards(coded(fresh, coder, lambda: _workers(coder, plan))):
            write_shard(layout, ShardName(number, 0), outcomes, versions, _now())
            number += 1
            waiting += len(outcomes)
            _count(loaded, outcomes)
            if waiting >= INDEXED_AFTER:
                refresh(layout)
                waiting = 0
            if tell:
                tell(loaded)
        refresh(layout)
    return loaded


def redo(
    root: Path,
    coder: Coder,
    versions: Mapping[str, str],
    *,
    plan: Plan | None = None,
    tell: Told | None = None,
    reread: Reread | None = None,
) -> Loaded:
    """Code anew what other ``versions`` coded, and what could not be coded, from the reports in the collection.

    ``reread`` gives what is read now from the page that was fetched at an address, None if none was kept; where that is
    something else than before, it is coded too. Stopped at any moment, it goes on with the shards that are left. Raises
    as :func:`load`.
    """
    plan = plan or Plan()
    layout = existing(root)
    loaded = Loaded()
    with writing(layout):
        refresh(layout)
        opened: Opened = deque()
        reports = _reports_of(layout, opened, versions) if reread is None else _reread(layout, opened, reread, versions)
        outcomes = coded(reports, coder, lambda: _workers(coder, plan))
        for first in outcomes:
            name, done, places = opened.popleft()
            fresh = [
                outcome._replace(number=done[place].number)
                for place, outcome in zip(places, chain([first], outcomes), strict=False)
            ]
            renewed = dict(enumerate(done)) | dict(zip(places, fresh, strict=True))
            write_shard(layout, name._replace(edition=name.edition + 1), renewed.values(), versions, _now())
            _count(loaded, fresh)
            if tell:
                tell(loaded)
        refresh(layout)
        drop_superseded(layout)
    return loaded


def _reports_of(layout: Layout, opened: Opened, versions: Mapping[str, str]) -> Iterator[Item]:
    """The stale reports; ``opened`` gets each of their shards, what is in it, and their places."""
    for name in stale_shards(layout, live_shards(layout), versions):
        outcomes = read_outcomes(layout, name)
        readings = _stale(outcomes, versions)
        opened.append((name, outcomes, list(readings)))
        yield from ((outcomes[place].fingerprint, reading) for place, reading in readings.items())


def _stale(outcomes: Iterable[Outcome], versions: Mapping[str, str]) -> dict[int, Reading | Failure]:
    stale = ((place, reading_of(one)) for place, one in enumerate(outcomes) if one.is_stale(versions))
    return {place: reading for place, reading in stale if reading}


def _reread(layout: Layout, opened: Opened, reread: Reread, versions: Mapping[str, str]) -> Iterator[Item]:
    """The reports that are stale or have a page of which something else is read now."""
    names = live_shards(layout)
    known = Known(layout, names)
    for name in names:
        outcomes = read_outcomes(layout, name)
        anew = {place: now for place, one in enumerate(outcomes) if (now := _read_anew(one, reread, known))}
        readings = _stale(outcomes, versions) | anew
        if readings:
            places = sorted(readings)
            opened.append((name, outcomes, places))
            yield from ((outcomes[place].fingerprint, readings[place]) for place in places)


def _read_anew(one: Outcome, reread: Reread, known: Known) -> Reading | Failure | None:
    """What is read now from the page behind an outcome; None if it is what was read before, or there is no page."""
    before, now = reading_of(one), reread(one.found_at)
    if isinstance(now, Failure):
        return now if before is not None or now.reason != one.reason else None
    if now is None:
        return None
    if before is not None:  # it is still that report, so it keeps its id
        now = msgspec.structs.replace(now, article=msgspec.structs.replace(now.article, id=before.article.id))
        return None if now.article == before.article else now
    if known.has("id_key", fingerprint(now.article.id)):
        return None  # another try at the page had this report
    known.add("id_key", fingerprint(now.article.id))
    return now


def _workers(coder: Coder, plan: Plan) -> Engine | None:
    if plan.engine == "ray":
        from runut.store.cluster import RayWorkers  # noqa: PLC0415 - needs the optional extra `ray`

        return RayWorkers(coder, plan.jobs, plan.address)
    return Workers(coder, plan.jobs) if plan.jobs else None


def _fresh(readings: Iterable[Reading | Failure], known: Known, loaded: Loaded, plan: Plan) -> Iterator[Item]:
    """The readings that the collection lacks, each with its fingerprint, and with an id of its own."""
    wanted = plan.limit
    for reading in readings:
        if wanted is not None and wanted <= 0:
            return
        if isinstance(reading, Reading) and plan.since and (reading.article.published or "") < plan.since:
            loaded.older += 1
            continue
        mark = _mark(reading)
        if known.has("fingerprint", mark):
            loaded.known += 1
            continue
        known.add("fingerprint", mark)
        if isinstance(reading, Reading):
            yield mark, _with_own_id(reading, mark, known)
            wanted = None if wanted is None else wanted - 1
        else:
            yield mark, reading
        if plan.strict and isinstance(reading, Failure):
            return


def _mark(reading: Reading | Failure) -> int:
    if isinstance(reading, Failure):
        return fingerprint(reading.where, reading.reason)
    article = reading.article
    return fingerprint(article.id, article.url, article.outlet, article.title, article.published, article.text)


def _with_own_id(reading: Reading, mark: int, known: Known) -> Reading:
    """The reading; if another report has its id already, its fingerprint is added to the id."""
    article, warnings = reading.article, reading.warnings
    if known.has("id_key", fingerprint(article.id)):
        warnings = (*warnings, f"another report has the id {article.id!r}: this one got its own")
        article = msgspec.structs.replace(article, id=f"{article.id}~{mark:016x}")
    known.add("id_key", fingerprint(article.id))
    return msgspec.structs.replace(reading, article=article, warnings=warnings)


def _shards(outcomes: Iterator[Outcome]) -> Iterator[list[Outcome]]:
    while some := list(islice(outcomes, shards.SHARD_REPORTS)):
        yield some


def _count(loaded: Loaded, outcomes: list[Outcome]) -> None:
    loaded.latest = [Failure(where=one.found_at, reason=one.reason) for one in outcomes if one.reason is not None]
    loaded.failed += len(loaded.latest)
    loaded.added += len(outcomes) - len(loaded.latest)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
