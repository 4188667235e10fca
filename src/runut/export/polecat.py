"""POLECAT: tab-separated with a header of 40 columns; what is not known is the word ``None``.

A row is one actor with one recipient. Status goes into Contexts with the words of PLOVER's manual.
"""

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import TextIO

from runut.export.dates import days_of, moment_of
from runut.export.dyads import Dyad, dyads, entity_of, event_number, name_of
from runut.export.located import Located, locate
from runut.export.tsv import cell, line
from runut.lexicon.cameo import state_codes
from runut.model import EntityType, Event, Participant, Record, Status

__all__ = ["COLUMNS", "contexts_of", "write_polecat"]

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors"),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type"),
    *("Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)

SEPARATOR = "; "
MISSING = "None"
QUADS = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}
# The manual's auxiliary modes, which it puts among the contexts.
STATUSES: Mapping[Status, str] = {
    Status.NEGATED: "negation",
    Status.FUTURE: "future",
    Status.HYPOTHETICAL: "hypothetical",
}
DISTRICTS = ("district", "regency")

Cell = str | int | float | None


def write_polecat(records: Iterable[Record], stream: TextIO) -> None:
    """Write a header, then a row for each actor with each recipient of an event."""
    stream.write(line(COLUMNS))
    for record in records:
        for event in record.events:
            stream.writelines(_line(record, event, dyad) for dyad in dyads(event))


def contexts_of(event: Event) -> tuple[str, ...]:
    """The event's contexts, and its status where it is no plain fact."""
    status = STATUSES.get(event.status)
    return tuple(dict.fromkeys((*event.contexts, *((status,) if status else ()))))


def _line(record: Record, event: Event, dyad: Dyad) -> str:
    return line(cell(value) or MISSING for value in _row(record, event, dyad))


def _row(record: Record, event: Event, dyad: Dyad) -> list[Cell]:
    article = record.article
    published = moment_of(article.published)
    days = days_of(event.date)
    return [
        f"{published.strftime('%Y%m%d-%H%M') if published else 'undated'}-{event_number(record, event, dyad):016x}",
        days[0].isoformat() if days else None,
        event.type,
        event.mode,
        event.score,
        QUADS[event.quad],
        SEPARATOR.join(contexts_of(event)),
        *_participant(record, dyad[0]),
        *_participant(record, dyad[1]),
        *_place(locate(record, event)),
        article.outlet,
        published.date().isoformat() if published else None,
        _names(record, EntityType.PER),
        _names(record, EntityType.ORG),
        _names(record, EntityType.GPE, EntityType.LOC),
        article.language,
        f"runut-{version('runut')}",
    ]


def _participant(record: Record, participant: Participant | None) -> list[Cell]:
    if participant is None:
        return [None] * 8
    entity = entity_of(record, participant)
    codes = state_codes().get(participant.code or "")
    return [
        name_of(record, participant),
        participant.code,
        codes.cow if codes else None,
        next(iter(participant.sectors), None),
        SEPARATOR.join(participant.sectors),
        entity.role if entity else None,
        participant.text,
        entity.identifiers.get("wikipedia") if entity else None,
    ]


def _place(place: Located | None) -> list[Cell]:
    if place is None:
        return [None] * 10
    return [
        place.name,
        place.name if place.is_city else None,
        place.name if place.kind in DISTRICTS else None,
        place.first_level,
        place.country,
        place.lat,
        place.lon,
        place.geonames,
        place.raw,
        place.kind,
    ]


def _names(record: Record, *kinds: EntityType) -> str:
    return SEPARATOR.join(dict.fromkeys(entity.name for entity in record.entities if entity.type in kinds))
