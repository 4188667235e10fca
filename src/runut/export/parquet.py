"""Parquet: an event a row, with lists and structures where the record has them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from runut.errors import StoreError
from runut.export.dates import days_of
from runut.export.dyads import name_of
from runut.export.files import replaced
from runut.export.located import locate
from runut.model import Event, Mention, Participant, Record

__all__ = ["COLUMNS", "write_parquet"]

SPAN = 'STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT)'
PARTICIPANTS = (
    'STRUCT("entity" VARCHAR, "name" VARCHAR, "text" VARCHAR, "start" BIGINT, "end" BIGINT, "code" VARCHAR, '
    '"sectors" VARCHAR[])[]'
)
PLACE = (
    'STRUCT("name" VARCHAR, "kind" VARCHAR, "country" VARCHAR, "province" VARCHAR, "lat" DOUBLE, "lon" DOUBLE, '
    '"geonames" BIGINT)'
)
SOURCES = 'STRUCT("kind" VARCHAR, "name" VARCHAR, "entity" VARCHAR, "start" BIGINT, "end" BIGINT)[]'

# Column → DuckDB's type. Codes are text; ``first_day`` and ``last_day`` bound what ``date`` leaves open.
COLUMNS: Mapping[str, str] = {
    "article_id": "VARCHAR",
    "outlet": "VARCHAR",
    "published": "VARCHAR",
    "title": "VARCHAR",
    "url": "VARCHAR",
    "event_id": "VARCHAR",
    "type": "VARCHAR",
    "mode": "VARCHAR",
    "contexts": "VARCHAR[]",
    "status": "VARCHAR",
    "certainty": "VARCHAR",
    "confidence": "DOUBLE",
    "date": "VARCHAR",
    "first_day": "DATE",
    "last_day": "DATE",
    "place": PLACE,
    "actors": PARTICIPANTS,
    "recipients": PARTICIPANTS,
    "sources": SOURCES,
    "quad": "TINYINT",
    "score": "DOUBLE",
    "cameo": "VARCHAR",
    "mentions": f"{SPAN}[]",
    "evidence": SPAN,
    "why": "VARCHAR[]",
}

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,  # each thread would hold a row group of its own
    "preserve_insertion_order": False,  # one thread keeps it anyway, and does not hold back what it has
    "memory_limit": "512MB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}

# read_json takes the rows from a file: DuckDB then writes row group by row group, and nothing is held.
CONVERT = """
COPY (SELECT * FROM read_json(?, format = 'newline_delimited', columns = {columns}))
TO '{target}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 16384)
"""


def write_parquet(records: Iterable[Record], path: Path) -> None:
    """Write one Parquet file, :data:`COLUMNS`; it takes the place of ``path`` once it is whole.

    Needs room for the rows as JSON beside it. Raises :class:`StoreError` where the file cannot be written.
    """
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
    with replaced(path) as unfinished:
        rows = unfinished.with_suffix(".rows")
        with rows.open("wb") as stream:
            for record in records:
                stream.writelines(msgspec.json.encode(_row(record, event)) + b"\n" for event in record.events)
        target = str(unfinished).replace("'", "''")
        try:
            with duckdb.connect(config=SETTINGS) as database:
                database.execute(CONVERT.format(columns=f"{{{columns}}}", target=target), [str(rows)])
        except duckdb.Error as error:
            raise StoreError(f"{path}: cannot be written ({error})") from error


def _row(record: Record, event: Event) -> dict[str, Any]:
    article, days, place = record.article, days_of(event.date), locate(record, event)
    return {
        "article_id": article.id,
        "outlet": article.outlet,
        "published": article.published,
        "title": article.title,
        "url": article.url,
        "event_id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": event.contexts,
        "status": event.status,
        "certainty": event.certainty,
        "confidence": event.confidence,
        "date": event.date,
        "first_day": days[0] if days else None,
        "last_day": days[1] if days else None,
        "place": msgspec.structs.asdict(place) if place else None,
        "actors": [_participant(record, one) for one in event.actors],
        "recipients": [_participant(record, one) for one in event.recipients],
        "sources": event.sources,
        "quad": event.quad,
        "score": event.score,
        "cameo": event.cameo,
        "mentions": [_span(record, one) for one in event.mentions],
        "evidence": _span(record, event.evidence),
        "why": event.why,
    }


def _participant(record: Record, participant: Participant) -> dict[str, Any]:
    return msgspec.structs.asdict(participant) | {"name": name_of(record, participant)}


def _span(record: Record, mention: Mention) -> dict[str, Any]:
    return {"text": record.article.text[mention.start : mention.end], "start": mention.start, "end": mention.end}
