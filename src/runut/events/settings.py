"""When and where an event happened: each time expression and each place weighed against the trigger."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from runut.events.report import Report
from runut.events.triggers import Trigger
from runut.events.weights import Decision
from runut.model import Place, Timex

__all__ = ["best_place", "best_timex", "place_features", "reachable", "timex_features"]

SENTENCES_BACK = 2
SENTENCES_AHEAD = 1
DAY, MONTH, YEAR = len("2024-06-21"), len("2024-06"), len("2024")
DATELINE_REACH = 3


class Located(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Thing = TypeVar("Thing", bound=Located)


def reachable(report: Report, trigger: Trigger, things: Sequence[Located]) -> Iterator[int]:
    """Indices of ``things`` near enough to the trigger's sentence to belong to it."""
    here = report.sentence_of[trigger.start]
    for number, thing in enumerate(things):
        back = here - report.sentence_of[report.token_at(thing.start)]
        if -SENTENCES_AHEAD <= back <= SENTENCES_BACK:
            yield number


def timex_features(report: Report, trigger: Trigger, timex: Timex) -> tuple[str, ...]:
    """What speaks for ``timex`` being the trigger's date."""
    return (*_position(report, trigger, timex, report.timexes), *_of_timex(report, trigger, timex))


def place_features(report: Report, trigger: Trigger, place: Place) -> tuple[str, ...]:
    """What speaks for ``place`` being where the trigger happened."""
    return (*_position(report, trigger, place, report.places), *_of_place(report, trigger, place))


def best_timex(report: Report, trigger: Trigger, decide: Decision) -> tuple[Timex, float] | None:
    """The time expression that ``decide`` finds most probable as the trigger's, or None if all are too unlikely."""
    return _best(report, trigger, report.timexes, timex_features, decide)


def best_place(report: Report, trigger: Trigger, decide: Decision) -> tuple[Place, float] | None:
    """The place that ``decide`` finds most probable as the trigger's, or None if all are too unlikely."""
    return _best(report, trigger, report.places, place_features, decide)


def _best(
    report: Report,
    trigger: Trigger,
    things: Sequence[Thing],
    features: Callable[[Report, Trigger, Thing], tuple[str, ...]],
    decide: Decision,
) -> tuple[Thing, float] | None:
    scored = [
        (decide.probability(features(report, trigger, things[n])), -n) for n in reachable(report, trigger, things)
    ]
    if not scored or max(scored)[0] < decide.least:
        return None
    probability, number = max(scored)
    return things[-number], round(probability, 4)


def _position(report: Report, trigger: Trigger, thing: Located, rivals: Sequence[Located]) -> Iterator[str]:
    doc = report.doc
    start, end = report.tokens_of(thing.start, thing.end)
    back = report.sentence_of[trigger.start] - report.sentence_of[start]
    side = "left" if start < trigger.start else "right"
    gap = range(end, trigger.start) if side == "left" else range(trigger.end, start)
    before = doc[start - 1].lower_ if start > 0 else "-"
    nearer = sum(abs(report.token_at(r.start) - trigger.start) < abs(start - trigger.start) for r in rivals)
    kind = trigger.sense.type
    yield f"where={back}"
    yield f"where={back}|{side}|gap={_gap(len(gap))}"
    yield f"marked={before}"
    yield f"marked={before}|{side}"
    yield f"nearest={min(nearer, 2)}|where={back}"
    yield (
        f"verbs-between={min(sum(doc[token].pos_ == 'VERB' for token in gap), 3)}|{side}" if back == 0 else "elsewhere"
    )
    yield f"tied={_tied(report, trigger, start, end)}|where={back}"
    yield f"type={kind}|where={back}"
    yield f"quoted={_across_quote(report, trigger, thing)}|where={back}"


def _tied(report: Report, trigger: Trigger, start: int, end: int) -> str:
    """How the thing hangs in the tree: on the trigger, on its governor, or elsewhere."""
    root = report.doc[start:end].root
    head = report.doc[trigger.head]
    if root.head.i == head.i:
        return "child"
    if root.head.i == head.head.i:
        return "sister"
    if root.head.head.i == head.i:
        return "grandchild"
    return "above" if root.i == head.head.i else "no"


def _across_quote(report: Report, trigger: Trigger, thing: Located) -> str:
    offset = report.offsets[trigger.start]
    for quote in report.quotes:
        if quote.start <= offset < quote.end:
            inside = quote.start <= thing.start < quote.end
            return f"{quote.kind}/{'same' if inside else 'out'}"
    return "none"


def _of_timex(report: Report, trigger: Trigger, timex: Timex) -> Iterator[str]:
    doc = report.doc
    start, end = report.tokens_of(timex.start, timex.end)
    value = timex.value or ""
    published = (report.article.published or "")[:DAY]
    relation = "open" if not value else _relation(value, published)
    head = doc[start:end].root.head.lower_
    bracketed = "(" in report.article.text[timex.start : timex.end]
    yield f"timex={timex.type}/{_precision(value)}"
    yield f"timex={timex.type}/{_precision(value)}|{trigger.sense.type}"
    yield f"published={relation}"
    yield f"published={relation}|{trigger.sense.type}"
    yield f"head={head}"
    yield f"bracketed={bracketed}|published={relation}"
    yield f"cue-near={_near_cue(report, timex)}"
    yield f"cue-near={_near_cue(report, timex)}|{trigger.sense.type}"
    yield f"word={doc[start].lower_}"


def _precision(value: str) -> str:
    if not value[:1].isdigit():
        return "none"
    head = value.split("/", maxsplit=1)[0]
    return "week" if "W" in head else {YEAR: "year", MONTH: "month"}.get(len(head), "day")


def _relation(value: str, published: str) -> str:
    if not published or not value[:1].isdigit():
        return "unknown"
    day, size = value[:DAY], min(len(value), DAY)
    if day == published[:size]:
        return f"same/{size}"
    return "before" if day < published[:size] else "after"


def _near_cue(report: Report, thing: Located) -> bool:
    """Whether a verb of saying stands just before: *kata Budi, Rabu (10/1)* dates the saying."""
    reach = 60
    return any(quote.cue is not None and 0 <= thing.start - quote.cue.end <= reach for quote in report.quotes)


def _of_place(report: Report, trigger: Trigger, place: Place) -> Iterator[str]:
    start, _ = report.tokens_of(place.start, place.end)
    mention = report.mention_of[start]
    covering = report.mentions[mention] if mention is not None else None
    name = report.article.text[place.start : place.end]
    within = "none"
    if covering is not None:
        within = (
            "itself"
            if covering.span.end - covering.span.start <= len(name)
            else str(report.entities[covering.entity].type)
        )
    kind = "country" if place.geonames is None and place.name == name and place.lat is None else "point"
    yield f"within={within}"
    yield f"within={within}|{trigger.sense.type}"
    yield f"kind={kind}|{trigger.sense.type}"
    yield f"dateline={report.token_at(place.start) < DATELINE_REACH}"
    yield f"type={trigger.sense.type}/{trigger.sense.mode}"


def _gap(distance: int) -> str:
    for limit in (1, 3, 6, 12, 24):
        if distance <= limit:
            return str(limit)
    return "far"
