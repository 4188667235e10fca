"""Who is in the events: the most active names, sectors and countries, and those that one types."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runut.errors import RequestError
from runut.view.asking import asked_one
from runut.view.charted import chart_page, narrowed
from runut.view.meetings import LEVELS, Level
from runut.view.named import parties
from runut.view.pages import library_of

__all__ = ["ROUTES", "level_of"]

SHOWN = 40
LONGEST = 100  # characters that one types


def actors(request: Request) -> Response:
    """The parties of a level that the filters leave, those with most events first."""
    level = level_of(request, "name")
    typed = " ".join(request.query_params.get("typed", "").split())
    if len(typed) > LONGEST:
        raise RequestError(f"typed: longer than {LONGEST} characters; shorten it")
    with library_of(request).reading() as collection:
        held = narrowed(request, collection)
        found, n = parties(collection, held.events, level, SHOWN, typed)
    return chart_page(
        request,
        "actors.html",
        held,
        level=level,
        levels=list(LEVELS),
        typed=typed,
        found=found,
        n=n,
        most=max((one.did + one.met for one in found), default=1),
    )


def level_of(request: Request, default: Level) -> Level:
    """How participants are put together. Raises :class:`RequestError` for a way that there is not."""
    wanted = asked_one(request, "level", list(LEVELS), default)
    return next((level for level in LEVELS if level == wanted), default)


ROUTES = [Route("/actors", actors, name="actors")]
