"""One actor and one recipient a row, as event data sets of that shape want it."""

import hashlib
from collections.abc import Iterator
from itertools import combinations, product

from runut.model import Entity, Event, EventType, Participant, Record

__all__ = ["Dyad", "dyads", "entity_of", "event_number", "name_of"]

Dyad = tuple[Participant | None, Participant | None]

# What two do together when both are actors: A with B, not A alone and B alone.
MUTUAL = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})


def dyads(event: Event) -> Iterator[Dyad]:
    """Every actor with every recipient; None for a side of which the report names nobody.

    Several actors without a recipient who meet, agree or cooperate are paired with each other, the first named first.
    """
    if not event.recipients and len(event.actors) > 1 and event.type in MUTUAL:
        yield from combinations(event.actors, 2)
        return
    yield from product(event.actors or (None,), event.recipients or (None,))


def event_number(record: Record, event: Event, dyad: Dyad) -> int:
    """A number below 2^63 for one row: the same report, event and dyad always have the same."""
    places = "-".join("" if one is None else f"{one.start}:{one.end}" for one in dyad)
    digest = hashlib.sha256(f"{record.article.id}\n{event.id}\n{places}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def entity_of(record: Record, participant: Participant) -> Entity | None:
    """The entity that takes part; None where the report only has words for it."""
    return next((entity for entity in record.entities if entity.id == participant.entity), None)


def name_of(record: Record, participant: Participant) -> str:
    """The entity's best name, else the words of the report."""
    entity = entity_of(record, participant)
    return entity.name if entity else participant.text
