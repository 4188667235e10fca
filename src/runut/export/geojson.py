"""GeoJSON (RFC 7946): every event a feature, for maps."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

from runut.export.located import locate
from runut.model import Event, Record

__all__ = ["write_geojson"]


def write_geojson(records: Iterable[Record], stream: TextIO) -> None:
    """Write one FeatureCollection. An event whose place has no coordinates is a feature without geometry."""
    stream.write('{"type": "FeatureCollection", "features": [')
    separator = "\n"
    for record in records:
        for event in record.events:
            stream.write(separator + json.dumps(_feature(record, event), ensure_ascii=False))
            separator = ",\n"
    stream.write("\n]}\n")


def _feature(record: Record, event: Event) -> dict[str, Any]:
    place = locate(record, event)
    located = place is not None and place.lat is not None and place.lon is not None
    return {
        "type": "Feature",
        "id": f"{record.article.id}-{event.id}",
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if place and located else None,
        "properties": {
            "type": event.type,
            "mode": event.mode,
            "date": event.date,
            "actors": [one.text for one in event.actors],
            "actor_codes": [one.code for one in event.actors],
            "recipients": [one.text for one in event.recipients],
            "recipient_codes": [one.code for one in event.recipients],
            "place": place.name if place else None,
            "place_kind": place.kind or None if place else None,
            "country": place.country if place else None,
            "status": event.status,
            "certainty": event.certainty,
            "sources": [one.name for one in event.sources],
            "quad": event.quad,
            "score": event.score,
            "evidence": record.article.text[event.evidence.start : event.evidence.end],
            "outlet": record.article.outlet,
            "published": record.article.published,
            "title": record.article.title,
            "url": record.article.url,
        },
    }
