"""What somebody says, and what others say about them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from runut.store import Collection
from runut.view.choosing import asked
from runut.view.filters import Condition, Filters
from runut.view.parties import Party, party_sql, party_where

__all__ = ["Voice", "said_about", "said_by"]

COLUMNS = """quotes.article_id, quotes.position, quotes.kind, quotes.speaker, quotes.text, quotes.start_char,
quotes.end_char, articles.outlet, articles.title, articles.day"""


class Voice(NamedTuple):
    """A quotation and the report that has it."""

    article_id: str
    position: int
    kind: str
    speaker: str | None
    text: str
    start_char: int
    end_char: int
    outlet: str | None
    title: str | None
    day: Any


def said_by(
    collection: Collection, events: Condition, filters: Filters, party: Party, limit: int
) -> tuple[list[Voice], int]:
    """The newest quotes of a party, and how many there are; with filters, of the reports that tell those events."""
    spoken = f"quotes.speaker_id IN (SELECT id FROM entities AS e WHERE {party_sql('e', party, 'a')})"  # noqa: S608 - our own names
    if party.name:
        spoken = "lower(quotes.speaker) = lower($a_name)"
    return _voices(collection, events, filters, spoken, party_where(party, "a"), limit)


def said_about(
    collection: Collection, events: Condition, filters: Filters, party: Party, limit: int
) -> tuple[list[Voice], int]:
    """The newest quotes of others in which a party is mentioned; else as :func:`said_by`."""
    mentioned = (
        "(quotes.article_id, quotes.position) IN (SELECT q.article_id, q.position FROM "  # noqa: S608 - our own names
        f"(SELECT id, article_id, unnest(mentions) AS one FROM entities AS e WHERE {party_sql('e', party, 'a')}) AS m "
        "JOIN quotes AS q ON q.article_id = m.article_id AND q.speaker_id IS DISTINCT FROM m.id "
        "AND q.start_char <= m.one.start_char AND m.one.end_char <= q.end_char)"
    )
    return _voices(collection, events, filters, mentioned, party_where(party, "a"), limit)


def _voices(
    collection: Collection, events: Condition, filters: Filters, where: str, values: Mapping[str, object], limit: int
) -> tuple[list[Voice], int]:
    with_chosen, bound = "", dict(values)
    if filters.items():
        with_chosen = events.sql.removeprefix("WITH ") + ", "
        where += " AND quotes.article_id IN (SELECT article_id FROM chosen)"
        bound |= events.values
    # texts are long: only those of the few that are shown are fetched
    query = (
        f"WITH {with_chosen}newest AS (SELECT quotes.article_id, quotes.position, count(*) OVER () AS n FROM quotes "  # noqa: S608 - our own names
        f"JOIN articles ON articles.id = quotes.article_id WHERE {where} "
        f"ORDER BY articles.day DESC NULLS LAST, articles.number DESC, quotes.position LIMIT {limit:d}) "
        f"SELECT {COLUMNS}, n FROM newest JOIN quotes USING (article_id, position) "
        "JOIN articles ON articles.id = quotes.article_id "
        "ORDER BY articles.day DESC NULLS LAST, articles.number DESC, quotes.position"
    )
    rows = asked(collection, query, bound)
    return [Voice(*row[:10]) for row in rows], rows[0][10] if rows else 0
