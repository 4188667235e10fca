"""Descriptions headed by a noun: *tiga penyidik KPK, Presiden Rusia, Polda Jawa Barat, juru bicara militer Israel*.

Indonesian noun phrases begin with their head; what they belong to follows. A phrase is read from its head to the right:
country, whole body, name, modifiers.
"""

from collections.abc import Callable

from runut.lexicon.actors import ActorNoun, Institution, PhraseWord, Pronoun, given_names, phrase_words
from runut.mentions.lexical import Hit, HitKind, PlaceHit, Words
from runut.mentions.phrases import Phrase, Scene, read_institution, read_name, take_alias
from runut.model import EntityType

__all__ = ["read_noun"]

LONGEST_PHRASE = 16  # tokens after the head; longer matches are lists run together
LONGEST_PLACE = 3
ROMAN = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII"})
TOPIC_PREPOSITIONS = frozenset({"bidang", "urusan"})
PLACE_PREPOSITIONS = frozenset({"di", "dari", "pada"})


def read_noun(scene: Scene, hit: Hit) -> Phrase | None:
    """The phrase that the actor noun at ``hit`` heads; None where the noun alone is no actor."""
    noun, words = hit.item, scene.words
    if not isinstance(noun, ActorNoun):
        return None
    follower = scene.hits.get(hit.end)
    if words.lowers[hit.start] == "orang" and follower and isinstance(follower.item, ActorNoun):
        counted = read_noun(scene, follower)
        if counted:
            counted.start = hit.start
            counted.many = counted.counted = True
        return counted
    phrase = Phrase(hit.start, hit.end, hit.start, HitKind.NOUN, noun)
    limit = min(words.sentences[words.sentence[hit.start]][1], hit.end + LONGEST_PHRASE)
    while phrase.end < limit and _extend(scene, phrase, noun):
        pass
    phrase.many = _is_doubled(words, hit.start)
    if noun.needs_name and not (_is_specific(phrase) or phrase.many or _is_counted(words, hit.start)):
        return None
    return phrase


def _is_doubled(words: Words, i: int) -> bool:
    first, _, second = words.lowers[i].partition("-")
    return first == second


def _is_counted(words: Words, i: int) -> bool:
    """*beberapa universitas*: several are somebody, though none is named."""
    opening = words.sentences[words.sentence[i]][0]
    small = phrase_words()
    return i > opening and words.lowers[i - 1] in small[PhraseWord.MANY] - small[PhraseWord.UNNUMBERED]


def _is_specific(phrase: Phrase) -> bool:
    return bool(phrase.country or phrase.whole or phrase.title or phrase.back or phrase.nearby or phrase.world)


Step = Callable[[Scene, Phrase, ActorNoun, int], bool | None]


def _extend(scene: Scene, phrase: Phrase, noun: ActorNoun) -> bool:
    """Take in what follows the phrase at token ``j``; False when it is complete.

    The first step that knows the word decides: True takes it in, False ends the phrase, None leaves it to the next.
    """
    if phrase.back:
        return False
    for step in STEPS:
        taken = step(scene, phrase, noun, phrase.end)
        if taken is not None:
            return taken
    return False


def _portfolio(scene: Scene, phrase: Phrase, noun: ActorNoun, j: int) -> bool | None:
    words = scene.words
    named = words.capital(j) and words.lowers[j] in phrase_words()[PhraseWord.PORTFOLIO]
    return _take_title(scene, phrase, noun) if named and noun.joins and noun.kind is EntityType.PER else None


def _place_name(scene: Scene, phrase: Phrase, noun: ActorNoun, j: int) -> bool | None:
    """*Sekda Kota Tuban, Kapolsek Jenu*: a place that no list need know."""
    words = scene.words
    if phrase.placed or not words.capital(j) or j in scene.hits:
        return None
    if words.lowers[j] in phrase_words()[PhraseWord.PLACE_NOUN]:
        return _take_place_name(scene, phrase)
    single = scene.names.get(j, j + 1) == j + 1
    unknown = words.texts[j].isalpha() and words.texts[j] not in given_names()
    return _take_place_name(scene, phrase) if noun.of_place and single and unknown else None


def _person(scene: Scene, phrase: Phrase, noun: ActorNoun, j: int) -> bool | None:
    """*istri Anwar, rezim Assad*: the name says whose; after any other noun it names the bearer and stays outside."""
    if j not in scene.names:
        return None
    if not noun.of_person or phrase.whole:
        return False
    phrase.whole = read_name(scene, phrase.end)
    phrase.inner.append(phrase.whole)
    phrase.end = phrase.whole.end
    return True


def _small_word(scene: Scene, phrase: Phrase, noun: ActorNoun, j: int) -> bool | None:
    """*setempat*; *bersenjata, tak dikenal*; *itu, tersebut*."""
    small, words = phrase_words(), scene.words
    if words.lowers[j] in small[PhraseWord.LOCAL]:
        phrase.end += 1
        return True
    for length in (1, 2):
        if " ".join(words.lowers[j : j + length]) in small[PhraseWord.STRANGER] and noun.kind is not EntityType.ORG:
            phrase.stranger = True
            phrase.end += length
            return True
    if words.lowers[j] in small[PhraseWord.DEMONSTRATIVE]:
        phrase.back = True
        phrase.end += 1
        return False
    return None


def _world(scene: Scene, phrase: Phrase, noun: ActorNoun, j: int) -> bool | None:
    """*investor asing, lembaga internasional*: nobody's in particular."""
    if scene.words.lowers[j] not in phrase_words()[PhraseWord.WORLD] or (noun.needs_name and scene.words.capital(j)):
        return None
    phrase.world = True
    phrase.end += 1
    return True


def _lexical(scene: Scene, phrase: Phrase, noun: ActorNoun, j: int) -> bool | None:
    hit = scene.hits.get(j)
    if hit is None or (hit.kind is HitKind.OUTLET and "JRN" not in noun.sectors):
        return None
    if (
        noun.needs_name
        and isinstance(hit.item, ActorNoun)
        and hit.item.kind is not EntityType.ORG
        and scene.words.capital(j)
    ):
        return None  # part of the body's name: Forum Warga Tanjung
    return _take_hit(scene, phrase, noun, hit)


def _modifier(scene: Scene, phrase: Phrase, noun: ActorNoun, j: int) -> bool | None:
    del noun
    if scene.words.lowers[j] not in phrase_words()[PhraseWord.MODIFIER]:
        return None
    phrase.end += 1
    return True


def _origin(scene: Scene, phrase: Phrase, noun: ActorNoun, j: int) -> bool | None:
    del noun
    if scene.words.lowers[j] not in phrase_words()[PhraseWord.ORIGIN]:
        return None
    hit = scene.hits.get(j + 1)
    if hit and isinstance(hit.item, PlaceHit) and not phrase.country:
        phrase.end += 1
        return _take_place(phrase, hit, hit.item)
    return False


def _bracket(scene: Scene, phrase: Phrase, noun: ActorNoun, j: int) -> bool | None:
    del noun
    if scene.words.texts[j] != "(":
        return None
    return phrase.alias is None and (_take_country_alias(scene, phrase) or take_alias(scene, phrase))


def _ballot_number(scene: Scene, phrase: Phrase, noun: ActorNoun, j: int) -> bool | None:
    """*calon presiden nomor urut 3*."""
    del noun
    words = scene.words
    if words.lowers[j : j + 2] != ["nomor", "urut"]:
        return None
    phrase.end = min(j + 3, words.sentences[words.sentence[j]][1])
    return True


def _name_run(scene: Scene, phrase: Phrase, noun: ActorNoun, j: int) -> bool | None:
    return _take_title(scene, phrase, noun) if _runs_on(scene.words, phrase, noun, j) else None


def _runs_on(words: Words, phrase: Phrase, noun: ActorNoun, j: int) -> bool:
    """Whether the capitalised or numbered word ``j`` belongs to the name that the phrase's noun heads."""
    if noun.kind is EntityType.ORG:
        return not phrase.placed and (words.capital(j) or words.texts[j].isdigit())
    if phrase.country or phrase.whole:
        return False
    if noun.of_whole and words.capital(j) and words.texts[j].isalpha() and words.texts[j] not in given_names():
        return True
    return words.texts[j] in ROMAN or any(start <= j < end and label != "PER" for start, end, label in words.names)


def _preposition(scene: Scene, phrase: Phrase, noun: ActorNoun, j: int) -> bool | None:
    """*bidang Hukum, dari Polda Riau*; *untuk Indonesia*; after *di* only the country is taken note of."""
    lower, hit = scene.words.lowers[j], scene.hits.get(j + 1)
    if lower in TOPIC_PREPOSITIONS and hit is None and j + 1 < len(scene.words.texts) and scene.words.capital(j + 1):
        phrase.end = j + 1
        return _take_title(scene, phrase, noun)
    if hit is None:
        return None
    if lower == "untuk" and hit.kind in (HitKind.COUNTRY, HitKind.INSTITUTION) and (phrase.country or phrase.whole):
        phrase.end = hit.end
        return True
    if lower in PLACE_PREPOSITIONS and isinstance(hit.item, PlaceHit):
        phrase.nearby = phrase.nearby or hit.item.code
        if phrase.whole and _name_begins(scene, hit.end):
            phrase.end = hit.end
        return False
    return _take_source(scene, phrase, noun, hit) if lower == "dari" and noun.of_whole else None


def _name_begins(scene: Scene, i: int) -> bool:
    """Whether a person's name begins at token ``i`` or after a comma there (*Utusan PBB di Sudan, Marta Olsen*)."""
    return i in scene.names or (scene.words.texts[i : i + 1] == [","] and i + 1 in scene.names)


def _take_source(scene: Scene, phrase: Phrase, noun: ActorNoun, hit: Hit) -> bool:
    """*penyidik dari Polda Riau*."""
    end = phrase.end
    phrase.end = hit.start
    taken = not isinstance(hit.item, Pronoun) and _take_hit(scene, phrase, noun, hit)
    if not taken:
        phrase.end = end
    return taken


def _take_place_name(scene: Scene, phrase: Phrase) -> bool:
    words, j = scene.words, phrase.end
    end = j + 1
    kind_word = words.lowers[j] in phrase_words()[PhraseWord.PLACE_NOUN]
    hit = scene.hits.get(end)
    if kind_word and hit and isinstance(hit.item, PlaceHit):
        phrase.end = end
        return _take_place(phrase, hit, hit.item)
    limit = min(j + LONGEST_PLACE, len(words.texts))
    while end < limit and words.capital(end) and end not in scene.names and end not in scene.hits:
        if words.texts[end] in given_names():
            break
        end += 1
    phrase.title += tuple(words.lowers[j:end])
    phrase.placed = True
    phrase.end = end
    return True


def _take_hit(scene: Scene, phrase: Phrase, noun: ActorNoun, hit: Hit) -> bool:
    if isinstance(hit.item, PlaceHit):
        return _take_place(phrase, hit, hit.item)
    if isinstance(hit.item, Pronoun):
        return _take_possessor(phrase, hit)
    if isinstance(hit.item, Institution):
        part: Phrase | None = read_institution(scene, hit)
    elif isinstance(hit.item, ActorNoun) and _may_belong(phrase, noun, hit.item):
        part = read_noun(scene, hit)
    else:
        return False
    if part is None or (phrase.whole and not _goes_on(phrase.whole, part)):
        return False
    phrase.whole = phrase.whole or part
    phrase.inner.append(part)
    phrase.end = part.end
    return True


def _goes_on(whole: Phrase, part: Phrase) -> bool:
    """*BEM Universitas Tadulako*: a body within another, named without a preposition."""
    return whole.kind is HitKind.INSTITUTION and part.noun is not None and part.noun.kind is EntityType.ORG


def _may_belong(phrase: Phrase, noun: ActorNoun, follower: ActorNoun) -> bool:
    """Whether ``follower`` says to whom ``noun`` belongs (*juru bicara militer*), not who bears it (*… AKBP …*)."""
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


def _take_place(phrase: Phrase, hit: Hit, place: PlaceHit) -> bool:
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


def _take_title(scene: Scene, phrase: Phrase, noun: ActorNoun) -> bool:
    words, j = scene.words, phrase.end
    limit = words.sentences[words.sentence[j]][1]
    end = _portfolio_end(words, j, limit) if noun.kind is EntityType.PER and noun.joins else j
    if end == j:
        while end < limit and _in_title(scene, noun, end, first=end == j):
            end += 1
    phrase.title += tuple(words.lowers[j:end])
    phrase.end = end
    return end > j


def _in_title(scene: Scene, noun: ActorNoun, i: int, *, first: bool) -> bool:
    """Whether token ``i`` goes on the name of a body: a capital, a number, or "dan" in names that have it."""
    words, hit = scene.words, scene.hits.get(i)
    if i in scene.names or (hit and not first and hit.kind is not HitKind.OUTLET):
        return False
    follows = i + 1 < len(words.texts) and words.capital(i + 1) and i + 1 not in scene.hits
    return words.capital(i) or words.texts[i].isdigit() or (noun.joins and words.lowers[i] in ("dan", ",") and follows)


def _portfolio_end(words: Words, j: int, limit: int) -> int:
    """The end of a minister's portfolio (*Kelautan dan Perikanan*); the minister's name may follow without a comma."""
    portfolio = phrase_words()[PhraseWord.PORTFOLIO]
    end = j
    while end < limit and (words.lowers[end] in portfolio or words.texts[end] in (",", "/")):
        end += 1
    while end > j and not words.texts[end - 1][0].isupper():
        end -= 1
    return end


def _take_country_alias(scene: Scene, phrase: Phrase) -> bool:
    """*pasukan Amerika Serikat (AS)*: the bracket names the country, not the forces."""
    hit = scene.hits.get(phrase.end + 1)
    if hit is None or hit.kind is not HitKind.COUNTRY or scene.words.texts[hit.end : hit.end + 1] != [")"]:
        return False
    code = hit.item.code if isinstance(hit.item, PlaceHit) else None
    phrase.inner.append(Phrase(hit.start, hit.end, hit.start, hit.kind, hit.item, country=code))
    phrase.end = hit.end + 1
    return True


STEPS: tuple[Step, ...] = (
    _portfolio,
    _place_name,
    _person,
    _small_word,
    _world,
    _lexical,
    _modifier,
    _origin,
    _bracket,
    _ballot_number,
    _name_run,
    _preposition,
)
