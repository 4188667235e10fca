"""JSON-LD, a document a line: the report as schema.org's NewsArticle, its evidence as W3C Web Annotations.

Every document carries its own context, so that nothing has to be fetched to understand it. An event is an Action;
what a report denies stands apart, lest a reader who knows nothing of status takes it for done.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO
from urllib.parse import quote as percent

from runut.export.dates import days_of
from runut.export.located import locate
from runut.model import Article, Entity, EntityType, Event, Participant, Record, Status

__all__ = ["CONTEXT", "write_jsonld"]

CONTEXT: Mapping[str, Any] = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "plover": "urn:plover:",
    "runut": "urn:runut:",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "url": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    "datePublished": {"@type": "Date"},
    "startTime": {"@type": "Date"},
    "endTime": {"@type": "Date"},
    "actionStatus": {"@type": "@vocab"},
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "tagging": "oa:tagging",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
}
TYPES: Mapping[EntityType, str] = {
    EntityType.PER: "Person",
    EntityType.ORG: "Organization",
    EntityType.GPE: "AdministrativeArea",
    EntityType.LOC: "Place",
    EntityType.GRP: "runut:Group",
    EntityType.MISC: "Thing",
}
STATUSES: Mapping[Status, str] = {
    Status.ACTUAL: "CompletedActionStatus",
    Status.FUTURE: "PotentialActionStatus",
    Status.HYPOTHETICAL: "PotentialActionStatus",
}
AROUND = 32  # characters before and after, for a selector to find its words in a text that was changed


def write_jsonld(records: Iterable[Record], stream: TextIO) -> None:
    """Write one JSON-LD document a line: ``@graph`` is the article and an annotation for each piece of evidence."""
    for record in records:
        graph = [_article(record), *_annotations(record)]
        stream.write(json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False) + "\n")


def _iri(article: Article, part: str = "") -> str:
    """The address of a report, or of a part of it."""
    base = article.url or f"urn:runut:article:{percent(article.id, safe='')}"
    return f"{base.partition('#')[0]}#{part}" if part else base


def _known(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in (None, [], {}, "")}


def _article(record: Record) -> dict[str, Any]:
    article = record.article
    events = [(event, _event(record, event)) for event in record.events]
    return _known(
        {
            "@id": _iri(article),
            "@type": "NewsArticle",
            "headline": article.title,
            "identifier": article.id,
            "url": article.url,
            "datePublished": article.published,
            "dateline": article.dateline,
            "inLanguage": article.language,
            "author": [{"@type": "Person", "name": author} for author in article.authors],
            "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet} if article.outlet else None,
            "articleBody": article.text,
            "mentions": [_entity(article, entity) for entity in record.entities],
            "about": [told for event, told in events if event.status is not Status.NEGATED],
            "runut:denies": [told for event, told in events if event.status is Status.NEGATED],
            "hasPart": [_quotation(record, number) for number in range(len(record.quotes))],
        }
    )


def _entity(article: Article, entity: Entity) -> dict[str, Any]:
    wikidata = entity.identifiers.get("wikidata")
    return _known(
        {
            "@id": _iri(article, entity.id),
            "@type": TYPES[entity.type],
            "name": entity.name,
            "jobTitle" if entity.type is EntityType.PER else "description": entity.role,
            "sameAs": f"http://www.wikidata.org/entity/{wikidata}" if wikidata else None,
            "plover:code": entity.code,
            "plover:sector": list(entity.sectors),
        }
    )


def _event(record: Record, event: Event) -> dict[str, Any]:
    days, first = days_of(event.date), event.mentions[0]
    return _known(
        {
            "@id": _iri(record.article, event.id),
            "@type": ["Action", f"plover:{event.type}"],
            "name": record.article.text[first.start : first.end],
            "agent": [_participant(record, one) for one in event.actors],
            "object": [_participant(record, one) for one in event.recipients],
            "startTime": days[0].isoformat() if days else None,
            "endTime": days[1].isoformat() if days else None,
            "location": _place(record, event),
            "actionStatus": STATUSES.get(event.status),
            "plover:mode": event.mode,
            "plover:context": list(event.contexts),
            "plover:quad": event.quad,
            "plover:score": event.score,
            "plover:cameo": event.cameo,
            "runut:date": event.date,
            "runut:status": event.status,
            "runut:certainty": event.certainty,
            "runut:confidence": event.confidence,
            "runut:accordingTo": [_known({"name": one.name, "runut:kind": one.kind}) for one in event.sources],
        }
    )


def _participant(record: Record, participant: Participant) -> dict[str, Any]:
    if participant.entity:
        return {"@id": _iri(record.article, participant.entity)}
    return _known({"name": participant.text, "plover:code": participant.code})


def _place(record: Record, event: Event) -> dict[str, Any] | None:
    place = locate(record, event)
    if place is None:
        return None
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return _known(
        {
            "@type": "Place",
            "name": place.name,
            "address": {"@type": "PostalAddress", "addressCountry": place.country} if place.country else None,
            "geo": geo if place.lat is not None and place.lon is not None else None,
        }
    )


def _quotation(record: Record, number: int) -> dict[str, Any]:
    quote = record.quotes[number]
    speaker = {"@id": _iri(record.article, quote.speaker)} if quote.speaker else None
    return _known(
        {
            "@id": _iri(record.article, f"q{number + 1}"),
            "@type": "Quotation",
            "text": record.article.text[quote.start : quote.end],
            "spokenByCharacter": speaker or quote.speaker_text,
            "runut:kind": quote.kind,
        }
    )


def _annotations(record: Record) -> Iterator[dict[str, Any]]:
    """Where in the text each entity, event and quotation is told."""
    for entity in record.entities:
        yield from (_annotation(record, entity.id, span.start, span.end) for span in entity.mentions)
    for event in record.events:
        yield from (_annotation(record, event.id, mention.start, mention.end) for mention in event.mentions)
        yield _annotation(record, event.id, event.evidence.start, event.evidence.end)
    for number, quote in enumerate(record.quotes, start=1):
        yield _annotation(record, f"q{number}", quote.start, quote.end)


def _annotation(record: Record, part: str, start: int, end: int) -> dict[str, Any]:
    article, text = record.article, record.article.text
    quoted = {
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
    return {
        "@id": _iri(article, f"{part}-{start}-{end}"),
        "@type": "Annotation",
        "motivation": "tagging",
        "body": _iri(article, part),
        "target": {
            "@type": "SpecificResource",
            "source": _iri(article),
            "selector": [
                {"@type": "TextPositionSelector", "start": start, "end": end},
                {"@type": "TextQuoteSelector", **quoted},
            ],
        },
    }
