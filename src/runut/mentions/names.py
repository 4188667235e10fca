"""Persons' names in a report: the trained model's, put right by the lexicon and by the rest of the report."""

from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from runut.lexicon.actors import ActorNoun, PhraseWord, given_names, phrase_words
from runut.lexicon.cues import relays
from runut.lexicon.time_words import time_words_by_form
from runut.mentions.lexical import Hit, HitKind, PlaceHit, Words
from runut.model import EntityType

__all__ = ["Names", "find_names", "goes_on_office"]

NOT_A_NAME = frozenset({"VERB", "ADP", "SCONJ", "CCONJ", "ADV", "DET", "AUX", "PRON", "NUM"})
NO_PERSON = frozenset({HitKind.INSTITUTION, HitKind.COUNTRY, HitKind.SEAT, HitKind.OUTLET})
SURE_HONORIFIC = 3  # letters; "H", "Ir" and the like are too often something else
PLACES = frozenset({HitKind.PLACE, HitKind.SEAT, HitKind.COUNTRY})
LEADS = frozenset({HitKind.NOUN, HitKind.INSTITUTION})
LONGEST_LEAD = 3  # tokens of an office or body before the name that the model ran on
QUALIFIED = frozenset({HitKind.COUNTRY, HitKind.INSTITUTION})
LONGEST_NAME = 5
LONGEST_INITIALS = 4


class Names(NamedTuple):
    """Ends by starts (tokens): persons' names, and organisations and places that only the trained model knows."""

    people: dict[int, int]
    bodies: dict[int, tuple[int, str]]


def find_names(words: Words, hits: dict[int, Hit]) -> Names:
    """Persons' names, and the trained model's other names.

    The model's label is overruled where a word of the name is a given name, or names a person elsewhere in the report.
    """
    people: dict[int, int] = {}
    bodies: dict[int, tuple[int, str]] = {}
    doubtful: list[tuple[int, int, str]] = []
    for first, last, label in words.names:
        begin, end = _trim(words, hits, _past_body(hits, first, last) if label == "PER" else first, last)
        end = _joined(words, end) if label == "PER" and begin < end else end
        if begin >= end or _known_otherwise(hits, begin, end):
            continue
        if label == "PER" or _looks_personal(words, hits, begin, end) or _set_off(words, hits, begin, end):
            people[begin] = end
        else:
            doubtful.append((begin, end, label))
    inside = {i for begin, end in people.items() for i in range(begin + 1, end)}
    for start, hit in hits.items():
        if hit.kind is HitKind.PERSON and start not in inside:
            people[start] = max(_joined(words, hit.end), people.get(start, 0))
    personal = _personal_words(words, hits, people)
    for start, end, label in doubtful:
        if all(words.lowers[i] in personal or len(words.texts[i]) == 1 for i in range(start, end)):
            people[start] = end
        elif words.lowers[start] not in phrase_words()[PhraseWord.THING_NOUN]:
            bodies[start] = (end, label)
    people.update(_repeated(words, hits, people, personal))
    people = _merged(words, {start: _extended(words, hits, people, end) for start, end in people.items()})
    taken = {i for start, end in people.items() for i in range(start, end)}
    return Names(people, {start: body for start, body in bodies.items() if taken.isdisjoint(range(start, body[0]))})


def _merged(words: Words, people: dict[int, int]) -> dict[int, int]:
    """Join names that touch: *Agung* and the well-known *Prabowo* are one *Agung Prabowo*."""
    joined: dict[int, int] = {}
    last = -1
    for start, end in sorted(people.items()):
        if last >= 0 and joined[last] == start and words.sentence[last] == words.sentence[start]:
            joined[last] = end
        else:
            joined[start] = end
            last = start
    return joined


def _extended(words: Words, hits: dict[int, Hit], people: dict[int, int], end: int) -> int:
    """Take in surnames that the model left out."""
    while end < len(words.texts) and end not in people and words.pos[end] == "PROPN" and _continues(words, hits, end):
        end += 1
    return end


def _past_body(hits: dict[int, Hit], start: int, end: int) -> int:
    """Where the person begins in a name that runs on from an office or body: *Jaksa Agung M Prasetyo*."""
    for first in range(max(0, start - LONGEST_LEAD), start + 1):
        hit = hits.get(first)
        if hit and start < hit.end < end and hit.kind in LEADS and (first < start or hit.kind is not HitKind.NOUN):
            return hit.end
    return start


def _trim(words: Words, hits: dict[int, Hit], start: int, end: int) -> tuple[int, int]:
    """Leave out titles, small words at the end and a sentence's first word that is no name."""
    honorifics = phrase_words()[PhraseWord.HONORIFIC]
    while start < end and words.texts[end - 1][0].islower():
        end -= 1
    while start < end:
        hit = hits.get(start)
        if hit and (_is_title(hit, end) or _is_sure_place(hit, end)):
            start = hit.end
        elif (
            (words.lowers[start] in honorifics and end - start > 1)
            or not words.texts[start][0].isalnum()
            or (words.opens_sentence(start) and (words.pos[start] in NOT_A_NAME or words.lowers[start] in relays()))
        ):
            start += 1
        else:
            break
    alone = end - start == 1 and words.opens_sentence(start) and words.pos[start] not in ("PROPN", "")
    if alone and words.texts[start] not in given_names():
        return end, end
    return start, _well_known_end(words, hits, start, end)


def _is_title(hit: Hit, end: int) -> bool:
    return hit.kind is HitKind.NOUN and hit.end <= end


def _is_sure_place(hit: Hit, end: int) -> bool:
    return hit.kind in PLACES and hit.end < end and isinstance(hit.item, PlaceHit) and not hit.item.ambiguous


def _well_known_end(words: Words, hits: dict[int, Hit], start: int, end: int) -> int:
    """Where a well-known name ends that the model ran on into a headline (*Mahfud Sebut …*)."""
    hit = hits.get(start)
    if hit and hit.kind is HitKind.PERSON and hit.end < end and words.texts[hit.end] not in given_names():
        return hit.end
    return end


def _joined(words: Words, end: int) -> int:
    """Where a person's name ends that is written with a hyphen between blanks: *Jae - in*."""
    while (
        end + 1 < len(words.texts)
        and words.texts[end] == "-"
        and words.texts[end + 1].isalpha()
        and len(words.texts[end + 1]) > 1
    ):
        end += 2
    return end


def _known_otherwise(hits: dict[int, Hit], start: int, end: int) -> bool:
    """Whether the lexicon says that the name is no person's."""
    hit = hits.get(start)
    if hit is None:
        return False
    if hit.kind in NO_PERSON:
        return True
    return hit.kind is HitKind.PLACE and hit.end >= end


def _looks_personal(words: Words, hits: dict[int, Hit], start: int, end: int) -> bool:
    """A given name first, or an initial within (*Joy L Cassidy*), and nothing else known about it."""
    if (
        end - start > LONGEST_NAME
        or start in hits
        or not all(words.capital(i) or words.texts[i] == "-" for i in range(start, end))
    ):
        return False
    initial = any(
        len(words.texts[i].rstrip(".")) == 1 and words.texts[i][0].isalpha() for i in range(start + 1, end - 1)
    )
    return initial or words.texts[start] in given_names()


def _set_off(words: Words, hits: dict[int, Hit], start: int, end: int) -> bool:
    """Whether commas set the name off from an office that opens the clause (*Utusan PBB di Sudan, Marta Olsen, …*)."""
    if (
        end - start == 1
        or start in hits
        or words.texts[start - 1 : start] != [","]
        or words.texts[end : end + 1] != [","]
    ):
        return False
    small = phrase_words()
    i = words.sentences[words.sentence[start]][0]
    for before in range(start - 2, i, -1):
        if words.texts[before] == "," or words.lowers[before] in small[PhraseWord.SPEECH]:
            i = before + 1
            break
    if words.lowers[i] in small[PhraseWord.FORMER]:
        i += 1
    hit = hits.get(i)
    return hit is not None and isinstance(hit.item, ActorNoun) and hit.item.kind is EntityType.PER


def _personal_words(words: Words, hits: dict[int, Hit], people: dict[int, int]) -> frozenset[str]:
    """Words that name a person somewhere in the report: in a full name, or after *Pak, pengacara, kata*."""
    honorifics = phrase_words()[PhraseWord.HONORIFIC]
    found = {
        words.lowers[i]
        for start, end in people.items()
        for i in range(start, end)
        if words.capital(i) and len(words.texts[i]) > 1
    }
    found -= honorifics
    found |= {words.lowers[i] for i in _addressed(words, hits)}
    known = {words.lowers[start] for start, hit in hits.items() if hit.kind in NO_PERSON and hit.end == start + 1}
    return frozenset(found - known) | _initials(words)


def _initials(words: Words) -> frozenset[str]:
    """*berinisial AP, Saudara AS*: two capitals that elsewhere may be an agency or a country are a person here."""
    small = phrase_words()
    before = small[PhraseWord.INITIALS] | {word for word in small[PhraseWord.HONORIFIC] if len(word) >= SURE_HONORIFIC}
    return frozenset(
        words.lowers[i]
        for i in range(1, len(words.texts))
        if words.lowers[i - 1] in before and words.texts[i].isupper() and len(words.texts[i]) <= LONGEST_INITIALS
    )


def _addressed(words: Words, hits: dict[int, Hit]) -> Iterator[int]:
    small = phrase_words()
    titles = small[PhraseWord.HONORIFIC]
    starts = frozenset(start for start, _, label in words.names if label == "PER")
    for i in range(1, len(words.texts)):
        if not words.capital(i) or not words.texts[i].isalpha():
            continue
        if words.lowers[i - 1] in small[PhraseWord.INITIALS] or _is_aged(words, i):
            yield i
            continue
        if len(words.texts[i]) < SURE_HONORIFIC:
            continue
        hit = hits.get(i)
        if hit and not (hit.kind is HitKind.PLACE or hit.kind is HitKind.PERSON):
            continue
        before = words.lowers[i - 1]
        if (
            (words.lowers[i + 1 : i + 2] == [","] and _describes(words, hits, i + 2))
            or (before in titles and len(before) >= SURE_HONORIFIC)
            or before in small[PhraseWord.SPEECH]
            or (_is_bearer_noun(hits, i) and not goes_on_office(words, hits, starts, i))
        ):
            yield i


def _describes(words: Words, hits: dict[int, Hit], i: int) -> bool:
    """Whether *seorang warga, mantan ketua* or the like begins at token ``i``."""
    small = phrase_words()
    while i < len(words.lowers) and (
        words.lowers[i] in small[PhraseWord.FORMER] or words.lowers[i] in ("salah", "seorang")
    ):
        i += 1
    hit = hits.get(i)
    return (
        hit is not None
        and isinstance(hit.item, ActorNoun)
        and hit.item.kind is not EntityType.ORG
        and not words.capital(i)
    )


def _is_aged(words: Words, i: int) -> bool:
    """*RA (39)*: initials with an age."""
    text = words.texts[i]
    return (
        text.isupper()
        and len(text) <= LONGEST_INITIALS
        and words.texts[i + 1 : i + 2] == ["("]
        and words.texts[i + 2 : i + 3][0:1] != []
        and words.texts[i + 2].isdigit()
    )


def _is_bearer_noun(hits: dict[int, Hit], i: int) -> bool:
    hit = hits.get(i - 1)
    noun = hit.item if hit and hit.end == i and i not in hits else None
    return isinstance(noun, ActorNoun) and noun.kind is EntityType.PER and not (noun.of_whole or noun.of_place)


def goes_on_office(words: Words, hits: Mapping[int, Hit], starts: Container[int], i: int) -> bool:
    """Whether the capitals at token ``i`` go on an office (*Hakim Distrik AS*): its body or a name follows.

    *CEO Juve, Giuseppe Marotta* too: of two names with a comma between them the second (of those that begin at
    ``starts``) is the bearer's.
    """
    end = i
    limit = words.sentences[words.sentence[i]][1]
    while end < limit and words.capital(end) and end not in hits and (end == i or end not in starts):
        end += 1
    hit = hits.get(end)
    if hit and (hit.kind in QUALIFIED or isinstance(hit.item, ActorNoun)):
        return words.capital(end)
    return end > i and words.texts[end : end + 1] == [","] and end + 1 in starts


def _repeated(words: Words, hits: dict[int, Hit], people: dict[int, int], personal: frozenset[str]) -> dict[int, int]:
    """Names that the model missed: capitalised words that name a person elsewhere, or begin with a given name."""
    taken = {i for start, end in people.items() for i in range(start, end)}
    initials = _initials(words)
    found: dict[int, int] = {}
    i = 0
    while i < len(words.texts):
        if i in taken or not _may_name(words, hits, i, personal, initials):
            i += 1
            continue
        end = i + 1
        while end < len(words.texts) and end - i < LONGEST_NAME and end not in taken and _continues(words, hits, end):
            end += 1
        if words.lowers[i] in personal or end - i > 1:
            found[i] = end
        i = end
    return found


def _may_name(words: Words, hits: dict[int, Hit], i: int, personal: frozenset[str], initials: frozenset[str]) -> bool:
    text = words.texts[i]
    if not text[0].isupper() or (len(text) < SURE_HONORIFIC and not text.isupper()):
        return False
    if text.isupper() and text.lower() in initials:
        return True
    if text.lower() in time_words_by_form():
        return False
    hit = hits.get(i)
    if hit and hit.kind is not HitKind.PLACE:
        return False
    return (text.lower() in personal and words.pos[i] not in NOT_A_NAME) or (hit is None and text in given_names())


def _continues(words: Words, hits: dict[int, Hit], i: int) -> bool:
    return (
        words.texts[i][0].isupper()
        and words.texts[i][0].isalpha()
        and i not in hits
        and words.sentence[i] == words.sentence[i - 1]
    )
