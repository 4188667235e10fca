"""The events that charts, maps and networks are made of: those that the filters leave, as a table of a query."""

from typing import Any

from runut.store import Collection
from runut.view.filters import FROM, WHEN, Condition, Filters, condition

__all__ = ["asked", "chosen"]

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


def asked(collection: Collection, query: str, values: dict[str, object]) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    return list(collection.rows(query, values)[1])
