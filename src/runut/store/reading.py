"""Reading a collection: SQL over its tables, full text, and the records themselves."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import duckdb
import msgspec

from runut.errors import StoreError
from runut.lexicon.cameo import CAMEO_ROLES
from runut.model import Record
from runut.store.corrected import make_corrections_table
from runut.store.engine import connect, quoted
from runut.store.fulltext import QUOTES_OF_A_REPORT, fulltext_query, matches, open_fulltext
from runut.store.index import LINKS, TABLES, TEXTS, Manifest, read_manifest
from runut.store.layout import Layout, existing
from runut.store.schema import sql, tables
from runut.store.shards import ShardName, live_shards, read_record_at, shard_records, shards_with

__all__ = ["Collection", "Wanted", "attach", "open_collection"]

TRIES = 5  # a writer may put a new index in the place of the one whose name was just read
FETCHED = 1000


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a search is narrowed to: days of publication, a participant's code, an event type, an outlet."""

    since: str | None = None
    until: str | None = None
    actor: str | None = None
    type: str | None = None
    outlet: str | None = None


class Collection:
    """A collection as it was when it was opened; later loads are seen by opening it again.

    ``layout`` says where it lies, ``manifest`` what its index is made of.
    """

    def __init__(self, layout: Layout, manifest: Manifest) -> None:
        self.layout = layout
        self.manifest = manifest
        self._texts = [open_fulltext(layout.index / segment.name / TEXTS) for segment in manifest.segments]
        self._shards = sorted(
            ShardName.of(layout.shards / name) for segment in manifest.segments for name in segment.shards
        )
        self._connection = connect()
        attach(layout, manifest, self._connection)
        make_corrections_table(self._connection, layout.root)

    def sql(self, query: str, parameters: Sequence[object] | dict[str, object] | None = None) -> Any:
        """The rows that ``query`` asks for, as a DuckDB relation: ``.fetchall()``, ``.arrow()``, ``.df()``, ``.pl()``.

        Raises :class:`StoreError` if the query is wrong; nothing in the collection can be changed by one.
        """
        try:
            return self._connection.sql(query, params=parameters)
        except duckdb.Error as error:
            raise StoreError(f"query: {error}") from error

    def rows(
        self, query: str, parameters: Sequence[object] | Mapping[str, object] | None = None
    ) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """The columns and, one after the other, the rows that ``query`` asks for; for more than fit in memory.

        May be called from several threads at once, which :meth:`sql` may not. Raises :class:`StoreError` if the query
        is wrong.
        """
        cursor = self._connection.cursor()
        try:
            cursor.execute(query, parameters)
        except duckdb.Error as error:
            raise StoreError(f"query: {error}") from error
        return [name for name, *_ in cursor.description], _batches(cursor)

    def search(
        self, query: str, wanted: Wanted | None = None, *, quotes: bool = False, limit: int | None = None
    ) -> Any:
        """Reports (or ``quotes``) that hold the words of ``query``, best first, as :meth:`sql` gives them.

        ``query`` is as :func:`runut.store.fulltext.fulltext_query` says. Raises :class:`StoreError` if it has no word
        or cannot be understood.
        """
        table = "quotes" if quotes else "articles"
        found = self._matches(query, table)
        self._connection.execute(
            "CREATE OR REPLACE TABLE matches AS SELECT unnest($1::BIGINT[]) AS number, unnest($2::DOUBLE[]) AS rank",
            [[number for number, _ in found], [rank for _, rank in found]],
        )
        conditions, values = _conditions(wanted or Wanted())
        return self.sql(_found_sql(table, conditions, limit), values)

    def found(self, query: str) -> list[int]:
        """The numbers of the reports that hold the words of ``query``, in no order; errors are those of :meth:`search`.

        May be called from several threads at once.
        """
        return [number for number, _ in self._matches(query, "articles")]

    def _matches(self, query: str, table: str) -> list[tuple[int, float]]:
        written = fulltext_query(query)
        return [match for texts in self._texts for match in matches(texts, table, written)]

    def records(self, numbers: Iterable[int] | None = None) -> Iterator[Record]:
        """Every record, in the order in which reports came in, one shard in memory at a time.

        Given the ``numbers`` of some reports, only theirs: no shard without one of them is read.
        """
        shards = live_shards(self.layout)
        if numbers is not None:
            numbers = set(numbers)
            shards = shards_with(shards, numbers)
        yield from shard_records(self.layout, shards, numbers)

    def record(self, article_id: str) -> Record | None:
        """The record of one report, found by its id without reading the others; None if there is no such report.

        May be called from several threads at once. Raises :class:`StoreError` if its shard cannot be read.
        """
        cursor = self._connection.cursor()
        found = cursor.execute("SELECT number FROM articles WHERE id = $1", [article_id]).fetchone()
        return read_record_at(self.layout, self._shards, found[0], cursor) if found else None

    def close(self) -> None:
        """Let go of the files."""
        self._connection.close()
        for texts in self._texts:
            texts.close()

    def __enter__(self) -> Self:
        """Itself: ``with open_collection(…) as collection``."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()


def open_collection(root: str | Path) -> Collection:
    """The collection at ``root``, to read. Never waits for a writer.

    Raises :class:`StoreError` if there is none, or its index was made by another version of the program.
    """
    layout = existing(Path(root))
    for _ in range(TRIES):
        manifest = read_manifest(layout)
        if not manifest.segments and live_shards(layout):
            raise StoreError(f"{root}: has no index that this program knows; run `runut index {root}`")
        try:
            return Collection(layout, manifest)
        except (duckdb.IOException, sqlite3.OperationalError) as error:
            if read_manifest(layout) == manifest:
                raise StoreError(
                    f"{root}: the index cannot be read ({error}); run `runut index {root} --anew`"
                ) from error
    raise StoreError(f"{root}: its index changes faster than it can be opened; try again")


def attach(layout: Layout, manifest: Manifest, connection: Any) -> None:
    """Make the tables of all segments visible as one, and the views over them."""
    attached = []
    for place, segment in enumerate(manifest.segments):
        connection.execute(f"ATTACH {quoted(layout.index / segment.name / TABLES)} AS part{place} (READ_ONLY)")
        attached.append(f"part{place}")
    if manifest.links:
        connection.execute(f"ATTACH {quoted(layout.index / manifest.links / LINKS)} AS links (READ_ONLY)")
    connection.execute("CREATE SCHEMA empty; SET schema = 'empty'")
    connection.execute(sql("schema"))
    connection.execute(sql("links"))
    connection.execute("SET schema = 'main'")
    for table in tables():
        _union(connection, table.name, attached)
    for table in tables("links"):
        _union(connection, table.name, ["links"] if manifest.links else [])
    cases = " ".join(
        f"WHEN {quoted(ours)} THEN {quoted(cameo) if cameo else 'NULL'}" for ours, cameo in CAMEO_ROLES.items()
    )
    connection.execute(f"CREATE MACRO cameo_sector(sector) AS CASE sector {cases} ELSE sector END")
    connection.execute(sql("views"))


def _union(connection: Any, table: str, attached: Iterable[str]) -> None:
    parts = [f"SELECT * FROM {part}.main.{table}" for part in attached] or [f"SELECT * FROM empty.{table}"]  # noqa: S608 - our own names
    connection.execute(f"CREATE VIEW {table} AS {' UNION ALL '.join(parts)}")


def _batches(cursor: Any) -> Iterator[tuple[Any, ...]]:
    while batch := cursor.fetchmany(FETCHED):
        yield from batch


CONDITIONS = {
    "since": "articles.day >= {}::DATE",
    "until": "articles.day <= {}::DATE",
    "outlet": "articles.outlet ILIKE {}",
    "actor": "EXISTS (SELECT 1 FROM participants WHERE participants.article_id = articles.id AND code = {})",
    "type": "EXISTS (SELECT 1 FROM events WHERE events.article_id = articles.id AND events.type = {})",
}


def _conditions(wanted: Wanted) -> tuple[str, dict[str, object]]:
    given = {name: getattr(wanted, name) for name in CONDITIONS}
    values = {
        name: _full_date(value) if name in {"since", "until"} else value for name, value in given.items() if value
    }
    return " AND ".join(CONDITIONS[name].format(f"${name}") for name in values) or "true", values


def _full_date(date: str) -> str:
    """The first day of a month or year given as ``2024-01`` or ``2024``."""
    return "-".join([*date.split("-"), "01", "01"][:3])


def _found_sql(table: str, conditions: str, limit: int | None) -> str:
    if table == "articles":
        columns, source = "articles.day, articles.outlet, articles.title, articles.events, articles.id", ""
        key = "articles.number"
    else:
        columns = "articles.day, articles.outlet, quotes.speaker, quotes.text AS quote, articles.id"
        source = "JOIN quotes ON quotes.article_id = articles.id"
        key = f"articles.number * {QUOTES_OF_A_REPORT} + quotes.position"
    return (
        f"SELECT {columns} FROM articles {source} JOIN matches ON matches.number = {key} "  # noqa: S608 - our own names
        f"WHERE {conditions} ORDER BY matches.rank, articles.number" + (f" LIMIT {limit}" if limit is not None else "")
    )
