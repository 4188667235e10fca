"""Which phrases of a report speak of the same person, body or group."""

from collections.abc import Iterable, Sequence

from runut.lexicon.actors import ActorNoun, Institution, Person, PhraseWord, Pronoun, known_people, phrase_words
from runut.mentions.bearers import Draft, attach_bearers
from runut.mentions.codes import Setting, code_of
from runut.mentions.lexical import HitKind, PlaceHit, Words
from runut.mentions.phrases import Phrase
from runut.model import EntityType

__all__ = ["Draft", "group_phrases"]

SUSPECT = frozenset({("CRM",), ("UAF",), ("REB",)})
FARTHEST_BACK = 100  # tokens from "politikus itu" back to the name; about four sentences
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def group_phrases(words: Words, phrases: Sequence[Phrase], setting: Setting) -> dict[int, Draft]:
    """Every phrase but pronouns with the entity that it speaks of, by ``id(phrase)``."""
    every = sorted((part for phrase in phrases for part in phrase.everything()), key=_place_in_text)
    drafts = _name_drafts(words, [phrase for phrase in every if phrase.is_name])
    attach_bearers(words, phrases, drafts)
    bodies: dict[object, Draft] = {}
    people = list({id(draft): draft for draft in drafts.values()}.values())
    for phrase in every:
        if id(phrase) in drafts or phrase.kind is HitKind.PRONOUN:
            continue
        draft = (
            _held_by(phrase, people, words, setting)
            or _person_after_all(phrase, people)
            or _that_country(phrase, bodies.values())
            or _same_body(phrase, bodies, words, setting)
        )
        draft.add(phrase)
        drafts[id(phrase)] = draft
    return drafts


def _place_in_text(phrase: Phrase) -> tuple[int, int]:
    return phrase.start, -phrase.end


def _name_words(phrase: Phrase) -> frozenset[str]:
    honorifics = phrase_words()[PhraseWord.HONORIFIC]
    return frozenset(
        word
        for word in phrase.title
        if (len(word) > 1 or len(phrase.title) == 1) and word[0].isalnum() and word not in honorifics
    )


def _name_drafts(words: Words, names: Sequence[Phrase]) -> dict[int, Draft]:
    """Persons by name: full names first, then shorter ones that are part of a full one."""
    people: list[Draft] = []
    drafts: dict[int, Draft] = {}
    for phrase in sorted(names, key=lambda name: -len(name.title)):
        tokens = _name_words(phrase)
        written = words.slice(phrase.start, phrase.start + len(phrase.title))
        known = None if _is_aged(words, phrase) else known_people().get(written)
        draft = _namesake(people, phrase, tokens, known)
        if draft is None:
            draft = Draft(EntityType.PER, words=tokens, person=known, name=written)
            people.append(draft)
        draft.person = draft.person or (known if known and _may_be(draft, known) else None)
        if phrase.alias:
            draft.words |= {phrase.alias.lower()}
        draft.add(phrase)
        drafts[id(phrase)] = draft
    return drafts


def _may_be(draft: Draft, known: Person) -> bool:
    """Whether all that somebody is called is said of the well-known one: Budi Prasetyo is not the known *Prasetyo*."""
    called = {word for form in (known.name, *known.forms) for word in form.lower().split()}
    return draft.words <= called


def _is_aged(words: Words, phrase: Phrase) -> bool:
    """*Suharto (43)*: reports give ages to people whom nobody knows."""
    return (
        words.texts[phrase.end : phrase.end + 1] == ["("]
        and "".join(words.texts[phrase.end + 1 : phrase.end + 2]).isdigit()
    )


def _namesake(people: Sequence[Draft], phrase: Phrase, tokens: frozenset[str], known: Person | None) -> Draft | None:
    if known:
        for draft in people:
            if draft.person is known:
                return draft
    fitting = [draft for draft in people if tokens and tokens <= draft.words]
    return min(fitting, key=lambda draft: _distance(draft, phrase), default=None)


def _distance(draft: Draft, phrase: Phrase) -> int:
    """How far before ``phrase`` the draft was last named; after it only as a last resort."""
    before = [phrase.start - named.start for named in draft.phrases if named.start <= phrase.start]
    return min(before) if before else 10_000 + draft.phrases[0].start


def _held_by(phrase: Phrase, people: Iterable[Draft], words: Words, setting: Setting) -> Draft | None:
    """*Presiden itu, politikus itu*: the person already named with that office."""
    noun = phrase.noun
    if noun is None or noun.kind is not EntityType.PER or phrase.many or phrase.former or noun.of_person:
        return None
    fitting = [
        draft for draft in people if any(_same_office(phrase, noun, held, words, setting) for held in draft.phrases)
    ]
    if not fitting and phrase.back and noun.sectors not in SUSPECT:
        fitting = [
            draft
            for draft in people
            if draft.words and _distance(draft, phrase) <= FARTHEST_BACK and not _is_part(phrase, draft)
        ]
    return min(fitting, key=lambda draft: _distance(draft, phrase), default=None)


def _person_after_all(phrase: Phrase, people: Iterable[Draft]) -> Draft | None:
    """A name that the model took for a place or body, although the report says it of a person."""
    if phrase.item is not None or not phrase.title:
        return None
    fitting = [draft for draft in people if set(phrase.title) <= draft.words]
    return min(fitting, key=lambda draft: _distance(draft, phrase), default=None)


def _that_country(phrase: Phrase, bodies: Iterable[Draft]) -> Draft | None:
    """*negara itu*: the country named last."""
    noun = phrase.noun
    if noun is None or noun.noun != "negara" or not phrase.back or phrase.many:
        return None
    states = [draft for draft in bodies if draft.kind is EntityType.GPE]
    return min(states, key=lambda draft: _distance(draft, phrase), default=None)


def _is_part(phrase: Phrase, draft: Draft) -> bool:
    """Whether the draft is named within the phrase itself (*anak buah Dada itu*)."""
    return any(phrase.start <= named.start < phrase.end for named in draft.phrases)


def _same_office(phrase: Phrase, noun: ActorNoun, held: Phrase, words: Words, setting: Setting) -> bool:
    other = held.noun
    if other is None or held is phrase or other.rank:
        return False
    if phrase.back:
        alike = noun.form == other.form or (noun.noun == other.noun and noun.sectors != ("CVL",))
        said = phrase.country or phrase.whole
        return (
            held.start < phrase.start
            and alike
            and (not said or code_of(phrase, words, setting) == code_of(held, words, setting))
        )
    if phrase.one or noun.form != other.form or noun.sectors in (("CRM",), ("CVL",), ("EDU",)):
        return False
    if _whole_key(phrase) and _whole_key(phrase) != _whole_key(held):
        return False
    if phrase.title and phrase.title != held.title:
        return False
    return code_of(phrase, words, setting) == code_of(held, words, setting)


def _whole_key(phrase: Phrase) -> object:
    whole = phrase.whole
    if whole is None:
        return None
    return whole.item.name if isinstance(whole.item, Institution) else (whole.noun and whole.noun.noun, whole.title)


def _same_body(phrase: Phrase, bodies: dict[object, Draft], words: Words, setting: Setting) -> Draft:
    """The draft of a body, group, place or unnamed person: one for each name, one for each kind and country."""
    key = _body_key(phrase, words, setting)
    draft = bodies.get(key)
    if draft is None:
        draft = Draft(_kind_of(phrase), name=words.slice(phrase.start, phrase.end))
        bodies[key] = draft
    if phrase.alias:
        bodies.setdefault(("alias", phrase.alias), draft)
    return draft


def _body_key(phrase: Phrase, words: Words, setting: Setting) -> object:
    item = phrase.item
    written = words.slice(phrase.start, phrase.end)
    if isinstance(item, Institution):
        return ("body", item.name, code_of(phrase, words, setting), phrase.title)
    if isinstance(item, PlaceHit):
        return ("place", item.name, item.code)
    noun = phrase.noun
    if noun is None:
        return ("named", phrase.title or written.lower())
    if phrase.one or phrase.counted or (not noun.of_person and any(part.item is Pronoun.ANY for part in phrase.inner)):
        return ("once", phrase.start)
    return ("noun", noun.form, code_of(phrase, words, setting), phrase.title, _whole_key(phrase), phrase.former)


def _kind_of(phrase: Phrase) -> EntityType:
    noun = phrase.noun
    if noun:
        if noun.kind is EntityType.GRP and phrase.one:
            return EntityType.PER
        return EntityType.GRP if noun.kind is EntityType.PER and phrase.many else noun.kind
    if isinstance(phrase.item, PlaceHit):
        return EntityType.GPE if phrase.kind is not HitKind.PLACE else EntityType.LOC
    return EntityType.LOC if phrase.kind is HitKind.PLACE else EntityType.ORG
