"""Whose an office is: *Presiden Rusia, Vladimir Putin; Kepala Dinas Pariwisata Bali, Wayan; Rudi selaku ketua*."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from runut.lexicon.actors import Institution, Person, PhraseWord, phrase_words
from runut.lexicon.gazetteer import countries
from runut.mentions.lexical import HitKind, PlaceHit, Words
from runut.mentions.phrases import Phrase
from runut.model import EntityType

__all__ = ["Draft", "attach_bearers"]

WIDEST_APPOSITION = 2  # tokens between an office and its bearer's name: a comma, "bernama"
APPOSITION_MARKS = frozenset({",", "(", '"'})
LONGEST_MATTER = 4  # tokens between a plural and its comma: what the suspects are suspected of
INTRODUCING_MARKS = frozenset({",", ":"})
WIDEST_OFFICE = 12  # tokens between an office's noun and the name, when the office's body stands between them
MOST_BETWEEN = 3  # phrases between an office and the name: its body, department, country
OFFICE_TOKENS = frozenset({"dan", "&", "/", "-", "(", ")"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})


@dataclass(slots=True)
class Draft:
    """An entity in the making: its phrases in the report's order, and what is known of it."""

    kind: EntityType
    phrases: list[Phrase] = field(default_factory=list)
    words: frozenset[str] = frozenset()
    person: Person | None = None
    name: str = ""

    def add(self, phrase: Phrase) -> None:
        """Take ``phrase`` as one more mention."""
        self.phrases.append(phrase)


def attach_bearers(words: Words, phrases: Sequence[Phrase], drafts: dict[int, Draft]) -> None:
    """Add every office to the mentions of the person who is named with it; ``drafts`` maps ``id(phrase)`` to them."""
    for number in range(len(phrases) - 1, -1, -1):
        for one in _bearers(words, phrases, number, drafts):
            one.add(phrases[number])
            drafts[id(phrases[number])] = one
        if not _is_office(phrases[number]):
            continue
        bearer = (
            _next_bearer(words, phrases, number, drafts)
            or _previous_bearer(words, phrases, number, drafts)
            or _distant_bearer(words, phrases, number, drafts)
        )
        if bearer:
            bearer.add(phrases[number])
            drafts[id(phrases[number])] = bearer


def _is_office(phrase: Phrase) -> bool:
    """Whether the phrase says what one person is; of *istri Anwar, pengacara Kementerian* only with whose."""
    noun = phrase.noun
    if noun is None or noun.kind is EntityType.ORG or (phrase.many and not phrase.one):
        return False
    return not noun.of_person or (phrase.whole is not None and not noun.of_whole)


def _bearers(words: Words, phrases: Sequence[Phrase], number: int, drafts: dict[int, Draft]) -> list[Draft]:
    """Whom a plural introduces: *dua tersangka, yakni Rudi dan Anton*."""
    phrase = phrases[number]
    if (
        phrase.noun is None
        or phrase.noun.kind is EntityType.ORG
        or not phrase.many
        or phrase.one
        or phrase.noun.of_person
    ):
        return []
    found: list[Draft] = []
    small = phrase_words()
    end, joining = _introduction(words, phrase), small[PhraseWord.INTRODUCING] | INTRODUCING_MARKS
    for follower in phrases[number + 1 :]:
        gap = [word for word in words.lowers[end : follower.start] if word not in small[PhraseWord.HONORIFIC]]
        aged = gap[:1] == ["("] and ")" in gap
        rest = gap[gap.index(")") + 1 :] if aged else gap
        if not follower.is_name or not joining.issuperset(rest) or (found and not rest):
            break
        found.append(drafts[id(follower)])
        end, joining = follower.end, small[PhraseWord.LISTING] | {","}
    return found if len(found) > 1 else []


def _introduction(words: Words, phrase: Phrase) -> int:
    """The end of a plural with what it is about: *dua tersangka korupsi, Rudi dan Anton*."""
    end = phrase.end
    while end < len(words.texts) and end - phrase.end < LONGEST_MATTER and words.pos[end] in NOMINAL:
        end += 1
    return end if words.texts[end : end + 1] == [","] else phrase.end


def _next_bearer(words: Words, phrases: Sequence[Phrase], number: int, drafts: dict[int, Draft]) -> Draft | None:
    if number + 1 == len(phrases):
        return None
    phrase, follower = phrases[number], phrases[number + 1]
    gap = words.lowers[phrase.end : follower.start]
    retired = bool(gap[:1] == ["("] and "purn" in "".join(gap))
    small = phrase_words()
    honorifics = small[PhraseWord.HONORIFIC]
    joining = APPOSITION_MARKS | small[PhraseWord.APPOSITION] | honorifics | small[PhraseWord.INITIALS]
    close = len(gap) <= WIDEST_APPOSITION and joining.issuperset(gap)
    if not (close or retired or all(word in honorifics for word in gap)):
        return None
    if phrase.noun and phrase.noun.of_person and "," not in gap:
        return None
    draft = drafts.get(id(follower))
    if draft is None or not _may_bear(words, phrase, follower, draft):
        return None
    if follower.is_name or (not gap and follower.noun):
        return draft
    return None


def _may_bear(words: Words, phrase: Phrase, name: Phrase, draft: Draft) -> bool:
    """Whether nothing speaks against it: *Setelah menemui Presiden Rusia, Prabowo …* names two persons."""
    if draft.kind is not EntityType.PER or phrase.back:
        return False
    known = draft.person.code if draft.person else None
    if phrase.country and known in countries() and known != phrase.country:
        return False
    if words.texts[name.start - 1] != ",":
        return True
    opening = words.sentences[words.sentence[phrase.start]][0]
    led_in = words.lowers[opening] in phrase_words()[PhraseWord.LEAD_IN]
    return not led_in or "," in words.texts[opening : phrase.start] or words.texts[name.end : name.end + 1] == [","]


def _previous_bearer(words: Words, phrases: Sequence[Phrase], number: int, drafts: dict[int, Draft]) -> Draft | None:
    if number == 0:
        return None
    phrase, before = phrases[number], phrases[number - 1]
    if not before.is_name:
        return None
    gap = words.lowers[before.end : phrase.start]
    joined = " ".join(gap)
    if joined in phrase_words()[PhraseWord.BEARER] or joined in (",", "(", ", yang juga", ", selaku"):
        return drafts.get(id(before))
    return None


def _distant_bearer(words: Words, phrases: Sequence[Phrase], number: int, drafts: dict[int, Draft]) -> Draft | None:
    """*Kepala Dinas Sosial dan Agama Bali, Wayan; hakim dari Meksiko, Ana*: what lies between is the office's."""
    phrase = phrases[number]
    between: list[Phrase] = []
    for follower in phrases[number + 1 : number + MOST_BETWEEN + 2]:
        if (
            follower.start - phrase.end > WIDEST_OFFICE
            or words.sentence[follower.start] != words.sentence[phrase.start]
        ):
            return None
        draft = drafts.get(id(follower))
        if draft and (follower.is_name or (follower.noun and follower.noun.rank)):
            fits = _runs_to(words, phrase, between, follower) and _may_bear(words, phrase, follower, draft)
            return _with_body(phrase, between, draft) if fits else None
        if follower.kind is HitKind.PRONOUN or (follower.noun and follower.noun.kind is not EntityType.ORG):
            return None
        between.append(follower)
    return None


def _runs_to(words: Words, phrase: Phrase, between: Sequence[Phrase], name: Phrase) -> bool:
    """Whether all between an office and a name can belong to the office; small words only where a comma ends it."""
    end = name.start
    while end > phrase.end and words.lowers[end - 1] in phrase_words()[PhraseWord.HONORIFIC]:
        end -= 1
    comma = words.texts[end - 1] == ","
    covered = {i for part in between for i in range(part.start, part.end)}
    for i in range(phrase.end, end - comma):
        lower = words.lowers[i]
        if i in covered or words.capital(i) or lower in OFFICE_TOKENS:
            continue
        if not comma or not (lower in phrase_words()[PhraseWord.OFFICE_PREPOSITION] or words.pos[i] in NOMINAL):
            return False
    return True


def _with_body(phrase: Phrase, between: Sequence[Phrase], bearer: Draft) -> Draft:
    """The bearer; the office takes the first country and body between them."""
    for part in between:
        if isinstance(part.item, Institution) and phrase.whole is None and phrase.country is None:
            phrase.whole = part
        elif not phrase.country and not phrase.whole and part.country and part.kind is not HitKind.PLACE:
            phrase.country = part.country
        elif isinstance(part.item, PlaceHit) or part.country:
            phrase.nearby = phrase.nearby or part.country
    return bearer
