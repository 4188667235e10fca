"""What corrections come to: per report, which events people judged, and what these are by their word.

An event is known again by its words: the trigger's characters, in the same text, and the type, as the program or the
corrector has it. So a verdict on an arrest never lands on another event that a later program reads in the same place.
Of two corrections of a field the later one counts.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from runut.lexicon.event_types import event_types
from runut.model import Event, Participant, Record, Source, Span, holding
from runut.scoring import GoldReport
from runut.scoring.comparing import pair_up
from runut.scoring.gold import GoldEvent, GoldMention, GoldParticipant, GoldPlace, GoldSource
from runut.store.corrections import MENDED, Coding, Correction, Field, Verdict, text_digest

__all__ = ["Judged", "Judgement", "gold_of_report", "judge", "judged_gold", "paired", "same_value"]


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """An event that somebody judged. ``told`` is the event as the program told it when last looked at.

    ``corrections`` are all that were made of it, the earliest first; of an event that was added, the first is MISSING.
    """

    told: Event
    corrections: tuple[Correction, ...]

    def latest(self, field: Field) -> Correction | None:
        """The correction of ``field`` that counts."""
        return next((one for one in reversed(self.corrections) if one.field is field), None)

    @property
    def added(self) -> bool:
        """Whether somebody says that the report tells it where the program did not, and has not taken it back."""
        latest = self.latest(Field.MISSING)
        return latest is not None and latest.value

    @property
    def verdict(self) -> Verdict | None:
        """What was said of the event as a whole."""
        latest = self.latest(Field.VERDICT)
        verdict: Verdict | None = latest.value if latest else None
        return verdict

    @property
    def mended(self) -> dict[Field, Correction]:
        """The corrections that count and say something else than the program did."""
        found = ((field, self.latest(field)) for field in MENDED)
        return {field: one for field, one in found if one and not same_value(one.value, getattr(self.told, field))}

    @property
    def stands(self) -> bool | None:
        """Whether people say that this is an event; None where what they said was taken back."""
        if self.verdict is not None:
            return self.verdict is Verdict.RIGHT
        if self.latest(Field.MISSING):
            return True if self.added else None
        return True if self.mended else None

    @property
    def event(self) -> Event:
        """The event with what was mended; a mode that its type has not is left out."""
        values = {field.value: one.value for field, one in self.mended.items()}
        event = msgspec.structs.replace(self.told, **values)
        entry = event_types()[event.type]
        mode = entry.modes.get(event.mode or "")
        scale = mode or entry
        return msgspec.structs.replace(
            event, mode=event.mode if mode else None, quad=entry.quad, score=scale.score, cameo=scale.cameo
        )


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What people said of one report. ``other_text`` are corrections of a text that it no longer has."""

    judged: tuple[Judged, ...] = ()
    done: Correction | None = None
    other_text: tuple[Correction, ...] = ()

    @property
    def coding(self) -> Coding | None:
        """The coding on which somebody said that the report is done; None if nobody has, or it was taken back."""
        return self.done.coding if self.done and self.done.value else None


def judge(corrections: Iterable[Correction], text: str) -> Judgement:
    """What the corrections of one report come to, whose text is ``text``."""
    digest = text_digest(text)
    groups: list[list[Correction]] = []
    done, other = None, []
    for one in corrections:
        if one.text != digest:
            other.append(one)
        elif one.field is Field.DONE:
            done = one
        elif one.event is not None:
            known = next((group for group in groups if _goes_with(group, one.event)), None)
            if known is None:
                groups.append(known := [])
            known.append(one)
    return Judgement(judged=tuple(_judged(group) for group in groups), done=done, other_text=tuple(other))


def _judged(group: Sequence[Correction]) -> Judged:
    told = next(one.event for one in reversed(group) if one.event is not None)
    return Judged(told=told, corrections=tuple(group))


def _goes_with(group: Sequence[Correction], event: Event) -> bool:
    return bool(_fit(_judged(group), event))


def _fit(judged: Judged, event: Event) -> int:
    """How well ``event`` is the one that was judged: 0 if it is another."""
    if event.type not in (judged.told.type, judged.event.type):
        return 0
    ours, theirs = ({one.span for one in some.mentions} for some in (judged.told, event))
    if judged.told.mentions[0] == event.mentions[0]:
        return 3
    return 1 + (judged.told.evidence == event.evidence) if any(a.overlaps(b) for a in ours for b in theirs) else 0


def paired(judged: Sequence[Judged], events: Sequence[Event]) -> dict[int, Judged]:
    """Which of ``events``, by its place, was judged; an event that nobody judged is not there."""
    return {place: judged[which] for which, place in pair_up(judged, events, _fit)}


def same_value(one: object, other: object) -> bool:
    """Whether two values of a field say the same; who it is counts, not the number that an entity has in the record."""
    return _bare(one) == _bare(other)


def _bare(value: object) -> object:
    match value:
        case tuple():
            return [_bare(one) for one in value]
        case Participant() | Source():
            return msgspec.structs.replace(value, entity=None)
        case msgspec.Struct():
            return {name: told for name, told in msgspec.structs.asdict(value).items() if name != "place"}
        case _:
            return value


def gold_of_report(record: Record, judgement: Judgement) -> GoldReport | None:
    """The report as gold: what it was when somebody called it done, with all corrections. None if nobody has."""
    coding = judgement.coding
    if coding is None or judgement.done is None:
        return None
    seen = paired(judgement.judged, coding.events)
    events = [
        seen[place].event if place in seen else event
        for place, event in enumerate(coding.events)
        if place not in seen or seen[place].stands is not False
    ]
    met = {id(one) for one in seen.values()}
    also = [one for one in judgement.judged if id(one) not in met and one.stands]
    coders = dict.fromkeys([one.by for group in judgement.judged for one in group.corrections] + [judgement.done.by])
    return _gold(record, coding.sentences, [*events, *(one.event for one in also)], " + ".join(coders))


def judged_gold(record: Record, judgement: Judgement) -> tuple[GoldReport, Record]:
    """Of a report that is not done: the judged events that are read today, as gold, and the record with only these.

    So of what was judged one can say how much is right, and nothing of what was missed.
    """
    seen = {place: one for place, one in paired(judgement.judged, record.events).items() if one.stands is not None}
    right = [one.event for one in seen.values() if one.stands]
    only = tuple(record.events[place] for place in sorted(seen))
    return _gold(record, record.sentences, right, None), msgspec.structs.replace(record, events=only)


def _gold(record: Record, sentences: tuple[Span, ...], events: Sequence[Event], coder: str | None) -> GoldReport:
    article = record.article
    return GoldReport(
        id=article.id,
        text=article.text,
        sentences=sentences,
        events=tuple(_gold_event(event, article.text, sentences) for event in events),
        outlet=article.outlet,
        title=article.title,
        published=article.published,
        coder=coder,
    )


def _gold_event(event: Event, text: str, sentences: tuple[Span, ...]) -> GoldEvent:
    return GoldEvent(
        type=event.type,
        mode=event.mode,
        mentions=tuple(_mentions(event, text, sentences)),
        actors=_participants(event.actors),
        recipients=_participants(event.recipients),
        date=event.date,
        place=GoldPlace(event.place.name, event.place.country) if event.place else None,
        status=event.status,
        certainty=event.certainty,
        sources=tuple(GoldSource(one.kind, one.name) for one in event.sources),
    )


def _mentions(event: Event, text: str, sentences: tuple[Span, ...]) -> Iterator[GoldMention]:
    for one in event.mentions:
        number = holding(sentences, one.start)
        if number is not None:
            yield GoldMention(number, text[one.start : one.end], one.start, one.end)


def _participants(given: Iterable[Participant]) -> tuple[GoldParticipant, ...]:
    return tuple(GoldParticipant(one.text, one.code, one.sectors[0] if one.sectors else None) for one in given)
