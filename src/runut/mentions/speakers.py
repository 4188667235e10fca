"""Who speaks: the noun phrase beside a cue, and the entity that it names."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from spacy.tokens import Doc, Token

from runut.lexicon.cues import speech_words
from runut.model import Entity, EntityType, QuoteKind, Span

__all__ = ["NOBODY", "Draft", "Speaker", "Speakers"]

FULL_STOP = re.compile(r"[;:\n\"“”«»?!]|\.(?=\s+[A-Z“\"]|\s*$)|\s\((?!\w{2,8}\))")
ABBREVIATED = re.compile(r"\b(?:[A-Z]|[A-Z][a-z]{1,3}|[A-Z]{2,4})$")
PREDICATES = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
CHAINED = frozenset({"conj", "xcomp", "advcl", "parataxis", "ccomp"})
RELATIVE = "yang"
ANAPHORIC = frozenset({"itu", "ini", "tersebut"})
SPEAKING_TYPES = frozenset({EntityType.PER, EntityType.ORG, EntityType.GPE, EntityType.GRP})


class Speaker(NamedTuple):
    """Somebody who speaks: the entity's id where known, and the words that name it (None for nobody known)."""

    entity: str | None
    text: str | None


NOBODY = Speaker(None, None)


class Draft(NamedTuple):
    """A quotation whose speaker is still a phrase, or nothing where the cue is missing."""

    content: Span
    kind: QuoteKind
    cue: Span | None
    phrase: Span | None


class Speakers:
    """The entities of one report, asked who stands in a given phrase."""

    def __init__(self, doc: Doc, entities: Sequence[Entity]) -> None:
        self.doc = doc
        self.mentions = sorted(
            ((mention, entity) for entity in entities for mention in entity.mentions), key=lambda pair: pair[0]
        )

    def after(self, offset: int) -> Span | None:
        """The speaker's phrase that follows a cue ending at ``offset`` (*kata* **Kapolda Jawa Barat** *di Bandung*)."""
        text = self.doc.text
        end = _phrase_end(text, offset)
        words = self.doc.char_span(offset, end, alignment_mode="contract") if offset < end else None
        comma = text.find(",", offset, end)
        for token in words or ():
            if token.pos_ in PREDICATES and token.text[0].islower():
                # What follows the comma is a clause of its own, not an apposition.
                end = comma if offset < comma < token.idx else token.idx
                break
        return _trimmed(text, offset, end)

    def before(self, cue: Token, floor: int) -> Span | None:
        """The phrase of the subject of ``cue``, not reaching before the offset ``floor``."""
        subject = _subject(cue)
        if subject is not None and floor <= subject.idx < cue.idx:
            tokens = [token for token in subject.subtree if token.i < cue.i and token.idx >= floor]
            tokens = list(takewhile(lambda token: token.lower_ != RELATIVE, tokens))
            return _trimmed(self.doc.text, tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
        return None

    def named_in(self, phrase: Span) -> Speaker | None:
        """The entity that ``phrase`` names: its last person, else its first organisation, country or group."""
        inside = [(mention, entity) for mention, entity in self.mentions if mention.overlaps(phrase)]
        people = [pair for pair in inside if pair[1].type is EntityType.PER]
        others = [pair for pair in inside if pair[1].type in SPEAKING_TYPES]
        if not people and not others:
            return None
        mention, entity = people[-1] if people else others[0]
        return Speaker(entity.id, self.doc.text[mention.start : mention.end])

    def is_person(self, speaker: Speaker) -> bool:
        """Whether ``speaker`` is known to be a person."""
        return any(entity.id == speaker.entity and entity.type is EntityType.PER for _, entity in self.mentions)

    def is_pronoun(self, phrase: Span) -> bool:
        """Whether ``phrase`` only points back (*dia, -nya, pernyataan tersebut*)."""
        words = re.findall(r"\w+", self.doc.text[phrase.start : phrase.end].lower())
        return not words or words[0] in speech_words("pronouns") or words[-1] in ANAPHORIC

    def text_of(self, phrase: Span) -> str:
        """The words of ``phrase``; of an apposition with a name (*juru bicara, Budi*), the name."""
        text = self.doc.text[phrase.start : phrase.end]
        parts = [part.strip() for part in text.split(",")]
        return parts[1] if len(parts) > 1 and parts[1][:1].isupper() else parts[0]


def _subject(verb: Token) -> Token | None:
    """The subject of ``verb``, or of the verb that it is chained to (*datang dan mengatakan*).

    Of a relative clause it is the noun that the clause describes (**pejabat** *yang mengatakan ...*).
    """
    while True:
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS and child.i < verb.i), None)
        if subject is not None and subject.lower_ != RELATIVE:
            return subject
        if verb.dep_.startswith("acl") and verb.head.i < verb.i:
            return verb.head
        if verb.dep_ not in CHAINED or verb.head.i >= verb.i:
            return None
        verb = verb.head


def _phrase_end(text: str, offset: int) -> int:
    """Where a noun phrase that starts at ``offset`` ends, by words that cannot be part of one."""
    end = len(text)
    for stop in FULL_STOP.finditer(text, offset):
        if stop.group().startswith(".") and ABBREVIATED.search(text[offset : stop.start()]):
            continue
        end = stop.start()
        break
    ends = speech_words("phrase_ends")
    commas = 0
    for match in re.finditer(r"[\w'’.-]+|,", text[offset:end]):
        word = match.group()
        if word == ",":
            commas += 1
        # An apposition starts with a capital (juru bicara NATO, Allison Hart); a second comma ends the phrase.
        following = text[offset + match.end() : offset + match.end() + 2].strip()
        if word.lower() in ends or commas > 1 or (word == "," and not following[:1].isupper()):
            return offset + match.start()
    return end


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    stripped = piece.strip(" ,\n\t")
    if not stripped:
        return None
    lead = piece.index(stripped)
    return Span(start + lead, start + lead + len(stripped))
