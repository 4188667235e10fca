"""Linking the reports of a collection: copies, stories and incidents, written beside the tables and made anew at will.

What is found is first written and then read back in the order of stories, so that no more than a few days of reports
and one story are in memory.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from runut.store.engine import connect, quoted, unnested, writing_to
from runut.store.index import LINKS, Manifest, publish, refresh
from runut.store.layout import Layout, durably, existing, remove, writing
from runut.store.reading import attach
from runut.store.schema import sql, tables
from runut.stories.copies import Text, find_copies
from runut.stories.grouping import NAME, Membership, Story, Told, group_stories
from runut.stories.incidents import Incident, Party, Seen, find_incidents

__all__ = ["Linked", "link"]

WRITTEN = 1000  # rows at a time
FETCHED = 200
RARE = 1e-3  # names that fewer reports have are all alike: rare


class Linked(NamedTuple):
    """What was found."""

    articles: int
    texts: int
    stories: int
    incidents: int


def link(root: Path) -> Linked:
    """Find copies, stories and incidents in the collection at ``root``, in place of those found before.

    Raises :class:`StoreError` if there is no collection or it cannot be written.
    """
    layout = existing(root)
    with writing(layout):
        manifest = refresh(layout)
        name = f"{manifest.next:08}"
        target = layout.index / name
        with writing_to(target), durably(target) as unfinished:
            unfinished.mkdir()
            linked = _write(layout, manifest, unfinished)
            remove(unfinished / "scratch")
        publish(layout, msgspec.structs.replace(manifest, links=name, next=manifest.next + 1))
    return linked


def _write(layout: Layout, manifest: Manifest, folder: Path) -> Linked:
    with connect(scratch=folder / "scratch") as database:
        attach(layout, msgspec.structs.replace(manifest, links=None), database)
        database.execute(f"ATTACH {quoted(folder / LINKS)} AS links")
        database.execute(f"USE links; {sql('links')} USE memory")
        for table in tables("links"):
            database.execute(f"CREATE OR REPLACE VIEW {table.name} AS SELECT * FROM links.main.{table.name}")  # noqa: S608 - our own names
        _write_copies(database)
        _write_stories(database)
        _write_incidents(database)
        return Linked(*database.execute(FOUND).fetchall()[0])


FOUND = """
    SELECT (SELECT count(*) FROM copies), (SELECT count(DISTINCT text_id) FROM copies),
        (SELECT count(*) FROM stories), (SELECT count(*) FROM incidents)
"""
TEXTS = "SELECT id, day, outlet, text FROM articles ORDER BY day NULLS FIRST, number"


def _write_copies(database: Any) -> None:
    rows = _rows(database, TEXTS)
    _insert(database, "links.copies", find_copies(Text(*row) for row in rows))


REPORTS = """
    SELECT id, day, coalesce(title, ''), text, (
        SELECT map_from_entries(list((name, n))) FROM (
            SELECT name, max(len(mentions)) AS n FROM entities
            WHERE article_id = articles.id AND type IN ('PER', 'ORG', 'GPE', 'LOC') GROUP BY name
        )
    )
    FROM articles ORDER BY day NULLS FIRST, number
"""
STORIES = """
    INSERT INTO links.stories
    SELECT told.id, any_value(told.title), min(day), max(day), count(*), count(DISTINCT text_id),
        count(DISTINCT outlet), any_value(told.names), any_value(told.words)
    FROM told JOIN story_articles ON story_id = told.id JOIN articles ON articles.id = story_articles.article_id
    JOIN copies ON copies.article_id = articles.id
    GROUP BY told.id ORDER BY min(day), min(number)
"""


def _write_stories(database: Any) -> None:
    rows = _rows(database, REPORTS)
    reports = (Told(name, day, title, text, names or {}) for name, day, title, text, names in rows)
    database.execute("CREATE TABLE told (id VARCHAR, title VARCHAR, names VARCHAR[], words VARCHAR[])")
    found = group_stories(reports, _frequency(database))
    _insert_by_kind(database, found, {Membership: "links.story_articles", Story: "told"})
    database.execute(STORIES)


def _frequency(database: Any) -> dict[str, float]:
    """The share of reports that have a name, where it is not rare."""
    ((reports,),) = database.execute("SELECT greatest(count(*), 1) FROM articles").fetchall()
    rows = database.execute(
        "SELECT name, count(DISTINCT article_id) AS n FROM entities GROUP BY name HAVING n > $1",
        [max(1, RARE * reports)],
    ).fetchall()
    return {NAME + name: count / reports for name, count in rows}


EVENTS = """
    SELECT story_id, e.id, e.article_id, text_id, outlet, e.type, mode, status, date, e.day, precision, place, country,
        (SELECT list((p.name, text, p.code, kind.type) ORDER BY position) FROM participants AS p
            LEFT JOIN entities AS kind ON kind.id = entity_id WHERE event_id = e.id AND p.role = 'actor'),
        (SELECT list((p.name, text, p.code, kind.type) ORDER BY position) FROM participants AS p
            LEFT JOIN entities AS kind ON kind.id = entity_id WHERE event_id = e.id AND p.role = 'recipient'),
        coalesce((SELECT arg_max(name, position) FROM sources WHERE event_id = e.id), outlet),
        evidence, articles.number
    FROM events AS e JOIN articles ON articles.number = e.report
    JOIN story_articles USING (article_id) JOIN copies USING (article_id)
    ORDER BY story_id, articles.day NULLS FIRST, articles.number, e.start_char, e.id
"""


def _write_incidents(database: Any) -> None:
    def found() -> Iterator[Any]:
        for story, rows in groupby(_rows(database, EVENTS), key=lambda row: row[0]):
            told: dict[str, tuple[str, int]] = {}  # the evidence of an event, and the number of its report
            events = []
            for row in rows:
                events.append(_seen(row))
                told[row[1]] = row[-2:]
            for incident in find_incidents(events):
                first = incident.events[0]
                yield _Row("links.incidents", _incident(story, incident, told[first.event_id][0]))
                for event in incident.events:
                    number = told[event.event_id][1]
                    row = (first.event_id, event.event_id, event.article_id, number, story, _outlets(incident))
                    yield _Row("links.incident_events", row)
                for one in incident.contradictions:
                    yield _Row("links.contradictions", (first.event_id, *one))

    _insert_rows(database, found())


class _Row(NamedTuple):
    table: str
    cells: tuple[Any, ...]


def _seen(row: tuple[Any, ...]) -> Seen:
    *told, actors, recipients, source = row[1:-2]
    return Seen._make((*told, _parties(actors), _parties(recipients), source))


def _parties(found: list[Any] | None) -> tuple[Party, ...]:
    return tuple(Party(*(one.values() if isinstance(one, dict) else one)) for one in found or ())


def _incident(story: str, incident: Incident, evidence: str) -> tuple[Any, ...]:
    events = incident.events
    first = events[0]
    date = incident.date()
    return (
        first.event_id,
        story,
        first.type,
        incident.most(lambda event: event.mode),
        incident.most(lambda event: event.status),
        date,
        next((event.day for event in events if event.date == date), None),
        incident.most(lambda event: event.place),
        incident.most(lambda event: event.country),
        _different(party.name for event in events for party in event.actors),
        _different(party.code for event in events for party in event.actors),
        _different(party.name for event in events for party in event.recipients),
        _different(party.code for event in events for party in event.recipients),
        len(events),
        len({event.article_id for event in events}),
        len({event.text_id for event in events}),
        _outlets(incident),
        first.article_id,
        first.source,
        round(incident.agreement, 3),
        evidence,
    )


def _outlets(incident: Incident) -> int:
    return len({event.outlet for event in incident.events if event.outlet})


def _different(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _rows(database: Any, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query on a connection of its own: others may be written meanwhile."""
    cursor = database.cursor()
    cursor.execute(query)
    while batch := cursor.fetchmany(FETCHED):
        yield from batch


def _insert(database: Any, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    _insert_rows(database, (_Row(table, tuple(row)) for row in rows))


def _insert_by_kind(database: Any, rows: Iterable[tuple[Any, ...]], table_of: dict[type, str]) -> None:
    _insert_rows(database, (_Row(table_of[type(row)], tuple(row)) for row in rows))


def _insert_rows(database: Any, rows: Iterable[_Row]) -> None:
    waiting: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        waiting.setdefault(row.table, []).append(row.cells)
        if len(waiting[row.table]) >= WRITTEN:
            _insert_now(database, row.table, waiting.pop(row.table))
    for table, left in waiting.items():
        _insert_now(database, table, left)


def _insert_now(database: Any, table: str, rows: list[tuple[Any, ...]]) -> None:
    kinds = {name: kind for name, kind, *_ in database.execute(f"DESCRIBE {table}").fetchall()}
    database.execute(
        f"INSERT INTO {table} SELECT {unnested(kinds)}", [list(column) for column in zip(*rows, strict=True)]
    )
