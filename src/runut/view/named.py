"""Which parties the events have: the first of each kind, and those that what is typed may mean."""

from collections.abc import Iterable
from typing import NamedTuple

from runut.lexicon.gazetteer import countries
from runut.store import Collection
from runut.view.choosing import asked
from runut.view.filters import Condition
from runut.view.meetings import LEVELS, Level, labels
from runut.view.parties import Party

__all__ = ["Named", "codes_named", "kinds", "parties", "similar"]

KINDS = 3
APART = 2  # words by which the names of one person differ: more is a headline taken for a name


class Named(NamedTuple):
    """A party, in how many events it acts, in how many something is done to it, and in how many it is at all."""

    key: str
    label: str
    did: int
    met: int
    n: int


def parties(
    collection: Collection, events: Condition, level: Level, limit: int, typed: str = ""
) -> tuple[list[Named], int]:
    """The parties of a level with most events, and how many there are in all.

    With ``typed`` only those of which a word begins so, or whose country is called so.
    """
    key = LEVELS[level].format("p")
    values = dict(events.values)
    where = f"{key} IS NOT NULL"
    if typed and level == "name":
        where += " AND contains(' ' || lower(p.name), lower($typed))"
        values["typed"] = f" {typed}"
    elif typed:
        where += f" AND ({key}[:3] IN (SELECT unnest($codes::VARCHAR[])) OR contains(' ' || {key}, upper($typed)))"
        values |= {"codes": codes_named(typed), "typed": f" {typed}"}
    query = (
        f"{events.sql}, one AS (SELECT {key} AS key, bool_or(role = 'actor') AS did, "  # noqa: S608 - our own names
        "bool_or(role = 'recipient') AS met FROM participants AS p JOIN chosen ON id = event_id "
        f"WHERE {where} GROUP BY {key}, event_id) SELECT key, count(*) FILTER (did), count(*) FILTER (met), "
        f"count(*) AS n, count(*) OVER () FROM one GROUP BY key ORDER BY n DESC, key LIMIT {limit:d}"
    )
    rows = asked(collection, query, values)
    called = labels(collection, level, [row[0] for row in rows])
    return [_named(called[row[0]], level, row[1:4]) for row in rows], rows[0][4] if rows else 0


def codes_named(typed: str) -> list[str]:
    """Codes of the countries that have a name of which a word begins as ``typed``, or whose code begins so."""
    begins = f" {typed.casefold()}"
    return [
        country.code
        for country in countries().values()
        if any(begins in f" {name.casefold()}" for name in (country.name, *country.aliases, country.code))
    ]


def similar(collection: Collection, party: Party, limit: int) -> list[Named]:
    """Other names that hold the name of ``party`` or are held by it, which may be the same one."""
    query = (
        "SELECT mode(name), count(DISTINCT event_id) FILTER (role = 'actor'), "
        "count(DISTINCT event_id) FILTER (role = 'recipient'), count(DISTINCT event_id) AS n FROM participants "
        "WHERE lower(name) IN (SELECT unnest($parts::VARCHAR[])) OR (contains(lower(name), lower($name)) "
        "AND contains(' ' || lower(name) || ' ', ' ' || lower($name) || ' ') AND lower(name) <> lower($name) "
        "AND len(string_split(name, ' ')) - len(string_split($name, ' ')) <= $apart) "
        "GROUP BY lower(name) ORDER BY n DESC, 1 LIMIT $limit"
    )
    values = {"name": party.name, "parts": _parts(party.name), "apart": APART, "limit": limit}
    return [_named(label, "name", counts) for label, *counts in asked(collection, query, values)]


def _parts(name: str) -> list[str]:
    """The shorter names in a name: one or more of its words in a row, but no more than :data:`APART` left out."""
    words = name.lower().split()
    return [
        " ".join(words[start : start + length])
        for length in range(max(1, len(words) - APART), len(words))
        for start in range(len(words) - length + 1)
    ]


def kinds(collection: Collection, party: Party) -> list[Named]:
    """The codes and sectors that the participants of a name have, those of most events first."""
    key = LEVELS["sector"].format("p")
    query = (
        f"SELECT {key} AS key, count(DISTINCT event_id) FILTER (role = 'actor'), "  # noqa: S608 - our own names
        "count(DISTINCT event_id) FILTER (role = 'recipient'), count(DISTINCT event_id) AS n FROM "
        "(SELECT * FROM participants WHERE lower(name) = lower($name)) AS p "
        f"WHERE {key} IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1 LIMIT {KINDS:d}"
    )
    return [Named(key, key, *counts) for key, *counts in asked(collection, query, {"name": party.name})]


def _named(label: str, level: Level, counts: Iterable[int]) -> Named:
    return Named(Party(name=label).key if level == "name" else label, label, *counts)
