"""How many events each value of a filter would give: what stands beside the boxes that one ticks."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from runut.model import Certainty, EventType, Status
from runut.store import Collection
from runut.view.filters import Condition, Filters, Search

__all__ = ["FACETS", "Choice", "facets", "suggestions"]

FACETS: Mapping[str, str] = {
    "type": "events.type",
    "mode": "events.mode",
    "status": "events.status",
    "certainty": "events.certainty",
    "outlet": "articles.outlet",
    "context": "unnest(events.contexts)",
}
ALL: Mapping[str, Iterable[str]] = {"type": EventType, "status": Status, "certainty": Certainty}  # shown even if none
MOST = 200  # values of a filter: more than one reads, fewer than make a page heavy
SUGGESTED = 12


class Choice(NamedTuple):
    """A value of a filter, how many events it would give, and whether it is chosen."""

    value: str
    events: int
    chosen: bool


def facets(search: Search) -> dict[str, list[Choice]]:
    """The choices of each filter, each counted as if nothing of the same filter were chosen."""
    filters = search.filters
    free = [name for name in FACETS if not getattr(filters, name)]
    counts = _counted_at_once(search, [name for name in free if name != "context"])
    for name in FACETS:
        if name not in counts:
            counts[name] = _counted(search, FACETS[name], search.without(name))
    return {name: _choices(name, counts[name], filters) for name in FACETS}


def _counted(search: Search, column: str, where: Condition) -> dict[str, int]:
    query = f"SELECT value, count(*) FROM (SELECT {column} AS value {search.tables} WHERE {where.sql}) GROUP BY value"  # noqa: S608 - values are bound
    return {value: events for value, events in search.collection.rows(query, where.values)[1] if value is not None}


def _counted_at_once(search: Search, names: list[str]) -> dict[str, dict[str, int]]:
    """The counts of several filters that nothing is chosen of: all of them count the same events."""
    found: dict[str, dict[str, int]] = {name: {} for name in names}
    if not names:
        return found
    where = search.condition
    columns = [FACETS[name] for name in names]
    sets = ", ".join(f"({column})" for column in columns)
    query = (
        f"SELECT {', '.join(f'grouping({column})' for column in columns)}, coalesce({', '.join(columns)}), count(*) "
        f"{search.tables} WHERE {where.sql} GROUP BY GROUPING SETS ({sets})"
    )
    for *marks, value, events in search.collection.rows(query, where.values)[1]:
        if value is not None:
            found[names[marks.index(0)]][value] = events
    return found


def _choices(name: str, counts: Mapping[str, int], filters: Filters) -> list[Choice]:
    chosen = getattr(filters, name)
    if name in ALL:
        values = list(map(str, ALL[name]))
    else:
        values = sorted(counts, key=lambda value: (-counts[value], value))[:MOST]
        values += [value for value in chosen if value not in values]
    return [Choice(value, counts.get(value, 0), value in chosen) for value in values]


SUGGESTED_FROM: Mapping[str, str] = {
    "who": "SELECT name AS value, event_id FROM participants",
    "actor": "SELECT name AS value, event_id FROM participants WHERE role = 'actor'",
    "recipient": "SELECT name AS value, event_id FROM participants WHERE role = 'recipient'",
    "source": "SELECT name AS value, event_id FROM sources",
    "place": "SELECT place AS value, id AS event_id FROM events",
}


def suggestions(collection: Collection, name: str, begun: str) -> list[tuple[str, int]]:
    """Values of the filter ``name`` with a word that begins as ``begun`` does, those of most events first.

    What differs in capitals only is one, written as it most often is.
    """
    query = (
        f"SELECT mode(value) AS told, count(DISTINCT event_id) AS n FROM ({SUGGESTED_FROM[name]}) "  # noqa: S608 - our own names
        "WHERE contains(' ' || lower(value), $begun) GROUP BY lower(value) ORDER BY n DESC, told LIMIT $most"
    )
    values: dict[str, Any] = {"begun": f" {begun.lower()}", "most": SUGGESTED}
    return [(value, events) for value, events in collection.rows(query, values)[1]]
