"""Reports made by hand, so that what charts, map and network count can be counted on one's fingers.

Each is a line of :data:`TOLD`: day of the report, outlet, who, what, to whom, when, where.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.store.reading import VERSIONS

from runut.articles import Reading
from runut.lexicon.event_types import event_types
from runut.model import (
    Article,
    Entity,
    EntityType,
    Event,
    EventPlace,
    EventType,
    Mention,
    Participant,
    Place,
    Quote,
    QuoteKind,
    Record,
    Span,
)
from runut.store import load

__all__ = ["ALI", "BUDI", "POLRI", "TOLD", "Told", "Who", "told_collection"]


class Who(NamedTuple):
    """A participant."""

    name: str
    code: str | None = None
    sectors: tuple[str, ...] = ()


class Told(NamedTuple):
    """One report with one event; ``quote`` is said by the first actor and ends in the recipient's name."""

    reported: str | None
    outlet: str
    actors: tuple[Who, ...]
    type: str
    recipients: tuple[Who, ...]
    date: str | None = None
    place: tuple[str, float, float] | str | None = None
    quote: bool = False


ALI = Who("Ali", "IDN", ("GOV",))
BUDI = Who("Budi", "IDN", ("CVL",))
POLRI = Who("Polri", "IDN", ("COP", "GOV"))
JEPANG = Who("Jepang", "JPN")
PAN = Who("PAN", "IDN", ("PTY",))
AMBON = ("Ambon", -3.7, 128.2)
MALUKU = ("Kota Ambon", -3.7, 128.2)  # another name of the same point
TOKYO = ("Tokyo", 35.69, 139.69)

TOLD = (
    Told("2025-01-10", "Kabar", (ALI,), "ACCUSE", (BUDI,), "2025-01-09", AMBON, quote=True),
    Told("2025-01-20", "Warta", (ALI,), "AID", (BUDI,), "2025-01-18", AMBON),
    Told("2025-02-05", "Kabar", (BUDI,), "PROTEST", (ALI,), None, MALUKU),
    Told("2025-02-06", "Warta", (POLRI,), "COERCE", (BUDI, JEPANG), "2025-02", "Aula Serbaguna"),
    Told("2025-04-01", "Kabar", (ALI, JEPANG), "CONSULT", (), "2025-03-30", TOKYO),
    Told("2025-04-02", "Kabar", (ALI, POLRI), "ASSAULT", (PAN,), "1022-12-20"),
    Told(None, "Warta", (ALI,), "REQUEST", (ALI, POLRI)),
)


def told_collection(root: Path, told: Sequence[Told] = TOLD) -> Path:
    """A collection of these reports, a0 and so on, not linked."""
    made = {f"a{number}": _record(f"a{number}", one) for number, one in enumerate(told)}

    def code(articles: Sequence[Article]) -> Iterator[Record]:
        return (made[article.id] for article in articles)

    load(root, [Reading(where=name, article=record.article) for name, record in made.items()], code, VERSIONS)
    return root


def _record(name: str, told: Told) -> Record:
    parties = tuple(dict.fromkeys((*told.actors, *told.recipients)))
    where = told.place if isinstance(told.place, str) or told.place is None else told.place[0]
    said = f" “Ini urusan {told.recipients[0].name},” katanya." if told.quote else ""
    first = f"{', '.join(one.name for one in parties)} berurusan ({told.type}) di {where or 'suatu tempat'}."
    article = Article(
        id=name,
        text=first + said,
        title=f"Berita {name}",
        outlet=told.outlet,
        published=told.reported,
        url=f"https://contoh.example/{name}",
    )
    entities = {one: _entity(article.text, f"e{number}", one) for number, one in enumerate(parties, 1)}
    return Record(
        article=article,
        sentences=(Span(0, len(first)), *([Span(len(first) + 1, len(article.text))] if said else [])),
        entities=tuple(entities.values()),
        places=_places(article.text, told),
        quotes=_quotes(article.text, entities[told.actors[0]]) if said else (),
        events=(_event(article.text, len(first), told, entities),),
    )


def _entity(text: str, name: str, one: Who) -> Entity:
    spans, start = [], text.find(one.name)
    while start >= 0:
        spans.append(Span(start, start + len(one.name)))
        start = text.find(one.name, start + 1)
    return Entity(
        id=name, type=EntityType.PER, name=one.name, code=one.code, sectors=one.sectors, mentions=tuple(spans)
    )


def _places(text: str, told: Told) -> tuple[Place, ...]:
    if told.place is None or isinstance(told.place, str):
        return ()
    name, lat, lon = told.place
    start = text.index(f" di {name}") + 4
    return (Place(id="p1", start=start, end=start + len(name), name=name, lat=lat, lon=lon),)


def _quotes(text: str, speaker: Entity) -> tuple[Quote, ...]:
    start, end = text.index("Ini urusan"), text.index(",” katanya")
    return (Quote(start=start, end=end, kind=QuoteKind.DIRECT, speaker=speaker.id, speaker_text=speaker.name),)


def _event(text: str, end: int, told: Told, entities: dict[Who, Entity]) -> Event:
    kind = event_types()[EventType(told.type)]
    start = text.index("berurusan")
    place = None
    if told.place is not None:
        located = not isinstance(told.place, str)
        place = EventPlace(
            name=told.place[0] if not isinstance(told.place, str) else told.place, place="p1" if located else None
        )
    return Event(
        id="v1",
        type=kind.type,
        mentions=(Mention(start=start, end=start + len("berurusan")),),
        evidence=Mention(start=0, end=end),
        actors=tuple(_participant(entities[one], one) for one in told.actors),
        recipients=tuple(_participant(entities[one], one) for one in told.recipients),
        date=told.date,
        place=place,
        quad=kind.quad,
        score=kind.score,
        cameo=kind.cameo,
    )


def _participant(entity: Entity, one: Who) -> Participant:
    span = entity.mentions[0]
    return Participant(
        entity=entity.id, text=one.name, start=span.start, end=span.end, code=one.code, sectors=one.sectors
    )
