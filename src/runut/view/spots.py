"""Where events happened: counted by place, for the map and the table beside it."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from runut.errors import RequestError
from runut.lexicon.gazetteer import countries, places
from runut.store import Collection
from runut.view.choosing import asked
from runut.view.filters import Condition

__all__ = ["Spot", "Spots", "country_at", "of_spot", "spots"]

WIDE = frozenset({"province", "region", "state"})
UNLOCATED = 50  # names without a point that the table lists
# Degrees that hold the archipelago: where most events lie in them, the map begins there.
WEST, SOUTH, EAST, NORTH = 94.0, -12.0, 142.0, 7.0


class Spot(NamedTuple):
    """A place with its events. ``lat`` and ``lon`` are None where no gazetteer knows the name.

    ``whole`` says that it is a country, a province or the like as a whole: its point is only the middle of it.
    """

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    n: int
    quads: tuple[int, ...]
    mean: float
    whole: bool

    @property
    def key(self) -> str:
        """How it stands in an address: its point, or where it has none, its name."""
        return f"{self.lat:.2f},{self.lon:.2f}" if self.lat is not None and self.lon is not None else self.name


class Spots(NamedTuple):
    """All places with a point, those of the most events first; the first names without; and what they count.

    ``nowhere`` counts events whose report does not say where.
    """

    located: list[Spot]
    unlocated: list[Spot]
    events: int
    events_located: int
    nowhere: int

    @property
    def at_home(self) -> bool:
        """Whether most of the events with a point are in Indonesia."""
        inside = sum(spot.n for spot in self.located if _inside(spot))
        return inside * 2 > self.events_located or not self.located


def spots(collection: Collection, events: Condition) -> Spots:
    """The places of events. Names of one point, such as *Gaza* and *Jalur Gaza*, are one place, called as most say."""
    counted = ", ".join(f"count(*) FILTER (quad = {quad})" for quad in (1, 2, 3, 4))
    query = (
        f"{events.sql} SELECT place, country, round(lat, 2), round(lon, 2), sum(score), {counted} FROM chosen "  # noqa: S608 - our own names
        "GROUP BY ALL ORDER BY count(*) DESC, place, country"
    )
    rows = asked(collection, query, events.values)
    together: dict[object, list[tuple[Any, ...]]] = {}
    for row in rows:
        name, _, lat, lon, *_ = row
        together.setdefault((lat, lon) if lat is not None else (name or "").lower(), []).append(row)
    found = sorted((_spot(same) for same in together.values()), key=lambda spot: -spot.n)
    located = [spot for spot in found if spot.lat is not None]
    return Spots(
        located,
        [spot for spot in found if spot.lat is None and spot.name][:UNLOCATED],
        sum(spot.n for spot in found),
        sum(spot.n for spot in located),
        sum(spot.n for spot in found if spot.lat is None and not spot.name),
    )


def _spot(rows: list[tuple[Any, ...]]) -> Spot:
    """One place of the rows that are of it, the one with most events first."""
    name, country, lat, lon, *_ = rows[0]
    quads = tuple(sum(row[number] for row in rows) for number in range(5, 9))
    n = sum(quads)
    return Spot(
        name or "", country, lat, lon, n, quads, round(sum(row[4] for row in rows) / n, 1), (lat, lon) in _middles()
    )


def of_spot(key: str) -> tuple[str, dict[str, object]]:
    """The condition that an event of ``chosen`` is of the place of a :attr:`Spot.key`, and its parameters.

    Raises :class:`RequestError` if there is nothing in it.
    """
    if not key.strip():
        raise RequestError("at: no place is named; choose one on the map or in the table")
    lat, comma, lon = key.partition(",")
    try:
        point = {"lat": float(lat), "lon": float(lon)} if comma else None
    except ValueError:
        point = None
    if point:
        return "round(lat, 2) = $lat AND round(lon, 2) = $lon", dict(point)
    return "lat IS NULL AND lower(place) = lower($place)", {"place": key}


def _inside(spot: Spot) -> bool:
    return spot.lat is not None and spot.lon is not None and SOUTH <= spot.lat <= NORTH and WEST <= spot.lon <= EAST


@cache
def _middles() -> frozenset[tuple[float | None, float | None]]:
    """The points of countries, regions, provinces and states, but not of those that are a capital, as Jakarta is."""
    capitals = {name for country in countries().values() for name in country.capital}
    wide = [one for one in places() if one.kind in WIDE and capitals.isdisjoint((one.name, *one.aliases.split(";")))]
    return frozenset([*((one.lat, one.lon) for one in countries().values()), *((one.lat, one.lon) for one in wide)])


@cache
def country_at() -> Mapping[tuple[float | None, float | None], str]:
    """The code of the country whose middle a point is: there lie events of *AS* or *RI* as a whole."""
    return MappingProxyType({(one.lat, one.lon): one.code for one in countries().values()})
