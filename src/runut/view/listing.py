"""Rows of events as the pages show them: counted, sorted, a page at a time, with parties, sources and words."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from runut.store import Collection
from runut.view.filters import FROM, WHEN, Condition

__all__ = ["ORDERS", "PAGE", "Found", "Party", "Piece", "Row", "Voucher", "count", "events_by_id", "listed"]

PAGE = 50
ORDERS = {
    "newest": "events.reported DESC NULLS LAST, articles.number DESC, events.start_char",
    "oldest": "events.reported NULLS LAST, articles.number, events.start_char",
    "witnesses": f"coalesce(incidents.outlets, 1) DESC, {WHEN} DESC NULLS LAST, events.id",
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
    """An event as a list shows it. ``outlets`` and ``reports`` are those that tell the same incident."""

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
    reports: int
    actors: list[Party]
    recipients: list[Party]
    sources: list[Voucher]
    evidence: list[Piece]


class Found(NamedTuple):
    """How many events, and in how many reports and outlets."""

    events: int
    reports: int
    outlets: int


LINKED = """
LEFT JOIN incident_events ON incident_events.event_id = events.id
LEFT JOIN incidents ON incidents.id = incident_events.incident_id
"""
COLUMNS = """
events.id, events.article_id, events.type, events.mode, events.contexts, events.status, events.certainty, events.date,
events.reported, events.place, events.country, events.quad, events.score, events.confidence, articles.outlet,
articles.title, articles.url, articles.published, incidents.story_id, coalesce(incidents.outlets, 1) AS outlets,
coalesce(incidents.articles, 1) AS reports, events.evidence, events.start_char
"""


def count(collection: Collection, where: Condition) -> Found:
    """How many events the condition fits."""
    _, rows = collection.rows(
        f"SELECT count(*), count(DISTINCT events.article_id), count(DISTINCT articles.outlet) {FROM} WHERE {where.sql}",
        where.values,
    )
    return Found(*next(rows))


def listed(collection: Collection, where: Condition, order: str, first: int) -> list[Row]:
    """A page of the events that the condition fits, from the ``first`` on, counted from 0."""
    joined = LINKED if order == "witnesses" else ""
    _, rows = collection.rows(
        f"SELECT events.id {FROM} {joined} WHERE {where.sql} ORDER BY {ORDERS[order]} LIMIT {PAGE} OFFSET $first",
        where.values | {"first": first},
    )
    return events_by_id(collection, [name for (name,) in rows])


def events_by_id(collection: Collection, ids: Iterable[str]) -> list[Row]:
    """The events with these ids, in their order; those that are not there are left out."""
    wanted = list(ids)
    bound = {"ids": wanted}
    these = "(SELECT unnest($ids::VARCHAR[]))"
    columns, rows = collection.rows(f"SELECT {COLUMNS} {FROM} {LINKED} WHERE events.id IN {these}", bound)
    parties = _grouped(
        collection,
        f"SELECT event_id, role, name, code, sectors FROM participants WHERE event_id IN {these} ORDER BY position",  # noqa: S608
        bound,
    )
    sources = _grouped(
        collection,
        f"SELECT event_id, kind, name FROM sources WHERE event_id IN {these} ORDER BY position",  # noqa: S608
        bound,
    )
    spans = _grouped(
        collection,
        f"SELECT event_id, start_char, end_char FROM mentions WHERE event_id IN {these} ORDER BY start_char",  # noqa: S608
        bound,
    )
    found = {}
    for cells in rows:
        row = dict(zip(columns, cells, strict=True))
        name, evidence, start = row["id"], row.pop("evidence"), row.pop("start_char")
        named = [Party(role, told or "", code, tuple(sectors or ())) for role, told, code, sectors in parties(name)]
        row |= {"contexts": row["contexts"] or [], "sources": [Voucher(*one) for one in sources(name)]}
        found[name] = Row(
            actors=[one for one in named if one.role == "actor"],
            recipients=[one for one in named if one.role == "recipient"],
            evidence=_pieces(evidence, [(a - start, b - start) for a, b in spans(name)]),
            **row,
        )
    return [found[name] for name in wanted if name in found]


def _grouped(collection: Collection, query: str, values: Mapping[str, object]) -> Any:
    """What gives the rows of an event by its id."""
    by_event: dict[str, list[tuple[Any, ...]]] = {}
    for event_id, *cells in collection.rows(query, values)[1]:
        by_event.setdefault(event_id, []).append(tuple(cells))
    return lambda name: by_event.get(name, [])


def _pieces(text: str, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    pieces, done = [], 0
    for start, end in spans:
        if done <= start < end <= len(text):
            pieces += [Piece(text[done:start], trigger=False), Piece(text[start:end], trigger=True)]
            done = end
    return [piece for piece in (*pieces, Piece(text[done:], trigger=False)) if piece.text]
