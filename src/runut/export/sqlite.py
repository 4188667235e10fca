"""SQLite, for Datasette and everything else that opens a database file; the tables stand in ``sqlite.sql``."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from runut.errors import StoreError
from runut.export.dates import days_of
from runut.export.files import replaced
from runut.export.located import locate
from runut.model import Entity, Event, Participant, Record, Statement

__all__ = ["write_sqlite"]

BATCH = 500  # records in one transaction
Ids = dict[str, int]


def write_sqlite(records: Iterable[Record], path: Path) -> None:
    """Write a new database; it takes the place of ``path`` once it is whole.

    Of two records of one report the later stays. Raises :class:`StoreError` where the file cannot be written.
    """
    with replaced(path) as unfinished:
        try:
            with closing(sqlite3.connect(unfinished, isolation_level=None)) as database:
                _write(records, database)
        except sqlite3.Error as error:
            raise StoreError(f"{path}: cannot be written ({error})") from error


def _write(records: Iterable[Record], database: sqlite3.Connection) -> None:
    # The file is thrown away if the work breaks off, so nothing need be safe before the end.
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA foreign_keys = ON")
    database.executescript(files("runut.export").joinpath("sqlite.sql").read_text(encoding="utf-8"))
    ahead = iter(records)
    while batch := list(islice(ahead, BATCH)):
        database.execute("BEGIN")
        for record in batch:
            _write_record(database, record)
        database.execute("COMMIT")
    for table in ("articles_fts", "quotes_fts"):
        database.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608 - names from above
    database.execute("ANALYZE")


def _write_record(database: sqlite3.Connection, record: Record) -> None:
    article, text = record.article, record.article.text
    database.execute("DELETE FROM articles WHERE article_id = ?", [article.id])
    values: dict[str, Any] = {
        "article_id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "authors": _list(article.authors),
        "url": article.url,
        "dateline": article.dateline,
        "language": article.language,
        "text": text,
        "warnings": _list(record.warnings),
    }
    here = _insert(database, "articles", values)
    ids = {entity.id: _insert(database, "entities", {"article": here, **_entity(entity)}) for entity in record.entities}
    for event in record.events:
        _write_event(database, record, event, here, ids)
    for quote in record.quotes:
        speaker = {"speaker": ids.get(quote.speaker or ""), "speaker_text": quote.speaker_text}
        _insert(database, "quotes", {"article": here, "kind": quote.kind, **speaker, **_span(text, quote)})
    for statement in record.statements:
        told = {"article": here, "subject": ids.get(statement.subject or ""), **_statement(statement)}
        _insert(database, "statements", told | _span(text, statement))


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "entity_id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "code": entity.code,
        "sectors": _list(entity.sectors),
        "role": entity.role,
        "wikidata": entity.identifiers.get("wikidata"),
        "mentions": msgspec.json.encode(entity.mentions).decode(),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "predicate": statement.predicate,
        "object": statement.object,
        "date": statement.date,
        "place": statement.place.name if statement.place else None,
        "status": statement.status,
        "certainty": statement.certainty,
        "sources": _list([source.name for source in statement.sources]),
    }


def _write_event(database: sqlite3.Connection, record: Record, event: Event, article: int, ids: Ids) -> None:
    text = record.article.text
    here = _insert(database, "events", {"article": article, **_event(record, event)})
    for role, participants in (("actor", event.actors), ("recipient", event.recipients)):
        for one in participants:
            who = {"entity": ids.get(one.entity or ""), "code": one.code, "sector": next(iter(one.sectors), None)}
            where = {"text": one.text, "start": one.start, "end": one.end}
            _insert(
                database, "participants", {"event": here, "role": role, "sectors": _list(one.sectors), **who, **where}
            )
    for mention in event.mentions:
        _insert(database, "mentions", {"event": here, **_span(text, mention)})
    for position, source in enumerate(event.sources):
        who = {"kind": source.kind, "name": source.name, "entity": ids.get(source.entity or "")}
        where = {"start": source.start, "end": source.end}
        _insert(database, "sources", {"event": here, "position": position, **who, **where})


def _event(record: Record, event: Event) -> dict[str, Any]:
    text, place, days = record.article.text, locate(record, event), days_of(event.date)
    first = event.mentions[0]
    return {
        "event_id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": _list(event.contexts),
        "actors": _named(event.actors),
        "recipients": _named(event.recipients),
        "date": event.date,
        "first_day": days[0].isoformat() if days else None,
        "last_day": days[1].isoformat() if days else None,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "status": event.status,
        "certainty": event.certainty,
        "confidence": event.confidence,
        "quad": event.quad,
        "score": event.score,
        "cameo": event.cameo,
        "trigger": text[first.start : first.end],
        "evidence": text[event.evidence.start : event.evidence.end],
        "evidence_start": event.evidence.start,
        "evidence_end": event.evidence.end,
        "why": _list(event.why),
    }


def _insert(database: sqlite3.Connection, table: str, values: dict[str, Any]) -> int:
    row = database.execute(_insertion(table, tuple(values)), tuple(values.values())).lastrowid
    return row or 0


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    """The statement that inserts a row; table and columns are names in this file."""
    named = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({named}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608


def _span(text: str, one: Any) -> dict[str, Any]:
    return {"text": text[one.start : one.end], "start": one.start, "end": one.end}


def _list(values: Sequence[str]) -> str | None:
    return msgspec.json.encode(values).decode() if values else None


def _named(participants: Sequence[Participant]) -> str | None:
    return "; ".join(one.text for one in participants) or None
