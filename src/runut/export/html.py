"""A page to look at: the report with every span marked, what was read from it beside."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape
from itertools import pairwise
from typing import TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined

from runut.model import Event, Participant, Record, Source, Span, Struct

__all__ = ["Segment", "html_of", "segments", "write_html"]

QUAD_NAMES = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}


class Segment(Struct, frozen=True):
    """A stretch of text within which the same things are marked: their ids and their kinds."""

    text: str
    ids: tuple[str, ...]
    kinds: tuple[str, ...]


class Target(Struct, frozen=True):
    """Something read from the report: its id on the page, its kind, and the words that gave it."""

    id: str
    kind: str
    spans: tuple[Span, ...]


def write_html(records: Iterable[Record], stream: TextIO) -> None:
    """Write one self-contained page that shows all ``records``; it loads nothing and runs offline."""
    stream.writelines(_page(records))


def html_of(record: Record) -> str:
    """Put the page of one record in a frame, for notebooks: neither's styles reach the other."""
    page = escape("".join(_page([record])))
    return f'<iframe sandbox="allow-scripts" width="100%" height="640" title="Runut record" srcdoc="{page}"></iframe>'


def _page(records: Iterable[Record]) -> Iterator[str]:
    assets = {"css": _asset("report.css"), "js": _asset("report.js")}
    hashes = {f"{name}_hash": _csp_hash(content) for name, content in assets.items()}
    return _environment().get_template("page.html").generate(records=enumerate(records), **assets, **hashes)


def segments(text: str, targets: Iterable[Target]) -> tuple[Segment, ...]:
    """Cut ``text`` wherever a span of ``targets`` starts or ends, so that overlapping spans can all be marked.

    The segments' texts joined are ``text`` again.
    """
    starts: dict[int, list[Target]] = {}
    ends: dict[int, list[Target]] = {}
    for target in targets:
        for span in (span for span in target.spans if span.start < span.end):
            starts.setdefault(span.start, []).append(target)
            ends.setdefault(span.end, []).append(target)
    cuts = sorted({0, len(text), *starts, *ends})
    open_now: list[Target] = []
    found = []
    for start, end in pairwise(cuts):
        for target in ends.get(start, ()):
            open_now.remove(target)
        open_now.extend(starts.get(start, ()))
        ids = tuple(dict.fromkeys(target.id for target in open_now))
        kinds = tuple(dict.fromkeys(target.kind for target in open_now))
        found.append(Segment(text=text[start:end], ids=ids, kinds=kinds))
    return tuple(found)


def paragraphs(record: Record, key: str) -> tuple[tuple[Segment, ...], ...]:
    """The marked report, a paragraph for each of its lines."""
    lines: list[list[Segment]] = [[]]
    for segment in segments(record.article.text, _targets(record, key)):
        first, *rest = segment.text.split("\n")
        for number, piece in enumerate((first, *rest)):
            if number:
                lines.append([])
            if piece:
                lines[-1].append(Segment(text=piece, ids=segment.ids, kinds=segment.kinds))
    return tuple(map(tuple, lines))


def _targets(record: Record, key: str) -> Iterator[Target]:
    """Everything on the page that words can light up. Ids are positions, since a record's own ids may hold anything."""
    for number, event in enumerate(record.events):
        yield from _event_targets(record, event, f"{key}-v{number}")
    for number, entity in enumerate(record.entities):
        yield Target(id=f"{key}-e{number}", kind="entity", spans=entity.mentions)
    for number, timex in enumerate(record.timexes):
        yield Target(id=f"{key}-t{number}", kind="time", spans=(Span(timex.start, timex.end),))
    for number, place in enumerate(record.places):
        yield Target(id=f"{key}-p{number}", kind="place", spans=(Span(place.start, place.end),))
    for number, quote in enumerate(record.quotes):
        cue = (quote.cue,) if quote.cue else ()
        yield Target(id=f"{key}-q{number}", kind="quote", spans=(Span(quote.start, quote.end),))
        yield Target(id=f"{key}-q{number}", kind="cue", spans=cue)
    for number, statement in enumerate(record.statements):
        yield Target(id=f"{key}-s{number}", kind="statement", spans=(Span(statement.start, statement.end),))


def _event_targets(record: Record, event: Event, key: str) -> Iterator[Target]:
    yield Target(id=f"{key}-evidence", kind="evidence", spans=(Span(event.evidence.start, event.evidence.end),))
    yield Target(
        id=f"{key}-what", kind=f"event quad{event.quad}", spans=tuple(mention.span for mention in event.mentions)
    )
    roles: dict[str, tuple[Participant | Source, ...]] = {
        "actor": event.actors,
        "recipient": event.recipients,
        "source": event.sources,
    }
    for role, members in roles.items():
        for number, member in enumerate(members):
            yield Target(id=f"{key}-{role}{number}", kind=role, spans=(Span(member.start, member.end),))
    timexes = tuple(Span(timex.start, timex.end) for timex in record.timexes if timex.id == event.timex)
    yield Target(id=f"{key}-when", kind="time", spans=timexes)
    named = event.place.place if event.place else None
    places = tuple(Span(place.start, place.end) for place in record.places if place.id == named)
    yield Target(id=f"{key}-where", kind="place", spans=places)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("runut.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(paragraphs=paragraphs, quad_names=QUAD_NAMES, names_of=_names_of, reasons_of=reasons_of)
    return environment


def reasons_of(event: Event) -> dict[str, list[str]]:
    """The event's reasons by field, in their order."""
    reasons: dict[str, list[str]] = {}
    for reason in event.why:
        field, _, told = reason.partition(":")
        reasons.setdefault(field, []).append(told)
    return reasons


def _names_of(record: Record) -> Mapping[str, str]:
    """Entity id → name."""
    return {entity.id: entity.name for entity in record.entities}


@cache
def _asset(name: str) -> str:
    loader = _environment().loader
    if loader is None:
        raise LookupError(name)
    return loader.get_source(_environment(), name)[0]


def _csp_hash(content: str) -> str:
    """The digest by which the page's content policy allows its own style and script, and no others."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
