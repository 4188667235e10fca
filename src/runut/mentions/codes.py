"""Country and sector of a phrase, and the country in which a report or sentence plays."""

from collections import Counter
from typing import NamedTuple

from spacy.tokens import Doc

from runut.lexicon.actors import ActorNoun, Institution, Person, PhraseWord, occupied, phrase_words
from runut.lexicon.gazetteer import countries
from runut.mentions.lexical import Hit, HitKind, PlaceHit, Words, dateline_end, find_hits, read_plain, read_words
from runut.mentions.phrases import Phrase
from runut.model import Article, Entity, EntityType, Participant

__all__ = ["HOME", "Setting", "code_of", "home_country", "kindred", "sectors_of", "setting_of"]

HOME = "IDN"  # outlets in Indonesian write from Indonesia unless they say otherwise
LEAD_SENTENCES = 2
LEAD_WEIGHT = 3
FOREIGN_SHARE = 2.5  # a report plays abroad when one country is named so many times as often as Indonesia (gold/train)
NO_COUNTRY = "none"
OFFICES = frozenset({"GOV", "LEG", "PTY"})  # their holders speak from home, whatever they speak of
OFFICIAL = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})


class Setting(NamedTuple):
    """Where a report plays, by default and sentence by sentence; which countries each sentence names or implies.

    ``abroad`` is the foreign country that the report names most, if any.
    """

    home: str
    abroad: str | None
    sentences: tuple[str, ...]
    named: tuple[frozenset[str], ...]


def kindred(one: Entity, other: Entity | Participant) -> bool:
    """Whether two are of one country and kind: a police spokesman and the police; a minister and his country."""
    alike = not one.sectors or not other.sectors or bool(set(one.sectors) & set(other.sectors))
    return one.code is not None and one.code == other.code and alike


def home_country(doc: Doc, article: Article) -> str | None:
    """The country in which the report plays: Indonesia, or the one that it names far more often."""
    words = read_words(doc)
    return setting_of(words, find_hits(words), article).home


def setting_of(words: Words, hits: dict[int, Hit], article: Article) -> Setting:
    """Where the report plays; a sentence that says *di Gaza* plays there, whatever the rest does."""
    votes: Counter[str] = Counter()
    opening = dateline_end(words)
    hits = {start: hit for start, hit in hits.items() if start >= opening}
    for start, code in _codes_named(hits):
        votes[code] += LEAD_WEIGHT if words.sentence[start] < LEAD_SENTENCES else 1
        votes[code] += hits[start].kind is HitKind.PLACE  # where things happen, towns are named
    if article.title:
        title = read_plain(article.title)
        for _, code in _codes_named(find_hits(title)):
            votes[code] += LEAD_WEIGHT
    first = next((code for start, code in _codes_named(hits) if not words.sentence[start]), None)
    if first:
        votes[first] += LEAD_WEIGHT
    home = _home(votes)
    foreign = [code for code, _ in votes.most_common() if code != HOME]
    located = _located(words, hits)
    named = {words.sentence[start] for start, code in _codes_named(hits) if code == home}
    locale, sentences = home, []
    for number in range(len(words.sentences)):
        if number in located:
            locale = located[number]
        elif number in named or home != HOME:
            locale = home
        sentences.append(locale)
    countries_named: list[set[str]] = [set() for _ in words.sentences]
    for start, code in _codes_named(hits):
        countries_named[words.sentence[start]].add(code)
    return Setting(home, foreign[0] if foreign else None, tuple(sentences), tuple(map(frozenset, countries_named)))


def _home(votes: Counter[str]) -> str:
    foreign = Counter({code: count for code, count in votes.items() if code != HOME})
    if not foreign:
        return HOME
    code, count = foreign.most_common(1)[0]
    return code if count > FOREIGN_SHARE * votes[HOME] and count > LEAD_WEIGHT else HOME


def _codes_named(hits: dict[int, Hit]) -> list[tuple[int, str]]:
    """Countries named or implied, by token; matches inside longer ones do not count."""
    named: list[tuple[int, str]] = []
    end = 0
    for start, hit in sorted(hits.items()):
        if start < end or hit.kind is HitKind.OUTLET:
            end = max(end, hit.end)
            continue
        item = hit.item
        code = item.code if isinstance(item, PlaceHit | Institution | Person) else None
        if code and code in countries():
            named.append((start, code))
            end = hit.end
    return named


def _located(words: Words, hits: dict[int, Hit]) -> dict[int, str]:
    """Sentences that name a place after *di*, with that place's country."""
    located: dict[int, str] = {}
    for start, hit in sorted(hits.items()):
        if isinstance(hit.item, PlaceHit) and hit.item.code and start and not hit.item.people:
            before = words.lowers[start - 1]
            further = words.lowers[start - 2] if start > 1 else ""
            if before == "di" or (further == "di" and before in phrase_words()[PhraseWord.PLACE_NOUN]):
                located.setdefault(words.sentence[start], hit.item.code)
    return located


def code_of(phrase: Phrase, words: Words, setting: Setting) -> str | None:
    """The country code of whom a phrase names or describes; None where it is none or cannot be told."""
    item = phrase.item
    here = setting.sentences[words.sentence[phrase.head]]
    if isinstance(item, ActorNoun):
        return _noun_code(phrase, item, words, setting)
    if phrase.country:
        return phrase.country
    if isinstance(item, Institution):
        return item.code or (None if phrase.kind is HitKind.OUTLET else here)
    if isinstance(item, Person):
        return item.code
    if isinstance(item, PlaceHit):
        return item.code
    return here if phrase.kind in (HitKind.INSTITUTION, HitKind.PERSON) else None


def _noun_code(phrase: Phrase, noun: ActorNoun, words: Words, setting: Setting) -> str | None:
    if phrase.country:
        return phrase.country
    if noun.code and noun.code != NO_COUNTRY:
        return noun.code
    if phrase.whole and not (noun.code and phrase.counted):  # "beberapa negara ASEAN" are not all of them
        return code_of(phrase.whole, words, setting)
    if phrase.world and noun.kind is EntityType.ORG and noun.sectors == ("SOC",):
        return "NGO"
    if noun.code or phrase.world:
        return None
    return _default_code(phrase, noun, setting.sentences[words.sentence[phrase.head]], setting)


def _default_code(phrase: Phrase, noun: ActorNoun, here: str, setting: Setting) -> str | None:
    """The country of somebody described without one: where the sentence plays, with what the noun itself implies."""
    if noun.anyone and setting.home != HOME:
        return None
    if noun.abroad and here == HOME and setting.abroad:
        return setting.abroad
    if not phrase.nearby and noun.kind is EntityType.PER and not OFFICES.isdisjoint(noun.sectors):
        here = setting.home
    code = phrase.nearby or here
    land = occupied().get(code)
    if land and (noun.form in land.nouns or not set(noun.sectors).isdisjoint(land.sectors)):
        return land.state
    return code


def sectors_of(phrase: Phrase) -> tuple[str, ...]:
    """The sectors of whom a phrase names or describes, the main one first."""
    item = phrase.item
    if isinstance(item, ActorNoun):
        sectors = _noun_sectors(phrase, item)
        return (
            ("ELI",) if (phrase.former or phrase.retired) and sectors and sectors[0] in OFFICIAL | {"PTY"} else sectors
        )
    if isinstance(item, Institution):
        return item.sectors
    if isinstance(item, PlaceHit) and item.sector and phrase.kind is HitKind.SEAT:
        return (item.sector,)
    return ()


def _noun_sectors(phrase: Phrase, noun: ActorNoun) -> tuple[str, ...]:
    whole = phrase.whole
    if phrase.stranger:
        return ("UAF",)
    if noun.of_whole and whole:
        return sectors_of(whole) or (() if whole.kind is HitKind.INSTITUTION else noun.sectors)
    return noun.sectors
