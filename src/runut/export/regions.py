"""Records as marked words and links between them, which is what tools for annotation show; and back, as gold.

An event is a region on its clearest trigger, labelled with its type. Links go from there to its other triggers
(``SAME``), participants, place, time and sources. What is no stretch of text (mode, status, codes) is an attribute.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from runut.errors import ArticleError
from runut.lexicon.event_types import event_types
from runut.model import Certainty, Event, EventType, Participant, QuoteKind, Record, SourceKind, Span, Status, holding
from runut.scoring import GoldReport
from runut.scoring.gold import GoldEvent, GoldMention, GoldParticipant, GoldPlace, GoldQuote, GoldSource

__all__ = ["EVENT_LABELS", "LINKS", "OTHER_LABELS", "Link", "Marked", "Region", "gold_of", "marked_of"]

PARTICIPANT, PLACE, TIME, SOURCE, QUOTE = "PARTICIPANT", "PLACE", "TIME", "SOURCE", "QUOTE"
EVENT_LABELS: tuple[str, ...] = tuple(kind.value for kind in EventType)
OTHER_LABELS = (PARTICIPANT, PLACE, TIME, SOURCE, QUOTE)
ACTOR, RECIPIENT, SAME = "ACTOR", "RECIPIENT", "SAME"
LINKS = (ACTOR, RECIPIENT, PLACE, TIME, SOURCE, SAME)


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """Marked words: half-open character offsets into the report's text, a label, and what else is known of them."""

    id: str
    start: int
    end: int
    label: str
    attributes: dict[str, str] = {}


class Link(msgspec.Struct, frozen=True):
    """A named link between two regions, by their ids."""

    start: str
    end: str
    label: str


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its regions and links. ``sentences`` are kept, since gold counts mentions by sentence."""

    id: str
    text: str
    sentences: tuple[Span, ...]
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    regions: tuple[Region, ...] = ()
    links: tuple[Link, ...] = ()


def marked_of(record: Record) -> Marked:
    """The record's events, quotes and what belongs to them as regions and links."""
    regions: dict[tuple[int, int, str], Region] = {}
    links: list[Link] = []

    def mark(start: int, end: int, label: str, attributes: Mapping[str, str | None]) -> str:
        known = {name: value for name, value in attributes.items() if value is not None}
        region = Region(id=f"r{len(regions) + 1}", start=start, end=end, label=label, attributes=known)
        return regions.setdefault((start, end, label), region).id

    for event in record.events:
        first, *others = (mark(one.start, one.end, event.type, _of_event(event)) for one in event.mentions)
        links += [Link(first, other, SAME) for other in others]
        for role, participants in ((ACTOR, event.actors), (RECIPIENT, event.recipients)):
            links += [Link(first, mark(one.start, one.end, PARTICIPANT, _of(one)), role) for one in participants]
        place = next((one for one in record.places if event.place and one.id == event.place.place), None)
        if place and event.place:
            links.append(Link(first, mark(place.start, place.end, PLACE, {"code": event.place.country}), PLACE))
        timex = next((one for one in record.timexes if one.id == event.timex), None)
        if timex:
            links.append(Link(first, mark(timex.start, timex.end, TIME, {}), TIME))
        for source in event.sources:  # the name may stand elsewhere in the report: *ia* is a source too
            told = {"kind": source.kind, "name": source.name}
            links.append(Link(first, mark(source.start, source.end, SOURCE, told), SOURCE))
    for quote in record.quotes:
        mark(quote.start, quote.end, QUOTE, {"kind": quote.kind, "speaker": quote.speaker_text})
    article = record.article
    return Marked(
        id=article.id,
        text=article.text,
        sentences=record.sentences,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        regions=tuple(regions.values()),
        links=tuple(dict.fromkeys(links)),
    )


def _of_event(event: Event) -> dict[str, str | None]:
    return {"mode": event.mode, "status": event.status, "certainty": event.certainty, "date": event.date}


def _of(participant: Participant) -> dict[str, str | None]:
    return {"code": participant.code, "sector": participant.sectors[0] if participant.sectors else None}


def gold_of(marked: Marked, coder: str | None = None) -> GoldReport:
    """The coding that corrected regions and links amount to.

    An attribute that nobody gave is null, or for status and certainty the plain one. A link between an event and
    what belongs to it may have been drawn either way. Raises :class:`ArticleError` naming the region where a mode or
    another value is none of the codebook's.
    """
    regions = {region.id: region for region in marked.regions}
    told = _told(marked, regions)
    event_of = {mention.id: number for number, mentions in enumerate(told) for mention in mentions}
    linked: list[list[tuple[str, Region]]] = [[] for _ in told]
    for link in marked.links:
        trigger, other = _ends(marked, link, regions)
        if link.label != SAME:
            linked[event_of[trigger.id]].append((link.label, other))
    return GoldReport(
        id=marked.id,
        text=marked.text,
        sentences=marked.sentences,
        events=tuple(_event(marked, *event) for event in zip(told, linked, strict=True)),
        quotes=tuple(_quote(marked, region) for region in marked.regions if region.label == QUOTE),
        outlet=marked.outlet,
        title=marked.title,
        published=marked.published,
        coder=coder,
    )


def _told(marked: Marked, regions: Mapping[str, Region]) -> list[list[Region]]:
    """The triggers of each event: first the one from which the links to the others were drawn, then in their order."""
    event_of = {region.id: {region.id} for region in marked.regions if region.label in EVENT_LABELS}
    repeated = set()
    for link in marked.links:
        if link.label == SAME:
            first, other = _ends(marked, link, regions)
            repeated.add(other.id)
            joined = event_of[first.id] | event_of[other.id]
            event_of.update(dict.fromkeys(joined, joined))
    order = {trigger: (trigger in repeated, number) for number, trigger in enumerate(event_of)}
    groups = dict.fromkeys(tuple(sorted(group, key=order.__getitem__)) for group in event_of.values())
    return [[regions[trigger] for trigger in group] for group in groups]


def _ends(marked: Marked, link: Link, regions: Mapping[str, Region]) -> tuple[Region, Region]:
    """The event's end of a link and the other one, whichever way it was drawn."""
    pair = [regions[end] for end in (link.start, link.end)]
    if pair[0].label not in EVENT_LABELS:
        pair.reverse()
    if pair[0].label not in EVENT_LABELS or (link.label == SAME) != (pair[1].label in EVENT_LABELS):
        raise _wrong(
            marked, pair[0], f"a link {link.label} to {pair[1].label}; links go from an event, SAME to another"
        )
    return pair[0], pair[1]


def _event(marked: Marked, told: Sequence[Region], linked: Iterable[tuple[str, Region]]) -> GoldEvent:
    first = told[0]
    kind = EventType(first.label)
    mode = first.attributes.get("mode")
    if mode is not None and mode not in event_types()[kind].modes:
        raise _wrong(marked, first, f"mode {mode!r}, which {kind} has not")
    by_link: dict[str, list[Region]] = {label: [] for label in LINKS}
    for label, region in linked:
        by_link[label].append(region)
    place = next(iter(by_link[PLACE]), None)
    try:
        return GoldEvent(
            type=kind,
            mode=mode,
            mentions=tuple(_mention(marked, region) for region in told),
            actors=_participants(marked, by_link[ACTOR]),
            recipients=_participants(marked, by_link[RECIPIENT]),
            date=first.attributes.get("date"),
            place=GoldPlace(_words(marked, place), place.attributes.get("code")) if place else None,
            status=Status(first.attributes.get("status", Status.ACTUAL)),
            certainty=Certainty(first.attributes.get("certainty", Certainty.CERTAIN)),
            sources=tuple(
                GoldSource(
                    SourceKind(one.attributes.get("kind", SourceKind.UNNAMED)),
                    one.attributes.get("name", _words(marked, one)),
                )
                for one in by_link[SOURCE]
            ),
        )
    except ValueError as error:
        raise _wrong(marked, first, str(error)) from error


def _participants(marked: Marked, regions: Iterable[Region]) -> tuple[GoldParticipant, ...]:
    return tuple(
        GoldParticipant(_words(marked, one), one.attributes.get("code"), one.attributes.get("sector"))
        for one in regions
    )


def _quote(marked: Marked, region: Region) -> GoldQuote:
    try:
        kind = QuoteKind(region.attributes.get("kind", QuoteKind.DIRECT))
    except ValueError as error:
        raise _wrong(marked, region, str(error)) from error
    return GoldQuote(start=region.start, end=region.end, kind=kind, speaker=region.attributes.get("speaker"))


def _mention(marked: Marked, region: Region) -> GoldMention:
    number = holding(marked.sentences, region.start)
    if number is None:
        raise _wrong(marked, region, "no sentence around it")
    return GoldMention(sentence=number, trigger=_words(marked, region), start=region.start, end=region.end)


def _words(marked: Marked, region: Region) -> str:
    return marked.text[region.start : region.end]


def _wrong(marked: Marked, region: Region, what: str) -> ArticleError:
    return ArticleError(
        f"{marked.id}: {region.label} {_words(marked, region)!r} at {region.start} has {what}: correct it"
    )


def checked(regions: Iterable[Region], marked_id: str, text: str) -> Iterator[Region]:
    """The regions, all of known labels and inside the text. Raises :class:`ArticleError` naming one that is not."""
    for region in regions:
        if region.label not in EVENT_LABELS and region.label not in OTHER_LABELS:
            raise ArticleError(
                f"{marked_id}: label {region.label!r} at {region.start}; known: {OTHER_LABELS} and types"
            )
        if not 0 <= region.start < region.end <= len(text):
            raise ArticleError(f"{marked_id}: {region.label} at {region.start} to {region.end} is outside the text")
        yield region
