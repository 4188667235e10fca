"""The days and the places that a report speaks of: its time expressions and place names, alike ones together."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from runut.events.report import Option, Report
from runut.mentions.timexes import date_value
from runut.model import Place

__all__ = ["date_options", "nearest", "place_options", "token_gap"]


class Located(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Thing = TypeVar("Thing", bound=Located)

# A cue this many characters before the expression is what it dates or places: *ujar Budi di Bandung, Rabu (10/1)*.
CUE_REACH = 60


def date_options(report: Report) -> tuple[Option, ...]:
    """The days (or months, years …) that the report speaks of."""
    return _options(report, report.timexes, date_value)


def place_options(report: Report) -> tuple[Option, ...]:
    """The places that the report speaks of."""
    return _options(report, report.places, _place_key)


def _place_key(place: Place) -> str | None:
    return place.name.lower()


def _options(report: Report, things: Sequence[Thing], key_of: Callable[[Thing], str | None]) -> tuple[Option, ...]:
    grouped: dict[str, list[int]] = {}
    for number, thing in enumerate(things):
        key = key_of(thing)
        if key is not None:
            grouped.setdefault(key, []).append(number)
    return tuple(
        _option(report, key, tuple(numbers), [things[n] for n in numbers], order)
        for order, (key, numbers) in enumerate(grouped.items())
    )


def _option(report: Report, key: str, numbers: tuple[int, ...], things: Sequence[Located], order: int) -> Option:
    tokens = tuple(report.tokens_of(thing.start, thing.end) for thing in things)
    return Option(
        key=key,
        things=numbers,
        tokens=tokens,
        roots=tuple(report.doc[start:end].root.i for start, end in tokens),
        sentences=tuple(report.sentence_of[start] for start, _ in tokens),
        order=order,
        spoken=any(_follows_cue(report, thing) for thing in things),
    )


def _follows_cue(report: Report, thing: Located) -> bool:
    return any(quote.cue is not None and 0 <= thing.start - quote.cue.end <= CUE_REACH for quote in report.quotes)


def nearest(option: Option, token: int, sentence: int) -> int:
    """Which expression of ``option`` (an index into its ``things``) stands nearest to ``token``."""
    if len(option.things) == 1:
        return 0

    def distance(number: int) -> tuple[int, int]:
        return abs(option.sentences[number] - sentence), abs(option.tokens[number][0] - token)

    return min(range(len(option.things)), key=distance)


def token_gap(span: tuple[int, int], start: int, end: int) -> range:
    """The tokens between ``span`` and the words from ``start`` to ``end``."""
    return range(span[1], start) if span[0] < start else range(end, span[0])
