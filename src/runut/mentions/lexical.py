"""Longest matches of the actors' and places' lexicon in a report's words."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from spacy.tokens import Doc

from runut.lexicon.actors import (
    ActorNoun,
    Institution,
    Person,
    Pronoun,
    actor_nouns,
    first_words,
    institutions,
    known_people,
    pronouns,
)
from runut.lexicon.cues import outlets
from runut.lexicon.gazetteer import SEAT_SECTORS, countries, fold_name, seat_of_power, toponyms

__all__ = ["Hit", "HitKind", "PlaceHit", "Words", "find_hits", "read_plain", "read_words"]

LONGEST_NAME = 9  # words; "Komando Cadangan Strategis Angkatan Darat" and the like
WORD = re.compile(r"\w+(?:[-'’]\w+)*|\S")
CAPITALISABLE = frozenset({"PER", "ORG", "GPE", "LOC"})


class HitKind(StrEnum):
    """From which part of the lexicon a match comes; in order of preference between matches of one length."""

    PERSON = "person"
    OUTLET = "outlet"
    INSTITUTION = "institution"
    COUNTRY = "country"
    SEAT = "seat"
    NOUN = "noun"
    PRONOUN = "pronoun"
    PLACE = "place"


class PlaceHit(NamedTuple):
    """A place name's country, its preferred name, and the sector for which a seat of power stands."""

    name: str
    code: str | None
    sector: str | None = None
    people: bool = False
    ambiguous: bool = False


class Hit(NamedTuple):
    """A match over tokens ``start`` to ``end``."""

    start: int
    end: int
    kind: HitKind
    item: Person | Institution | ActorNoun | Pronoun | PlaceHit


class Words(NamedTuple):
    """What is read off a Doc once: tokens as plain lists, sentences as token bounds."""

    text: str
    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    sentence: list[int]
    sentences: list[tuple[int, int]]
    pos: list[str]
    dep: list[str]
    head: list[int]
    names: list[tuple[int, int, str]]

    def slice(self, start: int, end: int) -> str:
        """The report's text from token ``start`` up to token ``end``."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def capital(self, i: int) -> bool:
        """Whether token ``i`` begins with a capital."""
        return self.texts[i][0].isupper()

    def opens_sentence(self, i: int) -> bool:
        """Whether token ``i`` is its sentence's first word: there a capital says nothing."""
        first = self.sentences[self.sentence[i]][0]
        return i == first or (i == first + 1 and not self.texts[first][0].isalnum())


def read_words(doc: Doc) -> Words:
    """Read a Doc's tokens, sentences, analysis and trained entities into plain lists."""
    texts, lowers, starts, ends, pos, dep, head = [], [], [], [], [], [], []
    for token in doc:
        texts.append(token.text)
        lowers.append(token.lower_)
        starts.append(token.idx)
        ends.append(token.idx + len(token.text))
        pos.append(token.pos_)
        dep.append(token.dep_)
        head.append(token.head.i)
    sentences = [(sent.start, sent.end) for sent in doc.sents]
    sentence = [number for number, (start, end) in enumerate(sentences) for _ in range(start, end)]
    names = [(ent.start, ent.end, ent.label_) for ent in doc.ents if ent.label_ in CAPITALISABLE]
    return Words(doc.text, texts, lowers, starts, ends, sentence, sentences, pos, dep, head, names)


def read_plain(text: str) -> Words:
    """Split a headline into words, without analysis."""
    spans = [match.span() for match in WORD.finditer(text)]
    texts = [text[start:end] for start, end in spans]
    blank = [""] * len(spans)
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    lowers = [word.lower() for word in texts]
    return Words(text, texts, lowers, starts, ends, [0] * len(spans), [(0, len(spans))], blank, blank, [*range(len(spans))], [])


@cache
def _capitals() -> Mapping[str, Institution]:
    """Abbreviations, found only as written."""
    return MappingProxyType({form: entry for form, entry in institutions().items() if form.isupper()})


@cache
def _organisations() -> Mapping[str, Institution]:
    return MappingProxyType({form.casefold(): entry for form, entry in institutions().items() if not form.isupper()})


@cache
def _small_openers() -> frozenset[str]:
    """First words of organisations' by-names that are written small (*lembaga antirasuah*)."""
    return frozenset(form.split()[0] for form in institutions() if form[0].islower())


@cache
def _places() -> Mapping[str, tuple[HitKind, PlaceHit]]:
    table: dict[str, tuple[HitKind, PlaceHit]] = {}
    for folded, named in toponyms().items():
        place = named[0]
        table[folded] = (HitKind.PLACE, PlaceHit(place.name, place.country, ambiguous=place.ambiguous))
    for code, country in countries().items():
        for name in (*country.capital, *(seat.name for seat in country.seats)):
            seat = seat_of_power(name)
            sector = SEAT_SECTORS[seat.stands_for] if seat else None
            table[fold_name(name)] = (HitKind.SEAT, PlaceHit(name, code, sector=sector))
        for name in country.peoples:
            table[fold_name(name)] = (HitKind.COUNTRY, PlaceHit(name, code, people=True))
        for name in (country.name, *country.aliases):
            table[fold_name(name)] = (HitKind.COUNTRY, PlaceHit(country.name, code))
    return MappingProxyType(table)


@cache
def _outlets() -> Mapping[str, Institution]:
    entries = {outlet.name: Institution(name=outlet.name, sectors=("JRN",)) for outlet in outlets().values()}
    table = {form: entries[outlet.name] for form, outlet in outlets().items() if form not in institutions()}
    return MappingProxyType(table)


def find_hits(words: Words) -> dict[int, Hit]:
    """The longest match at each token where one begins; matches may overlap."""
    found: dict[int, Hit] = {}
    opening, small = first_words(), _small_openers()
    for i, lower in enumerate(words.lowers):
        capital = words.texts[i][0].isupper()
        if not capital and lower not in opening and lower not in small and not words.texts[i][0].isdigit():
            continue
        limit = min(i + LONGEST_NAME, words.sentences[words.sentence[i]][1])
        for end in range(limit, i, -1):
            written = words.text[words.starts[i] : words.ends[end - 1]]
            hit = _named(written) if capital else None
            hit = hit or _described(written, capital=capital)
            if hit:
                found[i] = Hit(i, end, *hit)
                break
    return found


def _named(written: str) -> tuple[HitKind, Person | Institution | PlaceHit] | None:
    person = known_people().get(written)
    if person:
        return HitKind.PERSON, person
    outlet = _outlets().get(written)
    if outlet:
        return HitKind.OUTLET, outlet
    institution = _capitals().get(written) or _organisations().get(written.casefold())
    if institution:
        return HitKind.INSTITUTION, institution
    return _places().get(fold_name(written))


def _described(written: str, *, capital: bool) -> tuple[HitKind, Institution | ActorNoun | Pronoun] | None:
    lower = written.lower()
    noun = actor_nouns().get(lower)
    if noun and (capital or not noun.capital):
        return HitKind.NOUN, noun
    pronoun = pronouns().get(lower)
    if pronoun:
        return HitKind.PRONOUN, pronoun
    by_name = None if capital else institutions().get(written)
    return (HitKind.INSTITUTION, by_name) if by_name else None
