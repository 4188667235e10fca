"""Joining the many small shards that many small loads leave, without touching the index or a single row.

A joined shard's name says which numbers it has taken in, so that it is in force the moment it is there; the shards that
it replaces are removed at the end. The index then learns the new name. Stopped in between, the next writer builds that
segment of the index anew.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from runut.store import shards
from runut.store.index import Manifest, Segment, publish, refresh
from runut.store.layout import Layout, existing, writing
from runut.store.shards import (
    ShardName,
    broken_shards,
    drop_superseded,
    join_shards,
    live_shards,
    shard_sizes,
)

__all__ = ["Compacted", "compact"]


class Compacted(NamedTuple):
    """How many shards there were, and how many there are."""

    before: int
    after: int


def compact(root: Path) -> Compacted:
    """Join small shards of the collection at ``root`` until they are as large as one long load makes them.

    Reports keep number, id, versions and the time when they were added. Raises :class:`runut.errors.StoreError` if
    there is no collection or it cannot be written; what was joined before stays.
    """
    layout = existing(root)
    with writing(layout):
        manifest = refresh(layout)
        live = live_shards(layout)
        for run in _runs(layout, manifest, live):
            manifest = _renamed(manifest, run, join_shards(layout, run))
            publish(layout, manifest)
        drop_superseded(layout)
        return Compacted(len(live), len(live_shards(layout)))


def _runs(layout: Layout, manifest: Manifest, live: Sequence[ShardName]) -> Iterator[list[ShardName]]:
    """Neighbours that together are no larger than a shard.

    They are of one segment, so that the index need not be built anew. Between them lies none that is set aside: it
    could no longer be put back.
    """
    segments = {name: segment.name for segment in manifest.segments for name in segment.shards}
    sizes = shard_sizes(layout, live)
    aside = [ShardName.of(path).number for path in broken_shards(layout)]
    run: list[ShardName] = []
    for name in live:
        joins = (
            run
            and segments[str(run[-1])] == segments[str(name)]
            and sum(sizes[one] for one in (*run, name)) <= shards.SHARD_REPORTS
            and not any(run[-1].number <= number <= name.number for number in aside)
        )
        if not joins:
            if len(run) > 1:
                yield run
            run = []
        run.append(name)
    if len(run) > 1:
        yield run


def _renamed(manifest: Manifest, run: Sequence[ShardName], joined: ShardName) -> Manifest:
    """The manifest with ``joined`` in the place of the shards of ``run``."""
    first, *others = (str(name) for name in run)
    new = {first: str(joined)} | dict.fromkeys(others)
    segments = tuple(msgspec.structs.replace(one, shards=_names(one, new)) for one in manifest.segments)
    return msgspec.structs.replace(manifest, segments=segments)


def _names(segment: Segment, new: dict[str, str | None]) -> tuple[str, ...]:
    names = (new.get(name, name) for name in segment.shards)
    return tuple(name for name in names if name is not None)
