"""Phrases that may name or describe an actor: *tiga penyidik KPK, Presiden Rusia, Polda Jawa Barat, mereka*.

Indonesian noun phrases begin with their head; what they belong to follows. A phrase is read from its head to the right: country,
whole body, name, modifiers. Numbers and *para, mantan, seorang* are then taken in from the left.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from runut.lexicon.actors import ActorNoun, Institution, Person, PhraseWord, Pronoun, given_names, phrase_words
from runut.lexicon.cues import outlets
from runut.mentions.lexical import Hit, HitKind, PlaceHit, Words
from runut.mentions.names import find_names
from runut.model import EntityType

__all__ = ["Phrase", "Scene", "find_phrases"]

LONGEST_PHRASE = 16  # tokens after the head; longer matches are lists run together
LONGEST_PERSON = 5
LONGEST_PLACE = 3
ROMAN = frozenset("I II III IV V VI VII VIII IX X XI XII XIII".split())
ACTING_PREPOSITIONS = frozenset("oleh kepada terhadap dengan antara dari".split())
NUMBER_WORDS = frozenset("ratus ribu juta puluh belas lebih orang".split())
PLACE_KINDS = (HitKind.COUNTRY, HitKind.SEAT, HitKind.PLACE)


@dataclass(slots=True)
class Phrase:
    """A stretch of tokens with what it says about whom it names.

    ``country`` is the code of the country named in it, ``nearby`` of the place where it is (*warga di Gaza*), ``whole`` the body or
    person to which it belongs, ``title`` the words that name it beyond its head. ``back`` marks a demonstrative, ``former``
    *mantan*, ``alias`` the abbreviation in brackets after it.
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
    local: bool = False
    retired: bool = False
    placed: bool = False
    stranger: bool = False
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


def find_phrases(words: Words, hits: dict[int, Hit]) -> list[Phrase]:
    """All phrases of a report, outermost only (see :meth:`Phrase.everything`), in their order."""
    names = find_names(words, hits)
    scene = Scene(words, hits, names.people)
    phrases: list[Phrase] = []
    i = 0
    while i < len(words.texts):
        phrase = _read(scene, i) or _read_body(scene, names.bodies, i)
        if phrase is None:
            i += 1
            continue
        _widen(words, phrase, phrases[-1].end if phrases else 0)
        _name_after_title(scene, phrase)
        phrases.append(phrase)
        i = phrase.end
    return phrases


def _read_body(scene: Scene, bodies: dict[int, tuple[int, str]], i: int) -> Phrase | None:
    """An organisation or place that only the trained model knows."""
    if i not in bodies:
        return None
    end, label = bodies[i]
    inner = next(
        (
            scene.hits[j]
            for j in range(i + 1, end)
            if j in scene.hits and scene.hits[j].kind in (HitKind.INSTITUTION, HitKind.COUNTRY)
        ),
        None,
    )
    kind = HitKind.INSTITUTION if label == "ORG" else HitKind.PLACE
    phrase = Phrase(i, end, i, kind, title=tuple(scene.words.lowers[i:end]))
    if inner:
        phrase.country = inner.item.code if isinstance(inner.item, Institution | PlaceHit) else None
    _take_alias(scene, phrase)
    return phrase


def _read(scene: Scene, i: int) -> Phrase | None:
    """The phrase that begins at token ``i``, if any."""
    if i in scene.names:
        return _read_name(scene, i)
    hit = scene.hits.get(i)
    if hit is None:
        return None
    if isinstance(hit.item, ActorNoun):
        return _read_noun(scene, hit)
    if isinstance(hit.item, Institution):
        return _read_institution(scene, hit)
    if isinstance(hit.item, PlaceHit):
        return _read_place(scene, hit)
    return Phrase(hit.start, hit.end, hit.start, hit.kind, hit.item)


def _read_name(scene: Scene, i: int) -> Phrase:
    end = scene.names[i]
    hit = scene.hits.get(i)
    person = hit.item if hit and isinstance(hit.item, Person) and hit.end == end else None
    phrase = Phrase(i, end, i, HitKind.PERSON, person, title=tuple(scene.words.lowers[i:end]))
    _take_alias(scene, phrase)
    return phrase


def _read_place(scene: Scene, hit: Hit) -> Phrase | None:
    place = hit.item
    before = scene.words.lowers[hit.start - 1] if hit.start else ""
    if isinstance(place, PlaceHit) and place.ambiguous and before not in phrase_words()[PhraseWord.LOCATIVE]:
        return None
    code = place.code if isinstance(place, PlaceHit) else None
    kind = HitKind.PLACE if hit.kind is HitKind.SEAT and not _acts(scene.words, hit, code) else hit.kind
    return Phrase(hit.start, hit.end, hit.start, kind, place, country=code)


def _acts(words: Words, hit: Hit, code: str | None) -> bool:
    """Whether a capital stands for its government: as a subject, or after *oleh, kepada, dengan*; never Jakarta."""
    if code == "IDN" and words.lowers[hit.start] == "jakarta":
        return False
    before = words.lowers[hit.start - 1] if hit.start else ""
    if (
        before in phrase_words()[PhraseWord.LOCATIVE] - {"dari", "antara", "ke"}
        or before in phrase_words()[PhraseWord.PLACE_NOUN]
    ):
        return False
    return before in ACTING_PREPOSITIONS or words.dep[hit.start] in ("nsubj", "nsubj:pass", "conj", "obj")


def _read_institution(scene: Scene, hit: Hit) -> Phrase:
    phrase = Phrase(hit.start, hit.end, hit.start, hit.kind, hit.item)
    code = hit.item.code if isinstance(hit.item, Institution) else None
    _take_alias(scene, phrase)
    follower = scene.hits.get(phrase.end)
    if follower and isinstance(follower.item, PlaceHit) and hit.kind is HitKind.INSTITUTION:
        if follower.kind is HitKind.COUNTRY:
            phrase.country = follower.item.code
            if code in (None, "IDN", phrase.country):
                phrase.end = follower.end
            else:
                phrase.country = None
        elif code in (None, "IDN") and not follower.item.ambiguous:
            phrase.title = (follower.item.name.lower(),)
            phrase.end = follower.end
        phrase.inner.extend(_inner(scene, follower, phrase))
    return phrase


def _inner(scene: Scene, hit: Hit, phrase: Phrase) -> list[Phrase]:
    place = _read_place(scene, hit) if hit.end <= phrase.end else None
    return [place] if place else []


def _read_noun(scene: Scene, hit: Hit) -> Phrase | None:
    noun = hit.item
    words = scene.words
    follower = scene.hits.get(hit.end)
    if words.lowers[hit.start] == "orang" and follower and isinstance(follower.item, ActorNoun):
        counted = _read_noun(scene, follower)
        if counted:
            counted.start = hit.start
            counted.many = counted.counted = True
        return counted
    phrase = Phrase(hit.start, hit.end, hit.start, HitKind.NOUN, noun)
    limit = min(words.sentences[words.sentence[hit.start]][1], hit.end + LONGEST_PHRASE)
    while phrase.end < limit and _extend(scene, phrase):
        pass
    if not isinstance(noun, ActorNoun) or (noun.needs_name and not _is_specific(phrase)):
        return None
    return phrase


def _is_specific(phrase: Phrase) -> bool:
    return bool(phrase.country or phrase.whole or phrase.title or phrase.back or phrase.nearby)


def _extend(scene: Scene, phrase: Phrase) -> bool:
    """Take in what follows a noun's phrase; False when it is complete."""
    words, j = scene.words, phrase.end
    small, lower = phrase_words(), words.lowers[j]
    noun = phrase.noun
    if noun is None or phrase.back:
        return False
    if noun.joins and noun.kind is EntityType.PER and words.capital(j) and lower in small[PhraseWord.PORTFOLIO]:
        return _take_title(scene, phrase, noun)
    if _names_its_place(scene, phrase, noun):
        return _take_place_name(scene, phrase)
    if j in scene.names:
        return _take_person(scene, phrase, noun)
    if lower in small[PhraseWord.LOCAL]:
        phrase.local = True
        phrase.end += 1
        return True
    strange = lower in small[PhraseWord.STRANGER] or " ".join(words.lowers[j : j + 2]) in small[PhraseWord.STRANGER]
    if strange and noun.kind is not EntityType.ORG:
        phrase.stranger = True
        phrase.end += 1 if lower in small[PhraseWord.STRANGER] else 2
        return True
    if lower in small[PhraseWord.DEMONSTRATIVE]:
        phrase.back = True
        phrase.end += 1
        return False
    hit = scene.hits.get(j)
    if hit and (hit.kind is not HitKind.OUTLET or "JRN" in noun.sectors):
        return _take_hit(scene, phrase, noun, hit)
    if lower in small[PhraseWord.MODIFIER]:
        phrase.end += 1
        return True
    if lower in small[PhraseWord.ORIGIN]:
        return _take_origin(scene, phrase)
    if words.texts[j] == "(":
        return phrase.alias is None and (_take_country_alias(scene, phrase) or _take_alias(scene, phrase))
    if lower == "nomor" and words.lowers[j + 1 : j + 2] == ["urut"]:
        phrase.end = min(j + 3, words.sentences[words.sentence[j]][1])
        return True
    if _runs_on(words, phrase, noun, j):
        return _take_title(scene, phrase, noun)
    return _take_preposition(scene, phrase, noun, lower)


def _names_its_place(scene: Scene, phrase: Phrase, noun: ActorNoun) -> bool:
    """*Sekda Kota Tuban, Kapolsek Jenu*: a place that no list need know."""
    words, j = scene.words, phrase.end
    if phrase.placed or not words.capital(j) or j in scene.hits:
        return False
    if words.lowers[j] in phrase_words()[PhraseWord.PLACE_NOUN]:
        return True
    single = scene.names.get(j, j + 1) == j + 1
    return noun.of_place and single and words.texts[j].isalpha() and words.texts[j] not in given_names()


def _take_place_name(scene: Scene, phrase: Phrase) -> bool:
    words, j = scene.words, phrase.end
    end = j + 1
    kind_word = words.lowers[j] in phrase_words()[PhraseWord.PLACE_NOUN]
    hit = scene.hits.get(end)
    if kind_word and hit and isinstance(hit.item, PlaceHit):
        phrase.end = end
        return _take_place(scene, phrase, hit, hit.item)
    while (
        end < j + LONGEST_PLACE
        and end < len(words.texts)
        and words.capital(end)
        and end not in scene.names
        and end not in scene.hits
    ):
        end += 1
        if words.texts[end - 1] in given_names():
            end -= 1
            break
    phrase.title += tuple(words.lowers[j:end])
    phrase.placed = True
    phrase.end = end
    return True


def _take_person(scene: Scene, phrase: Phrase, noun: ActorNoun) -> bool:
    """*istri Anwar, rezim Assad*: the name says whose; after any other noun it names the bearer and stays outside."""
    if not noun.of_person or phrase.whole:
        return False
    phrase.whole = _read_name(scene, phrase.end)
    phrase.inner.append(phrase.whole)
    phrase.end = phrase.whole.end
    return True


def _take_hit(scene: Scene, phrase: Phrase, noun: ActorNoun, hit: Hit) -> bool:
    if isinstance(hit.item, PlaceHit):
        return _take_place(scene, phrase, hit, hit.item)
    if isinstance(hit.item, Pronoun):
        return _take_possessor(phrase, hit)
    if isinstance(hit.item, Institution):
        part: Phrase | None = _read_institution(scene, hit)
    elif isinstance(hit.item, ActorNoun) and _may_belong(phrase, noun, hit.item):
        part = _read_noun(scene, hit)
    else:
        return False
    if part is None or phrase.whole:
        return False
    phrase.whole = part
    phrase.inner.append(part)
    phrase.end = part.end
    return True


def _may_belong(phrase: Phrase, noun: ActorNoun, follower: ActorNoun) -> bool:
    """Whether ``follower`` can say to whom ``noun`` belongs (*juru bicara militer*), or names its bearer (*Kapolres … AKBP …*)."""
    if follower.rank or phrase.title:
        return follower.kind is EntityType.ORG and not follower.rank
    if follower.kind is EntityType.ORG:
        return True
    return noun.of_person or (noun.of_whole and noun.kind is EntityType.PER and follower.kind is not EntityType.GRP)


def _take_possessor(phrase: Phrase, hit: Hit) -> bool:
    if hit.item is not Pronoun.ANY:
        return False
    phrase.inner.append(Phrase(hit.start, hit.end, hit.start, HitKind.PRONOUN, hit.item))
    phrase.end = hit.end
    return True


def _take_place(scene: Scene, phrase: Phrase, hit: Hit, place: PlaceHit) -> bool:
    if hit.kind is HitKind.COUNTRY or (hit.kind is HitKind.SEAT and place.code != "IDN"):
        if phrase.country:
            return False
        phrase.country = place.code
    else:
        phrase.nearby = phrase.nearby or place.code
    if hit.kind is not HitKind.COUNTRY:
        phrase.title += (place.name.lower(),)
        phrase.placed = True
    phrase.inner.append(Phrase(hit.start, hit.end, hit.start, hit.kind, place, country=place.code))
    phrase.end = hit.end
    return True


def _take_origin(scene: Scene, phrase: Phrase) -> bool:
    hit = scene.hits.get(phrase.end + 1)
    if hit and isinstance(hit.item, PlaceHit) and not phrase.country:
        phrase.end += 1
        return _take_place(scene, phrase, hit, hit.item)
    return False


def _runs_on(words: Words, phrase: Phrase, noun: ActorNoun, j: int) -> bool:
    """Whether the capitalised or numbered word ``j`` belongs to the name that the phrase's noun heads."""
    if noun.kind is EntityType.ORG:
        return not phrase.placed and (words.capital(j) or words.texts[j].isdigit())
    if phrase.country or phrase.whole:
        return False
    if noun.of_whole and words.capital(j) and words.texts[j].isalpha() and words.texts[j] not in given_names():
        return True
    return words.texts[j] in ROMAN or any(start <= j < end and label != "PER" for start, end, label in words.names)


def _take_title(scene: Scene, phrase: Phrase, noun: ActorNoun) -> bool:
    words, j = scene.words, phrase.end
    limit = words.sentences[words.sentence[j]][1]
    end = j
    if noun.kind is EntityType.PER and noun.joins:
        end = _portfolio_end(words, j, limit)
    while (
        end < limit
        and not (end > j and noun.kind is EntityType.PER and noun.joins)
        and end not in scene.names
        and (end == j or end not in scene.hits or scene.hits[end].kind is HitKind.OUTLET)
    ):
        joined = (
            noun.joins
            and words.lowers[end] in ("dan", ",")
            and end + 1 < limit
            and words.capital(end + 1)
            and end + 1 not in scene.hits
        )
        if not (words.capital(end) or joined or words.texts[end].isdigit()):
            break
        end += 1
    phrase.title += tuple(words.lowers[j:end])
    phrase.end = end
    return end > j


def _portfolio_end(words: Words, j: int, limit: int) -> int:
    """The end of a minister's portfolio (*Kelautan dan Perikanan*); the minister's name may follow without a comma."""
    portfolio = phrase_words()[PhraseWord.PORTFOLIO]
    end = j
    while end < limit and (words.lowers[end] in portfolio or words.texts[end] in (",", "/")):
        end += 1
    while end > j and not words.texts[end - 1][0].isupper():
        end -= 1
    return end


def _take_preposition(scene: Scene, phrase: Phrase, noun: ActorNoun, lower: str) -> bool:
    j = phrase.end + 1
    if j >= len(scene.words.texts):
        return False
    hit = scene.hits.get(j)
    if lower in ("bidang", "urusan") and scene.words.capital(j) and not hit:
        phrase.end = j
        return _take_title(scene, phrase, noun)
    if hit is None:
        return False
    if lower == "untuk" and hit.kind in (HitKind.COUNTRY, HitKind.INSTITUTION) and phrase.country:
        phrase.end = hit.end
        return True
    if lower in ("di", "dari", "pada") and isinstance(hit.item, PlaceHit):
        phrase.nearby = phrase.nearby or hit.item.code
        return False
    if lower == "dari" and noun.of_whole and not isinstance(hit.item, Pronoun):
        phrase.end = j
        if _take_hit(scene, phrase, noun, hit):
            return True
        phrase.end = j - 1
    return False


def _take_country_alias(scene: Scene, phrase: Phrase) -> bool:
    """*pasukan Amerika Serikat (AS)*: the bracket names the country, not the forces."""
    hit = scene.hits.get(phrase.end + 1)
    if hit is None or hit.kind is not HitKind.COUNTRY or scene.words.texts[hit.end : hit.end + 1] != [")"]:
        return False
    code = hit.item.code if isinstance(hit.item, PlaceHit) else None
    phrase.inner.append(Phrase(hit.start, hit.end, hit.start, hit.kind, hit.item, country=code))
    phrase.end = hit.end + 1
    return True


def _take_alias(scene: Scene, phrase: Phrase) -> bool:
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


def _widen(words: Words, phrase: Phrase, floor: int) -> None:
    """Take in numbers, *para, seorang, mantan, oknum* before the phrase."""
    small = phrase_words()
    noun = phrase.noun
    if phrase.is_name or noun is None:
        return
    first = max(floor, words.sentences[words.sentence[phrase.start]][0])
    while phrase.start > first:
        before = words.lowers[phrase.start - 1]
        if before in small[PhraseWord.FORMER]:
            phrase.former = True
        elif before in small[PhraseWord.MANY]:
            phrase.many = True
            phrase.counted |= before not in small[PhraseWord.TOTAL]
        elif before in small[PhraseWord.ONE]:
            phrase.one = True
        elif before in NUMBER_WORDS or (before[0].isdigit() and words.pos[phrase.start - 1] in ("NUM", "")):
            phrase.many = phrase.counted = noun.kind is not EntityType.ORG
        else:
            break
        phrase.start -= 1


def _name_after_title(scene: Scene, phrase: Phrase) -> None:
    """A capitalised word after an office is its bearer's name, whether or not the trained model saw it."""
    words, j = scene.words, phrase.end
    noun = phrase.noun
    if noun is None or noun.kind is not EntityType.PER or noun.of_person or phrase.many or phrase.back:
        return
    if words.lowers[j - 1 : j] and _is_retired(words, j):
        phrase.retired = True
        j += 3
    honorifics = phrase_words()[PhraseWord.HONORIFIC]
    limit = words.sentences[words.sentence[phrase.start]][1]
    while j < limit and words.lowers[j] in honorifics and words.capital(j):
        j += 1
    end = j
    while (
        end < min(limit, j + LONGEST_PERSON)
        and words.texts[end][0].isupper()
        and words.texts[end] != "RI"
        and not _is_other(scene, end)
    ):
        end += 1
    if end > j and j not in scene.names:
        scene.names[j] = end


def _is_retired(words: Words, j: int) -> bool:
    return words.lowers[j : j + 3] in (["(", "purn", ")"], ["(", "pur", ")"], ["(", "purn.", ")"])


def _is_other(scene: Scene, i: int) -> bool:
    hit = scene.hits.get(i)
    return hit is not None and hit.kind is not HitKind.PLACE
