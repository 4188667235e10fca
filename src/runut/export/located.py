"""Where an event happened, with what the gazetteer knows of the place."""

import msgspec

from runut.lexicon.gazetteer import Toponym, countries, named
from runut.model import Event, Place, Record

__all__ = ["Located", "locate"]

CITIES = ("city", "town", "landmark")
FIRST_LEVEL = ("province", "state")


class Located(msgspec.Struct, frozen=True, kw_only=True):
    """The place of an event. ``kind`` is the gazetteer's (country, province, city …), empty where it knows none."""

    raw: str
    name: str
    kind: str
    country: str | None
    province: str
    lat: float | None
    lon: float | None
    geonames: int | None

    @property
    def fips(self) -> str:
        """The country's FIPS 10-4 code, empty where there is none."""
        country = countries().get(self.country or "")
        return country.fips if country else ""

    @property
    def full_name(self) -> str:
        """City, province and country, as far as they are known and not the same."""
        country = countries().get(self.country or "")
        parts = (self.name, self.province, country.name if country else "")
        return ", ".join(dict.fromkeys(part for part in parts if part))

    @property
    def is_city(self) -> bool:
        """Whether the place is a city, a town or a spot in one."""
        return self.kind in CITIES

    @property
    def first_level(self) -> str:
        """The province or state that the place is or lies in, empty where it is not known."""
        return self.name if self.kind in FIRST_LEVEL else self.province


def locate(record: Record, event: Event) -> Located | None:
    """Where ``event`` happened; None where the report does not say."""
    if event.place is None:
        return None
    place = next((place for place in record.places if place.id == event.place.place), None)
    name = place.name if place else event.place.name
    country = event.place.country or (place.country if place else None)
    known = _entry(name, country, place)
    return Located(
        raw=event.place.name,
        name=name,
        kind=known.kind if known else "",
        country=country,
        province=known.region if known else "",
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        geonames=place.geonames if place else None,
    )


def _entry(name: str, country: str | None, place: Place | None) -> Toponym | None:
    """The gazetteer's entry that was meant: by number if there is one, else the largest of that name and country."""
    found = [toponym for toponym in named(name) if toponym.country == country]
    same = [toponym for toponym in found if place and place.geonames and toponym.geonames == place.geonames]
    return next(iter(same or found), None)
