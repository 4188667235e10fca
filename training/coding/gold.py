"""Hand-coded reports, and which findings of Runut's they confirm."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from runut.events.report import Report
from runut.events.triggers import Trigger
from runut.lexicon.event_types import event_types
from runut.mentions.timexes import date_value
from runut.model import Article, Certainty, Event, EventType, Mention, Participant, Source, Status
from runut.pipeline import analysed, look

__all__ = [
    "GoldReport",
    "coded_event",
    "coded_report",
    "gold_event_at",
    "read_gold",
    "right_entities",
    "right_places",
    "right_source",
    "right_timexes",
]

EMPTY = frozenset(
    (
        "di",
        "ke",
        "da",
        "dan",
        "atau",
        "yang",
        "dari",
        "pada",
        "untuk",
        "para",
        "si",
        "sang",
        "itu",
        "ini",
        "the",
        "of",
        "al",
    )
)


class GoldReport(msgspec.Struct, frozen=True):
    """A report, Runut's findings in it, and the events as the coders have them."""

    report: Report
    events: list[dict[str, Any]]
    raw: dict[str, Any]


def read_gold(folders: Sequence[Path], nlp: Any) -> Iterator[GoldReport]:
    """Read every coded report of ``folders``, analysed by ``nlp``; a report in two folders counts once."""
    seen: set[str] = set()
    for path in (path for folder in folders for path in sorted(folder.glob("*.json"))):
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw["id"] in seen:
            continue
        seen.add(raw["id"])
        yield coded_report(raw, nlp)


def coded_report(raw: dict[str, Any], nlp: Any) -> GoldReport:
    """The report of one gold file, analysed by ``nlp``, with its coding."""
    article = Article(
        id=raw["id"], text=raw["text"], title=raw["title"], outlet=raw["outlet"], published=raw["published"]
    )
    return GoldReport(look(article, analysed(article, nlp)), raw["events"], raw)


def gold_event_at(gold: GoldReport, trigger: Trigger) -> int | None:
    """Index of the coded event whose trigger words overlap ``trigger``, of its type or its future type."""
    start, end = _chars(gold.report, trigger)
    types = {trigger.sense.type, event_types()[trigger.sense.type].future_as}
    best: tuple[int, int] | None = None
    for number, event in enumerate(gold.events):
        if event["type"] not in types:
            continue
        for mention in event["mentions"]:
            common = min(end, mention["end"]) - max(start, mention["start"])
            if common > 0 and (best is None or common > best[0]):
                best = (common, number)
    return best[1] if best else None


def _chars(report: Report, trigger: Trigger) -> tuple[int, int]:
    span = report.doc[trigger.start : trigger.end]
    return span.start_char, span.end_char


def _words(text: str | None) -> set[str]:
    return {
        word for word in "".join(c.lower() if c.isalnum() else " " for c in text or "").split() if len(word) > 1
    } - EMPTY


def right_entities(gold: GoldReport, event: dict[str, Any], role: str) -> set[int]:
    """The entities that are the coded participants.

    For each participant those whose names share most words with the coded text and whose country agrees; a
    capital and its state, or a body and its officer, may thus both be right.
    """
    chosen: set[int] = set()
    for participant in event[role + "s"]:
        wanted = _words(participant["text"])
        common = {number: len(wanted & said) for number, said in enumerate(_said(gold.report))}
        agreeing = {n for n, entity in enumerate(gold.report.entities) if entity.code == participant["code"]}
        most = max((common[n] for n in agreeing), default=0) or max(common.values(), default=0)
        if most:
            chosen |= {n for n, count in common.items() if count == most and (n in agreeing or not agreeing)}
    return chosen


def _said(report: Report) -> list[set[str]]:
    """For each entity the words by which the report names it."""
    text = report.article.text
    return [_words(" ".join([e.name, *(text[s.start : s.end] for s in e.mentions)])) for e in report.entities]


def right_timexes(report: Report, event: dict[str, Any]) -> set[int]:
    """The time expressions with the coded date (an interval counts by its start)."""
    if not event["date"]:
        return set()
    wanted = event["date"].split("/")[0]
    return {n for n, timex in enumerate(report.timexes) if (date_value(timex) or "").split("/")[0] == wanted}


def right_places(report: Report, event: dict[str, Any]) -> set[int]:
    """The places of the coded country that share a word with the coded place."""
    if not event["place"]:
        return set()
    wanted = _words(event["place"]["text"])
    code = event["place"]["code"]
    return {n for n, place in enumerate(report.places) if place.country == code and _words(place.name) & wanted}


def coded_event(gold: GoldReport, event: dict[str, Any]) -> Event:
    """A coded event as the program would give it, its participants the entities that the coders mean."""
    mentions = tuple(Mention(start=mention["start"], end=mention["end"]) for mention in event["mentions"])
    entry = event_types()[EventType(event["type"])]
    return Event(
        id="",
        type=EventType(event["type"]),
        mode=event["mode"],
        mentions=mentions,
        evidence=mentions[0],
        actors=tuple(_participants(gold, event, "actor")),
        recipients=tuple(_participants(gold, event, "recipient")),
        status=Status(event["status"]),
        certainty=Certainty(event["certainty"]),
        quad=entry.quad,
        score=entry.score,
        cameo=entry.cameo,
    )


def _participants(gold: GoldReport, event: dict[str, Any], role: str) -> Iterator[Participant]:
    for number in sorted(right_entities(gold, event, role)):
        entity = gold.report.entities[number]
        span = entity.mentions[0]
        yield Participant(
            entity=entity.id,
            text=entity.name,
            start=span.start,
            end=span.end,
            code=entity.code,
            sectors=entity.sectors,
        )


def right_source(gold: GoldReport, event: dict[str, Any], source: Source) -> bool:
    """Whether ``source`` shares a word with one that the coders name."""
    names = {entity.id: entity.name for entity in gold.report.entities}
    said = _words(f"{source.name} {names.get(source.entity or '', '')}")
    return any(said & _words(coded["text"]) for coded in event["sources"])
