"""PLOVER's own record, one JSON object a line: fields named as in chapter 5 of its manual."""

import json
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any, TextIO

from runut.export.dates import days_of
from runut.export.dyads import entity_of
from runut.export.located import Located, locate
from runut.export.polecat import contexts_of
from runut.model import Event, Participant, Record, holding

__all__ = ["write_plover"]

CODEBOOK = "PLOVER 2.0 draft"
# PLOVER's scale of how precise a place is: 1 country, 2 province, 3 district, 4 city, 5 within a city.
RESOLUTION: Mapping[str, int] = {
    "country": 1,
    "province": 2,
    "state": 2,
    "regency": 3,
    "district": 3,
    "city": 4,
    "town": 4,
    "landmark": 5,
}


def write_plover(records: Iterable[Record], stream: TextIO) -> None:
    """Write a line for each event. Actors and recipients stay lists; a date that is no day has an ``enddate``."""
    for record in records:
        stream.writelines(json.dumps(_event(record, event), ensure_ascii=False) + "\n" for event in record.events)


def _event(record: Record, event: Event) -> dict[str, Any]:
    days = days_of(event.date)
    told: dict[str, Any] = {
        "id": f"{record.article.id}-{event.id}",
        "date": days[0].isoformat() if days else None,
        "enddate": days[1].isoformat() if days and days[1] != days[0] else None,
        "actor": [_participant(record, one) for one in event.actors],
        "recipient": [_participant(record, one) for one in event.recipients],
        "event": [event.type],
        "mode": [event.mode] if event.mode else [],
        "context": list(contexts_of(event)),
        "quad_code": event.quad,
        "event_scale": event.score,
        "event_loc": _place(locate(record, event)),
        "event_text": [record.article.text[one.start : one.end] for one in event.mentions],
        "text": record.article.text[event.evidence.start : event.evidence.end],
        "text_info": _where(record, event),
        "cite_info": _cited(record),
        "coder": f"runut {version('runut')}",
        # Beyond the manual's list, which allows more fields.
        "status": event.status,
        "certainty": event.certainty,
        "sources": [{"kind": one.kind, "name": one.name} for one in event.sources],
        "confidence": event.confidence,
        "cameo": event.cameo,
    }
    return {name: value for name, value in told.items() if name == "date" or value not in (None, [], {})} | {
        "actor": told["actor"]
    }


def _participant(record: Record, participant: Participant) -> dict[str, Any]:
    entity = entity_of(record, participant)
    told = {
        "code": participant.code,
        "sector": participant.sectors[0] if participant.sectors else None,
        "other_sector_codes": list(participant.sectors[1:]),
        "entity_text": participant.text,
        "entity_name": entity.name if entity else None,
        "identifier_id": entity.identifiers.get("wikidata") if entity else None,
        "office": entity.role if entity else None,
    }
    return {name: value for name, value in told.items() if value}


def _place(place: Located | None) -> dict[str, Any]:
    if place is None:
        return {}
    told = {
        "extracted_place": place.raw,
        "resolved_place": place.name,
        "geonameid": place.geonames,
        "lat": place.lat,
        "lon": place.lon,
        "city": place.name if place.is_city else None,
        "province": place.first_level or None,
        "country_code": place.country,
        "resolution": RESOLUTION.get(place.kind),
    }
    return {name: value for name, value in told.items() if value is not None}


def _where(record: Record, event: Event) -> dict[str, Any]:
    """The first mention: offsets in the article's text, and the number of its sentence from 1."""
    first = event.mentions[0]
    number = holding(record.sentences, first.start)
    return {"start": first.start, "end": first.end} | ({} if number is None else {"sequence": number + 1})


def _cited(record: Record) -> dict[str, Any]:
    article = record.article
    told = {
        "url": article.url,
        "title": article.title,
        "publication": article.outlet,
        "language": article.language,
        "codebook": CODEBOOK,
    }
    return {name: value for name, value in told.items() if value}
