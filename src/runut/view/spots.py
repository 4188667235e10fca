"""Where events happened: counted by place, for the map and the table beside it."""

from collections.abc import Iterable, Mapping
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
QUADS = (1, 2, 3, 4)
COUNTED = ", ".join(f"count(*) FILTER (quad = {quad})::INTEGER AS quad{quad}" for quad in QUADS)
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
    totals = "SELECT count(*), count(lat), count(*) FILTER (lat IS NULL AND place IS NULL) FROM chosen"
    ((n, with_point, nowhere),) = asked(collection, f"{events.sql} {totals}", events.values)
    return Spots(_located(collection, events), _unlocated(collection, events), n, with_point, nowhere)


def _located(collection: Collection, events: Condition) -> list[Spot]:
    summed = ", ".join(f"sum(quad{quad})::INTEGER" for quad in QUADS)
    query = (
        f"{events.sql}, named AS (SELECT place, country, round(lat, 2) AS lat, round(lon, 2) AS lon, count(*) AS n, "  # noqa: S608 - our own names
        f"sum(score) AS total, {COUNTED} FROM chosen WHERE lat IS NOT NULL GROUP BY place, country, lat, lon) "
        "SELECT arg_max(place, n), arg_max(country, n), lat, lon, sum(n)::INTEGER AS n, round(sum(total) / sum(n), 1), "
        f"{summed} FROM named GROUP BY lat, lon ORDER BY n DESC, 1"
    )
    return _made(asked(collection, query, events.values))


def _unlocated(collection: Collection, events: Condition) -> list[Spot]:
    query = (
        f"{events.sql} SELECT mode(place), mode(country), NULL, NULL, count(*) AS n, round(avg(score), 1), {COUNTED} "  # noqa: S608 - our own names
        "FROM chosen WHERE lat IS NULL AND place IS NOT NULL GROUP BY lower(place) "
        f"ORDER BY n DESC, 1 LIMIT {UNLOCATED}"
    )
    return _made(asked(collection, query, events.values))


def _made(rows: Iterable[tuple[Any, ...]]) -> list[Spot]:
    return [
        Spot(name or "", country, lat, lon, n, tuple(quads), mean, (lat, lon) in _middles())
        for name, country, lat, lon, n, mean, *quads in rows
    ]


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
