"""Where a sense of the lexicon stands in a report."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec
from spacy.tokens import Doc, Span

from runut.language.affixes import Voice, verb_forms
from runut.language.columns import columns
from runut.lexicon.senses import Sense, event_senses
from runut.model import EventType

__all__ = ["NearMiss", "Trigger", "find_triggers", "near_misses"]

# Farther than this a companion word says nothing of the trigger: measured on the training gold, nine of
# ten companions stand within ten words of their verb.
COMPANION_WINDOW = 10
# A barred word counts only as the trigger's next neighbour or its object: *menangkap tiga ekor ikan*.
BARRED_WINDOW = 3

# Only what is done to somebody by force is told with ter- as a deed (*terbunuh, tertangkap*). Of other verbs ter- makes
# a state or a word of its own: *terdesak, terbuka, tertarik, tersebut*.
SUFFERED = frozenset({EventType.ASSAULT, EventType.COERCE})


class Form(msgspec.Struct, frozen=True):
    """A sense, and the voice that a surface form of it shows."""

    sense: Sense
    voice: Voice | None


class Trigger(msgspec.Struct, frozen=True):
    """A sense found at tokens ``start`` to ``end`` (exclusive) of a Doc; ``head`` is its syntactic head."""

    sense: Sense
    start: int
    end: int
    head: int
    voice: Voice | None


class NearMiss(msgspec.Struct, frozen=True):
    """A sense whose words stand there but whose company forbids it.

    ``barred`` is the word beside it that must not be there; None where none of the required words is near.
    """

    trigger: Trigger
    barred: str | None


@cache
def _forms() -> Mapping[str, Sequence[tuple[tuple[str, ...], Sequence[Form]]]]:
    """By their first word all words that may be an event's, the most words first, with the senses that they have."""
    by_words: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for sense in event_senses():
        for words, voice in _surface(sense):
            by_words[words].append(Form(sense, voice))
    by_first: dict[str, list[tuple[tuple[str, ...], Sequence[Form]]]] = defaultdict(list)
    for words, forms in sorted(by_words.items(), key=lambda pair: -len(pair[0])):
        by_first[words[0]].append((words, forms))
    return by_first


def _surface(sense: Sense) -> Iterator[tuple[tuple[str, ...], Voice | None]]:
    if sense.kind == "verb":
        for form, voice in verb_forms(sense.key).items():
            if voice is not Voice.ACCIDENTAL or sense.type in SUFFERED:
                yield (form,), voice
    else:
        yield tuple(sense.key.split()), None


def find_triggers(doc: Doc) -> tuple[Trigger, ...]:
    """All senses that stand in ``doc`` with the companions that they require.

    Several senses may share their words (*larang* is COERCE or SANCTION); the longer of two overlapping
    matches wins, and so does one whose companions were found over one that asks for none.
    """
    return _longest([trigger for trigger, miss in _matches(doc) if miss is None])


def near_misses(doc: Doc) -> tuple[NearMiss, ...]:
    """The senses whose words stand in ``doc`` but whose companions forbid them."""
    return tuple(miss for _, miss in _matches(doc) if miss is not None)


def _matches(doc: Doc) -> Iterator[tuple[Trigger, NearMiss | None]]:
    words = columns(doc).lowers
    forms = _forms()
    for i, word in enumerate(words):
        for sought, alike in forms.get(word, ()):
            end = i + len(sought)
            if words[i:end] != sought:
                continue
            span = doc[i:end]
            if _inside_name(span):
                continue
            sentence, head = span.sent, span.root.i
            for form in alike:
                trigger = Trigger(form.sense, i, end, head, form.voice)
                yield trigger, _forbidden(trigger, words, sentence)


def _inside_name(span: Span) -> bool:
    """A word that is part of a proper name is no trigger: *Komisi Pemberantasan Korupsi*.

    The first word of a sentence is capitalised whatever it is, and nobody is called *Penikaman Syekh Ali*.
    """
    opening = span.start == span.sent.start and span[0].ent_type_ == "PER"
    return (
        not opening
        and all(token.ent_type_ in ("ORG", "PER") and token.text[0].isupper() for token in span)
        and not span.sent.text.istitle()
    )


def _forbidden(trigger: Trigger, words: tuple[str, ...], sent: Span) -> NearMiss | None:
    """Why the companions of ``trigger`` in its sentence ``sent`` rule it out, or None."""
    sense = trigger.sense
    after = words[trigger.end : min(trigger.end + BARRED_WINDOW, sent.end)]
    before = words[max(trigger.start - 1, sent.start) : trigger.start]
    barred = _first_present(sense.barred, before + after)
    if barred:
        return NearMiss(trigger, barred)
    if sense.required:
        start = max(trigger.start - COMPANION_WINDOW, sent.start)
        near = words[start : min(trigger.end + COMPANION_WINDOW, sent.end)]
        if not _first_present(sense.required, near):
            return NearMiss(trigger, None)
    return None


def _first_present(wanted: frozenset[str], words: Sequence[str]) -> str | None:
    if not wanted:
        return None
    line = f" {' '.join(words)} "
    return next((word for word in sorted(wanted) if f" {word} " in line), None)


def _longest(triggers: list[Trigger]) -> tuple[Trigger, ...]:
    kept: list[Trigger] = []
    for trigger in sorted(triggers, key=lambda t: (t.start - t.end, not t.sense.required, t.start)):
        rivals = [other for other in kept if trigger.start < other.end and other.start < trigger.end]
        if all(
            (other.start, other.end) == (trigger.start, trigger.end) and _equal_right(other, trigger)
            for other in rivals
        ):
            kept.append(trigger)
    return tuple(sorted(kept, key=lambda t: (t.start, t.sense.id)))


def _equal_right(one: Trigger, other: Trigger) -> bool:
    return bool(one.sense.required) == bool(other.sense.required) and one.sense.type != other.sense.type
