"""FollowTheMoney entities, one JSON object a line, as Aleph and the OpenSanctions tools load them.

What a report tells is a claim: every entity names the article as its proof, and nothing is matched with anybody of
the same name in another report.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from runut.export.dates import days_of, moment_of
from runut.export.located import locate
from runut.lexicon.gazetteer import countries
from runut.model import Article, Entity, EntityType, Event, Quote, Record, Status

__all__ = ["write_ftm"]

# A country or a city is a body where it acts or is acted on, and a group of people is worth an entity only then.
SCHEMATA: Mapping[EntityType, str] = {
    EntityType.PER: "Person",
    EntityType.ORG: "Organization",
    EntityType.GPE: "PublicBody",
    EntityType.GRP: "LegalEntity",
}
ALWAYS = (EntityType.PER, EntityType.ORG)
REAL = (Status.ACTUAL, Status.FUTURE)
KOSOVO = {"KOS": "xk"}  # no ISO country, but FollowTheMoney's

Values = list[str | None]


def write_ftm(records: Iterable[Record], stream: TextIO) -> None:
    """Write an Article for each report, its persons and bodies, an Event for each event and a Note for each quote.

    Negated and hypothetical events are left out: an Event is something that is or will be.
    """
    for record in records:
        stream.writelines(json.dumps(entity, ensure_ascii=False) + "\n" for entity in _entities(record))


def _entities(record: Record) -> Iterator[dict[str, Any]]:
    article = record.article
    taking_part = {one.entity for event in record.events for one in (*event.actors, *event.recipients)}
    acting = [
        entity
        for entity in record.entities
        if entity.type in SCHEMATA and (entity.type in ALWAYS or entity.id in taking_part)
    ]
    people = [entity for entity in acting if entity.type is EntityType.PER]
    yield _proxy(
        _id(article),
        "Article",
        {
            "title": [article.title],
            "bodyText": [article.text],
            "author": list(article.authors),
            "publisher": [article.outlet],
            "sourceUrl": [article.url],
            "publishedAt": [_published(article)],
            "language": ["ind"],
            "peopleMentioned": [entity.name for entity in people],
        },
    )
    yield from (_entity(article, entity) for entity in acting)
    told = {entity.id for entity in acting}
    yield from (_event(record, event, told) for event in record.events if event.status in REAL)
    yield from (_note(article, quote) for quote in record.quotes if quote.speaker in told)


def _id(article: Article, part: str = "") -> str:
    told = f"{article.id}\n{part}"
    return f"runut-{hashlib.sha256(told.encode()).hexdigest()[:32]}"


def _proxy(key: str, schema: str, properties: Mapping[str, Values]) -> dict[str, Any]:
    """An entity as FollowTheMoney writes it: values are lists of strings, empty properties are not there."""
    told = {name: list(dict.fromkeys(filter(None, values))) for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in told.items() if values}}


def _published(article: Article) -> str | None:
    """A day, or a moment in UTC without saying so: FollowTheMoney's dates have no offset."""
    moment = moment_of(article.published)
    if moment is None or article.published is None:
        return None
    return moment.strftime("%Y-%m-%dT%H:%M:%S") if "T" in article.published else moment.date().isoformat()


def _country(code: str | None) -> str | None:
    country = countries().get(code or "")
    return KOSOVO.get(code or "") or (country.iso2.lower() if country else None)


def _entity(article: Article, entity: Entity) -> dict[str, Any]:
    role = "position" if entity.type is EntityType.PER else "description"
    sectors = "; ".join(entity.sectors)
    return _proxy(
        _id(article, entity.id),
        SCHEMATA[entity.type],
        {
            "name": [entity.name],
            "alias": [article.text[span.start : span.end] for span in entity.mentions if _is_name(article, span)],
            "country": [_country(entity.code)],
            role: [entity.role],
            "notes": [f"PLOVER sectors: {sectors}" if sectors else None],
            "wikidataId": [entity.identifiers.get("wikidata")],
            "proof": [_id(article)],
        },
    )


def _is_name(article: Article, span: Any) -> bool:
    """Whether a mention can be an alias: every word of it has a capital (*ia* and *presiden itu* have not)."""
    return all(word[:1].isupper() for word in article.text[span.start : span.end].split())


def _event(record: Record, event: Event, told: set[str]) -> dict[str, Any]:
    article, place, days, first = record.article, locate(record, event), days_of(event.date), event.mentions[0]
    actors = [_id(article, one.entity) for one in event.actors if one.entity in told and one.entity]
    recipients = [_id(article, one.entity) for one in event.recipients if one.entity in told and one.entity]
    sources = ", ".join(source.name for source in event.sources)
    notes = (
        f"status: {event.status}",
        f"certainty: {event.certainty}",
        f"according to: {sources}" if sources else None,
    )
    return _proxy(
        _id(article, event.id),
        "Event",
        {
            "name": [f"{event.type}: {article.text[first.start : first.end]}"],
            "summary": [article.text[event.evidence.start : event.evidence.end]],
            "startDate": [days[0].isoformat() if days else None],
            "endDate": [days[1].isoformat() if days else None],
            "organizer": list(actors),
            "involved": [*actors, *recipients],
            "location": [place.full_name if place else None],
            "country": [_country(place.country) if place else None],
            "keywords": [event.type, event.mode, *event.contexts],
            "notes": list(notes),
            "publisher": [article.outlet],
            "sourceUrl": [article.url],
            "proof": [_id(article)],
        },
    )


def _note(article: Article, quote: Quote) -> dict[str, Any]:
    return _proxy(
        _id(article, f"quote-{quote.start}"),
        "Note",
        {
            "description": [article.text[quote.start : quote.end]],
            "entity": [_id(article, quote.speaker or "")],
            "proof": [_id(article)],
            "sourceUrl": [article.url],
        },
    )
