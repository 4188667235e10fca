"""The first page: events, narrowed by filters, counted, sorted, a page at a time."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runut.errors import RequestError
from runut.view.filters import Filters, condition
from runut.view.listing import ORDERS, PAGE, count, listed
from runut.view.pages import library_of, page

__all__ = ["ROUTES"]

FURTHEST = 1_000_000  # a page behind it is a slip


def events(request: Request) -> Response:
    """The events that fit the filters of the address."""
    filters = Filters.from_query(request.query_params.multi_items())
    order, number = _order(request), _number(request)
    with library_of(request).reading() as collection:
        where = condition(filters, collection)
        found = count(collection, where)
        rows = listed(collection, where, order, (number - 1) * PAGE)
    return page(
        request,
        "events.html",
        filters=filters,
        found=found,
        rows=rows,
        order=order,
        orders=list(ORDERS),
        number_now=number,
        pages=max(1, -(-found.events // PAGE)),
    )


def _order(request: Request) -> str:
    order = request.query_params.get("order") or "newest"
    if order not in ORDERS:
        raise RequestError(f"order: {order!r} is none of {', '.join(ORDERS)}")
    return order


def _number(request: Request) -> int:
    asked = request.query_params.get("page") or "1"
    if not asked.isascii() or not asked.isdigit() or not 1 <= int(asked[:9]) <= FURTHEST:
        raise RequestError(f"page: {asked!r} is no page; the first is 1")
    return int(asked)


ROUTES = [Route("/", events, name="events")]
