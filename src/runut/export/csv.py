"""Events as a flat table, an event a row."""

import csv
from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from runut.model import Event, Participant, Record

__all__ = ["COLUMNS", "write_csv"]

SEPARATOR = "; "  # between several actors, codes or sources in one cell
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")  # spreadsheets run a cell that begins with one of these

Column = Callable[[Record, Event], str]


def _words(text: str | None) -> str:
    """Text from a report; an apostrophe before a formula sign keeps spreadsheets from running it."""
    text = text or ""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _joined(values: Iterable[str | None]) -> str:
    return SEPARATOR.join(value or "" for value in values)


def _texts(participants: tuple[Participant, ...]) -> str:
    return _words(_joined(participant.text for participant in participants))


def _codes(participants: tuple[Participant, ...]) -> str:
    return _joined(participant.code for participant in participants)


def _sectors(participants: tuple[Participant, ...]) -> str:
    return _joined(" ".join(participant.sectors) for participant in participants)


def _evidence(record: Record, event: Event) -> str:
    return _words(record.article.text[event.evidence.start : event.evidence.end])


def _trigger(record: Record, event: Event) -> str:
    mention = event.mentions[0]
    return _words(record.article.text[mention.start : mention.end])


# Column → how it is filled. Codes are text: "073" keeps its zero; an unknown value is an empty cell. Several actors,
# recipients or sources stand in the same order in all of their columns, parted by "; ". Offsets count characters of the
# article's text in the jsonl format.
COLUMNS: Mapping[str, Column] = {
    "article_id": lambda record, _: _words(record.article.id),
    "outlet": lambda record, _: _words(record.article.outlet),
    "published": lambda record, _: record.article.published or "",
    "title": lambda record, _: _words(record.article.title),
    "url": lambda record, _: _words(record.article.url),
    "event_id": lambda _, event: event.id,
    "type": lambda _, event: event.type,
    "mode": lambda _, event: event.mode or "",
    "contexts": lambda _, event: _joined(event.contexts),
    "status": lambda _, event: event.status,
    "certainty": lambda _, event: event.certainty,
    "confidence": lambda _, event: "" if event.confidence is None else f"{event.confidence:g}",
    "date": lambda _, event: event.date or "",
    "place": lambda _, event: _words(event.place.name) if event.place else "",
    "place_country": lambda _, event: (event.place.country or "") if event.place else "",
    "actors": lambda _, event: _texts(event.actors),
    "actor_codes": lambda _, event: _codes(event.actors),
    "actor_sectors": lambda _, event: _sectors(event.actors),
    "recipients": lambda _, event: _texts(event.recipients),
    "recipient_codes": lambda _, event: _codes(event.recipients),
    "recipient_sectors": lambda _, event: _sectors(event.recipients),
    "sources": lambda _, event: _words(_joined(source.name for source in event.sources)),
    "source_kinds": lambda _, event: _joined(source.kind for source in event.sources),
    "quad": lambda _, event: str(event.quad),
    "score": lambda _, event: f"{event.score:g}",
    "cameo": lambda _, event: event.cameo,
    "trigger": _trigger,
    "trigger_start": lambda _, event: str(event.mentions[0].start),
    "trigger_end": lambda _, event: str(event.mentions[0].end),
    "evidence": _evidence,
}


def write_csv(records: Iterable[Record], stream: TextIO) -> None:
    """Write a header of :data:`COLUMNS`, then a row for each event; a record without events has none."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in records:
        writer.writerows([fill(record, event) for fill in COLUMNS.values()] for event in record.events)
