"""One actor: what it did and what was done to it over time, with whom, and what it and others say.

With whom, and the quotations, are pages of their own that the actor's page fetches once it is there: of a country with
tens of thousands of events they take longer to count than the rest.
"""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runut.view.actors import level_of
from runut.view.asking import asked_number, asked_one, here_with
from runut.view.charted import chart_page, figure_of, label_of, listed_events, narrowed, of_period
from runut.view.courses import UNITS
from runut.view.meetings import DID, LEVELS, MET, Level, counterparts, course_of, one_side
from runut.view.named import kinds, similar
from runut.view.pages import language_of, library_of, path_to
from runut.view.parties import Party, party_of
from runut.view.voices import said_about, said_by
from runut.view.words import Translate, translator

__all__ = ["ROUTES"]

WITH_WHOM = 12
MOST_WITH_WHOM = 200
SIMILAR = 6
QUOTES = 10
MOST_QUOTES = 200


def actor(request: Request) -> Response:
    """The page of the party of the address: ``a``, a code or a name, or ``name``, which is always a name."""
    party = _party(request)
    t = translator(language_of(request))
    label, sides = label_of(t, party), one_side(party)
    titles = _titles(t, label)
    _whom_asked(request)  # what is asked wrongly is told here, not by a part of the page
    by = asked_one(request, "by", UNITS)
    where = of_period(request, sides)
    with library_of(request).reading() as collection:
        held = narrowed(request, collection)
        course, n = course_of(collection, held.events, sides, by)
        found = listed_events(request, collection, held.events, where, sides)
        others = similar(collection, party, SIMILAR) if party.name else []
        of_kinds = kinds(collection, party) if party.name else []
    return chart_page(
        request,
        "actor.html",
        held,
        party=party,
        label=label,
        course=course,
        figure=figure_of(request, course, titles),
        titles=titles,
        whom_at=here_with(request, path=path_to(request, "actor_whom")),
        quotes_at=f"{path_to(request, 'actor_quotes')}?{held.filters.query(a=party.key)}",
        n=n,
        by=by,
        units=UNITS,
        found=found,
        others=others,
        kinds=of_kinds,
    )


def whom(request: Request) -> Response:
    """With whom the party has to do, and in which direction."""
    party = _party(request)
    level, limit = _whom_asked(request)
    with library_of(request).reading() as collection:
        held = narrowed(request, collection)
        met, met_in_all = counterparts(collection, held.events, party, level, limit)
    return chart_page(
        request,
        "actor_whom.html",
        held,
        party=party,
        label=label_of(translator(language_of(request)), party),
        top=limit,
        most_top=MOST_WITH_WHOM,
        level=level,
        levels=list(LEVELS),
        met=met,
        met_in_all=met_in_all,
        here_with=partial(here_with, request, path=path_to(request, "actor")),
    )


def quotes(request: Request) -> Response:
    """What the party says, and if it has a name, what others say about it."""
    party = _party(request)
    limit = asked_number(request, "top", QUOTES, MOST_QUOTES)
    with library_of(request).reading() as collection:
        held = narrowed(request, collection)
        by = said_by(collection, held.events, held.filters, party, limit)
        # of a country or sector nearly every quote speaks
        about = said_about(collection, held.events, held.filters, party, limit) if party.name else ([], 0)
    return chart_page(
        request,
        "actor_quotes.html",
        held,
        party=party,
        label=label_of(translator(language_of(request)), party),
        by=by,
        about=about,
        limit=limit,
        most=MOST_QUOTES,
    )


def _whom_asked(request: Request) -> tuple[Level, int]:
    return level_of(request, "name"), asked_number(request, "top", WITH_WHOM, MOST_WITH_WHOM)


def _titles(t: Translate, label: str) -> dict[str, str]:
    return {name: t(f"actor.side.{name}", name=label) for name in (DID, MET)}


def _party(request: Request) -> Party:
    if name := request.query_params.get("name", "").strip():
        return party_of(Party(name=name).key, "name")
    return party_of(request.query_params.get("a", ""))


ROUTES = [
    Route("/actor", actor, name="actor"),
    Route("/actor/whom", whom, name="actor_whom"),
    Route("/actor/quotes", quotes, name="actor_quotes"),
]
