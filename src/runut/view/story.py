"""One story: its reports over time, who quotes whom, and its incidents with all their witnesses."""

import hashlib
from collections import defaultdict
from typing import Any, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runut.export.marking import Segment, Target, segments
from runut.model import Span
from runut.store import Collection
from runut.view.asking import asked_page
from runut.view.chains import Quoting, quoting_graph
from runut.view.pages import library_of, page
from runut.view.telling import Report, first_reports, in_order, strip

__all__ = ["ROUTES", "anchor_of"]

INCIDENTS_SHOWN = 20
REPORTS_SHOWN = 300


class Story(NamedTuple):
    """A row of ``stories``."""

    id: str
    title: str | None
    first_day: Any
    last_day: Any
    articles: int
    texts: int
    outlets: int
    names: list[str] | None
    words: list[str] | None


class Witness(NamedTuple):
    """An event of a report that tells an incident; its evidence begins at ``start``, its nearest source comes first."""

    event_id: str
    article_id: str
    outlet: str | None
    published: str | None
    day: Any
    title: str | None
    date: str | None
    place: str | None
    status: str
    certainty: str
    evidence: str
    start: int
    triggers: list[dict[str, int]] | None
    sources: list[str] | None

    @property
    def event(self) -> str:
        """The event's id within its report."""
        return self.event_id[len(self.article_id) + 1 :]

    @property
    def sentence(self) -> tuple[Segment, ...]:
        """The evidence, with the words marked that tell the event."""
        spans = tuple(Span(one["a"] - self.start, one["b"] - self.start) for one in self.triggers or ())
        return segments(self.evidence, [Target(id="", kind="event", spans=spans)])


class Value(NamedTuple):
    """What some reports say where others say something else."""

    value: str
    witnesses: tuple[Witness, ...]


class Incident(NamedTuple):
    """An event in the world: what most reports say of it, who tells it, and for each field where they differ."""

    id: str
    type: str
    mode: str | None
    status: str
    date: str | None
    place: str | None
    country: str | None
    actors: list[str] | None
    recipients: list[str] | None
    articles: int
    texts: int
    outlets: int
    quad: int
    witnesses: tuple[Witness, ...]
    differing: dict[str, tuple[Value, ...]]

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return anchor_of(self.id)


def anchor_of(incident: str) -> str:
    """What an incident is called in the address of its story's page: its own id may hold any sign."""
    return "i" + hashlib.sha256(incident.encode()).hexdigest()[:12]


def story(request: Request) -> Response:
    """The story that the address names by its ``id``."""
    name = request.query_params.get("id", "")
    with library_of(request).reading() as collection:
        found = next((Story(*row) for row in collection.rows(STORY, {"story": name})[1]), None)
        if found is None:
            raise HTTPException(404)
        reports = in_order([Report(*row) for row in collection.rows(REPORTS, {"story": name})[1]])
        told = [
            Quoting(report, outlet or "", tuple((one["kind"], one["name"]) for one in sources or ()))
            for report, outlet, sources in collection.rows(QUOTING, {"story": name})[1]
        ]
        wanted = request.query_params.get("incident")
        number = asked_page(request) if wanted is None else _page_of(collection, name, wanted)
        incidents, of = _incidents(collection, name, number)
    return page(
        request,
        "story.html",
        story=found,
        reports=reports[:REPORTS_SHOWN],
        first=first_reports(reports),
        outlet_of={report.id: report.outlet for report in reports},
        strip=strip(reports[:REPORTS_SHOWN]),
        graph=quoting_graph(told),
        incidents=incidents,
        found=of,
        number_now=number,
        pages=max(1, -(-of // INCIDENTS_SHOWN)),
    )


STORY = """
    SELECT id, title, first_day, last_day, articles, texts, outlets, names, words FROM stories WHERE id = $story
"""
REPORTS = """
    SELECT articles.id, outlet, title, published, day, coalesce(text_id, articles.id), articles.events
    FROM story_articles JOIN articles ON articles.id = story_articles.article_id
    LEFT JOIN copies ON copies.article_id = articles.id WHERE story_id = $story
"""
QUOTING = """
    WITH told AS (
        SELECT sources.* FROM sources
        WHERE article_id IN (SELECT article_id FROM story_articles WHERE story_id = $story)
    ), whole AS (
        SELECT id, name FROM entities WHERE id IN (SELECT entity_id FROM told)
    )
    SELECT told.article_id, any_value(outlet),
        list({'kind': told.kind, 'name': coalesce(whole.name, told.name)} ORDER BY position DESC)
    FROM told JOIN articles ON articles.id = told.article_id LEFT JOIN whole ON whole.id = told.entity_id
    GROUP BY told.event_id, told.article_id ORDER BY told.event_id
"""
INCIDENTS = """
    SELECT incidents.id, incidents.type, incidents.mode, incidents.status, incidents.date, incidents.place,
        incidents.country, actors, recipients, articles, texts, outlets, events.quad
    FROM incidents JOIN events ON events.id = incidents.id WHERE story_id = $story
    ORDER BY {order} LIMIT $limit OFFSET $first
"""
ORDER = "outlets DESC, articles DESC, incidents.day NULLS LAST, incidents.id"
# lists are made for the events asked for only: as subqueries of each row they cost seven times as much
WITNESSES = """
    WITH told AS (
        SELECT incident_id, event_id FROM incident_events WHERE incident_id IN (SELECT unnest($ids::VARCHAR[]))
    ), named AS (
        SELECT event_id, list(name ORDER BY position) AS names FROM sources
        WHERE event_id IN (SELECT event_id FROM told) GROUP BY event_id
    ), marked AS (
        SELECT event_id, list({'a': start_char, 'b': end_char}) AS spans FROM mentions
        WHERE event_id IN (SELECT event_id FROM told) GROUP BY event_id
    )
    SELECT incident_id, told.event_id, articles.id, outlet, published, articles.day, title, events.date, events.place,
        events.status, certainty, evidence, events.start_char, spans, names
    FROM told JOIN events ON events.id = told.event_id JOIN articles ON articles.id = events.article_id
    LEFT JOIN named ON named.event_id = told.event_id LEFT JOIN marked ON marked.event_id = told.event_id
    ORDER BY articles.day NULLS LAST, number, events.start_char
"""
DIFFERING = """
    SELECT incident_id, field, value, event_id FROM contradictions
    WHERE incident_id IN (SELECT unnest($ids::VARCHAR[])) ORDER BY field, value
"""


def _page_of(collection: Collection, story: str, incident: str) -> int:
    """The page on which an incident stands; the first if it is none of the story's."""
    ranked = f"SELECT id, row_number() OVER (ORDER BY {ORDER}) AS rank FROM incidents WHERE story_id = $story"  # noqa: S608 - our own words
    values = {"story": story, "incident": incident}
    rows = collection.rows(f"SELECT rank FROM ({ranked}) WHERE id = $incident", values)[1]  # noqa: S608
    return next((1 + (rank - 1) // INCIDENTS_SHOWN for (rank,) in rows), 1)


def _incidents(collection: Collection, story: str, number: int) -> tuple[list[Incident], int]:
    """A page of the incidents of a story, the best witnessed first, and how many there are."""
    ((found,),) = collection.rows("SELECT count(*) FROM incidents WHERE story_id = $story", {"story": story})[1]
    bounds = {"story": story, "limit": INCIDENTS_SHOWN, "first": (number - 1) * INCIDENTS_SHOWN}
    rows = list(collection.rows(INCIDENTS.format(order=ORDER), bounds)[1])
    these = {"ids": [row[0] for row in rows]}
    witnesses: dict[str, list[Witness]] = defaultdict(list)
    for incident, *cells in collection.rows(WITNESSES, these)[1]:
        witnesses[incident].append(Witness(*cells))
    values: dict[str, dict[str, dict[str, list[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for incident, field, value, event in collection.rows(DIFFERING, these)[1]:
        values[incident][field][value].append(event)
    incidents = []
    for row in rows:
        by_event = {one.event_id: one for one in witnesses[row[0]]}
        differing = {
            field: tuple(
                Value(value, tuple(by_event[event] for event in events if event in by_event))
                for value, events in told.items()
            )
            for field, told in values[row[0]].items()
        }
        incidents.append(Incident._make((*row, tuple(by_event.values()), differing)))
    return incidents, found


ROUTES = [Route("/story", story, name="story")]
