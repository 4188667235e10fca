"""The gazetteer's promises: names found, codes complete, tables in order."""

import unicodedata
from itertools import pairwise

import pytest

from runut.errors import LexiconError
from runut.lexicon import gazetteer
from runut.lexicon.gazetteer import (
    SEAT_SECTORS,
    Country,
    CueRole,
    PlaceCue,
    countries,
    country_of,
    named,
    place_cues,
    places,
    seat_of_power,
    seats_of_power,
)
from runut.lexicon.loader import read_entries

NAMES = {
    "Amerika Serikat": "USA",
    "AS": "USA",
    "Negeri Paman Sam": "USA",
    "RRT": "CHN",
    "Negeri Tirai Bambu": "CHN",
    "Korsel": "KOR",
    "Korut": "PRK",
    "UEA": "ARE",
    "Negeri Jiran": "MYS",
    "IRAN": "IRN",
    "Rohingya": "MMR",
    "Palestina": "PSE",
    "Kosovo": "KOS",
    "Tanah Air": "IDN",
    "Jawa Barat": "IDN",
    "Gaza": "PSE",
    "Kremlin": "RUS",
    "Côte d’Ivoire": "CIV",
}
SEATS = {
    "Moskow": ("RUS", "GOV"),
    "Gedung Putih": ("USA", "GOV"),
    "Pentagon": ("USA", "MIL"),
    "Senayan": ("IDN", "LEG"),
    "Istana Merdeka": ("IDN", "GOV"),
    "Trunojoyo": ("IDN", "COP"),
    "Downing Street": ("GBR", "GOV"),
    "Brussel": ("EUR", "GOV"),
}
KABUPATEN = 416
KOTA = 98
PROVINCES = 38


@pytest.mark.parametrize(("name", "code"), NAMES.items())
def test_country_of(name: str, code: str) -> None:
    """A country, its by-name, people, seat of power or place gives the country's code."""
    assert country_of(name) == code


@pytest.mark.parametrize("name", ["as", "ri", "Yahudi", "Sukamakmurjaya", ""])
def test_no_country(name: str) -> None:
    """Short names count in capitals only; what no table has is unknown."""
    assert country_of(name) is None


@pytest.mark.parametrize(("name", "voice"), SEATS.items())
def test_seat_of_power(name: str, voice: tuple[str, str]) -> None:
    """A capital or palace knows whose voice it can be."""
    seat = seat_of_power(name)
    assert seat is not None
    assert (seat.code, seat.sector) == voice


def test_no_seat() -> None:
    """A city that nobody rules from stands for nobody."""
    assert seat_of_power("Surabaya") is None


def test_all_countries_are_there() -> None:
    """ISO 3166-1 has 249 entries; Kosovo is added."""
    assert len(countries()) == 250
    assert {"IDN", "PSE", "TWN", "HKG", "KOS"} <= countries().keys()


def test_every_seat_has_a_sector() -> None:
    """No seat of power is left without a sector of the codebook."""
    assert {seat.stands_for for seat in seats_of_power().values()} <= SEAT_SECTORS.keys()


def test_countries_are_sorted_by_code() -> None:
    """A new entry goes in its place, so that a change is one line."""
    codes = [country.code for country in read_entries("countries.yaml", Country)]
    assert codes == sorted(codes)


def test_cues_are_sorted() -> None:
    """The words of place stand in alphabetical order, capitals apart."""
    words = [cue.word.casefold() for cue in read_entries("place_cues.yaml", PlaceCue)]
    assert words == sorted(words)


def test_indonesia_is_complete() -> None:
    """Every province, kabupaten and kota is found under its full name."""
    inland = [row for row in places() if row.country == "IDN"]
    names = {name for row in inland for name in (row.name, *row.aliases.split(";"))}
    assert sum(row.kind == "province" for row in inland) == PROVINCES
    assert sum(row.kind == "regency" for row in inland) == KABUPATEN
    assert {"Kabupaten Nduga", "Kota Sawahlunto", "Kabupaten Intan Jaya", "Kota Subulussalam"} <= names


def test_kota_are_cities_with_coordinates() -> None:
    """Kota and kabupaten have coordinates inside Indonesia."""
    seats = [row for row in places() if row.country == "IDN" and row.kind in {"city", "regency", "province"}]
    assert len([row for row in seats if row.kind == "city"]) >= KOTA
    assert all(row.lat is not None and -11.1 <= row.lat <= 6.1 for row in seats)
    assert all(row.lon is not None and 95 <= row.lon <= 141.1 for row in seats)


def test_world_is_there() -> None:
    """At least 1,500 cities abroad, and every capital is a known place or its country's own name."""
    abroad = [row for row in places() if row.kind == "city" and row.country != "IDN"]
    assert len(abroad) >= 1500
    capitals = {name: country.code for country in countries().values() for name in country.capital[:1]}
    missing = [name for name in capitals if not named(name)]
    assert missing == []


def test_rows_are_in_order_and_nfc() -> None:
    """The table is sorted by country, name and region, in composed characters."""
    keys = [(row.country or "", row.name, row.region) for row in places()]
    assert all(left <= right for left, right in pairwise(keys))
    assert all(unicodedata.is_normalized("NFC", row.name + row.aliases) for row in places())


def test_every_role_has_words() -> None:
    """No role of the cues is empty."""
    roles: list[CueRole] = [
        "preposition",
        "title",
        "area",
        "site",
        "office",
        "organisation",
        "direction",
        "not a place",
    ]
    assert all(place_cues()[role] for role in roles)


def test_a_name_claimed_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two countries under one name: the message names both."""
    pair = {
        code: Country(code=code, iso2=code[:2], fips="", name="Kembar", lat=0.0, lon=0.0) for code in ("AAA", "BBB")
    }
    monkeypatch.setattr(gazetteer, "countries", lambda: pair)
    with pytest.raises(LexiconError, match="AAA has that name too"):
        gazetteer.country_names.__wrapped__()
