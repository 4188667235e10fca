"""The events that charts, maps and networks are made of: those that the filters leave, as a table of a query."""

from collections import OrderedDict
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from runut.store import Collection
from runut.view.filters import FROM, WHEN, Condition, Filters, condition

__all__ = ["asked", "chosen"]

Rows = tuple[tuple[Any, ...], ...]

QUERIES = 200
FEW = 5000  # rows: answers with more are not kept
_KEPT: WeakKeyDictionary[Collection, OrderedDict[str, Rows]] = WeakKeyDictionary()  # a collection does not change
_LOCK = Lock()

# ``told`` is the day of the event, or where the report does not tell it, the day of the report.
COLUMNS = f"""events.id, events.article_id, events.type, events.mode, events.quad, events.score, events.status,
events.recipient, events.place, events.country, events.lat, events.lon, events.reported,
{WHEN} AS told"""


def chosen(filters: Filters, collection: Collection, *, once: bool = False) -> Condition:
    """``WITH chosen AS (…)``, the table of the events that ``filters`` leave, and the values of its parameters.

    With ``once`` only the first report's event of each incident, of the reports that are left. Raises
    :class:`RequestError` or :class:`StoreError` as :func:`condition` does.
    """
    where = condition(filters, collection)
    source = FROM if "articles." in where.sql else "FROM events"
    if once:
        source += " LEFT JOIN incident_events ON incident_events.event_id = events.id"
        first = "QUALIFY row_number() OVER (PARTITION BY coalesce(incident_id, events.id) ORDER BY reported, id) = 1"
    else:
        first = ""
    return Condition(f"WITH chosen AS (SELECT {COLUMNS} {source} WHERE {where.sql} {first})", where.values)


def asked(collection: Collection, query: str, values: dict[str, object]) -> Rows:
    """All rows of a query; the last answers are kept, as whoever leafs through a list asks for its chart each time."""
    key = f"{query} {values}"
    with _LOCK:
        kept = _KEPT.setdefault(collection, OrderedDict())
        if key in kept:
            kept.move_to_end(key)
            return kept[key]
    rows = tuple(collection.rows(query, values)[1])
    if len(rows) <= FEW:
        with _LOCK:
            kept[key] = rows
            while len(kept) > QUERIES:
                kept.popitem(last=False)
    return rows
