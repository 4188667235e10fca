"""Finding all phrases of a report that may name or describe an actor."""

from runut.lexicon.actors import ActorNoun, Institution, PhraseWord, given_names, phrase_words
from runut.mentions.descriptions import read_noun
from runut.mentions.lexical import Hit, HitKind, PlaceHit, Words
from runut.mentions.names import find_names, goes_on_office
from runut.mentions.phrases import Phrase, Scene, read_institution, read_name, read_place, take_alias
from runut.model import EntityType

__all__ = ["find_phrases"]

LONGEST_PERSON = 5
SHORTEST_SURNAME = 2  # letters; shorter words of a name are initials
NUMBER_WORDS = frozenset({"ratus", "ribu", "juta", "puluh", "belas", "lebih", "orang"})


def find_phrases(words: Words, hits: dict[int, Hit]) -> list[Phrase]:
    """All phrases of a report, outermost only (see :meth:`Phrase.everything`), in their order."""
    names = find_names(words, hits)
    scene = Scene(words, hits, dict(names.people))
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
    late = {
        words.texts[i] for start, end in scene.names.items() if start not in names.people for i in range(start, end)
    }
    phrases.extend(_named_again(scene, phrases, late))
    return sorted(phrases, key=lambda phrase: phrase.start)


def _named_again(scene: Scene, phrases: list[Phrase], late: set[str]) -> list[Phrase]:
    """Further mentions of persons whom only an office before their name gave away."""
    words = scene.words
    covered = {i for phrase in phrases for i in range(phrase.start, phrase.end)}
    found = []
    for i, text in enumerate(words.texts):
        if i not in covered and text in late and len(text) > SHORTEST_SURNAME and i not in scene.hits:
            found.append(Phrase(i, i + 1, i, HitKind.PERSON, title=(words.lowers[i],)))
    return found


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
    take_alias(scene, phrase)
    return phrase


def _read(scene: Scene, i: int) -> Phrase | None:
    """The phrase that begins at token ``i``, if any."""
    if i in scene.names:
        return read_name(scene, i)
    hit = scene.hits.get(i)
    if hit is None:
        return None
    if isinstance(hit.item, ActorNoun):
        return read_noun(scene, hit)
    if isinstance(hit.item, Institution):
        return read_institution(scene, hit)
    if isinstance(hit.item, PlaceHit):
        return read_place(scene, hit)
    return Phrase(hit.start, hit.end, hit.start, hit.kind, hit.item)


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
        and end not in scene.names
    ):
        end += 1
    if end == j:
        return
    if end in scene.names and (words.texts[j] in given_names() or len(words.texts[j].rstrip(".")) == 1):
        scene.names[j] = scene.names[end]
    elif end in scene.names or goes_on_office(words, scene.hits, scene.names, j):
        phrase.title += tuple(words.lowers[phrase.end : end])
        phrase.end = end
    else:
        scene.names[j] = end


def _is_retired(words: Words, j: int) -> bool:
    return words.lowers[j : j + 3] in (["(", "purn", ")"], ["(", "pur", ")"], ["(", "purn.", ")"])


def _is_other(scene: Scene, i: int) -> bool:
    hit = scene.hits.get(i)
    return hit is not None and hit.kind is not HitKind.PLACE
