"""For whom pronouns stand: *ia, mereka, -nya, pihaknya, keduanya*, and *saya, kami* in quotations."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from runut.lexicon.actors import Pronoun, frozen_possessives
from runut.mentions.coreference import Draft
from runut.mentions.lexical import HitKind, Words
from runut.mentions.phrases import Phrase
from runut.model import EntityType

__all__ = ["resolve_pronouns"]

REACH = 3  # sentences back in which a pronoun's antecedent is sought
CUE_REACH = 12  # tokens after a quotation in which its speaker is named
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
FROZEN_HOSTS = frozenset({"ADV", "SCONJ", "CCONJ", "DET", "NUM", "PUNCT"})
VOICED = ("me", "di")  # prefixes of a verb whose -nya is its object or its agent
OPENING, CLOSING, PLAIN = "“«", "”»", '"'


class Candidate(NamedTuple):
    """A mention that a later pronoun may stand for."""

    start: int
    sentence: int
    draft: Draft
    subject: bool
    quoted: bool


class Stage(NamedTuple):
    """What a pronoun is resolved against: words, mentions in order, which quotation holds which token, home country."""

    words: Words
    cast: list[Candidate]
    quoted: list[int]
    home: str


def resolve_pronouns(words: Words, phrases: Sequence[Phrase], drafts: dict[int, Draft], home: str) -> None:
    """Add every pronoun that can be resolved to the mentions of the entity that it stands for.

    ``drafts`` maps ``id(phrase)`` to entity, as ``group_phrases`` gives it, and is left as it is; a pronoun that
    stands for two (*keduanya*) becomes a mention of both.
    """
    quoted = _quoted(words)
    every = sorted((part for phrase in phrases for part in phrase.everything()), key=lambda part: part.start)
    stage = Stage(words, [], quoted, home)
    later: list[Phrase] = []
    named = [_candidate(stage, phrase, drafts[id(phrase)]) for phrase in every if id(phrase) in drafts]
    owned = {id(part): phrase.start for phrase in every if phrase.noun for part in phrase.inner}
    for phrase in every:
        if phrase.kind is HitKind.PRONOUN and phrase.item is Pronoun.SPEAKER:
            later.append(phrase)
        elif phrase.item is Pronoun.ANY and id(phrase) in owned:
            for draft in _owner(stage, phrase, owned[id(phrase)], named):
                draft.add(phrase)
        elif phrase.kind is HitKind.PRONOUN and isinstance(phrase.item, Pronoun):
            for draft in RESOLVERS[phrase.item](stage, phrase, named):
                draft.add(phrase)
                named.append(_candidate(stage, phrase, draft))
                named.sort(key=_start)
    speaker: Draft | None = None
    for phrase in later:
        speaker = _speaker(stage, phrase, named) or speaker
        if speaker and quoted[phrase.start]:
            speaker.add(phrase)


def _start(candidate: Candidate) -> int:
    return candidate.start


def _candidate(stage: Stage, phrase: Phrase, draft: Draft) -> Candidate:
    words = stage.words
    subject = any(words.dep[i] in SUBJECTS for i in range(phrase.start, phrase.end))
    return Candidate(phrase.start, words.sentence[phrase.start], draft, subject, bool(stage.quoted[phrase.start]))


def _quoted(words: Words) -> list[int]:
    """For each token the number of the quotation in which it stands, 0 outside; a line's end closes a quotation."""
    marks, number, inside = [], 0, False
    for i, text in enumerate(words.texts):
        if i and "\n" in words.text[words.ends[i - 1] : words.starts[i]]:
            inside = False
        closes = inside and (text in CLOSING or (text == PLAIN and not _surely_opens(words, i)))
        if not closes and (text in OPENING or text == PLAIN):
            number += 1
            inside = True
        marks.append(number if inside else 0)
        if closes:
            inside = False
    return marks


def _surely_opens(words: Words, i: int) -> bool:
    """Whether a straight mark has space before, none after, and follows no comma or stop (*, "kata* closes)."""
    start = words.starts[i]
    spaced = start == 0 or words.text[start - 1].isspace()
    tight = start + 1 < len(words.text) and not words.text[start + 1].isspace()
    return spaced and tight and i > 0 and words.texts[i - 1] not in (",", ".", "?", "!")


def _within_reach(
    stage: Stage, phrase: Phrase, named: Sequence[Candidate], fits: Callable[[Draft], bool]
) -> list[Candidate]:
    here = stage.words.sentence[phrase.start]
    return [
        one
        for one in named
        if one.start < phrase.start
        and here - one.sentence <= REACH
        and (not one.quoted or stage.quoted[phrase.start])
        and fits(one.draft)
    ]


def _nearest(stage: Stage, phrase: Phrase, named: Sequence[Candidate], fits: Callable[[Draft], bool]) -> list[Draft]:
    """The subject of the nearest sentence that has a fitting mention; without one, its last fitting mention."""
    reachable = _within_reach(stage, phrase, named, fits)
    for number in sorted({one.sentence for one in reachable}, reverse=True):
        there = [one for one in reachable if one.sentence == number]
        subjects = [one for one in there if one.subject]
        return [(subjects or there)[-1].draft]
    return []


def _person(stage: Stage, phrase: Phrase, named: Sequence[Candidate]) -> list[Draft]:
    return _nearest(stage, phrase, named, _is_named) or _nearest(stage, phrase, named, _is_person)


def _any(stage: Stage, phrase: Phrase, named: Sequence[Candidate]) -> list[Draft]:
    words, i = stage.words, phrase.start
    if i == 0 or words.lowers[i - 1] + words.lowers[i] in frozen_possessives() or words.pos[i - 1] in FROZEN_HOSTS:
        return []
    doer = (
        _doer(stage, phrase, named) if words.pos[i - 1] == "VERB" and words.lowers[i - 1].startswith(VOICED) else None
    )
    return _person(stage, phrase, [one for one in named if one.draft is not doer])


def _doer(stage: Stage, phrase: Phrase, named: Sequence[Candidate]) -> Draft | None:
    """The clause's subject: *Rudi memukulnya* speaks of another than Rudi (Principle B of binding)."""
    here = stage.words.sentence[phrase.start]
    subjects = [one for one in named if one.sentence == here and one.start < phrase.start and one.subject]
    return subjects[-1].draft if subjects else None


def _owner(stage: Stage, phrase: Phrase, first: int, named: Sequence[Candidate]) -> list[Draft]:
    """Whose a described body or person is: *Manila mengerahkan pasukannya* speaks of the clause's own subject."""
    here = stage.words.sentence[phrase.start]
    subjects = [one for one in named if one.sentence == here and one.start < first and one.subject and _owns(one.draft)]
    return [subjects[-1].draft] if subjects else _any(stage, phrase, named)


def _owns(draft: Draft) -> bool:
    return draft.kind in (EntityType.PER, EntityType.ORG, EntityType.GPE)


def _people(stage: Stage, phrase: Phrase, named: Sequence[Candidate]) -> list[Draft]:
    return _nearest(stage, phrase, named, _is_many) or _nearest(stage, phrase, named, _is_body)


def _body(stage: Stage, phrase: Phrase, named: Sequence[Candidate]) -> list[Draft]:
    return _nearest(stage, phrase, named, lambda draft: _is_body(draft) or _is_person(draft))


def _pair(stage: Stage, phrase: Phrase, named: Sequence[Candidate]) -> list[Draft]:
    states = "negara" in stage.words.lowers[phrase.start : phrase.end]
    fits = _is_state if states else _is_person
    drafts = list({id(one.draft): one.draft for one in reversed(_within_reach(stage, phrase, named, fits))}.values())
    return drafts[:2] if len(drafts) > 1 else []


def _home(stage: Stage, phrase: Phrase, named: Sequence[Candidate]) -> list[Draft]:
    del phrase
    states = (one.draft for one in named if _is_state(one.draft) and one.draft.phrases[0].country == stage.home)
    return list(states)[:1]


def _is_person(draft: Draft) -> bool:
    return draft.kind is EntityType.PER


def _is_named(draft: Draft) -> bool:
    return draft.kind is EntityType.PER and bool(draft.words)


def _is_many(draft: Draft) -> bool:
    return draft.kind is EntityType.GRP


def _is_body(draft: Draft) -> bool:
    return draft.kind is EntityType.ORG and draft.phrases[0].kind is not HitKind.OUTLET


def _is_state(draft: Draft) -> bool:
    return draft.kind is EntityType.GPE


RESOLVERS: Mapping[Pronoun, Callable[[Stage, Phrase, Sequence[Candidate]], list[Draft]]] = MappingProxyType(
    {
        Pronoun.ANY: _any,
        Pronoun.BODY: _body,
        Pronoun.HOME: _home,
        Pronoun.PAIR: _pair,
        Pronoun.PEOPLE: _people,
        Pronoun.PERSON: _person,
    }
)


def _speaker(stage: Stage, phrase: Phrase, named: Sequence[Candidate]) -> Draft | None:
    """Whoever is named right after the quotation (*…," kata Rudi*), else the subject before it in its sentence."""
    number = stage.quoted[phrase.start]
    if not number:
        return None
    after = phrase.start
    while after < len(stage.quoted) and stage.quoted[after] == number:
        after += 1
    before = phrase.start
    while before and stage.quoted[before - 1] == number:
        before -= 1
    speaking = [one for one in named if not one.quoted and (_is_person(one.draft) or _is_body(one.draft))]
    follows = [
        one for one in speaking if after <= one.start <= after + CUE_REACH and not _next_starts(stage, after, one.start)
    ]
    if follows:
        return follows[0].draft
    here = stage.words.sentence[before]
    opens = [one for one in speaking if one.start < before and one.sentence == here and one.subject]
    return opens[-1].draft if opens else None


def _next_starts(stage: Stage, after: int, start: int) -> bool:
    """Whether a full stop stands between the quotation and the mention: then the mention begins something new."""
    return any(text in (".", "!", "?") for text in stage.words.texts[after:start])
