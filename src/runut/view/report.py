"""One report: its text marked, beside it the record, each lighting up the other."""

import io
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from runut.errors import RequestError
from runut.export import EXPORTERS, file_name
from runut.model import Record
from runut.store import Collection
from runut.view.cards import OWN_ID, shown
from runut.view.correcting import correcting
from runut.view.pages import language_of, library_of, page, path_to
from runut.view.story import anchor_of

__all__ = ["ROUTES"]

JSON = "json"
# what one report can be taken away as, with the file's suffix and its kind
FORMATS = {
    JSON: (".json", "application/json"),
    "html": (".html", "text/html"),
    "csv": (".csv", "text/csv"),
    "jsonld": (".jsonld", "application/ld+json"),
    "geojson": (".geojson", "application/geo+json"),
    "plover": (".plover.jsonl", "application/jsonl"),
    "gdelt": (".gdelt.tsv", "text/tab-separated-values"),
    "ftm": (".ftm.jsonl", "application/jsonl"),
    "label-studio": (".label-studio.json", "application/json"),
    "prodigy": (".prodigy.jsonl", "application/jsonl"),
}


class Copy(NamedTuple):
    """A report with the same text."""

    id: str
    outlet: str | None
    title: str | None
    day: Any


class InStory(NamedTuple):
    """The story of a report."""

    id: str
    title: str | None
    articles: int
    outlets: int


class Told(NamedTuple):
    """The incident of an event: how many reports and outlets tell it, and how far they agree."""

    incident: str
    articles: int
    outlets: int
    agreement: float

    @property
    def anchor(self) -> str:
        """Where it stands on the page of its story."""
        return anchor_of(self.incident)


def report(request: Request) -> Response:
    """The report that the address names by its ``id``; an ``event`` of it is where the page is opened."""
    event = request.query_params.get("event", "").rpartition("#")[2]
    if OWN_ID.fullmatch(event):
        return RedirectResponse(
            f"{path_to(request, 'report', id=request.query_params.get('id'))}#{event}", status_code=303
        )
    with library_of(request).reading() as collection:
        record = _record(request, collection)
        name = {"id": record.article.id}
        story = next((InStory(*row) for row in collection.rows(STORY, name)[1]), None)
        copies = [Copy(*row) for row in collection.rows(COPIES, name)[1]]
        incidents = {event: Told(*row) for event, *row in collection.rows(INCIDENTS, name)[1]}
    begins = len(record.article.id) + 1  # events of a collection are called article#event
    return page(
        request,
        "report.html",
        shown=shown(record, language_of(request)),
        story=story,
        copies=copies,
        incidents={event[begins:]: told for event, told in incidents.items()},
        in_collection=True,
        formats=list(FORMATS),
        host_of=lambda address: urlsplit(address).hostname,
        **correcting(request, record),
    )


STORY = """
    SELECT stories.id, stories.title, stories.articles, stories.outlets
    FROM story_articles JOIN stories ON stories.id = story_id WHERE article_id = $id
"""
COPIES = """
    SELECT articles.id, outlet, title, day FROM copies JOIN articles ON articles.id = copies.article_id
    WHERE text_id = (SELECT text_id FROM copies WHERE article_id = $id) AND articles.id <> $id
    ORDER BY day NULLS LAST, number
"""
INCIDENTS = """
    SELECT event_id, incidents.id, incidents.articles, incidents.outlets, incidents.agreement
    FROM incident_events JOIN incidents ON incidents.id = incident_id WHERE article_id = $id
"""


def download(request: Request) -> Response:
    """The record of a report in a ``format``, as a file."""
    form = request.query_params.get("format", JSON)
    if form not in FORMATS:
        raise RequestError(f"format: {form!r} is none of {', '.join(FORMATS)}")
    with library_of(request).reading() as collection:
        record = _record(request, collection)
    suffix, kind = FORMATS[form]
    name = file_name(record.article.id).encode("ascii", "replace").decode().replace("?", "-") + suffix
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(_written(record, form), media_type=kind, headers=headers)


def _record(request: Request, collection: Collection) -> Record:
    found = collection.record(request.query_params.get("id", ""))
    if found is None:
        raise HTTPException(404)
    return found


def _written(record: Record, form: str) -> str:
    if form == JSON:
        return msgspec.json.format(record.to_json(), indent=2) + "\n"
    stream = io.StringIO()
    EXPORTERS[form]([record], stream)
    return stream.getvalue()


ROUTES = [Route("/report", report, name="report"), Route("/report/record", download, name="record")]
