"""Places named in a report: countries, towns, quarters, buildings, with their country and, where known, coordinates.

A name counts as a place if the gazetteer has it and the words around it allow it, or if a word of place introduces it
(*Desa Sukamaju, di Hotel Melati, kawasan Puncak*). A name that the gazetteer lacks gets the country of the nearest
known place and no coordinates.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from runut.lexicon.gazetteer import (
    CueRole,
    PlaceCue,
    Toponym,
    countries,
    cue_starts,
    first_word,
    longest_names,
    named,
    place_cues,
)
from runut.model import Place

__all__ = ["find_places"]

WORD = re.compile(r"\w+(?:['’]\w+)*")
WITHIN_NAME = re.compile(r" |[-–]")
AFTER_ABBREVIATION = re.compile(r"\. ?")  # Jl. Melati, St. Petersburg, D.C.
LONGEST_ABBREVIATION = 3
LIST_OR_WHOLE = re.compile(r"\s?[,(]\s?")  # between a place and the larger place that it lies in
INITIALS_OF_A_SUSPECT = re.compile(r"\s?\(\d")  # AS (35) is a person whom the police do not name
CLITICS = frozenset({"kah", "lah", "nya", "pun"})  # where the tokeniser splits them off: Indonesia|lah
CLITIC_LENGTH = 3
LONGEST_NAME = 7
LONGEST_CUE = 3
LONGEST_AREA_NAME = 3
LONGEST_INITIALS = 3
SMALL_WORDS = frozenset(
    {"al", "ash", "as", "at", "dan", "de", "del", "der", "di", "el", "la", "of", "on", "the", "upon"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters; ``label`` is that of the named entity that holds it, ``entity`` numbers the entity."""

    start: int
    end: int
    text: str
    label: str
    entity: int

    @property
    def capital(self) -> bool:
        """Whether it begins as names do."""
        return self.text[0].isupper() or self.text[0].isdigit()


@dataclass(frozen=True, slots=True)
class Found:
    """Words ``[first, last)`` that name a place: one of ``candidates``, or one that no table has."""

    first: int
    last: int
    candidates: tuple[Toponym, ...]
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """The report as words, with what lies between them."""

    text: str
    words: tuple[Word, ...]

    def between(self, left: int) -> str:
        """The characters between word ``left`` and the next."""
        return self.text[self.words[left].end : self.words[left + 1].start]

    def adjoining(self, left: int) -> bool:
        """Whether word ``left`` and the next can belong to one name."""
        if left + 1 >= len(self.words):
            return False
        gap = self.between(left)
        abbreviated = len(self.words[left].text) <= LONGEST_ABBREVIATION and AFTER_ABBREVIATION.fullmatch(gap)
        return bool(abbreviated or WITHIN_NAME.fullmatch(gap))

    def slice(self, first: int, last: int) -> str:
        """The characters of words ``[first, last)``."""
        return self.text[self.words[first].start : self.words[last - 1].end]


def find_places(doc: Doc) -> tuple[Place, ...]:
    """The places named in ``doc``, in order, none overlapping another; offsets into ``doc.text``.

    Uses the document's named entities where it has any; without them names that are also people's count as places only
    after a word of place.
    """
    text = _read_words(doc)
    found = tuple(_find(text))
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


def _read_words(doc: Doc) -> Text:
    text = doc.text  # spaCy joins the tokens anew at every access
    entity_at = {}
    for number, entity in enumerate(doc.ents):
        entity_at.update(dict.fromkeys(range(entity.start_char, entity.end_char), (entity.label_, number)))
    clitics = {token.idx for token in doc if token.lower_ in CLITICS}
    words = []
    for match in WORD.finditer(text):
        label, number = entity_at.get(match.start(), ("", -1))
        cut = match.end() - CLITIC_LENGTH
        end = cut if cut in clitics and cut > match.start() else match.end()
        words.append(Word(match.start(), end, text[match.start() : end], label, number))
    return Text(text, tuple(words))


def _find(text: Text) -> Iterator[Found]:
    at = 0
    while at < len(text.words):
        known, cued = _known_name(text, at), _cued_name(text, at)
        longest = max((found.last for found in (known, cued) if found), default=at)
        skipped = _after_what_is_no_place(text, at, longest)
        if skipped:
            at = skipped
            continue
        found = _place_at(text, at, known, cued)
        if found:
            yield found
            at = found.last
        else:
            at += 1


def _after_what_is_no_place(text: Text, at: int, longest: int) -> int | None:
    """The word after *Jawa Pos, Instagram*, or after a title: *Wali Kota Blitar* holds no *Kota Blitar*."""
    other = _cue(text, at, "not a place")
    if other and other[1] >= longest:
        return other[1]
    title = _cue(text, at, "title")
    return title[1] if title and title[1] > at + 1 else None


def _place_at(text: Text, at: int, known: Found | None, cued: Found | None) -> Found | None:
    if cued and (known is None or cued.last > known.last):
        return cued
    if known:
        return known if _is_place(text, known) else None
    return _name_after_preposition(text, at)


def _known_name(text: Text, at: int) -> Found | None:
    """The longest name of the gazetteer that begins at word ``at``."""
    if not text.words[at].text[0].isupper():
        return None
    longest = longest_names().get(first_word(text.words[at].text), 0)
    for last in range(min(at + longest, len(text.words)), at, -1):
        name = text.slice(at, last)
        if "\n" not in name and all(word.capital or word.text in SMALL_WORDS for word in text.words[at:last]):
            candidates = named(name)
            if candidates:
                return _with_direction(text, Found(at, last, candidates))
    return None


def _with_direction(text: Text, found: Found) -> Found:
    """*Ukraina Timur, Suriah Utara*: a part of the place, which has its country but not its coordinates."""
    first = found.candidates[0]
    if _continues(text, found.last) and text.words[found.last].text in place_cues()["direction"]:
        part = Toponym(first.name, first.kind, first.country, first.region, None, None, 0, None, first.ambiguous)
        return Found(found.first, found.last + 1, (part,))
    return found


def _is_place(text: Text, found: Found) -> bool:
    """Whether the words around a known name leave it a place."""
    words = text.words[found.first : found.last]
    name = text.slice(found.first, found.last)
    rest = text.text[words[-1].end :]
    if len(name) <= LONGEST_INITIALS and name.isupper() and INITIALS_OF_A_SUSPECT.match(rest):
        return False
    introduced = _introduced(text, found.first) or _before_whole(text, found.last)
    if _part_of_person(text, found) and not introduced:
        return False
    if _part_of_organisation(text, found):
        return False
    if not found.candidates[0].ambiguous:
        return True
    return introduced or _labelled_as_place(text, found)


def _labelled_as_place(text: Text, found: Found) -> bool:
    """Whether the named entities have exactly these words as a place, beside a larger name or not at the end of one."""
    words = text.words[found.first : found.last]
    if any(word.label not in {"GPE", "LOC"} for word in words) or found.candidates[0].kind == "district":
        return False
    return not (found.first and text.words[found.first - 1].entity == words[0].entity) and not _continues(
        text, found.last
    )


def _continues(text: Text, last: int) -> bool:
    """Whether the name goes on past word ``last``."""
    return last < len(text.words) and text.adjoining(last - 1) and text.words[last].capital


def _part_of_person(text: Text, found: Found) -> bool:
    """Whether the words belong to a person's name; one that is wholly an unambiguous place is the model's mistake."""
    persons = {word.entity for word in text.words[found.first : found.last] if word.label == "PER"}
    outside = (*text.words[: found.first][-1:], *text.words[found.last :][:1])
    return bool(persons) and (found.candidates[0].ambiguous or any(word.entity in persons for word in outside))


def _part_of_organisation(text: Text, found: Found) -> bool:
    """Whether the name stands inside a longer name of an organisation (*Universitas Malang, Bank Jakarta*)."""
    first = found.first
    if text.words[first].label == "ORG":
        number = text.words[first].entity
        outside = (*text.words[:first][-1:], *text.words[found.last :][:1])
        if any(word.entity == number for word in outside):
            return True
    while first > 0 and text.adjoining(first - 1) and text.words[first - 1].capital:
        first -= 1
        if text.words[first].text in place_cues()["organisation"] and text.words[first].label != "PER":
            return True
    return False


def _introduced(text: Text, first: int) -> bool:
    """Whether a preposition, a title or a word for an area stands right before word ``first``."""
    for length in range(1, min(LONGEST_CUE, first) + 1):
        start = first - length
        if all(text.between(left) == " " for left in range(start, first)):
            before = text.slice(start, first)
            cues = place_cues()
            if before in cues["preposition"] or before in cues["title"] or before.lower() in cues["area"]:
                return True
    return False


def _before_whole(text: Text, last: int) -> bool:
    """Whether a larger, unambiguous place follows after a comma or in brackets: *Batu, Jawa Timur*."""
    if last >= len(text.words) or LIST_OR_WHOLE.fullmatch(text.between(last - 1)) is None:
        return False
    whole = _known_name(text, last)
    return whole is not None and not whole.candidates[0].ambiguous


def _cue(text: Text, at: int, role: CueRole) -> tuple[PlaceCue, int] | None:
    """The longest cue of ``role`` that begins at word ``at``, and the word after it."""
    cues = place_cues()[role]
    if first_word(text.words[at].text) not in cue_starts()[role]:
        return None
    for end in range(min(at + LONGEST_CUE, len(text.words)), at, -1):
        words = text.slice(at, end)
        cue = cues.get(words) or (cues.get(words.lower()) if role == "area" else None)
        if cue:
            return cue, end
    return None


def _cued_name(text: Text, at: int) -> Found | None:
    """*Desa Sukamaju, kawasan Puncak, Hotel Melati, di Polres Madiun*: a word of place with its name."""
    site = _cue(text, at, "site")
    if site is None and _after(text, at, ("di", "ke")):
        site = _cue(text, at, "office")
    area = None if site else _cue(text, at, "area")
    cue, begin = site or area or (None, at)
    if cue is None or not text.adjoining(begin - 1) or text.words[at].label == "PER":
        return None
    last = _end_of_name(text, begin, LONGEST_NAME if site else LONGEST_AREA_NAME)
    if last == begin or (area and _no_name_of_area(text, begin, last)):
        return None
    if site and not text.words[at].capital and not _introduced(text, at):
        return None
    whole = _known_name(text, begin)
    if area and whole and (whole.last >= last or not whole.candidates[0].ambiguous):
        return Found(
            at if text.words[at].capital and whole.candidates[0].kind != "country" else begin,
            whole.last,
            whole.candidates,
        )
    inner = _country_within(text, begin, last)
    return Found(at if site or text.words[at].capital else begin, last, (), cue.country or inner)


def _after(text: Text, at: int, words: Sequence[str]) -> bool:
    return at > 0 and text.words[at - 1].text in words and text.between(at - 1) == " "


def _no_name_of_area(text: Text, begin: int, last: int) -> bool:
    """What follows *wilayah, daerah* may be an organisation or an abbreviation: *wilayah Polda Jambi, wilayah NKRI*."""
    words = text.words[begin:last]
    return words[0].text.isupper() or words[0].text[0].isdigit() or words[0].label in {"ORG", "PER"}


def _end_of_name(text: Text, begin: int, longest: int) -> int:
    """The word after the run of capitals that begins at ``begin``; a person's name does not belong to it."""
    last = begin
    while last < len(text.words) and last - begin < longest and text.words[last].capital:
        starts_person = text.words[last].label == "PER" and last > begin and text.words[last - 1].label != "PER"
        if (last > begin and not text.adjoining(last - 1)) or starts_person:
            break
        last += 1
    return last


def _country_within(text: Text, begin: int, last: int) -> str | None:
    """The country of a known, unambiguous place inside the name: *Pengadilan Negeri Jakarta Selatan*."""
    for at in range(begin, last):
        inner = _known_name(text, at)
        if inner and inner.last <= last and not inner.candidates[0].ambiguous:
            return inner.candidates[0].country
    return None


def _name_after_preposition(text: Text, at: int) -> Found | None:
    """*di Rathedaung*: not in the gazetteer, but a named entity of kind place after *di* or before its whole."""
    word = text.words[at]
    if word.label not in {"GPE", "LOC"} or not word.capital or word.text.isupper():
        return None
    if not (_after(text, at, ("di", "sekitar")) or _before_whole_name(text, at)):
        return None
    last = at
    while (
        last < len(text.words) and text.words[last].entity == word.entity and (last == at or text.adjoining(last - 1))
    ):
        last += 1
    return Found(at, last, ())


def _before_whole_name(text: Text, at: int) -> bool:
    """Whether the entity that begins at ``at`` is followed by the larger place that it lies in."""
    last = at
    while last < len(text.words) and text.words[last].entity == text.words[at].entity:
        last += 1
    starts = at == 0 or text.words[at - 1].entity != text.words[at].entity
    return starts and _before_whole(text, last)


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
