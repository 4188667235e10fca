"""The days and the places that a report speaks of: its time expressions and place names, alike ones together."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Protocol, TypeVar

from runut.events.report import Option, Report
from runut.lexicon.cues import relays
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

# *Dilansir Reuters, Rabu (10/1)*: so many characters may stand between the relaying word and the day.
RELAY_REACH = 45
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
    sentences = tuple(report.sentence_of[start] for start, _ in tokens)
    cued = [(quote.speaker, quote.cue) for quote in report.quotes if quote.cue is not None]
    return Option(
        key=key,
        things=numbers,
        tokens=tokens,
        roots=tuple(report.doc[start:end].root.i for start, end in tokens),
        sentences=sentences,
        order=order,
        voices=frozenset(
            speaker for speaker, cue in cued if any(0 <= thing.start - cue.end <= CUE_REACH for thing in things)
        ),
        tellers=frozenset(
            speaker for speaker, cue in cued if report.sentence_of[report.token_at(cue.start)] in sentences
        ),
        relayed=any(_follows_relay(report, thing) for thing in things),
    )


def _follows_relay(report: Report, thing: Located) -> bool:
    sentence = report.sentences[report.sentence_of[report.token_at(thing.start)]]
    start = max(report.offsets[sentence[0]], thing.start - RELAY_REACH)
    return _relay_pattern().search(report.article.text, start, thing.start) is not None


@cache
def _relay_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, relays()), key=len, reverse=True))})\b", re.IGNORECASE)


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
