"""Who acts on whom: the queries behind the pages of one actor, of two, and the network."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from runut.errors import RequestError
from runut.export.dyads import MUTUAL
from runut.store import Collection
from runut.view.choosing import asked
from runut.view.courses import Course, Told, Unit, course, unit_of, window_of
from runut.view.filters import Condition
from runut.view.parties import Party, party_sql, party_where

__all__ = [
    "LEVELS",
    "End",
    "Level",
    "Meeting",
    "Sides",
    "Tie",
    "counterparts",
    "course_of",
    "labels",
    "one_side",
    "ties",
    "two_sides",
]

Level = Literal["name", "sector", "country"]

# How participants are put together. A participant of several sectors counts under the first.
LEVELS: Mapping[Level, str] = {
    "name": "lower({0}.name)",
    "sector": "CASE WHEN {0}.sectors[1] IS NULL THEN {0}.code ELSE {0}.code || ' ' || {0}.sectors[1] END",
    "country": "{0}.code",
}
# Two who both act and have nobody before them met each other; else they only stood side by side.
AS_EQUALS = f"recipient IS NULL AND type IN ({', '.join(repr(one.value) for one in sorted(MUTUAL))})"


DID, MET = "did", "met"
THERE, BACK, TOGETHER = "there", "back", "together"


class Sides(NamedTuple):
    """A query for one row an event, ``event_id`` and a truth for each of ``names``; and its parameters' values."""

    names: tuple[str, ...]
    sql: str
    values: dict[str, object]


def one_side(party: Party) -> Sides:
    """The events of one party: ``did`` where it acts, ``met`` where something is done to it."""
    return Sides(
        (DID, MET),
        "SELECT event_id, bool_or(role = 'actor') AS did, bool_or(role = 'recipient') AS met "  # noqa: S608 - our own names
        f"FROM participants AS p WHERE {party_sql('p', party, 'a')} GROUP BY event_id",
        dict(party_where(party, "a")),
    )


def two_sides(one: Party, other: Party) -> Sides:
    """The events between two: ``there`` from one to the other, ``back``, and ``together`` where they meet as equals.

    Raises :class:`RequestError` if both are the same.
    """
    if one.key.lower() == other.key.lower():
        raise RequestError(f"a and b are both {one.key}; choose two, or open the page of one actor")
    return Sides(
        (THERE, BACK, TOGETHER),
        "SELECT a.event_id, bool_or(a.role = 'actor' AND b.role = 'recipient') AS there, "  # noqa: S608 - our own names
        "bool_or(a.role = 'recipient' AND b.role = 'actor') AS back, "
        "bool_or(a.role = b.role) AS together FROM participants AS a JOIN participants AS b "
        "ON b.event_id = a.event_id JOIN chosen ON chosen.id = a.event_id "
        f"WHERE {party_sql('a', one, 'a')} AND {party_sql('b', other, 'b')} AND (a.role <> b.role OR "
        f"(a.role = 'actor' AND a.position <> b.position AND {AS_EQUALS})) GROUP BY a.event_id",
        dict(party_where(one, "a")) | dict(party_where(other, "b")),
    )


def course_of(collection: Collection, events: Condition, sides: Sides, by: str = "") -> tuple[Course, int]:
    """How the events of ``sides`` run over time, by the unit ``by`` or a fitting one, and how many they are.

    Raises :class:`RequestError` for a unit that there is not.
    """
    unit: Unit = "month"
    rows = _told(collection, events, sides, unit)
    window = window_of(rows)
    if window and (unit := unit_of(window, by)) == "day":
        rows = _told(collection, events, sides, unit)
    return course(rows, window, unit), sum(row.n for row in rows)


def _told(collection: Collection, events: Condition, sides: Sides, unit: Unit) -> list[Told]:
    names = ", ".join(sides.names)
    query = (
        f"{events.sql}, mine AS ({sides.sql}) SELECT date_trunc('{unit}', told)::DATE, quad, count(*), sum(score), "  # noqa: S608 - our own names
        f"min(reported), max(reported), {names} FROM mine JOIN chosen ON id = event_id GROUP BY ALL"
    )
    found = asked(collection, query, events.values | sides.values)
    return [
        Told(tuple(name for name, held in zip(sides.names, row[6:], strict=True) if held), *row[:6]) for row in found
    ]


class Meeting(NamedTuple):
    """Somebody with whom a party had to do: how often each way, and how it went on the scale of PLOVER's scores.

    Means are None of nothing.
    """

    key: str
    label: str
    did: int
    did_mean: float | None
    met: int
    met_mean: float | None
    together: int
    n: int


def counterparts(
    collection: Collection, events: Condition, party: Party, level: Level, limit: int
) -> tuple[list[Meeting], int]:
    """With whom ``party`` had most to do, put together by ``level``, and how many such there are in all."""
    key = LEVELS[level].format("o")
    query = (
        f"{events.sql}, met AS (SELECT {key} AS key, id, any_value(score) AS score, "  # noqa: S608 - our own names
        "bool_or(m.role = 'actor' AND o.role = 'recipient') AS did, bool_or(m.role = o.role) AS together, "
        "bool_or(m.role = 'recipient' AND o.role = 'actor') AS met FROM participants AS m "
        "JOIN participants AS o ON o.event_id = m.event_id JOIN chosen ON id = m.event_id "
        f"WHERE {party_sql('m', party, 'a')} AND {key} IS NOT NULL AND (m.role <> o.role OR "
        f"(m.role = 'actor' AND m.position <> o.position AND {AS_EQUALS})) GROUP BY 1, 2) "
        "SELECT key, count(*) FILTER (did), round(avg(score) FILTER (did), 1), count(*) FILTER (met), "
        "round(avg(score) FILTER (met), 1), count(*) FILTER (together), count(*) AS n, count(*) OVER () "
        f"FROM met GROUP BY key ORDER BY n DESC, key LIMIT {limit:d}"
    )
    rows = asked(collection, query, events.values | dict(party_where(party, "a")))
    called = labels(collection, level, [row[0] for row in rows])
    found = [Meeting(_key_of(called[row[0]], level), called[row[0]], *row[1:7]) for row in rows]
    return found, rows[0][7] if rows else 0


class End(NamedTuple):
    """One end of a tie: how an address names it, and how people do."""

    key: str
    label: str


class Tie(NamedTuple):
    """The events from one node of a network to another; with ``together``, those in which both meet as equals.

    ``quads`` counts them from verbal cooperation to material conflict.
    """

    actor: End
    recipient: End
    together: bool
    n: int
    mean: float
    quads: tuple[int, ...]


def ties(collection: Collection, events: Condition, level: Level, limit: int) -> tuple[list[Tie], int]:
    """The strongest ties between participants put together by ``level``, and how many there are in all."""
    counted = ", ".join(f"count(*) FILTER (quad = {quad})" for quad in (1, 2, 3, 4))
    query = (
        f"{events.sql}, ends AS (SELECT DISTINCT event_id, role, {LEVELS[level].format('p')} AS key "  # noqa: S608 - our own names
        "FROM participants AS p), tied AS (SELECT a.key AS one, b.key AS other, a.role = b.role AS together, score, "
        "quad FROM ends AS a JOIN ends AS b ON b.event_id = a.event_id JOIN chosen ON id = a.event_id "
        "WHERE a.role = 'actor' AND a.key <> b.key AND "
        f"(b.role = 'recipient' OR (a.key < b.key AND {AS_EQUALS}))) "
        f"SELECT one, other, together, count(*) AS n, round(avg(score), 1), {counted}, count(*) OVER () FROM tied "
        f"GROUP BY one, other, together ORDER BY n DESC, one, other, together LIMIT {limit:d}"
    )
    rows = asked(collection, query, events.values)
    called = labels(collection, level, {key for row in rows for key in row[:2]})
    found = [
        Tie(_end(called[one], level), _end(called[other], level), together, n, mean, tuple(quads))
        for one, other, together, n, mean, *quads, _ in rows
    ]
    return found, rows[0][9] if rows else 0


def labels(collection: Collection, level: Level, keys: Iterable[str]) -> dict[str, str]:
    """How the reports mostly write each of ``keys``, which are in small letters; codes are as they are."""
    if level != "name":
        return {key: key for key in keys}
    query = (
        "SELECT lower(name), mode(name) FROM participants "
        "WHERE lower(name) IN (SELECT unnest($keys::VARCHAR[])) GROUP BY 1"
    )
    return dict(asked(collection, query, {"keys": list(keys)}))


def _end(label: str, level: Level) -> End:
    return End(_key_of(label, level), label)


def _key_of(label: str, level: Level) -> str:
    """How an address names it: a name as reports write it, a code as it is."""
    return Party(name=label).key if level == "name" else label
