"""Places named in a report: countries, towns, quarters, buildings, with their country and, where known, coordinates.

A name counts as a place if the gazetteer has it and the words around it allow it, or if a word of place introduces it
(*Desa Sukamaju, di Hotel Melati, kawasan Puncak*). A name that the gazetteer lacks gets the country of the nearest
known place and no coordinates.
"""

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc

from runut.lexicon.gazetteer import Toponym, countries
from runut.mentions.place_names import LIST_OR_WHOLE, Found, find_names
from runut.mentions.place_words import Text, read_words
from runut.model import Place

__all__ = ["find_places"]


def find_places(doc: Doc) -> tuple[Place, ...]:
    """The places named in ``doc``, in order, none overlapping another; offsets into ``doc.text``.

    Uses the document's named entities where it has any; without them names that are also people's count as places only
    after a word of place.
    """
    text = read_words(doc)
    found = tuple(find_names(text))
    everywhere = {name for item in found for name in _names(text, item)}
    chosen = [_choose(text, found, number, everywhere) for number in range(len(found))]
    places = []
    for number, (item, toponym) in enumerate(zip(found, chosen, strict=True)):
        first, last = text.words[item.first], text.words[item.last - 1]
        places.append(
            Place(
                id=f"p{number + 1}",
                start=first.start,
                end=last.end,
                name=text.text[first.start : last.end],
                country=toponym.country if toponym else item.country or _nearest_country(text, found, chosen, number),
                lat=toponym.lat if toponym else None,
                lon=toponym.lon if toponym else None,
                geonames=toponym.geonames if toponym else None,
            )
        )
    return tuple(places)


def _choose(text: Text, found: Sequence[Found], number: int, everywhere: set[str]) -> Toponym | None:
    """Among namesakes the one that lies in a place named right after, else in one named elsewhere, else the largest."""
    item = found[number]
    if len(item.candidates) <= 1:
        return item.candidates[0] if item.candidates else None
    after = _names_after(text, found, number)

    def fitness(toponym: Toponym) -> tuple[bool, int, bool]:
        wholes = _wholes(toponym)
        return bool(wholes & after), toponym.size, bool(wholes & everywhere)

    best, second = sorted(item.candidates, key=fitness, reverse=True)[:2]
    if fitness(best) > fitness(second):
        return best
    same = best.country if best.country == second.country else None
    return Toponym(best.name, best.kind, same, "", None, None, best.size, None, ambiguous=True)


def _wholes(toponym: Toponym) -> set[str]:
    """The names of the regions and the country that a place lies in."""
    names = {region.casefold() for region in toponym.region.split(", ") if region}
    if toponym.country and toponym.kind != "country":
        country = countries()[toponym.country]
        names |= {name.casefold() for name in (country.name, *country.aliases)}
    return names


def _names_after(text: Text, found: Sequence[Found], number: int) -> set[str]:
    """Names of the places that follow in one chain of commas: *Menteng, Jakarta Pusat, DKI Jakarta*."""
    names: set[str] = set()
    for left, right in pairwise(found[number:]):
        gap = text.text[text.words[left.last - 1].end : text.words[right.first].start]
        if LIST_OR_WHOLE.fullmatch(gap) is None and gap != " ":
            break
        names |= _names(text, right)
    return names


def _names(text: Text, item: Found) -> set[str]:
    """What a place is called: as written and as the gazetteer has it."""
    return {text.slice(item.first, item.last).casefold(), *(toponym.name.casefold() for toponym in item.candidates)}


def _nearest_country(text: Text, found: Sequence[Found], chosen: Sequence[Toponym | None], number: int) -> str | None:
    """The country of the nearest known place in the same paragraph, else in the report; None if there is none."""
    item = found[number]
    here = text.words[item.first].start

    def distance(other: int) -> tuple[bool, int]:
        there = text.words[found[other].first].start
        between = text.text[min(here, there) : max(here, there)]
        return "\n" in between, len(between)

    known = [other for other, toponym in enumerate(chosen) if toponym and toponym.country]
    nearest = min(known, key=distance, default=None)
    toponym = chosen[nearest] if nearest is not None else None
    return toponym.country if toponym else None
