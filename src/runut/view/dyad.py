"""Two actors: how it goes between them, in each direction, down to the sentence."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runut.view.actors import level_of
from runut.view.asking import asked_one
from runut.view.charted import chart_page, figure_of, label_of, listed_events, narrowed, of_period
from runut.view.courses import UNITS
from runut.view.meetings import BACK, LEVELS, THERE, TOGETHER, course_of, ties, two_sides
from runut.view.network import tone_of
from runut.view.pages import language_of, library_of
from runut.view.parties import party_of
from runut.view.words import Translate, translator

__all__ = ["ROUTES"]

OFFERED = 30


def dyad(request: Request) -> Response:
    """The page of ``a`` and ``b``; while one is missing, the pairs that have most to do with each other."""
    first, second = (request.query_params.get(name, "").strip() for name in ("a", "b"))
    if not first or not second:
        return pairs(request, first, second)
    one, other = party_of(first, "a"), party_of(second, "b")
    sides = two_sides(one, other)
    t = translator(language_of(request))
    labels = label_of(t, one), label_of(t, other)
    titles = _titles(t, labels)
    by = asked_one(request, "by", UNITS)
    where = of_period(request, sides)
    with library_of(request).reading() as collection:
        held = narrowed(request, collection)
        course, n = course_of(collection, held.events, sides, by)
        found = listed_events(request, collection, held.events, where, sides)
    return chart_page(
        request,
        "dyad.html",
        held,
        labels=labels,
        one=one,
        other=other,
        course=course,
        figure=figure_of(request, course, titles),
        titles=titles,
        n=n,
        by=by,
        units=UNITS,
        found=found,
    )


def _titles(t: Translate, labels: tuple[str, str]) -> dict[str, str]:
    named = dict(zip(("one", "other"), labels, strict=True))
    return {name: t(f"dyad.side.{name}", **named) for name in (THERE, BACK, TOGETHER)}


def pairs(request: Request, first: str, second: str) -> Response:
    """Who has most to do with whom, to choose two of."""
    level = level_of(request, "name")
    with library_of(request).reading() as collection:
        held = narrowed(request, collection)
        found, n = ties(collection, held.events, level, OFFERED)
    return chart_page(
        request,
        "pairs.html",
        held,
        first=first,
        second=second,
        level=level,
        levels=list(LEVELS),
        ties=[(tie, tone_of(tie.mean)) for tie in found],
        n=n,
    )


ROUTES = [Route("/dyad", dyad, name="dyad")]
