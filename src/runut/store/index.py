"""The index: tables and full text made of the shards, so that readers never wait and never see half a load.

The index is a few *segments*, each a DuckDB file and an SQLite file over some shards, and a manifest that names
them. Nothing that the manifest names is ever changed: new shards become a new segment, which takes in older ones
not much larger than itself, and then a new manifest takes the old one's place. So a small load need not write the
whole index anew.
"""

from collections.abc import Sequence

import msgspec

from runut.store.engine import connect, quoted, writing_to
from runut.store.fulltext import write_fulltext
from runut.store.layout import Layout, durably, remove
from runut.store.schema import SCHEMA_VERSION, record_structure, sql, tables
from runut.store.shards import ShardName, live_shards, set_broken_aside, shard_sizes

__all__ = ["LINKS", "TABLES", "TEXTS", "Manifest", "Segment", "absorbed_by", "publish", "read_manifest", "refresh"]

TABLES = "tables.duckdb"
TEXTS = "texts.sqlite"
LINKS = "links.duckdb"
ABSORBED = 3  # a segment takes in an older one of less than so many times its reports
FILLED_TOGETHER = 8  # shards: what is unpacked in memory at a time


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the index, the shards in it, and how many reports that makes."""

    name: str
    shards: tuple[str, ...]
    reports: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What the index is made of; ``links`` is the folder with the stories."""

    schema: int = SCHEMA_VERSION
    segments: tuple[Segment, ...] = ()
    links: str | None = None
    next: int = 1


def read_manifest(layout: Layout) -> Manifest:
    """The manifest; an empty one if there is no index or it is of another schema."""
    try:
        found = msgspec.json.decode(layout.manifest.read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return Manifest()
    return found if found.schema == SCHEMA_VERSION else Manifest(next=found.next)


def publish(layout: Layout, manifest: Manifest) -> None:
    """Make ``manifest`` the one that readers see, and remove what it no longer names."""
    with durably(layout.manifest) as unfinished:
        unfinished.write_bytes(msgspec.json.encode(manifest))
    named = {segment.name for segment in manifest.segments} | {manifest.links, layout.manifest.name}
    for path in layout.index.iterdir():
        if path.name not in named:
            remove(path)


def refresh(layout: Layout, *, anew: bool = False) -> Manifest:
    """Bring the index up to date with the shards; the caller holds the lock.

    A shard that cannot be read is set aside. ``anew`` builds all of it from the shards. Raises :class:`StoreError`
    if the disk does not take it.
    """
    manifest = read_manifest(layout)
    live = {str(name): name for name in live_shards(layout)}
    kept = [] if anew else [one for one in manifest.segments if all(name in live for name in one.shards)]
    covered = {name for segment in kept for name in segment.shards}
    fresh = set_broken_aside(layout, (live[name] for name in sorted(live.keys() - covered)))
    number = max(manifest.next, 1 + max((int(path.name) for path in layout.index.glob("[0-9]*")), default=0))
    if fresh:
        absorbed = absorbed_by(kept, sum(shard_sizes(layout, fresh).values()))
        kept = [segment for segment in kept if segment not in absorbed]
        kept.append(_build(layout, f"{number:08}", absorbed, fresh))
        number += 1
    elif kept == list(manifest.segments) and layout.manifest.exists():
        return manifest
    links = manifest.links if kept else None
    updated = Manifest(segments=tuple(kept), links=links, next=number)
    publish(layout, updated)
    return updated


def absorbed_by(kept: Sequence[Segment], reports: int) -> list[Segment]:
    """The newest segments that a new one of so many reports takes in."""
    absorbed: list[Segment] = []
    for segment in reversed(kept):
        if segment.reports >= ABSORBED * reports:
            break
        absorbed.insert(0, segment)
        reports += segment.reports
    return absorbed


def _build(layout: Layout, name: str, absorbed: Sequence[Segment], fresh: Sequence[ShardName]) -> Segment:
    """Write a segment of older ones and of shards that are in none yet."""
    target = layout.index / name
    with writing_to(target, "the index "), durably(target) as unfinished:
        unfinished.mkdir()
        with connect(unfinished / TABLES, scratch=unfinished / "scratch") as database:
            database.execute(sql("schema"))
            for segment in absorbed:
                database.execute(f"ATTACH {quoted(layout.index / segment.name / TABLES)} AS older (READ_ONLY)")
                for table in tables():
                    database.execute(f"INSERT INTO {table.name} SELECT * FROM older.{table.name}")  # noqa: S608 - our own names
                database.execute("DETACH older")
            for first in range(0, len(fresh), FILLED_TOGETHER):
                paths = [str(layout.shards / str(one)) for one in fresh[first : first + FILLED_TOGETHER]]
                database.execute(sql("stage"), {"shards": paths, "structure": record_structure()})
                database.execute(sql("fill"))
            reports = database.execute("SELECT count(*) FROM articles").fetchone()[0]
            write_fulltext(database, unfinished / TEXTS)
        remove(unfinished / "scratch")
    listed = [one for segment in absorbed for one in segment.shards] + [str(one) for one in fresh]
    return Segment(name=name, shards=tuple(listed), reports=reports)
