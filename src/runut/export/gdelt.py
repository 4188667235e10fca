"""GDELT 2.0: the Events table (61 columns) and the Mentions table (16 columns), tab-separated, without header.

GDELT cannot say that something did not happen or has yet to: such events are left out, except an agreement or plan
for the future, which is CAMEO's *express intent*. A row is one actor with one recipient.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TextIO
from urllib.parse import urlsplit

from runut.export.dates import days_of, moment_of
from runut.export.dyads import Dyad, dyads, event_number, name_of
from runut.export.located import Located, locate
from runut.export.tsv import cell, line
from runut.lexicon.cameo import CAMEO_ROLES, goldstein, known_group, state_codes
from runut.model import Event, EventType, Mention, Participant, Record, Status, holding

__all__ = ["EVENT_COLUMNS", "MENTION_COLUMNS", "write_gdelt", "write_gdelt_mentions"]

ACTOR_PARTS = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
GEO_PARTS = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")

EVENT_COLUMNS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"{actor}{part}" for actor in ("Actor1", "Actor2") for part in ACTOR_PARTS),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{where}Geo_{part}" for where in ("Actor1", "Actor2", "Action") for part in GEO_PARTS),
    *("DATEADDED", "SOURCEURL"),
)
MENTION_COLUMNS = (
    *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier"),
    *("SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence"),
    *("MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)

# The codebook's codes that are no country → CAMEO's country code, known group and role.
INTERNATIONAL: Mapping[str, tuple[str, str, str]] = {
    "UNO": ("", "UNO", "IGO"),
    "EUR": ("EUR", "EEC", "IGO"),
    "IGO": ("", "", "IGO"),
    "NGO": ("", "", "NGO"),
    "ISM": ("", "", "NGM"),
    "IMG": ("", "", "IMG"),
    "MNC": ("", "", "MNC"),
}
ROLES_KEPT = 3  # GDELT has three columns for an actor's roles

# GDELT's kinds of place: a city or landmark is all that is no country and no part of one at the first level.
STATES = ("province", "state", "region")
NO_PLACE, COUNTRY, WORLD_CITY, WORLD_STATE = 0, 1, 4, 5
WEB, CITATION = 1, 2
MOMENT = "%Y%m%d%H%M%S"


def write_gdelt(records: Iterable[Record], stream: TextIO) -> None:
    """Write the Events table: a row for each actor with each recipient of an event, :data:`EVENT_COLUMNS`."""
    for record in records:
        for event in _told_as_fact(record):
            stream.writelines(line(_event_row(record, event, dyad)) for dyad in dyads(event))


def write_gdelt_mentions(records: Iterable[Record], stream: TextIO) -> None:
    """Write the Mentions table: each row of Events has a row for each mention, :data:`MENTION_COLUMNS`.

    Offsets count the characters of the Indonesian text. ``Extras`` is JSON: spans, status, certainty, sources.
    """
    for record in records:
        for event in _told_as_fact(record):
            for dyad in dyads(event):
                stream.writelines(line(_mention_row(record, event, dyad, mention)) for mention in event.mentions)


def _told_as_fact(record: Record) -> Iterator[Event]:
    for event in record.events:
        planned = event.status is Status.FUTURE and event.type is EventType.AGREE
        if event.status is Status.ACTUAL or planned:
            yield event


def _event_row(record: Record, event: Event, dyad: Dyad) -> list[str]:
    scale = goldstein(event.cameo)
    added = moment_of(record.article.published)
    return [
        str(event_number(record, event, dyad)),
        *_dates(record, event),
        *_actor(record, dyad[0]),
        *_actor(record, dyad[1]),
        "1" if _in_first_paragraph(record, event.mentions[0]) else "0",
        event.cameo,
        event.cameo[:3],
        event.cameo[:2],
        str(event.quad),
        cell(scale),
        str(len(event.mentions)),
        "1",
        "1",
        "",
        *_geo(None),
        *_geo(None),
        *_geo(locate(record, event)),
        added.strftime(MOMENT) if added else "",
        cell(record.article.url),
    ]


def _dates(record: Record, event: Event) -> list[str]:
    """SQLDATE to FractionDate: the event's first day, else the day of publication, which is GDELT's own rule."""
    days = days_of(event.date)
    published = moment_of(record.article.published)
    day = days[0] if days else published.date() if published else None
    if day is None:
        return ["", "", "", ""]
    fraction = min((day.month * 30 + day.day) / 365, 0.9999)
    return [day.strftime("%Y%m%d"), day.strftime("%Y%m"), day.strftime("%Y"), f"{day.year + fraction:.4f}"]


def _actor(record: Record, participant: Participant | None) -> list[str]:
    if participant is None:
        return [""] * len(ACTOR_PARTS)
    name = name_of(record, participant)
    country, group, role = INTERNATIONAL.get(participant.code or "", (_cameo_country(participant.code), "", ""))
    group = known_group(name) or group
    roles = dict.fromkeys((role, *(CAMEO_ROLES.get(sector, sector) for sector in participant.sectors)))
    types = [*islice((role for role in roles if role), ROLES_KEPT)]
    padded = types + [""] * (ROLES_KEPT - len(types))
    return ["".join((country, group, *types)), cell(name).upper(), country, group, "", "", "", *padded]


def _cameo_country(code: str | None) -> str:
    if code is None:
        return ""
    codes = state_codes().get(code)
    return codes.cameo if codes and codes.cameo else code


def _in_first_paragraph(record: Record, mention: Mention) -> bool:
    return "\n" not in record.article.text[: mention.start].lstrip()


def _geo(place: Located | None) -> list[str]:
    """The eight columns of a place. FeatureID of a city stays empty: GDELT's is a GNS number, and we have none."""
    if place is None:
        return [str(NO_PLACE)] + [""] * (len(GEO_PARTS) - 1)
    kind = COUNTRY if place.kind == "country" else WORLD_STATE if place.kind in STATES else WORLD_CITY
    code = place.fips
    return [
        str(kind),
        cell(place.full_name),
        code,
        code,
        "",
        cell(place.lat),
        cell(place.lon),
        code if kind == COUNTRY else "",
    ]


def _mention_row(record: Record, event: Event, dyad: Dyad, mention: Mention) -> list[str]:
    article = record.article
    seen = moment_of(article.published)
    moment = seen.strftime(MOMENT) if seen else ""
    sentence = holding(record.sentences, mention.start)
    return [
        str(event_number(record, event, dyad)),
        moment,
        moment,
        str(WEB if article.url else CITATION),
        cell(_source_name(record)),
        cell(article.url or article.id),
        str(0 if sentence is None else sentence + 1),
        *(str(-1 if one is None else one.start) for one in dyad),
        str(mention.start),
        "1",
        _confidence(event),
        str(len(article.text)),
        "",
        "",
        _extras(record, event, dyad, mention),
    ]


def _source_name(record: Record) -> str | None:
    host = urlsplit(record.article.url or "").hostname
    return host.removeprefix("www.") if host else record.article.outlet


def _confidence(event: Event) -> str:
    """Percent in steps of ten, from 10 to 100."""
    return "" if event.confidence is None else str(max(10, min(100, round(event.confidence * 10) * 10)))


def _extras(record: Record, event: Event, dyad: Dyad, mention: Mention) -> str:
    """What GDELT has no column for. JSON writes tabs and line breaks as escapes, so the row stays one row."""
    spans = {
        name: [one.start, one.end]
        for name, one in (("actor1", dyad[0]), ("actor2", dyad[1]), ("action", mention), ("evidence", event.evidence))
        if one is not None
    }
    told = {
        "article": record.article.id,
        "event": event.id,
        "plover": event.type.value,
        "mode": event.mode,
        "date": event.date,
        "status": event.status.value,
        "certainty": event.certainty.value,
        "sources": [{"kind": source.kind.value, "name": source.name} for source in event.sources],
        "spans": spans,
    }
    return json.dumps(told, ensure_ascii=True, separators=(",", ":"))
