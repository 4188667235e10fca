"""What the pages with a chart share: filters, the events behind the chart a page at a time, the data of the chart."""

from datetime import timedelta
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from runut.lexicon.gazetteer import countries
from runut.lexicon.languages import Language
from runut.store import Collection
from runut.view.asking import asked_one, asked_page, asked_yes, here_with
from runut.view.choosing import asked, chosen
from runut.view.courses import Course
from runut.view.filters import Condition, Filters, bounds
from runut.view.listing import Row, events_by_id
from runut.view.meetings import TOGETHER, Level, Sides
from runut.view.pages import language_of, page
from runut.view.parties import BODIES, Party
from runut.view.words import Translate, translator

__all__ = [
    "Figure",
    "Listed",
    "Narrowed",
    "chart_page",
    "figure_of",
    "label_of",
    "listed_events",
    "narrowed",
    "of_period",
    "score_in",
    "short",
    "words_of",
]

PAGE = 20
UNDATED = "undated"
# Filters that the pages offer to write; the others of an address are kept.
OFFERED = frozenset({"q", "who", "type", "since", "until", "page", "period", "side", "at"})
OPTIONAL = frozenset({TOGETHER})  # told only where there are such events


class Narrowed(NamedTuple):
    """The filters of an address, whether incidents count once, and the events that are left."""

    filters: Filters
    once: bool
    events: Condition


class Listed(NamedTuple):
    """A page of events, its number from 1, how many pages there are, and how many events."""

    rows: list[Row]
    number: int
    pages: int
    n: int


class Link(NamedTuple):
    """Words, and the address to which they lead."""

    text: str
    href: str


class Figure(NamedTuple):
    """A course as its drawing and its table want it.

    ``rows`` has for each period with events the cells of each side: the four quad classes and the mean score.
    """

    data: dict[str, Any]
    sides: list[str]
    rows: list[tuple[Link, list[str]]]
    left_out: list[Link]


def narrowed(request: Request, collection: Collection) -> Narrowed:
    """What the address narrows the events to. Raises :class:`RequestError` where it cannot be understood."""
    filters = Filters.from_query(request.query_params.multi_items())
    once = asked_yes(request, "once")
    return Narrowed(filters, once, chosen(filters, collection, once=once))


def chart_page(request: Request, template: str, held: Narrowed, **values: Any) -> Response:
    """The answer made of ``template``, with what all these pages want beside ``values``.

    That is ``filters`` and ``once``; ``here_with(**changed)``, the address of the page with other values,
    ``without(name, value)``, that without a filter, and ``unfiltered``, that without any; ``kept``, what a form of
    filters must keep; ``score(mean)``; ``called(code)``; ``period`` and ``side`` of the list, and ``turn(page)`` in it.
    """
    language = language_of(request)
    common: dict[str, Any] = {
        "filters": held.filters,
        "once": held.once,
        "path": request.url.path,
        "here_with": lambda **changed: here_with(request, **changed),
        "unfiltered": here_with(request, **dict.fromkeys(Filters.__struct_fields__)),
        "without": lambda name, value: _without(request, name, value),
        "kept": [pair for pair in request.query_params.multi_items() if pair[0] not in OFFERED and pair[1]],
        "called": lambda key: called(translator(language), key),
        "turn": lambda number: here_with(request, **_list_of(request), page=number) + "#events",
        "score": lambda value: score_in(language, value),
        "period": request.query_params.get("period", ""),
        "side": request.query_params.get("side", ""),
    }
    return page(request, template, **(common | values))


def _without(request: Request, name: str, value: str) -> str:
    """The address without one value of a filter."""
    filters = Filters.from_query(request.query_params.multi_items()).without(name, value)
    bare = here_with(request, **dict.fromkeys(Filters.__struct_fields__))
    return "&".join(part for part in (bare, filters.query()) if part)


def _list_of(request: Request) -> dict[str, str]:
    """What the list below the chart is of."""
    return {name: value for name in ("period", "side", "at") if (value := request.query_params.get(name))}


def short(t: Translate, label: str, level: Level) -> str:
    """How a drawing calls an actor: a country by its name, a sector beside its country's code."""
    if level == "name":
        return label
    code, _, sector = label.partition(" ")
    return f"{code} {t(f'sector.{sector}')}" if sector else called(t, code)


def label_of(t: Translate, party: Party) -> str:
    """How a page calls a party."""
    return party.name or called(t, party.key)


def called(t: Translate, key: str) -> str:
    """What a code and a sector stand for."""
    code, _, sector = key.partition(" ")
    country = t(f"country.{code}") if code in countries() or code in BODIES else code
    return f"{country}, {t(f'sector.{sector}')}" if sector else country


def score_in(language: Language, value: float | None) -> str:
    """A score with its sign, as the language writes it; a dash for none."""
    if value is None:
        return "–"
    text = f"{value:+.1f}".replace("-", "−") if value else "0.0"
    return text.replace(".", ",") if language is Language.ID else text


def listed_events(
    request: Request, collection: Collection, events: Condition, where: Condition, sides: Sides | None = None
) -> Listed:
    """The events of ``chosen`` that ``where`` fits, newest first; with ``sides``, of those only."""
    number = asked_page(request)
    mine = f", mine AS ({sides.sql})" if sides else ""
    join = "JOIN mine ON event_id = id" if sides else ""
    rows = asked(
        collection,
        f"{events.sql}{mine} SELECT id, count(*) OVER () FROM chosen {join} WHERE {where.sql} "  # noqa: S608 - values are parameters
        f"ORDER BY told DESC NULLS LAST, id LIMIT {PAGE} OFFSET {PAGE * (number - 1)}",
        events.values | (sides.values if sides else {}) | where.values,
    )
    n = rows[0][1] if rows else 0
    return Listed(events_by_id(collection, [row[0] for row in rows]), number, max(1, -(-n // PAGE)), n)


def of_period(request: Request, sides: Sides) -> Condition:
    """The events of the period and the side that the address names, behind ``chosen JOIN mine``.

    Raises :class:`RequestError` for a period or side that there is not.
    """
    side = asked_one(request, "side", sides.names)
    period = request.query_params.get("period", "")
    parts = [side] if side else []
    if period == UNDATED:
        return Condition(" AND ".join([*parts, "told IS NULL"]), {})
    if not period:
        return Condition(" AND ".join(parts) or "true", {})
    first, after = bounds("period", period)
    return Condition(" AND ".join([*parts, "told >= $first", "told < $after"]), {"first": first, "after": after})


def figure_of(request: Request, course: Course, titles: dict[str, str]) -> Figure:
    """The figure of a course whose sides are called as ``titles`` says."""
    language = language_of(request)
    t = translator(language)
    shown = {name: title for name, title in titles.items() if name in course.sides or name not in OPTIONAL}
    sides = {name: course.sides.get(name, ()) for name in shown}
    data = {
        "lang": language.value,
        "unit": course.unit,
        "periods": course.periods,
        "href": here_with(request),
        "sides": [
            {
                "name": name,
                "title": title,
                "quads": [list(tally.quads) for tally in sides[name]],
                "means": [tally.mean for tally in sides[name]],
            }
            for name, title in shown.items()
        ],
        "words": words_of(request),
    }
    rows = []
    for number, period in enumerate(course.periods):
        tallies = [sides[name][number] if sides[name] else None for name in shown]
        if any(tally and tally.n for tally in tallies):
            cells = [
                cell
                for tally in tallies
                for cell in (*(tally.quads if tally else (0,) * 4), score_in(language, tally.mean if tally else None))
            ]
            link = Link(period, here_with(request, period=period) + "#events")
            rows.append((link, [str(cell or "·") for cell in cells]))
    return Figure(data, list(shown.values()), rows, _left_out(request, course, t))


def words_of(request: Request) -> dict[str, Any]:
    """What drawings say; what stands in it for a number is filled in by the script."""
    t = translator(language_of(request))
    return {
        "quads": [t(f"quad.{quad}") for quad in (1, 2, 3, 4)],
        "mean": t("chart.mean"),
        "mean_of": t("chart.mean_of", mean="{mean}", n="{n}"),
        "events": t("chart.events", n="{n}"),
        "cooperation": t("chart.cooperation"),
        "conflict": t("chart.conflict"),
        "mixed": t("chart.mixed"),
        "together": t("network.together"),
    }


def _left_out(request: Request, course: Course, t: Translate) -> list[Link]:
    """What is counted and not drawn, and where it can be seen."""
    found = []
    if course.earlier and course.periods:
        until = bounds("period", course.periods[0])[0] - timedelta(days=1)
        found.append(Link(t("course.earlier", n=course.earlier), here_with(request, until=until)))
    if course.later and course.periods:
        since = bounds("period", course.periods[-1])[1]
        found.append(Link(t("course.later", n=course.later), here_with(request, since=since)))
    if course.undated:
        found.append(Link(t("course.undated", n=course.undated), here_with(request, period=UNDATED) + "#events"))
    return found
