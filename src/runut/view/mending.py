"""A form in which an event's fields are mended: what stands in it, and what it says when it comes back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, get_args

import msgspec

from runut.errors import RequestError
from runut.lexicon.actors import Sector
from runut.lexicon.event_types import event_types
from runut.model import (
    Article,
    Certainty,
    Event,
    EventPlace,
    EventType,
    Mention,
    Participant,
    Record,
    Source,
    SourceKind,
    Span,
    Status,
)
from runut.store import MENDED, Field

__all__ = ["CHOICES", "ROWS", "SECTORS", "added", "mended", "sector_of"]

Form = Mapping[str, str]

SECTORS: tuple[str, ...] = tuple(sorted(get_args(Sector)))
CHOICES: dict[str, tuple[str, ...]] = {
    "type": tuple(EventType),
    "mode": tuple(sorted({mode for entry in event_types().values() for mode in entry.modes})),
    "status": tuple(Status),
    "certainty": tuple(Certainty),
    "kind": tuple(SourceKind),
}
ROWS = 12  # of participants or sources that a form can have
LONGEST = 300
CODE = re.compile(r"[A-Z]{3}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?|-W(0[1-9]|[1-4]\d|5[0-3]))?")


class _Report(NamedTuple):
    """Where the words of a field are looked for: the report, and the sentence that they should be near."""

    article: Article
    near: Mention


def sector_of(participant: Participant) -> str:
    """The sector that the form shows."""
    return participant.sectors[0] if participant.sectors else ""


def mended(form: Form, article: Article, event: Event) -> dict[Field, Any]:
    """The fields of ``event`` as the form has them.

    Raises :class:`RequestError` naming the field where words do not stand in the report or a value cannot be.
    """
    report = _Report(article, event.evidence)
    kind = EventType(_choice(form, "type", event.type))
    found: dict[Field, Any] = {
        Field.TYPE: kind,
        Field.MODE: _mode(form, kind),
        Field.ACTORS: _participants(form, "actors", report, event.actors),
        Field.RECIPIENTS: _participants(form, "recipients", report, event.recipients),
        Field.DATE: _date(_text(form, "date")),
        Field.PLACE: _place(form, report, event.place),
        Field.STATUS: Status(_choice(form, "status", event.status)),
        Field.CERTAINTY: Certainty(_choice(form, "certainty", event.certainty)),
        Field.SOURCES: _sources(form, report, event.sources),
    }
    return {field: found[field] for field in MENDED}


def added(form: Form, record: Record) -> Event:
    """An event that the report tells and the program did not read: its sentence, its words, its type.

    The rest is mended afterwards. Raises :class:`RequestError` as :func:`mended`.
    """
    number = _text(form, "sentence")
    if not number.isdecimal() or not 1 <= int(number[:6]) <= len(record.sentences):
        raise RequestError(f"sentence: there is none with the number {number!r}")
    span = record.sentences[int(number) - 1]
    words = _text(form, "words")
    where = _standing(record.article.text, words, span)
    if not words or where is None:
        raise RequestError(f"words: {words!r} do not stand in that sentence; write them as it has them")
    kind = EventType(_choice(form, "type", ""))
    entry = event_types()[kind]
    return Event(
        id="",
        type=kind,
        mentions=(Mention(start=where, end=where + len(words)),),
        evidence=Mention(start=span.start, end=span.end),
        quad=entry.quad,
        score=entry.score,
        cameo=entry.cameo,
    )


def _text(form: Form, name: str) -> str:
    text = " ".join(form.get(name, "").split())
    if len(text) > LONGEST:
        raise RequestError(f"{name}: longer than {LONGEST} characters; shorten it")
    return text


def _choice(form: Form, name: str, otherwise: str) -> str:
    value = form.get(name, otherwise)
    if value not in CHOICES[name]:
        raise RequestError(f"{name}: {value!r} is none of {', '.join(CHOICES[name])}")
    return value


def _mode(form: Form, kind: EventType) -> str | None:
    mode = _text(form, "mode") or None
    if mode is not None and mode not in event_types()[kind].modes:
        known = ", ".join(event_types()[kind].modes) or "none"
        raise RequestError(f"mode: {kind} has no {mode!r}; its modes: {known}")
    return mode


def _date(value: str) -> str | None:
    for part in value.split("/") if value else ():
        try:
            right = bool(DATE.fullmatch(part)) and (not DAY.fullmatch(part) or bool(date.fromisoformat(part)))
        except ValueError:
            right = False
        if not right:
            raise RequestError(f"date: {value!r} is none; write it as 2024-06-21, 2024-06, 2024-W25 or 2024")
    return value or None


def _code(form: Form, name: str) -> str | None:
    code = _text(form, name).upper() or None
    if code is not None and not CODE.fullmatch(code):
        raise RequestError(f"{name}: {code!r} is no code; write three letters, such as IDN or UNO")
    return code


def _place(form: Form, report: _Report, before: EventPlace | None) -> EventPlace | None:
    name, country = _text(form, "place"), _code(form, "country")
    if not name:
        return None
    if before is not None and before.name == name:
        return msgspec.structs.replace(before, country=country)
    _span(report, "place", name)
    return EventPlace(name=name, country=country)


def _participants(form: Form, role: str, report: _Report, before: Sequence[Participant]) -> tuple[Participant, ...]:
    return tuple(_each_participant(form, role, report, before))


def _each_participant(form: Form, role: str, report: _Report, before: Sequence[Participant]) -> Iterator[Participant]:
    for row in range(ROWS):
        text, code = _text(form, f"{role}.{row}.text"), _code(form, f"{role}.{row}.code")
        sector = _text(form, f"{role}.{row}.sector")
        if sector and sector not in SECTORS:
            raise RequestError(f"{role}: {sector!r} is no sector; see docs/event-types.md")
        if not text:
            continue
        known = next((one for one in before if one.text == text), None)
        if known is None:
            span = _span(report, role, text)
            known = Participant(entity=None, text=text, start=span.start, end=span.end)
        sectors = known.sectors if sector == sector_of(known) else (sector,) if sector else ()
        yield msgspec.structs.replace(known, code=code, sectors=sectors)


def _sources(form: Form, report: _Report, before: Sequence[Source]) -> tuple[Source, ...]:
    found = []
    for row in range(ROWS):
        name = _text(form, f"sources.{row}.name")
        if not name:
            continue
        kind = SourceKind(_choice({"kind": form.get(f"sources.{row}.kind", "")}, "kind", ""))
        known = next((one for one in before if one.name == name), None)
        if known is None:
            span = _span(report, "sources", name)
            known = Source(kind=kind, name=name, start=span.start, end=span.end)
        found.append(msgspec.structs.replace(known, kind=kind))
    return tuple(found)


def _span(report: _Report, field: str, words: str) -> Span:
    """Where the words stand: in the event's sentence, else where they are nearest to it."""
    near = report.near.span
    where = _standing(report.article.text, words, near)
    if where is None:
        found = [one.start() for one in re.finditer(re.escape(words), report.article.text)]
        where = min(found, key=lambda start: abs(start - near.start), default=None)
    if where is None:
        raise RequestError(f"{field}: {words!r} does not stand in the report; write the words as it has them")
    return Span(where, where + len(words))


def _standing(text: str, words: str, within: Span) -> int | None:
    where = text.find(words, within.start, within.end)
    return None if where < 0 else where
