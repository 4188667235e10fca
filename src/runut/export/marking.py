"""A report's text cut into stretches, each with everything that was read from it: so that words and fields can meet.

What is read from a report overlaps as it likes: an actor within a quote within the sentence of an event. Nested marks
cannot show that; stretches within which the same things are marked can. The stretches joined are the text again.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from runut.model import Event, Mention, Participant, Record, Source, Span, Struct

__all__ = ["LEXICON", "Segment", "Target", "cue_span", "excerpt", "paragraphs", "reasons_of", "segments", "targets"]

LEXICON = "lexicon"  # the reason of what the entry itself tells
NEARBY = 1  # sentences on each side in which the words of a context may stand


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


def segments(text: str, targets: Iterable[Target], within: Span | None = None) -> tuple[Segment, ...]:
    """Cut ``text`` wherever a span of ``targets`` starts or ends, so that overlapping spans can all be marked.

    The segments' texts joined are ``text`` again, or the part of it ``within`` a span.
    """
    whole = within or Span(0, len(text))
    starts: dict[int, list[Target]] = {}
    ends: dict[int, list[Target]] = {}
    for target in targets:
        for span in target.spans:
            start, end = max(span.start, whole.start), min(span.end, whole.end)
            if start < end:
                starts.setdefault(start, []).append(target)
                ends.setdefault(end, []).append(target)
    cuts = sorted({whole.start, whole.end, *starts, *ends})
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


def paragraphs(record: Record, key: str, more: Iterable[Target] = ()) -> tuple[tuple[Segment, ...], ...]:
    """The marked report, a paragraph for each of its lines; ``key`` begins every id, ``more`` is marked too."""
    lines: list[list[Segment]] = [[]]
    for segment in segments(record.article.text, (*targets(record, key), *more)):
        first, *rest = segment.text.split("\n")
        for number, piece in enumerate((first, *rest)):
            if number:
                lines.append([])
            if piece:
                lines[-1].append(Segment(text=piece, ids=segment.ids, kinds=segment.kinds))
    return tuple(map(tuple, lines))


def excerpt(record: Record, event: Event, key: str) -> tuple[Segment, ...]:
    """The sentence of ``event``, with the words marked that gave its fields; ``key`` begins every id."""
    marked = (target for target in event_targets(record, event, key) if target.kind != "evidence")
    return segments(record.article.text, marked, Span(event.evidence.start, event.evidence.end))


def targets(record: Record, key: str) -> Iterator[Target]:
    """Everything on the page that words can light up. Ids are positions, since a record's own ids may hold anything."""
    for number, event in enumerate(record.events):
        yield from event_targets(record, event, f"{key}-v{number}")
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


def event_targets(record: Record, event: Event, key: str) -> Iterator[Target]:
    """The fields of one event; ``key`` begins every id."""
    triggers = tuple(mention.span for mention in event.mentions)
    yield Target(id=f"{key}-evidence", kind="evidence", spans=(Span(event.evidence.start, event.evidence.end),))
    yield Target(id=f"{key}-what", kind=f"event quad{event.quad}", spans=triggers)
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
    for field in ("mode", "status", "certainty"):
        for cue in reasons_of(event).get(field, ()):
            found = triggers if cue == LEXICON else _spans(cue_span(record, event, cue))
            yield Target(id=f"{key}-{field}", kind="cue", spans=found)
    yield from _context_targets(record, event, key)


def _context_targets(record: Record, event: Event, key: str) -> Iterator[Target]:
    told = dict(reason.partition("=")[::2] for reason in reasons_of(event).get("context", ()))
    for number, context in enumerate(event.contexts):
        cue = told.get(context, LEXICON)
        if cue == LEXICON or cue.startswith("mode "):
            found = tuple(mention.span for mention in event.mentions)
        else:
            parts = re.split(r" \+ |, ", cue)
            found = tuple(span for part in parts for span in _spans(cue_span(record, event, part, NEARBY)))
        yield Target(id=f"{key}-context{number}", kind="cue", spans=found)


def _spans(span: Span | None) -> tuple[Span, ...]:
    return (span,) if span else ()


def cue_span(record: Record, event: Event, cue: str, around: int = 0) -> Span | None:
    """Where the words of ``cue`` stand nearest to a mention of ``event``, the best mention first; None if nowhere.

    Reasons give words, not offsets. They are looked for in the sentence of each mention, and ``around`` it.
    """
    words = r"\s+".join(map(re.escape, cue.split()))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    for mention in event.mentions:
        bounds = _surroundings(record.sentences, mention, around)
        found = [match.span() for match in pattern.finditer(record.article.text, bounds.start, bounds.end)]
        if words and found:
            return Span(*min(found, key=lambda span: abs(span[0] - mention.start)))
    return None


def _surroundings(sentences: Sequence[Span], mention: Mention, around: int) -> Span:
    held = next((n for n, span in enumerate(sentences) if span.start <= mention.start < span.end), None)
    if held is None:
        return mention.span
    first, last = max(held - around, 0), min(held + around, len(sentences) - 1)
    return Span(sentences[first].start, sentences[last].end)


def reasons_of(event: Event) -> dict[str, list[str]]:
    """The event's reasons by field, in their order."""
    reasons: dict[str, list[str]] = {}
    for reason in event.why:
        field, _, told = reason.partition(":")
        reasons.setdefault(field, []).append(told)
    return reasons
