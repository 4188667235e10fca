"""Phrases that may name or describe an actor, and those that are a name alone: a person's, place's, body's."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from runut.lexicon.actors import ActorNoun, Institution, Person, PhraseWord, Pronoun, phrase_words
from runut.lexicon.cues import outlets
from runut.mentions.lexical import Hit, HitKind, PlaceHit, Words, dateline_end
from runut.model import EntityType

__all__ = ["Phrase", "Scene", "read_institution", "read_name", "read_place", "take_alias"]

ACTING_PREPOSITIONS = frozenset({"oleh", "kepada", "terhadap", "dengan", "antara", "dari"})


@dataclass(slots=True)
class Phrase:
    """A stretch of tokens with what it says about whom it names.

    ``country`` is the code of the country named in it, ``nearby`` of the place where it is (*warga di Gaza*), ``whole``
    the body or person to which it belongs, ``title`` the words that name it beyond its head. ``back`` marks a
    demonstrative, ``former`` *mantan*, ``retired`` *(Purn)*, ``counted`` a number, ``placed`` that its place is named,
    ``stranger`` *tak dikenal*, ``alias`` the abbreviation in brackets after it.
    """

    start: int
    end: int
    head: int
    kind: HitKind
    item: Person | Institution | ActorNoun | Pronoun | PlaceHit | None = None
    country: str | None = None
    nearby: str | None = None
    whole: "Phrase | None" = None
    title: tuple[str, ...] = ()
    alias: str | None = None
    many: bool = False
    counted: bool = False
    one: bool = False
    former: bool = False
    back: bool = False
    retired: bool = False
    placed: bool = False
    stranger: bool = False
    world: bool = False
    inner: list["Phrase"] = field(default_factory=list)

    @property
    def noun(self) -> ActorNoun | None:
        """The actor noun at its head, if that is what it has."""
        return self.item if isinstance(self.item, ActorNoun) else None

    @property
    def is_name(self) -> bool:
        """Whether it is a person's name."""
        return self.kind is HitKind.PERSON

    def everything(self) -> Iterator["Phrase"]:
        """The phrase and all phrases within it."""
        yield self
        for part in self.inner:
            yield from part.everything()


class Scene(NamedTuple):
    """What phrases are read from: words, lexicon matches, and the ends of persons' names by their starts."""

    words: Words
    hits: dict[int, Hit]
    names: dict[int, int]


def read_name(scene: Scene, i: int) -> Phrase:
    """The person's name that begins at token ``i`` of ``scene.names``."""
    end = scene.names[i]
    hit = scene.hits.get(i)
    person = hit.item if hit and isinstance(hit.item, Person) and hit.end == end else None
    phrase = Phrase(i, end, i, HitKind.PERSON, person, title=tuple(scene.words.lowers[i:end]))
    take_alias(scene, phrase)
    return phrase


def read_place(scene: Scene, hit: Hit) -> Phrase | None:
    """A place or country; None where the name is ambiguous and no preposition makes it a place."""
    place = hit.item
    before = scene.words.lowers[hit.start - 1] if hit.start else ""
    if isinstance(place, PlaceHit) and place.ambiguous and before not in phrase_words()[PhraseWord.LOCATIVE]:
        return None
    code = place.code if isinstance(place, PlaceHit) else None
    kind = HitKind.PLACE if hit.kind is HitKind.SEAT and not _acts(scene.words, hit, code) else hit.kind
    return Phrase(hit.start, hit.end, hit.start, kind, place, country=code)


def _acts(words: Words, hit: Hit, code: str | None) -> bool:
    """Whether a capital stands for its government: a subject, or after *oleh, kepada*; not Jakarta, nor a dateline."""
    if (code == "IDN" and words.lowers[hit.start] == "jakarta") or hit.start < dateline_end(words):
        return False
    before = words.lowers[hit.start - 1] if hit.start else ""
    if (
        before in phrase_words()[PhraseWord.LOCATIVE] - {"dari", "antara", "ke"}
        or before in phrase_words()[PhraseWord.PLACE_NOUN]
    ):
        return False
    return before in ACTING_PREPOSITIONS or words.dep[hit.start] in ("nsubj", "nsubj:pass", "conj", "obj")


def read_institution(scene: Scene, hit: Hit) -> Phrase:
    """An organisation of the lexicon with its abbreviation, country or place (*BNN Jawa Barat, DPR AS*)."""
    phrase = Phrase(hit.start, hit.end, hit.start, hit.kind, hit.item)
    code = hit.item.code if isinstance(hit.item, Institution) else None
    take_alias(scene, phrase)
    follower = scene.hits.get(phrase.end)
    if follower and isinstance(follower.item, PlaceHit) and hit.kind is HitKind.INSTITUTION:
        if follower.kind is HitKind.COUNTRY:
            phrase.country = follower.item.code
            if isinstance(hit.item, Institution) and hit.item.abroad:
                phrase.country, phrase.end = code, follower.end
            elif code in (None, "IDN", phrase.country):
                phrase.end = follower.end
            else:
                phrase.country = None
        elif code in (None, "IDN") and not follower.item.ambiguous:
            phrase.title = (follower.item.name.lower(),)
            phrase.end = follower.end
        phrase.inner.extend(_inner(scene, follower, phrase))
    return phrase


def _inner(scene: Scene, hit: Hit, phrase: Phrase) -> list[Phrase]:
    place = read_place(scene, hit) if hit.end <= phrase.end else None
    return [place] if place else []


def take_alias(scene: Scene, phrase: Phrase) -> bool:
    """*Komisi Pemberantasan Korupsi (KPK)*: the one word in brackets is another name for the phrase."""
    words, j = scene.words, phrase.end
    if j + 2 >= len(words.texts) or words.texts[j] != "(" or words.texts[j + 2] != ")" or not words.capital(j + 1):
        return False
    if words.texts[j + 1] in outlets() or (phrase.noun and phrase.noun.kind is not EntityType.ORG):
        return False
    phrase.end = j + 3
    phrase.alias = words.texts[j + 1]
    hit = scene.hits.get(j + 1)
    if phrase.item is None and phrase.kind is HitKind.INSTITUTION and hit and isinstance(hit.item, Institution):
        phrase.item = hit.item
    return True
