"""Who is in a report: persons, bodies, states, groups, with country, sectors and every mention."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import msgspec
from spacy.tokens import Doc

from runut.lexicon.actors import ActorNoun, Institution, Term, given_names
from runut.mentions.anaphora import resolve_pronouns
from runut.mentions.codes import HOME, Setting, code_of, sectors_of, setting_of
from runut.mentions.coreference import Draft, group_phrases
from runut.mentions.lexical import HitKind, Words, find_hits, read_words
from runut.mentions.phrase_search import find_phrases
from runut.mentions.phrases import Phrase
from runut.mentions.suspects import is_suspect
from runut.model import Article, Entity, EntityType, Span

__all__ = ["EntityIndex", "entities_at", "entity_at", "entity_index", "find_entities"]

SUSPECT = frozenset({("CRM",), ("UAF",)})
PRIVATE = (("CVL",), ("BUS",), ("MED",), ("LAB",), ("AGR",), ("EDU", "CVL"))  # what the police's suspects otherwise are
UNKNOWN_PERSON = ("CVL",)  # codebook: a person of whom nothing is said is a civilian


def find_entities(doc: Doc, article: Article) -> tuple[Entity, ...]:
    """All persons, bodies, states, places and groups of a report, in the order of their first mention.

    Names, descriptions and pronouns that speak of one entity are its ``mentions``: character spans into
    ``article.text``, in order. ``code`` and ``sectors`` follow the codebook; a domestic body gets the country where the
    report plays (:func:`runut.mentions.codes.home_country`). A pronoun for two persons is a mention of both.
    """
    words = read_words(doc)
    hits = find_hits(words)
    setting = setting_of(words, hits, article)
    phrases = find_phrases(words, hits)
    drafts = group_phrases(words, phrases, setting)
    resolve_pronouns(words, phrases, drafts, setting.home)
    unique = list({id(draft): draft for draft in drafts.values()}.values())
    unique.sort(key=lambda draft: min(phrase.start for phrase in draft.phrases))
    day = article.published[:10] if article.published else None
    owners = {id(phrase): draft for draft in unique for phrase in draft.phrases if phrase.kind is HitKind.PRONOUN}
    found = []
    for number, draft in enumerate(unique, start=1):
        owner = _owner(draft, owners)
        code = _code(owner or draft, words, setting)
        found.append(_entity(f"e{number}", draft, words, code, day))
    return tuple(found)


def _owner(draft: Draft, owners: Mapping[int, Draft]) -> Draft | None:
    """To whom a body or person belongs of whom only that is said (*pasukannya*)."""
    phrase = _plainest(draft)
    if phrase.noun is None or phrase.noun.code or phrase.country or phrase.whole or draft.words:
        return None
    return next((owners[id(part)] for part in phrase.inner if id(part) in owners), None)


def _entity(name: str, draft: Draft, words: Words, code: str | None, day: str | None) -> Entity:
    draft.phrases.sort(key=lambda phrase: phrase.start)
    term = draft.person.term_on(day) if draft.person else None
    sectors = _sectors(draft, term, dated=day is not None)
    human = draft.kind in (EntityType.PER, EntityType.GRP)
    if not term and human and sectors in PRIVATE and is_suspect(draft, words):
        sectors = ("CRM",)
    wikidata = draft.person.wikidata if draft.person else None
    spans = sorted({span for phrase in draft.phrases for span in _spans(phrase, words)})
    return Entity(
        id=name,
        type=draft.kind,
        name=_best_name(draft, words),
        code=code,
        sectors=sectors,
        role=_role(draft, term),
        identifiers={"wikidata": wikidata} if wikidata else {},
        mentions=tuple(spans),
    )


def _spans(phrase: Phrase, words: Words) -> list[Span]:
    """The phrase's characters; an abbreviation in brackets after it is a mention of its own."""
    if phrase.alias and words.texts[phrase.end - 1] == ")":
        return [
            Span(words.starts[phrase.start], words.ends[phrase.end - 4]),
            Span(words.starts[phrase.end - 2], words.ends[phrase.end - 2]),
        ]
    return [Span(words.starts[phrase.start], words.ends[phrase.end - 1])]


def _best_name(draft: Draft, words: Words) -> str:
    if draft.name and draft.words:
        return draft.name
    first = draft.phrases[0]
    span = _spans(first, words)[0]
    return words.text[span.start : span.end]


def _described(draft: Draft) -> list[Phrase]:
    return [phrase for phrase in draft.phrases if isinstance(phrase.item, ActorNoun)]


def _code(draft: Draft, words: Words, setting: Setting) -> str | None:
    """The country: for a person the one said with an office or nationality, else known, else where the report plays."""
    if draft.kind is not EntityType.PER:
        return code_of(_plainest(draft), words, setting)
    said = [phrase for phrase in _described(draft) if phrase.country or phrase.whole]
    for phrase in said:
        code = code_of(phrase, words, setting)
        if code:
            return code
    if draft.person:
        return draft.person.code
    described = _described(draft)
    if described:
        return code_of(described[0], words, setting)
    return _stranger_country(draft, words, setting)


def _stranger_country(draft: Draft, words: Words, setting: Setting) -> str:
    """Of a person of whom nothing is said: the only country that the sentence names, unless the name is Indonesian."""
    first = draft.phrases[0]
    here = setting.sentences[words.sentence[first.start]]
    named = setting.named[words.sentence[first.start]]
    if not given_names().isdisjoint(words.texts[first.start : first.end]):
        return setting.home
    return next(iter(named)) if here == HOME and len(named) == 1 else here


def _plainest(draft: Draft) -> Phrase:
    """The phrase that says most: not a pronoun."""
    return next((phrase for phrase in draft.phrases if phrase.kind is not HitKind.PRONOUN), draft.phrases[0])


def _sectors(draft: Draft, term: Term | None, *, dated: bool) -> tuple[str, ...]:
    """What the entity is: for a person the office that the report gives, or the known one of the report's day."""
    if draft.kind is not EntityType.PER:
        return sectors_of(_plainest(draft))
    said = [(phrase, sectors_of(phrase)) for phrase in _described(draft)]
    offices = [sectors for phrase, sectors in said if sectors and sectors not in SUSPECT and not _is_rank(phrase)]
    ranks = [sectors for phrase, sectors in said if sectors and _is_rank(phrase)]
    suspicions = [sectors for _, sectors in said if sectors in SUSPECT]
    if term and draft.person:
        # Of somebody known, an undated report's word counts where it names an office that was ever theirs.
        own = {term.sectors for term in draft.person.terms} | {("ELI",)}
        offices = [] if dated else [sectors for sectors in offices if sectors in own]
        return offices[0] if offices else term.sectors
    if offices:
        return offices[0]
    if any(isinstance(phrase.item, Institution) for phrase, _ in said):
        return ()
    if ranks or suspicions:
        return (ranks or suspicions)[0]
    return () if any(phrase.whole for phrase, _ in said) else UNKNOWN_PERSON


def _is_rank(phrase: Phrase) -> bool:
    return phrase.noun is not None and phrase.noun.rank


def _role(draft: Draft, term: Term | None) -> str | None:
    offices = [
        phrase.noun.form
        for phrase in _described(draft)
        if phrase.noun and phrase.noun.kind is EntityType.PER and not phrase.noun.rank
    ]
    if draft.kind is not EntityType.PER:
        return None
    return offices[0] if offices else (term.role if term else None)


class EntityIndex(msgspec.Struct, frozen=True):
    """A report's mentions in order, for quick look-up."""

    starts: tuple[int, ...]
    mentions: tuple[tuple[Span, Entity], ...]
    longest: int


def entity_index(entities: Sequence[Entity]) -> EntityIndex:
    """Index the mentions of ``entities`` for :func:`entity_at`."""
    mentions = sorted(
        ((span, entity) for entity in entities for span in entity.mentions),
        key=lambda pair: (pair[0].start, pair[0].end),
    )
    longest = max((span.end - span.start for span, _ in mentions), default=0)
    return EntityIndex(tuple(span.start for span, _ in mentions), tuple(mentions), longest)


def entities_at(index: EntityIndex, start: int, end: int) -> tuple[Entity, ...]:
    """The entities of the mention that best fits the characters ``start`` to ``end``: several only for *keduanya*.

    Given a word (a phrase's head), the shortest mention around it fits best. Given a phrase, it is the first mention
    that begins within it — Indonesian phrases begin with their head — and of those the longest.
    """
    lowest = bisect_left(index.starts, start - index.longest)
    highest = bisect_left(index.starts, end)
    near = [pair for pair in index.mentions[lowest:highest] if pair[0].end > start]
    around = [span for span, _ in near if span.start <= start and end <= span.end]
    if around:
        best = min(around, key=lambda span: span.end - span.start)
    elif near:
        best = min((span for span, _ in near), key=lambda span: (max(span.start, start), -span.end))
    else:
        return ()
    return tuple(entity for span, entity in near if span == best)


def entity_at(index: EntityIndex, start: int, end: int) -> Entity | None:
    """The first of :func:`entities_at`, or None where nobody is mentioned."""
    found = entities_at(index, start, end)
    return found[0] if found else None
