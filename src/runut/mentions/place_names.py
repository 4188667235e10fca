"""Which words of a report name a place: known names that the words around allow, and names after a word of place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from runut.lexicon.gazetteer import CueRole, PlaceCue, Toponym, cue_starts, longest_names, named, place_cues
from runut.mentions.place_words import Text, Word

__all__ = ["LIST_OR_WHOLE", "Found", "find_names"]

LIST_OR_WHOLE = re.compile(r"\s?[,(]\s?")  # between a place and the larger place that it lies in
INITIALS_OF_A_SUSPECT = re.compile(r"\s?\(\d")  # AS (35) is a person whom the police do not name
LONGEST_NAME = 7
LONGEST_CUE = 3
LONGEST_AREA_NAME = 3
LONGEST_INITIALS = 3
SMALL_WORDS = frozenset(
    {"al", "ash", "as", "at", "dan", "de", "del", "der", "di", "el", "la", "of", "on", "the", "upon"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """Words ``[first, last)`` that name a place: one of ``candidates``, or one that no table has."""

    first: int
    last: int
    candidates: tuple[Toponym, ...]
    country: str | None = None


def find_names(text: Text) -> Iterator[Found]:
    """The names of places in ``text``, in order, none overlapping another."""
    at = 0
    while at < len(text.words):
        if not _may_open(text.words[at]):
            at += 1
            continue
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


def _may_open(word: Word) -> bool:
    """Whether a name or a cue can begin at ``word``; most words are passed over here."""
    return word.capital or word.first in _openings()


@cache
def _openings() -> frozenset[str]:
    return frozenset(word for starts in cue_starts().values() for word in starts)


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
    longest = longest_names().get(text.words[at].first, 0)
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
    if text.words[at].first not in cue_starts()[role]:
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
