"""The days and the places that a report speaks of: its time expressions and place names, alike ones together."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Protocol, TypeVar

from runut.events.report import Option, Report
from runut.events.scene import AGENTS
from runut.lexicon.cues import CuePlace, cue_verbs, relays
from runut.mentions.timexes import date_value
from runut.model import Place, Span

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
ANNOUNCER_REACH = 4  # tokens: disampaikan langsung oleh Menteri


def date_options(report: Report) -> tuple[Option, ...]:
    """The days (or months, years …) that the report speaks of."""
    return _options(report, report.timexes, date_value, tuple(_cued(report)))


def place_options(report: Report) -> tuple[Option, ...]:
    """The places that the report speaks of."""
    return _options(report, report.places, _place_key, tuple(_cued(report)))


def _place_key(place: Place) -> str | None:
    return place.name.lower()


def _cued(report: Report) -> Iterator[tuple[str | None, Span]]:
    """Who speaks in the report, and the words that say so, also where they hold nothing of what is said."""
    taken = set()
    for quote in report.quotes:
        if quote.cue is not None:
            taken.add(report.token_at(quote.cue.start))
            yield quote.speaker, quote.cue
    for token, word in enumerate(report.lowers):
        if token in taken or word not in _announcing():
            continue
        speaker = _announcer(report, token)
        if speaker is not None:
            yield speaker, Span(report.offsets[token], report.offsets[token] + len(word))


@cache
def _announcing() -> frozenset[str]:
    """*disampaikan (Menteri)*, *(ia) sampaikan*."""
    passives = [form for form, cue in cue_verbs().items() if cue.place is CuePlace.PASSIVE]
    return frozenset(passives) | {form.removeprefix("di") for form in passives}


def _announcer(report: Report, token: int) -> str | None:
    """*Hal itu disampaikan (langsung oleh) Menteri*; *hal itu dia sampaikan*."""
    passive = report.lowers[token].startswith("di")
    near = range(token + 1, min(token + ANNOUNCER_REACH, len(report.lowers))) if passive else (token - 1,)
    for other in near:
        mention = report.mention_of[other] if other >= 0 else None
        if mention is not None and report.sentence_of[other] == report.sentence_of[token]:
            entity = report.entities[report.mentions[mention].entity]
            return entity.id if entity.type in AGENTS else None
    return None


def _options(
    report: Report,
    things: Sequence[Thing],
    key_of: Callable[[Thing], str | None],
    cued: Sequence[tuple[str | None, Span]],
) -> tuple[Option, ...]:
    grouped: dict[str, list[int]] = {}
    for number, thing in enumerate(things):
        key = key_of(thing)
        if key is not None:
            grouped.setdefault(key, []).append(number)
    return tuple(
        _option(report, key, tuple(numbers), [things[n] for n in numbers], order, cued)
        for order, (key, numbers) in enumerate(grouped.items())
    )


def _option(
    report: Report,
    key: str,
    numbers: tuple[int, ...],
    things: Sequence[Located],
    order: int,
    cued: Sequence[tuple[str | None, Span]],
) -> Option:
    tokens = tuple(report.tokens_of(thing.start, thing.end) for thing in things)
    sentences = tuple(report.sentence_of[start] for start, _ in tokens)
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
        sessions=frozenset(_sessions(report, things, sentences, cued)),
        relayed=any(_follows_relay(report, thing) for thing in things),
    )


def _sessions(
    report: Report, things: Sequence[Located], sentences: Sequence[int], cued: Sequence[tuple[str | None, Span]]
) -> Iterator[str | None]:
    """Who speaks on the day or in the place: its expression stands beside a cue and is none of what is said."""
    for thing, sentence in zip(things, sentences, strict=True):
        if not any(quote.start <= thing.start < quote.end for quote in report.quotes):
            yield from (speaker for speaker, cue in cued if report.sentence_of[report.token_at(cue.start)] == sentence)


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
