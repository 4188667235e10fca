"""Longest matches of the actors' and places' lexicon in a report's words."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from runut.language.columns import columns
from runut.lexicon.actors import (
    ActorNoun,
    Institution,
    Person,
    PhraseWord,
    Pronoun,
    actor_nouns,
    institutions,
    known_people,
    phrase_words,
    pronouns,
    territories,
)
from runut.lexicon.cues import outlets
from runut.lexicon.gazetteer import SEAT_SECTORS, countries, fold_name, seat_of_power, toponyms
from runut.lexicon.time_words import time_words_by_form

__all__ = ["Hit", "HitKind", "PlaceHit", "Words", "dateline_end", "find_hits", "read_plain", "read_words"]

MIN_PART = 2  # letters of a name that a hyphen joins to another
SLACK = 4  # characters by which spaced hyphens and odd spaces lengthen a name
TOKEN = re.compile(r"\w+")
LONGEST_DATELINE = 10  # tokens: place, outlet, brackets
DASHES = frozenset({"-", "--", "–", "—"})
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


class Entry(NamedTuple):
    """One sense of a form: ``exact`` as it must be written, ``small`` whether it may begin with a small letter."""

    kind: HitKind
    item: Person | Institution | ActorNoun | Pronoun | PlaceHit
    exact: str | None = None
    small: bool = False


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
    texts: list[str] = []
    lowers: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    pos: list[str] = []
    dep: list[str] = []
    places: list[int] = []  # of each token of the Doc among the words: pairs such as "Israel-Hamas" become three words
    read = columns(doc)
    for word, start, tag, relation in zip(read.words, read.offsets, read.tags, read.relations, strict=True):
        places.append(len(texts))
        for offset, text in _parts(word):
            texts.append(text)
            lowers.append(text.lower())
            starts.append(start + offset)
            ends.append(start + offset + len(text))
            pos.append(tag)
            dep.append(relation)
    places.append(len(texts))
    head = [places[above] for i, above in enumerate(read.heads) for _ in range(places[i], places[i + 1])]
    sentences = [(places[sent.start], places[sent.end]) for sent in doc.sents]
    sentence = [number for number, (first, last) in enumerate(sentences) for _ in range(first, last)]
    names = [
        (places[ent.start], places[_end_of_name(ent)], ent.label_)
        for ent in doc.ents
        if ent.label_ in CAPITALISABLE and ent.text.strip().lower() not in time_words_by_form()
    ]
    return Words(read.text, texts, lowers, starts, ends, sentence, sentences, pos, dep, head, names)


def _end_of_name(ent: TokenSpan) -> int:
    """A trained name may take the line's end along: *ujar Herman HN⏎*."""
    return next((token.i + 1 for token in reversed(ent) if not token.is_space), ent.end)


def _parts(text: str) -> list[tuple[int, str]]:
    """A token, or the two names that a hyphen joins, with their offsets."""
    middle = text.find("-")
    if middle < MIN_PART or not text[0].isupper() or not text[middle + 1 : middle + 2].isupper():
        return [(0, text)]
    first, second = text[:middle], text[middle + 1 :]
    entries = _entries()
    if _key(text) in entries or _key(first) not in entries or _key(second) not in entries:
        return [(0, text)]
    return [(0, first), (middle, "-"), (middle + 1, second)]


def dateline_end(words: Words) -> int:
    """Where the text begins after *Jakarta, CNN Indonesia –*, which says where it was written, not where it plays."""
    for i, text in enumerate(words.texts[:LONGEST_DATELINE]):
        if text in DASHES:
            return i + 1
    return 0


def read_plain(text: str) -> Words:
    """Split a headline into words, without analysis."""
    spans = [match.span() for match in WORD.finditer(text)]
    texts = [text[start:end] for start, end in spans]
    blank = [""] * len(spans)
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    lowers = [word.lower() for word in texts]
    return Words(
        text, texts, lowers, starts, ends, [0] * len(spans), [(0, len(spans))], blank, blank, [*range(len(spans))], []
    )


def _governing(code: str | None) -> str | None:
    return territories().get(code, code) if code else None


def _person_entries() -> Iterator[tuple[str, Entry]]:
    for form, person in known_people().items():
        yield form, Entry(HitKind.PERSON, person, exact=form)


def _body_entries() -> Iterator[tuple[str, Entry]]:
    sources = {outlet.name: Institution(name=outlet.name, sectors=("JRN",)) for outlet in outlets().values()}
    for form, outlet in outlets().items():
        if form not in institutions():
            yield form, Entry(HitKind.OUTLET, sources[outlet.name], exact=form)
    for form, institution in institutions().items():
        small = form[0].islower()
        yield (
            form,
            Entry(HitKind.INSTITUTION, institution, exact=form if form.isupper() or small else None, small=small),
        )


def _place_entries() -> Iterator[tuple[str, Entry]]:
    for code, country in countries().items():
        state = _governing(code)
        for name in (country.name, *country.aliases):
            yield name, Entry(HitKind.COUNTRY, PlaceHit(country.name, state), exact=_abbreviation(name))
        for name in country.peoples:
            yield name, Entry(HitKind.COUNTRY, PlaceHit(name, state, people=True))
        for name in (*country.capital, *(seat.name for seat in country.seats)):
            seat = seat_of_power(name)
            sector = SEAT_SECTORS[seat.stands_for] if seat else None
            yield name, Entry(HitKind.SEAT, PlaceHit(name, state, sector=sector), exact=_abbreviation(name))
    for folded, named in toponyms().items():
        place = PlaceHit(named[0].name, _governing(named[0].country), ambiguous=named[0].ambiguous)
        yield folded, Entry(HitKind.PLACE, place, exact=_abbreviation(folded))


def _word_entries() -> Iterator[tuple[str, Entry]]:
    for form, noun in actor_nouns().items():
        yield form, Entry(HitKind.NOUN, noun, small=not noun.capital)
    for form, pronoun in pronouns().items():
        yield form, Entry(HitKind.PRONOUN, pronoun, small=True)


def _abbreviation(name: str) -> str | None:
    return name if name == fold_name(name) and name.isupper() else None


def _key(written: str) -> str:
    return written.replace(" - ", "-").replace("’", "'").casefold()


@cache
def _entries() -> Mapping[str, tuple[Entry, ...]]:
    """Folded form → what it can be, in order of preference."""
    table: dict[str, list[Entry]] = {}
    for form, entry in (*_person_entries(), *_body_entries(), *_word_entries(), *_place_entries()):
        table.setdefault(_key(form), []).append(entry)
    order = list(HitKind)
    return MappingProxyType(
        {key: tuple(sorted(found, key=lambda entry: order.index(entry.kind))) for key, found in table.items()}
    )


@cache
def _reaches() -> Mapping[str, int]:
    """First token of an entry → the length in characters of the longest entry that begins so."""
    reaches: dict[str, int] = {}
    for form in _entries():
        first = form.split()[0]
        for opener in {first, first.removesuffix("nya"), *TOKEN.findall(first)[:1]}:  # the tokenizer splits -nya off
            reaches[opener] = max(len(form), reaches.get(opener, 0))
    return MappingProxyType(reaches)


def find_hits(words: Words) -> dict[int, Hit]:
    """The longest match at each token where one begins; matches may overlap."""
    found: dict[int, Hit] = {}
    reaches, entries = _reaches(), _entries()
    for i, lower in enumerate(words.lowers):
        reach = reaches.get(lower)
        if reach is None:
            noun = _doubled(lower)
            if noun:
                found[i] = Hit(i, i + 1, HitKind.NOUN, noun)
            continue
        start = words.starts[i]
        capital = words.texts[i][0].isupper() or words.texts[i][0].isdigit()
        end = i + 1
        limit = min(i + LONGEST_NAME, words.sentences[words.sentence[i]][1])
        while end < limit and words.ends[end] - start <= reach + SLACK:
            end += 1
        while end > i:
            written = words.text[start : words.ends[end - 1]]
            hit = _matching(entries.get(_key(written), ()), written, capital=capital)
            if hit:
                found[i] = Hit(i, end, hit.kind, hit.item)
                break
            end -= 1
    money = phrase_words()[PhraseWord.CURRENCY]
    return {
        start: _cut(words, found, hit)
        for start, hit in found.items()
        if not (hit.kind is HitKind.COUNTRY and start and words.lowers[start - 1] in money)
    }


def _doubled(word: str) -> ActorNoun | None:
    """The noun of *profesor-profesor*, which is its plural."""
    first, hyphen, second = word.partition("-")
    return actor_nouns().get(first) if hyphen and first == second else None


def _cut(words: Words, found: Mapping[int, Hit], hit: Hit) -> Hit:
    """*anggota dewan* is only *anggota* where *Dewan Perwakilan Rakyat* begins within it."""
    if hit.kind is not HitKind.NOUN:
        return hit
    for inner in range(hit.start + 1, hit.end):
        name = found.get(inner)
        if name and name.kind is HitKind.INSTITUTION and name.end > hit.end:
            written = words.slice(hit.start, inner)
            shorter = _matching(_entries().get(_key(written), ()), written, capital=words.capital(hit.start))
            return Hit(hit.start, inner, shorter.kind, shorter.item) if shorter else hit
    return hit


def _matching(entries: tuple[Entry, ...], written: str, *, capital: bool) -> Entry | None:
    for entry in entries:
        if (capital or entry.small) and (entry.exact is None or entry.exact == written.replace(" - ", "-")):
            return entry
    return None
