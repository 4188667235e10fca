"""The first page: events, narrowed by filters, counted, sorted, a page at a time, and taken away as a table."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from runut.view.asking import asked_order, asked_page
from runut.view.downloads import FORMS, download
from runut.view.facets import SUGGESTED_FROM, facets, suggestions
from runut.view.filters import SEPARATOR, Filters, Search
from runut.view.listing import ORDERS, PAGE, count, listed
from runut.view.pages import library_of, page, path_to

__all__ = ["ROUTES"]


def events(request: Request) -> Response:
    """The events that fit the filters of the address.

    The form leaves empty filters in the address; whoever sends it on shall not: they are taken out.
    """
    given = request.query_params.multi_items()
    filters, order, number = Filters.from_query(given), asked_order(request, ORDERS), asked_page(request)
    more = {"order": order if order != "newest" else None, "page": number if number > 1 else None}
    address = f"{path_to(request, 'events')}?{filters.query(**more)}".rstrip("?")
    asked_by_script = request.headers.get("hx-request") == "true"
    if not asked_by_script and any(not value for _, value in given):
        return RedirectResponse(address, status_code=303)
    with library_of(request).reading() as collection:
        search = Search(filters, collection)
        found = count(collection, search.condition)
        rows = listed(collection, search.condition, order, (number - 1) * PAGE)
        choices = facets(search)
    answer = page(
        request,
        "events.html",
        filters=filters,
        found=found,
        order=order,
        orders=list(ORDERS),
        number_now=number,
        pages=max(1, -(-found.events // PAGE)),
        to=lambda number: f"?{filters.query(**more | {'page': number if number > 1 else None})}",
        but=lambda name, value: f"?{filters.without(name, value).query(order=more['order'])}",
        first=(number - 1) * PAGE + 1,
        forms=list(FORMS),
        rows=rows,
        facets=choices,
    )
    if asked_by_script:
        answer.headers["HX-Replace-Url"] = address
    return answer


def suggest(request: Request) -> Response:
    """Options for what is being written into a filter: what begins so, and how many events it has."""
    name = request.path_params["name"]
    if name not in SUGGESTED_FROM:
        raise HTTPException(404)
    before, _, begun = request.query_params.get(name, "")[:200].rpartition(SEPARATOR)
    kept = f"{before}{SEPARATOR} " if before else ""
    found = []
    if begun.strip():
        with library_of(request).reading() as collection:
            found = suggestions(collection, name, begun.strip())
    return page(request, "_options.html", options=[(kept + value, n) for value, n in found])


ROUTES = [
    Route("/", events, name="events"),
    Route("/suggest/{name}", suggest, name="suggest"),
    Route("/events/{form}", download, name="download"),
]
