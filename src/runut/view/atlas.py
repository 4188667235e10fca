"""The map: events by place, and beside it the same in a table."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runut.view.asking import asked_number, here_with
from runut.view.charted import Listed, chart_page, listed_events, narrowed, words_of
from runut.view.filters import Condition
from runut.view.pages import language_of, library_of
from runut.view.spots import Spot, Spots, country_at, of_spot, spots
from runut.view.words import Translate, translator

__all__ = ["ROUTES"]

SHOWN = 25
MOST = 2000
DRAWN = 800  # places: more bubbles than that hide each other


def atlas(request: Request) -> Response:
    """The places of the events; with ``at``, the events of one place below."""
    at = request.query_params.get("at", "").strip()
    shown = asked_number(request, "top", SHOWN, MOST)
    where = Condition(*of_spot(at)) if at else None
    with library_of(request).reading() as collection:
        held = narrowed(request, collection)
        found = _in_words(spots(collection, held.events), translator(language_of(request)))
        listed = listed_events(request, collection, held.events, where) if where else Listed([], 1, 1, 0)
    every = [*found.located, *found.unlocated]
    return chart_page(
        request,
        "map.html",
        held,
        spots=found,
        shown=shown,
        drawn=min(DRAWN, len(found.located)),
        most=MOST,
        at=at,
        chosen=next((spot for spot in every if spot.key == at), None),
        found=listed,
        data={
            "home": found.at_home,
            "chosen": at,
            "points": [_point(spot) for spot in found.located[:DRAWN]],
            "href": here_with(request),
            "lang": language_of(request).value,
            "words": words_of(request),
        },
    )


def _in_words(found: Spots, t: Translate) -> Spots:
    """Countries as the reader calls them, not as most reports abbreviate them."""
    named = [
        spot._replace(name=t(f"country.{code}")) if (code := country_at().get((spot.lat, spot.lon))) else spot
        for spot in found.located
    ]
    return found._replace(located=named)


def _point(spot: Spot) -> dict[str, Any]:
    return {
        "key": spot.key,
        "name": spot.name,
        "lat": spot.lat,
        "lon": spot.lon,
        "n": spot.n,
        "quads": spot.quads,
        "mean": spot.mean,
        "whole": spot.whole,
    }


ROUTES = [Route("/map", atlas, name="map")]
