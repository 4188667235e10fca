"""Countries, places and seats of power by name.

``countries.yaml`` and ``places.tsv`` hold the names; here they become lookups. A name is compared without regard to
capitals, except that short names all in capitals (*AS, UEA, RI*) must be written so: *as* and *Uea* are no countries.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Literal, get_args

import msgspec

from runut.errors import LexiconError
from runut.lexicon.loader import LexiconEntry, read_entries, read_tsv

__all__ = [
    "SEAT_SECTORS",
    "Country",
    "CueRole",
    "PlaceCue",
    "PlaceRow",
    "Seat",
    "Toponym",
    "countries",
    "country_of",
    "cue_starts",
    "first_word",
    "fold_name",
    "longest_names",
    "named",
    "place_cues",
    "places",
    "seat_of_power",
    "seats_of_power",
    "toponyms",
]

Iso3 = Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]
Voice = Literal[
    "government", "parliament", "military", "police", "intelligence", "anticorruption", "prosecution", "royal family"
]
CueRole = Literal["preposition", "title", "area", "site", "office", "organisation", "direction", "not a place"]

#: The sector (codebook, section 3) whose voice a seat of power stands for.
SEAT_SECTORS: Mapping[str, str] = MappingProxyType(
    {
        "government": "GOV",
        "parliament": "LEG",
        "military": "MIL",
        "police": "COP",
        "intelligence": "SPY",
        "anticorruption": "COP",
        "prosecution": "JUD",
        "royal family": "ELI",
    }
)

LONGEST_ABBREVIATION = 4


class SeatName(LexiconEntry, frozen=True, kw_only=True):
    """A palace, quarter or building, and whose voice its name stands for; ``code`` if not its own country's."""

    name: str
    stands_for: Voice
    code: Iso3 | None = None


class Country(LexiconEntry, frozen=True, kw_only=True):
    """A country under all its names; ``capital`` lists spellings of one city."""

    code: Iso3
    iso2: Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]
    fips: Annotated[str, msgspec.Meta(pattern="^([A-Z]{2})?$")]
    name: str
    aliases: tuple[str, ...] = ()
    peoples: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    seats: tuple[SeatName, ...] = ()
    lat: Annotated[float, msgspec.Meta(ge=-90, le=90)]
    lon: Annotated[float, msgspec.Meta(ge=-180, le=180)]
    wikidata: Annotated[str, msgspec.Meta(pattern="^Q[0-9]+$")] | None = None


class Seat(msgspec.Struct, frozen=True):
    """A name that can stand for the authority that sits there: *Kremlin* for Russia's government.

    ``code`` is the authority's: a country's, or EUR for *Brussels*.
    """

    name: str
    code: str
    stands_for: Voice

    @property
    def sector(self) -> str:
        """The codebook's sector of that authority."""
        return SEAT_SECTORS[self.stands_for]


class PlaceRow(LexiconEntry, frozen=True, kw_only=True):
    """A row of ``places.tsv``, as written."""

    name: str
    aliases: str = ""
    kind: Literal["city", "district", "landmark", "natural", "province", "regency", "region", "state", "town"]
    country: Iso3 | None = None
    region: str = ""
    lat: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    lon: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None
    size: Annotated[int, msgspec.Meta(ge=0, le=9)] = 0
    geonames: int | None = None
    ambiguous: Literal["x"] | None = None


class Toponym(msgspec.Struct, frozen=True):
    """A place of the world under one preferred name.

    ``size`` (0 to 9) ranks namesakes: a country is 9, a city of ten million 8, a hamlet 0. ``ambiguous`` marks names
    that are also given names or common words: they need a preposition or a kind word before them. ``region`` is the
    province or state, empty where unknown.
    """

    name: str
    kind: str
    country: str | None
    region: str
    lat: float | None
    lon: float | None
    size: int
    geonames: int | None
    ambiguous: bool


def fold_name(name: str) -> str:
    """The form in which names are compared: NFC, straight apostrophes, small letters unless a short abbreviation."""
    name = unicodedata.normalize("NFC", name).replace("’", "'").replace("‘", "'").strip(" .")
    return name if len(name) <= LONGEST_ABBREVIATION and name.isupper() else name.casefold()


def named(name: str) -> tuple[Toponym, ...]:
    """The places of that name, largest first; *IRAN* and *BALI* in capitals are understood too."""
    table = toponyms()
    return table.get(fold_name(name)) or table.get(name.casefold(), ())


@cache
def countries() -> Mapping[str, Country]:
    """All countries by ISO 3166-1 alpha-3 code. Raises :class:`LexiconError` if two share a code."""
    table: dict[str, Country] = {}
    for country in read_entries("countries.yaml", Country):
        if country.code in table:
            raise LexiconError(f"lexicon/countries.yaml: {country.code} stands twice; merge the two entries")
        table[country.code] = country
    return MappingProxyType(table)


@cache
def country_names() -> Mapping[str, str]:
    """Folded name, alias or people → country code. Raises :class:`LexiconError` if two countries claim a name."""
    table: dict[str, str] = {}
    for country in countries().values():
        for name in (country.name, *country.aliases, *country.peoples):
            if table.setdefault(fold_name(name), country.code) != country.code:
                owner = table[fold_name(name)]
                raise LexiconError(
                    f"lexicon/countries.yaml: {country.code} ({name}): {owner} has that name too; keep one"
                )
    return MappingProxyType(table)


@cache
def places() -> tuple[PlaceRow, ...]:
    """The rows of ``places.tsv``. Raises :class:`LexiconError` naming the line that breaks the format."""
    return read_tsv("places.tsv", PlaceRow)


@cache
def toponyms() -> Mapping[str, tuple[Toponym, ...]]:
    """Folded name → the places of that name, largest first; countries included, peoples and seats of power not."""
    table: dict[str, list[Toponym]] = {}
    for name, toponym in (*_country_toponyms(), *_place_toponyms()):
        table.setdefault(fold_name(name), []).append(toponym)
    return MappingProxyType(
        {name: tuple(sorted(found, key=lambda toponym: -toponym.size)) for name, found in table.items()}
    )


def _country_toponyms() -> Iterator[tuple[str, Toponym]]:
    for country in countries().values():
        toponym = Toponym(
            name=country.name,
            kind="country",
            country=country.code,
            region="",
            lat=country.lat,
            lon=country.lon,
            size=9,
            geonames=None,
            ambiguous=False,
        )
        for name in (country.name, *country.aliases):
            yield name, toponym


def _place_toponyms() -> Iterator[tuple[str, Toponym]]:
    for row in places():
        toponym = Toponym(
            name=row.name,
            kind=row.kind,
            country=row.country,
            region=row.region,
            lat=row.lat,
            lon=row.lon,
            size=row.size,
            geonames=row.geonames,
            ambiguous=row.ambiguous is not None,
        )
        for name in (row.name, *filter(None, row.aliases.split(";"))):
            yield name, toponym


FIRST_WORD = re.compile(r"\w+")


def first_word(name: str) -> str:
    """The first run of letters of a name, without regard to capitals; empty if it has none."""
    match = FIRST_WORD.search(name)
    return match[0].casefold() if match else ""


@cache
def longest_names() -> Mapping[str, int]:
    """First word → how many words the longest name that begins with it has: what a search needs to try."""
    table: dict[str, int] = {}
    for name in toponyms():
        first = first_word(name)
        table[first] = max(table.get(first, 0), len(FIRST_WORD.findall(name)))
    return MappingProxyType(table)


@cache
def seats_of_power() -> Mapping[str, Seat]:
    """Folded name → seat of power, capitals included (a capital stands for its government)."""
    table: dict[str, Seat] = {}
    for country in countries().values():
        for name in country.capital:
            table[fold_name(name)] = Seat(name=name, code=country.code, stands_for="government")
        for seat in country.seats:
            table[fold_name(seat.name)] = Seat(
                name=seat.name, code=seat.code or country.code, stands_for=seat.stands_for
            )
    return MappingProxyType(table)


def country_of(name: str) -> str | None:
    """ISO 3166-1 alpha-3 code of the country that ``name`` names, belongs to, or lies in; None if not known.

    Understands countries, their by-names and abbreviations (*Negeri Jiran, AS*), peoples (*Rohingya*), seats of power
    (*Kremlin*) and places (*Jawa Barat, Gaza*); of several places of one name the largest counts.
    """
    folded = fold_name(name)
    if folded in country_names():
        return country_names()[folded]
    found = named(name)
    if found:
        return found[0].country
    seat = seats_of_power().get(folded)
    return seat.code if seat else None


def seat_of_power(name: str) -> Seat | None:
    """The authority that ``name`` can stand for (*Moskow, Gedung Putih, Senayan*), or None.

    Whether it does stand for it in a sentence (*Moskow membantah*, but *tiba di Moskow*) is for the caller to judge.
    """
    return seats_of_power().get(fold_name(name))


class PlaceCue(LexiconEntry, frozen=True, kw_only=True):
    """A word of ``place_cues.yaml``, which explains the roles; ``country`` where the word itself tells it."""

    word: str
    role: CueRole
    country: Iso3 | None = None


@cache
def place_cues() -> Mapping[CueRole, Mapping[str, PlaceCue]]:
    """Role → word as written → cue. Raises :class:`LexiconError` if a word stands twice in one role."""
    table: dict[CueRole, dict[str, PlaceCue]] = {role: {} for role in get_args(CueRole)}
    for cue in read_entries("place_cues.yaml", PlaceCue):
        if table[cue.role].setdefault(cue.word, cue) is not cue:
            raise LexiconError(f"lexicon/place_cues.yaml: {cue.word} stands twice as {cue.role}; remove one")
    return MappingProxyType(table)


@cache
def cue_starts() -> Mapping[CueRole, frozenset[str]]:
    """Role → the first words of its cues, without regard to capitals: what a search needs to try."""
    return MappingProxyType({role: frozenset(map(first_word, words)) for role, words in place_cues().items()})
