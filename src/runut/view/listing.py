"""Rows of events as the pages show them: counted, sorted, a page at a time, with parties, sources and words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from runut.store import Collection
from runut.view.filters import FROM, WHEN, Condition

__all__ = ["ORDERS", "PAGE", "Found", "Party", "Piece", "Row", "Voucher", "count", "events_by_id", "listed"]

PAGE = 50
ORDERS = {
    "newest": "events.reported DESC NULLS LAST, articles.number DESC, events.start_char",
    "oldest": "events.reported NULLS LAST, articles.number, events.start_char",
    "witnesses": f"coalesce(incident_events.witnesses, 1) DESC, {WHEN} DESC NULLS LAST, events.id",
    "conflict": f"events.score, {WHEN} DESC NULLS LAST, events.id",
    "cooperation": f"events.score DESC, {WHEN} DESC NULLS LAST, events.id",
}


class Party(NamedTuple):
    """An actor or recipient."""

    role: str
    name: str
    code: str | None
    sectors: tuple[str, ...]


class Voucher(NamedTuple):
    """Who says so."""

    kind: str
    name: str


class Piece(NamedTuple):
    """A stretch of the evidence; ``trigger`` if it is the word that tells the event."""

    text: str
    trigger: bool


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """An event as a list shows it. ``outlets`` tell the same incident."""

    id: str
    article_id: str
    type: str
    mode: str | None
    contexts: list[str]
    status: str
    certainty: str
    date: str | None
    reported: Any
    place: str | None
    country: str | None
    quad: int
    score: float
    confidence: float | None
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    story_id: str | None
    outlets: int
    actors: list[Party]
    recipients: list[Party]
    sources: list[Voucher]
    evidence: list[Piece]


class Found(NamedTuple):
    """How many events, and in how many reports and outlets."""

    events: int
    reports: int
    outlets: int


LINKED = "LEFT JOIN incident_events ON incident_events.event_id = events.id"
COLUMNS = """
events.id, events.article_id, events.type, events.mode, events.contexts, events.status, events.certainty, events.date,
events.reported, events.place, events.country, events.quad, events.score, events.confidence, articles.outlet,
articles.title, articles.url, articles.published, events.evidence, events.start_char
"""


def count(collection: Collection, where: Condition) -> Found:
    """How many events the condition fits."""
    _, rows = collection.rows(
        f"SELECT count(*), count(DISTINCT events.report), count(DISTINCT articles.outlet) {FROM} WHERE {where.sql}",
        where.values,
    )
    return Found(*next(rows))


def listed(collection: Collection, where: Condition, order: str, first: int) -> list[Row]:
    """A page of the events that the condition fits, from the ``first`` on, counted from 0."""
    joined = LINKED if order == "witnesses" else ""
    query = (
        f"SELECT events.id, events.report {FROM} {joined} WHERE {where.sql} "
        f"ORDER BY {ORDERS[order]} LIMIT {PAGE} OFFSET $first"
    )
    found = list(collection.rows(query, where.values | {"first": first})[1])
    return _rows(collection, [name for name, _ in found], {report for _, report in found})


def events_by_id(collection: Collection, ids: Iterable[str]) -> list[Row]:
    """The events with these ids, in their order; those that are not there are left out."""
    wanted = list(ids)
    query = "SELECT DISTINCT report FROM events WHERE id IN (SELECT unnest($ids::VARCHAR[]))"
    return _rows(collection, wanted, {report for (report,) in collection.rows(query, {"ids": wanted})[1]})


def _rows(collection: Collection, ids: Sequence[str], reports: set[int]) -> list[Row]:
    """The events with these ids, all of the ``reports`` of these numbers, by which they are found sooner."""
    if not reports:
        return []
    # a list in a subquery is looked for before other columns are read; written out, only after
    these = f"report IN (SELECT unnest({sorted(reports)}::BIGINT[]))"
    parties = _by_event(collection, f"role, name, code, sectors FROM participants WHERE {these} ORDER BY position")
    sources = _by_event(collection, f"kind, name FROM sources WHERE {these} ORDER BY position")
    spans = _by_event(collection, f"start_char, end_char FROM mentions WHERE {these}")
    told = _by_event(collection, f"story, witnesses FROM incident_events WHERE {these}")
    columns, rows = collection.rows(f"SELECT {COLUMNS} {FROM} WHERE {these.replace('report', 'events.report')}")
    found = {}
    for cells in rows:
        row = dict(zip(columns, cells, strict=True))
        name, evidence, start = row["id"], row.pop("evidence"), row.pop("start_char")
        named = [Party(role, called or "", code, tuple(sectors or ())) for role, called, code, sectors in parties[name]]
        story, witnesses = told[name][0] if name in told else (None, 1)
        found[name] = Row(
            actors=[one for one in named if one.role == "actor"],
            recipients=[one for one in named if one.role == "recipient"],
            sources=[Voucher(*one) for one in sources[name]],
            evidence=_pieces(evidence, sorted((a - start, b - start) for a, b in spans[name])),
            story_id=story,
            outlets=max(1, witnesses),
            **row | {"contexts": row["contexts"] or []},
        )
    return [found[name] for name in ids if name in found]


def _by_event(collection: Collection, columns: str) -> dict[str, list[tuple[Any, ...]]]:
    """The ``columns`` of a table that has the event's id, by it."""
    by_event: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for event_id, *cells in collection.rows(f"SELECT event_id, {columns}")[1]:
        by_event[event_id].append(tuple(cells))
    return by_event


def _pieces(text: str, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    pieces, done = [], 0
    for start, end in spans:
        if done <= start < end <= len(text):
            pieces += [Piece(text[done:start], trigger=False), Piece(text[start:end], trigger=True)]
            done = end
    return [piece for piece in (*pieces, Piece(text[done:], trigger=False)) if piece.text]
