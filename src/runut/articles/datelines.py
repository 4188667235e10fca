"""The dateline: the place and the outlet's name that open a report's body."""

import re
from collections.abc import Mapping
from functools import cache

from runut.errors import LexiconError
from runut.lexicon.gazetteer import fold_name, seats_of_power, toponyms
from runut.lexicon.loader import LexiconEntry, read_entries, read_head
from runut.model import Struct

__all__ = [
    "Dateline",
    "OutletOpening",
    "find_dateline",
    "outlet_named",
    "outlet_of_site",
    "outlet_openings",
    "outlet_pattern",
]

LEXICON = "datelines.yaml"

WORD = r"[^\W\d_a-z][\w.'’-]*"  # begins with a capital
PLACE = rf"(?P<place>{WORD}(?:[ ]{WORD}){{0,4}}(?:\s?,\s?{WORD}(?:[ ]{WORD}){{0,3}})?)"
SITE = r"[^\W\d_][\w-]*(?:\.[A-Za-z]{2,5}){1,2}"
DATE = r"(?:,\s*\d{1,2}(?:/\d{1,2}(?:/\d{2,4})?|\s+[^\W\d_]+(?:\s+\d{4})?))?"
DASH = r"[\s,|]*(?:-\s?-+|[–—-])\s*"
BAR = r"\s?(?:,|\||\bI\b|\bl\b)\s?"  # some sites print the bar as a letter
BODY = r"(?=\s*[\"“”'‘’(\[]?[^\W_a-z])"  # what follows opens a sentence
# A reporter's byline or a rubric may run into the dateline.
OPENER = r"(?:Laporan\s+(?:Wartawan|Reporter|Kontributor)\s[^\n]{3,80}?\s|Berita\s[\w ]{3,30}?)?"

KEPT_CAPITALS = frozenset({"AS", "DC", "DI"})  # abbreviations within a place written in capitals


class OutletOpening(LexiconEntry, frozen=True):
    """An outlet and how its name stands in datelines, bylines and addresses."""

    outlet: str
    written: tuple[str, ...]
    sites: tuple[str, ...]
    example: str


class Dateline(Struct, frozen=True):
    """What opens a body: place and outlet (either may be missing); the report's first sentence starts at ``end``."""

    place: str | None
    outlet: str | None
    end: int


@cache
def outlet_openings() -> tuple[OutletOpening, ...]:
    """The entries of ``datelines.yaml``. Raises :class:`LexiconError` naming the file and the entry at fault."""
    return read_entries(LEXICON, OutletOpening)


@cache
def _outlets_by_name() -> Mapping[str, str]:
    return {name.casefold(): entry.outlet for entry in outlet_openings() for name in (entry.outlet, *entry.written)}


@cache
def outlet_pattern() -> str:
    """A regular expression for an outlet's name: one of ``datelines.yaml``, or anything like a web address."""
    names = sorted(_outlets_by_name(), key=len, reverse=True)
    known = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in names)
    return rf"(?P<outlet>(?i:{known})|(?<!\w){SITE})"


def outlet_named(written: str) -> str:
    """The outlet's name as the record gives it, for a name as written (*ANTARA News* → *Antara*)."""
    written = " ".join(written.split())
    return _outlets_by_name().get(written.casefold(), written)


def outlet_of_site(host: str) -> str | None:
    """The outlet whose pages stand under ``host`` (*news.contoh.com*), or None if the lexicon has none."""
    for entry in outlet_openings():
        if any(host == site or host.endswith(f".{site}") for site in entry.sites):
            return entry.outlet
    return None


def find_dateline(text: str) -> Dateline | None:
    """The dateline that opens ``text``, or None.

    A place without an outlet's name counts only if the gazetteer knows it, so that *Ilustrasi - Dua
    menteri* is none. Places in capitals come back in ordinary writing (*BANDA ACEH* → *Banda Aceh*).
    """
    opening = text[:200]
    for shape in _shapes():
        match = shape.match(opening)
        if match and (named := _named(match)):
            return named
    return _undashed(opening)


def _named(match: re.Match[str]) -> Dateline | None:
    found = match.groupdict()
    place, outlet = found.get("place"), found.get("outlet")
    weak = outlet is None or match[0].rstrip().endswith(".")
    if place is not None and weak and not (match[0][-1].isspace() and _is_place(place)):
        return None
    return Dateline(
        place=_proper(place) if place else None,
        outlet=outlet_named(outlet) if outlet else None,
        end=match.end(),
    )


def _undashed(opening: str) -> Dateline | None:
    """*Contoh.com, Jakarta Dua menteri …*: without a dash only the gazetteer can tell where the place ends."""
    match = _undashed_pattern().match(opening)
    if match is None:
        return None
    words = match["place"].split(" ")
    for count in range(len(words), 0, -1):
        place = " ".join(words[:count])
        if _is_place(place):
            end = match.start("place") + len(place)
            return Dateline(place=_proper(place), outlet=outlet_named(match["outlet"]), end=end + 1)
    return None


@cache
def _undashed_pattern() -> re.Pattern[str]:
    return re.compile(rf"{outlet_pattern()},\s{PLACE}(?=\s)")


def _is_place(place: str) -> bool:
    names = (fold_name(place), fold_name(place.partition(",")[0].strip()))
    return any(name in toponyms() or name in seats_of_power() for name in names)


def _proper(place: str) -> str:
    place = re.sub(r"\s?,\s?", ", ", place)
    if not place.isupper():
        return place
    return " ".join(word if word in KEPT_CAPITALS else word.title() for word in place.split(" "))


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    shapes = read_head(LEXICON).get("shapes")
    if not isinstance(shapes, list) or not all(isinstance(shape, str) for shape in shapes):
        raise LexiconError(
            f"lexicon/{LEXICON}: the head needs `shapes:`, a list such as '{{place}} ({{outlet}}){{dash}}'"
        )
    return tuple(_compile(shape) for shape in shapes)


def _compile(shape: str) -> re.Pattern[str]:
    pattern = re.escape(shape).replace(r"\ ", r"\s*")
    parts = {"outlet": outlet_pattern(), "place": PLACE, "date": DATE, "dash": DASH, "bar": BAR}
    for name, part in parts.items():
        pattern = pattern.replace(rf"\{{{name}\}}", part)
    return re.compile(rf"{OPENER}{pattern}{BODY}\s*")
