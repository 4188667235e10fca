"""The truth of a collection: shards of records in Parquet.

A shard holds what became of a few hundred inputs: a record (as JSON, so that any later program reads it), or the
reason why there is none. Its name says its number and how often it was read anew: ``00000012-1.parquet`` takes the
place of ``00000012-0.parquet``. ``00000012+30-0.parquet`` takes the place of all shards from 12 to 42, and holds what
they held. A shard is complete when it is there.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import msgspec
import numpy as np

from runut.articles import Reading
from runut.errors import StoreError
from runut.model import Article, Record
from runut.store.engine import connect, quoted, unnested, writing_to
from runut.store.layout import Layout, durably

__all__ = [
    "SHARD_REPORTS",
    "Known",
    "Outcome",
    "ShardName",
    "broken_shards",
    "drop_superseded",
    "fingerprint",
    "join_shards",
    "live_shards",
    "next_number",
    "read_outcomes",
    "read_record_at",
    "reading_of",
    "set_broken_aside",
    "shard_records",
    "shard_sizes",
    "shards_with",
    "stale_shards",
    "write_shard",
]

SHARD_REPORTS = 256  # what a kill costs at most, against the number of files: ten million reports are 40,000
NUMBERS = 1000  # numbers that a shard has for its reports
FETCHED = 64  # records are some 20 kB each
MERGED = 100_000  # new keys are kept in a set until there are so many
READ_TOGETHER = 500  # files
BROKEN = ".broken"
COLUMNS = {
    "number": "BIGINT",
    "id": "VARCHAR",
    "id_key": "UBIGINT",
    "fingerprint": "UBIGINT",
    "found_at": "VARCHAR",
    "record": "VARCHAR",
    "reason": "VARCHAR",
    "article": "VARCHAR",
    "warnings": "VARCHAR",
    "model": "VARCHAR",
    "lexicon": "VARCHAR",
    "program": "VARCHAR",
    "added": "VARCHAR",
}


class Outcome(NamedTuple):
    """What became of one input: ``record`` as JSON, or the ``reason`` why there is none.

    Without a record, ``article`` is what was read. ``warnings`` are the reader's, as a JSON list. ``number`` is its
    place in the collection, once it has one; ``model``, ``lexicon``, ``program`` and ``added`` say what read it and
    when, once it is in a shard.
    """

    found_at: str
    fingerprint: int
    id: str | None = None
    record: bytes | None = None
    reason: str | None = None
    article: bytes | None = None
    warnings: bytes | None = None
    number: int | None = None
    model: str | None = None
    lexicon: str | None = None
    program: str | None = None
    added: str | None = None

    def is_stale(self, versions: Mapping[str, str]) -> bool:
        """Whether other ``versions`` coded it, or nothing could."""
        if self.record is None:
            return self.article is not None
        return any(getattr(self, part) != version for part, version in versions.items())


class ShardName(NamedTuple):
    """A shard's number, how often it was read anew, and how many numbers after its own it has taken in."""

    number: int
    edition: int
    more: int = 0

    @property
    def last(self) -> int:
        """The last number that it holds."""
        return self.number + self.more

    def __str__(self) -> str:
        """The file's name."""
        more = f"+{self.more}" if self.more else ""
        return f"{self.number:08}{more}-{self.edition}.parquet"

    @classmethod
    def of(cls, path: Path) -> "ShardName":
        """The name that a path tells."""
        numbers, edition = path.name.partition(".")[0].split("-")
        number, _, more = numbers.partition("+")
        return cls(int(number), int(edition), int(more or 0))


def fingerprint(*parts: object) -> int:
    """A digest of 64 bits. Among ten million, two are the same by chance once in 400,000 collections."""
    content = msgspec.json.encode(parts)
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "big")


def live_shards(layout: Layout) -> list[ShardName]:
    """The newest edition of every shard that no other has taken in, by number."""
    live: list[ShardName] = []
    # the numbers of two shards are the same, or some of the other's, or all others: the first of a number is the widest
    for name in sorted(_names(layout), key=lambda name: (name.number, -name.more, -name.edition)):
        if not live or name.number > live[-1].last:
            live.append(name)
    return live


def _names(layout: Layout) -> list[ShardName]:
    return [ShardName.of(path) for path in layout.shards.glob("[0-9]*.parquet")]


def drop_superseded(layout: Layout) -> None:
    """Remove the shards whose place others have taken."""
    for name in set(_names(layout)) - set(live_shards(layout)):
        (layout.shards / str(name)).unlink()


def next_number(layout: Layout) -> int:
    """The number of the next shard: one that no shard has had, be it broken."""
    return 1 + max((ShardName.of(path).last for path in layout.shards.glob("[0-9]*")), default=0)


def write_shard(
    layout: Layout, name: ShardName, outcomes: Iterable[Outcome], versions: Mapping[str, str], added: str
) -> None:
    """Write a shard; it is there whole or not at all. Raises :class:`StoreError` if the disk does not take it.

    ``versions`` and ``added`` are those of outcomes that were in no shard yet.
    """
    first = name.number * NUMBERS
    rows = [
        (
            first + place if one.number is None else one.number,
            one.id,
            None if one.id is None else fingerprint(one.id),
            one.fingerprint,
            one.found_at,
            one.record and one.record.decode(),
            one.reason,
            one.article and one.article.decode(),
            one.warnings and one.warnings.decode(),
            one.model or versions["model"],
            one.lexicon or versions["lexicon"],
            one.program or versions["program"],
            one.added or added,
        )
        for place, one in enumerate(outcomes)
    ]
    cells = [list(column) for column in zip(*rows, strict=True)]
    target = layout.shards / str(name)
    with writing_to(target), connect() as database, durably(target) as unfinished:
        database.execute(f"CREATE TEMP TABLE rows AS SELECT {unnested(COLUMNS)}", cells)
        database.execute(f"COPY rows TO {quoted(unfinished)} (FORMAT parquet, COMPRESSION zstd)")


def join_shards(layout: Layout, names: Sequence[ShardName]) -> ShardName:
    """Write a shard that takes the place of ``names``, which follow each other; every row stays as it is.

    Raises :class:`StoreError` if one cannot be read or the disk does not take it.
    """
    joined = ShardName(names[0].number, 0, names[-1].last - names[0].number)
    target = layout.shards / str(joined)
    rows = _select("*", [layout.shards / str(name) for name in names])
    try:
        with writing_to(target), connect() as database, durably(target) as unfinished:
            database.execute(
                f"COPY ({rows} ORDER BY number) TO {quoted(unfinished)} (FORMAT parquet, COMPRESSION zstd)"
            )
    except duckdb.Error as error:
        raise _unreadable(error) from error
    return joined


def shard_sizes(layout: Layout, names: Iterable[ShardName]) -> dict[ShardName, int]:
    """How many inputs each of ``names`` holds. Raises :class:`StoreError` if one cannot be read."""
    paths = [str(layout.shards / str(name)) for name in names]
    try:
        with connect() as database:
            rows = database.execute("SELECT file_name, num_rows FROM parquet_file_metadata($1)", [paths]).fetchall()
    except duckdb.Error as error:
        raise _unreadable(error) from error
    return {ShardName.of(Path(path)): count for path, count in rows}


def _unreadable(error: duckdb.Error) -> StoreError:
    return StoreError(f"a shard cannot be read ({error}); add its reports again, which sets it aside")


def _select(columns: str, paths: Iterable[Path]) -> str:
    listed = ", ".join(quoted(path) for path in paths)
    return f"SELECT {columns} FROM read_parquet([{listed}], union_by_name = true)"  # noqa: S608 - our own paths, quoted


def set_broken_aside(layout: Layout, names: Iterable[ShardName]) -> list[ShardName]:
    """Rename those of ``names`` that cannot be read, so that their reports can be added again; tell the others."""
    sound = []
    with connect() as database:
        for name in names:
            path = layout.shards / str(name)
            try:
                database.execute(_select("count(number), sum(length(record))", [path])).fetchall()
            except duckdb.Error:
                path.rename(path.with_name(path.name + BROKEN))
            else:
                sound.append(name)
    return sound


def broken_shards(layout: Layout) -> list[Path]:
    """The shards that were set aside."""
    return sorted(layout.shards.glob(f"*{BROKEN}"))


class Known:
    """Which reports a collection has: eight bytes for each, so that ten million fit in 160 MB."""

    def __init__(self, layout: Layout, names: Sequence[ShardName]) -> None:
        self._arrays = {"fingerprint": np.empty(0, np.uint64), "id_key": np.empty(0, np.uint64)}
        self._recent: dict[str, set[int]] = {"fingerprint": set(), "id_key": set()}
        with connect() as database:
            for first in range(0, len(names), READ_TOGETHER):
                found = _keys(database, layout, names[first : first + READ_TOGETHER])
                for key, array in self._arrays.items():
                    self._arrays[key] = np.concatenate([array, np.asarray(found[key], np.uint64)])
        for key, array in self._arrays.items():
            self._arrays[key] = np.unique(array)

    def has(self, key: str, value: int) -> bool:
        """Whether ``value`` is a ``fingerprint`` or ``id_key`` of the collection."""
        if value in self._recent[key]:
            return True
        array = self._arrays[key]
        place = int(np.searchsorted(array, np.uint64(value)))
        return place < len(array) and int(array[place]) == value

    def add(self, key: str, value: int) -> None:
        """Know ``value`` from now on."""
        recent = self._recent[key]
        recent.add(value)
        if len(recent) >= MERGED:
            fresh = np.fromiter(recent, np.uint64, len(recent))
            self._arrays[key] = np.union1d(self._arrays[key], fresh)
            recent.clear()


def _keys(database: Any, layout: Layout, names: Sequence[ShardName]) -> Any:
    columns = "fingerprint, coalesce(id_key, 0) AS id_key"
    try:
        return database.execute(_select(columns, [layout.shards / str(name) for name in names])).fetchnumpy()
    except duckdb.Error:
        sound = set_broken_aside(layout, names)
        if len(sound) == len(names):
            raise
        return _keys(database, layout, sound) if sound else {"fingerprint": [], "id_key": []}


def shards_with(names: Sequence[ShardName], numbers: Iterable[int]) -> list[ShardName]:
    """Those of the shards, which are in order, that hold one of the ``numbers`` of reports."""
    firsts = [name.number for name in names]
    places = {bisect_right(firsts, number // NUMBERS) - 1 for number in numbers}
    return [names[place] for place in sorted(places) if place >= 0]


def shard_records(layout: Layout, names: Iterable[ShardName], numbers: Iterable[int] | None = None) -> Iterator[Record]:
    """The records of some shards, one after the other. Raises :class:`StoreError` at a shard that cannot be read.

    Given the ``numbers`` of some reports, only theirs. Where another shard has meanwhile taken the place of one, its
    records are read there.
    """
    wanted = None if numbers is None else sorted(set(numbers))
    for name in names:
        first, end = name.number * NUMBERS, (name.last + 1) * NUMBERS
        where = f"record IS NOT NULL AND number >= {first} AND number < {end}"
        if wanted is not None:
            these = wanted[bisect_left(wanted, first) : bisect_left(wanted, end)]
            if not these:
                continue
            where += f" AND number IN ({', '.join(map(str, these))})"
        for outcome in _outcomes(layout, [_present(layout, name)], where):
            if outcome.record is not None:
                yield Record.from_json(outcome.record)


def _present(layout: Layout, name: ShardName) -> ShardName:
    if (layout.shards / str(name)).exists():
        return name
    return next((one for one in live_shards(layout) if one.number <= name.number and name.last <= one.last), name)


def read_outcomes(layout: Layout, name: ShardName) -> list[Outcome]:
    """Everything in a shard."""
    return list(_outcomes(layout, [name], "true"))


def read_record_at(layout: Layout, names: Sequence[ShardName], number: int, database: Any) -> Record | None:
    """The record of the report with that ``number``, without looking at any other; None if it is in none of ``names``.

    ``names`` are sorted. Raises :class:`StoreError` at a shard that cannot be read.
    """
    place = bisect_right(names, number // NUMBERS, key=lambda name: name.number) - 1
    if place < 0 or number // NUMBERS > names[place].last:
        return None
    path = layout.shards / str(_present(layout, names[place]))
    try:
        found = database.execute(f"{_select('record', [path])} WHERE number = $1", [number]).fetchone()
    except duckdb.Error as error:
        raise _unreadable(error) from error
    return Record.from_json(found[0]) if found and found[0] else None


def _outcomes(layout: Layout, names: Iterable[ShardName], where: str) -> Iterator[Outcome]:
    columns = ", ".join(Outcome._fields)
    with connect() as database:
        for name in names:
            try:
                rows = database.execute(
                    f"{_select(columns, [layout.shards / str(name)])} WHERE {where} ORDER BY number"
                )
                while batch := rows.fetchmany(FETCHED):
                    yield from (_outcome(row) for row in batch)
            except duckdb.Error as error:
                raise StoreError(
                    f"{layout.shards / str(name)}: cannot be read ({error}); remove it and add its reports again"
                ) from error


def _outcome(row: tuple[Any, ...]) -> Outcome:
    written = dict(zip(Outcome._fields, row, strict=True))
    for name in ("record", "article", "warnings"):
        written[name] = written[name] and written[name].encode()
    return Outcome(**written)


def stale_shards(layout: Layout, names: Iterable[ShardName], versions: Mapping[str, str]) -> list[ShardName]:
    """The shards that hold a record of other ``versions``, or a report that could not be coded."""
    listed = " AND ".join(f"{part} = {quoted(version)}" for part, version in versions.items())
    stale = []
    with connect() as database:
        for name in names:
            select = _select(
                f"count(*) FILTER (article IS NOT NULL OR record IS NOT NULL AND NOT ({listed}))",
                [layout.shards / str(name)],
            )
            if database.execute(select).fetchone()[0]:
                stale.append(name)
    return stale


def reading_of(outcome: Outcome) -> Reading | None:
    """The report behind an outcome, where it got as far as being one."""
    if outcome.record is not None:
        article = Record.from_json(outcome.record).article
    elif outcome.article is not None:
        article = msgspec.json.decode(outcome.article, type=Article)
    else:
        return None
    warnings = msgspec.json.decode(outcome.warnings or b"[]", type=tuple[str, ...])
    return Reading(where=outcome.found_at, article=article, warnings=warnings)
