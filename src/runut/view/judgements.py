"""What people said of a report's coding, as its page shows it: beside what the program says, never in its place."""

from collections.abc import Sequence
from typing import NamedTuple

from runut.model import Event, EventPlace, Participant, Record, Source
from runut.store import MENDED, Correction, Field, Judged, Judgement, judge, paired, same_value
from runut.store.corrections import text_digest

__all__ = ["Change", "Correctable", "Corrections", "corrections_of", "key_of", "value_told"]

NOTHING = "–"


class Change(NamedTuple):
    """A field of which people say something else than the program now; ``by`` is None if that came with a verdict."""

    field: Field
    read: str
    said: str
    by: Correction | None


class Correctable(NamedTuple):
    """An event that can be corrected.

    ``event`` is as the program tells it now, or last told it; ``said`` is as people have it; ``read`` is whether the
    program reads it now.
    """

    key: str
    event: Event
    said: Event
    judged: Judged | None
    changes: tuple[Change, ...]
    read: bool


class Corrections(NamedTuple):
    """A report and what people said of it: ``events`` by the ids that they have now, and those no longer read."""

    record: Record
    digest: str
    events: dict[str, Correctable]
    unread: tuple[Correctable, ...]
    judgement: Judgement

    def by_key(self, key: str) -> Correctable | None:
        """The event that a form speaks of."""
        return next((one for one in (*self.events.values(), *self.unread) if one.key == key), None)


def key_of(event: Event) -> str:
    """What an event is called in forms: its words and its type, which a later reading does not renumber."""
    return f"{event.mentions[0].start}-{event.mentions[0].end}-{event.type}"


def corrections_of(record: Record, said: Sequence[Correction]) -> Corrections:
    """What ``said``, all that was said of the report, comes to."""
    judgement = judge(said, record.article.text)
    seen = paired(judgement.judged, record.events)
    met = {id(one) for one in seen.values()}
    return Corrections(
        record=record,
        digest=text_digest(record.article.text),
        events={event.id: _correctable(event, seen.get(place), read=True) for place, event in enumerate(record.events)},
        unread=tuple(
            _correctable(one.told, one, read=False) for one in judgement.judged if id(one) not in met and one.stands
        ),
        judgement=judgement,
    )


def _correctable(event: Event, judged: Judged | None, *, read: bool) -> Correctable:
    said = judged.event if judged else event
    changes = tuple(_changes(event, judged)) if judged and judged.stands else ()
    return Correctable(key=key_of(event), event=event, said=said, judged=judged, changes=changes, read=read)


def _changes(event: Event, judged: Judged) -> list[Change]:
    return [
        Change(field, value_told(getattr(event, field)), value_told(getattr(judged.event, field)), judged.latest(field))
        for field in MENDED
        if not same_value(getattr(event, field), getattr(judged.event, field))
    ]


def value_told(value: object) -> str:
    """A field's value on one line."""
    match value:
        case None | ():
            return NOTHING
        case bool():
            return "✓" if value else "✗"
        case tuple():
            return "; ".join(value_told(one) for one in value)
        case _:
            name, *more = _named(value)
            told = ", ".join(one for one in more if one)
            return f"{name} ({told})" if told else str(name)


def _named(value: object) -> tuple[str | None, ...]:
    match value:
        case Participant(text=text, code=code, sectors=sectors):
            return (text, code, *sectors)
        case EventPlace(name=name, country=country):
            return (name, country)
        case Source(kind=kind, name=name):
            return (name, kind)
        case _:
            return (str(value),)
