"""Which noun phrases stand in which grammatical slot of a trigger.

Slots are logical, not surface: *Polisi menangkap Budi* and *Budi ditangkap polisi* both have the police
in ``subject`` and Budi in ``object``. Prepositions name their slots (*kepada, terhadap, ke …*); a noun's
possessor is its ``genitive``. Labels are those of Universal Dependencies v2.
"""

from collections.abc import Iterable, Iterator
from functools import cache

import msgspec
from spacy.tokens import Doc, Token

from runut.events.triggers import Trigger
from runut.language.affixes import Voice, verb_forms
from runut.lexicon.support_verbs import Support, support_verbs

__all__ = ["Argument", "arguments_of"]

# A shared subject is looked for this many predicates up; deeper chains are parse errors more often than not.
MAX_CLIMB = 4
SHARING = ("conj", "xcomp", "ccomp", "advcl", "parataxis")
RELATIVE = "yang"
PASSIVE = (Voice.PASSIVE, Voice.ACCIDENTAL)


class Argument(msgspec.Struct, frozen=True):
    """The noun phrase headed by token ``head`` stands in ``slot``; ``path`` says how it was reached."""

    slot: str
    head: int
    path: str


def arguments_of(doc: Doc, trigger: Trigger) -> tuple[Argument, ...]:
    """The arguments of ``trigger``, each noun phrase once, the most direct path first."""
    found = _of_noun(doc, trigger) if _is_nominal(trigger) else _of_verb(doc, trigger)
    best: dict[int, Argument] = {}
    for argument in _with_conjuncts(doc, found):
        if not trigger.start <= argument.head < trigger.end:
            best.setdefault(argument.head, argument)
    return tuple(best.values())


def _is_nominal(trigger: Trigger) -> bool:
    return trigger.sense.kind == "noun"


@cache
def _support_forms() -> dict[str, tuple[Support, Voice]]:
    return {form: (verb.kind, voice) for verb in support_verbs() for form, voice in verb_forms(verb.base).items()}


def _label(token: Token) -> str:
    return token.dep_.split(":")[0]


def _preposition(token: Token) -> str | None:
    """The preposition that marks ``token``, if any: the last of a stack (*di dalam, oleh*)."""
    cases = [child.lower_ for child in token.children if _label(child) == "case" and child.i < token.i]
    return cases[0] if cases else None


def _children(doc: Doc, trigger: Trigger) -> Iterator[Token]:
    for token in doc[trigger.start : trigger.end]:
        yield from (child for child in token.children if not trigger.start <= child.i < trigger.end)


# --- predicates -----------------------------------------------------------------------------------


def _of_verb(doc: Doc, trigger: Trigger) -> Iterator[Argument]:
    passive = trigger.voice in PASSIVE
    has_subject = False
    for child in _children(doc, trigger):
        if child.lower_ == RELATIVE:
            continue
        argument = _verb_child(child, passive=passive)
        if argument is None:
            continue
        has_subject = has_subject or _label(child) in ("nsubj", "csubj")
        yield argument
    predicate = doc[trigger.head]
    relative = _relative_head(predicate)
    if relative is not None:
        # *usul yang kami tolak*: with a subject of its own the bare verb is a zero passive
        slot = "object" if passive or has_subject else "subject"
        yield Argument(slot, relative.i, "relative")
    elif not has_subject:
        shared = _shared_subject(predicate)
        if shared is not None:
            yield Argument("object" if passive else "subject", shared.i, "shared")


def _verb_child(child: Token, *, passive: bool) -> Argument | None:
    label = _label(child)
    if label in ("nsubj", "csubj"):
        if _is_second_subject(child):
            return Argument("oleh" if passive else "object", child.i, "direct")
        return Argument("object" if passive else "subject", child.i, "direct")
    preposition = _preposition(child)
    if label in ("obj", "iobj", "obl", "nmod") and preposition is not None:
        return Argument(_slot_of(preposition), child.i, "direct")
    if label == "obj" or (label == "obl" and child.pos_ in ("NOUN", "PROPN", "PRON") and child.i == child.head.i + 1):
        # *ditangkap polisi*: the agent of a di- passive may follow without *oleh*
        return Argument("oleh" if passive else "object", child.i, "direct")
    return Argument("iobject", child.i, "direct") if label == "iobj" else None


def _is_second_subject(child: Token) -> bool:
    """*Desa itu diserang pemberontak*: read as one more subject, since news does put subjects behind the verb."""
    verb = child.head
    follows = verb.i < child.i and child.left_edge.i == verb.i + 1
    return follows and any(_label(other) == "nsubj" and other.lower_ != RELATIVE for other in verb.lefts)


def _slot_of(preposition: str) -> str:
    return SAME_SLOT.get(preposition, preposition)


# Prepositions that mark the same role as another.
SAME_SLOT = {
    "pada": "pada",
    "sama": "dengan",
    "bersama": "dengan",
    "bagi": "untuk",
    "menuju": "ke",
    "melawan": "terhadap",
}


def _relative_head(predicate: Token) -> Token | None:
    """The noun that a relative clause describes, where ``predicate`` heads such a clause."""
    return predicate.head if _label(predicate) == "acl" else None


def _shared_subject(predicate: Token) -> Token | None:
    """The subject that ``predicate`` shares with the predicate above it (control, raising, coordination)."""
    raised = _raised_subject(predicate)
    if raised is not None:
        return raised
    current = predicate
    for _ in range(MAX_CLIMB):
        if _label(current) not in SHARING:
            return None
        above = current.head
        controlled = _controlled_object(above) if _label(current) in ("xcomp", "ccomp", "advcl") else None
        if controlled is not None:
            return controlled
        subject = next(
            (child for child in above.children if _label(child) == "nsubj" and child.lower_ != RELATIVE), None
        )
        if subject is not None:
            return subject
        if _label(above) == "acl":
            return above.head
        current = above
    return None


def _raised_subject(predicate: Token) -> Token | None:
    """*Mesir diduga menyerang*: where *diduga* is read as an adverb of the verb, the subject may hang on it."""
    modifiers = (child for child in predicate.lefts if _label(child) in ("advmod", "aux"))
    return next((child for word in modifiers for child in word.lefts if _label(child) == "nsubj"), None)


def _controlled_object(verb: Token) -> Token | None:
    """Who is to act by *meminta X untuk …*: the object, or the subject of the passive."""
    kind, voice = _support_forms().get(verb.lower_, (None, None))
    if kind is not Support.OBJECT_CONTROL:
        return None
    wanted = ("nsubj",) if voice in PASSIVE else ("obj", "iobj")
    return next((child for child in verb.children if _label(child) in wanted), None)


# --- nouns ----------------------------------------------------------------------------------------


def _of_noun(doc: Doc, trigger: Trigger) -> Iterator[Argument]:
    for child in _children(doc, trigger):
        yield from _noun_child(child, trigger)
    noun = doc[trigger.head]
    verb = noun.head
    kind, voice = _support_forms().get(verb.lower_, (None, None))
    if kind in (Support.DOES, Support.UNDERGOES) and _label(noun) in ("obj", "nsubj", "obl"):
        yield from _through_support(noun, verb, inverse=kind is Support.UNDERGOES, passive=voice in PASSIVE)


def _noun_child(child: Token, trigger: Trigger) -> Iterator[Argument]:
    label = _label(child)
    preposition = _preposition(child)
    if label in ("nmod", "obl", "obj") and preposition is not None:
        yield Argument(_slot_of(preposition), child.i, "direct")
    elif (
        label in ("nmod", "compound", "flat", "det", "appos", "obj")
        and child.i >= trigger.end
        and child.pos_ in ("NOUN", "PROPN", "PRON")
    ):
        yield Argument("genitive", child.i, "direct")
    elif label == "acl" and _support_forms().get(child.lower_, (None, None))[1] in PASSIVE:
        # *serangan yang dilakukan kelompok itu*
        yield from (arg for arg in _passive_agents(child))


def _passive_agents(verb: Token) -> Iterator[Argument]:
    for child in verb.children:
        argument = _verb_child(child, passive=True)
        if argument is not None and argument.slot == "oleh":
            yield Argument("oleh", child.i, "support")


def _through_support(noun: Token, verb: Token, *, inverse: bool, passive: bool) -> Iterator[Argument]:
    own_subject = False
    for child in verb.children:
        if child.i == noun.i or child.lower_ == RELATIVE:
            continue
        argument = _verb_child(child, passive=passive)
        if argument is None:
            continue
        own_subject = own_subject or argument.slot == "subject"
        yield Argument(_inverse(argument.slot) if inverse else argument.slot, child.i, "support")
    if not own_subject and not passive:
        shared = _relative_head(verb) or _shared_subject(verb)
        if shared is not None:
            yield Argument("terhadap" if inverse else "subject", shared.i, "support")


def _inverse(slot: str) -> str:
    """*Menteri menuai kritik dari DPR*: the verb's subject undergoes what the noun says."""
    return {"subject": "terhadap", "dari": "subject"}.get(slot, slot)


def _with_conjuncts(doc: Doc, arguments: Iterable[Argument]) -> Iterator[Argument]:
    for argument in arguments:
        yield argument
        for conjunct in _conjuncts(doc[argument.head]):
            yield Argument(argument.slot, conjunct.i, "conjunct")


def _conjuncts(token: Token) -> Iterator[Token]:
    for child in token.children:
        if _label(child) == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
            yield child
            yield from _conjuncts(child)
