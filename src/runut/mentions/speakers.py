"""Who speaks: the noun phrase beside a cue, and the entity that it names."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from runut.language.columns import columns
from runut.lexicon.cues import speech_words
from runut.model import Entity, EntityType, QuoteKind, Span

__all__ = ["NOBODY", "Draft", "Sentence", "Speaker", "Speakers", "tokens_at"]

FULL_STOP = re.compile(r"[;:\n\"“”«»?!]|\.(?=\s+[A-Z“\"]|\s*$)|\s\((?!\w{2,8}\))")
ABBREVIATED = re.compile(r"\b(?:[A-Z]|[A-Z][a-z]{1,3}|[A-Z]{2,4})$")
PREDICATES = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PUNCT", "ADV", "X"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
CHAINED = frozenset({"conj", "xcomp", "advcl", "parataxis", "ccomp"})
RELATIVE = "yang"
DASHES = frozenset({"-", "–"})
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


def tokens_at(doc: Doc, start: int, end: int) -> Tokens:
    """The tokens that the characters ``start`` to ``end`` touch; ValueError for an empty stretch."""
    tokens = doc.char_span(start, end, alignment_mode="expand")
    if tokens is None:
        raise ValueError(f"no tokens at characters {start} to {end}")
    return tokens


class Sentence(NamedTuple):
    """One sentence of a report: its characters in ``text``, which is the whole report's."""

    doc: Doc
    text: str
    start_char: int
    end_char: int


class Speakers:
    """The entities of one report, asked who stands in a given phrase."""

    def __init__(self, doc: Doc, entities: Sequence[Entity]) -> None:
        self.doc = doc
        self.text = columns(doc).text
        self.mentions = sorted(
            ((mention, entity) for entity in entities for mention in entity.mentions), key=lambda pair: pair[0]
        )

    def after(self, offset: int) -> Span | None:
        """The speaker's phrase that follows a cue ending at ``offset`` (*kata* **Kapolda Jawa Barat** *di Bandung*)."""
        text = self.text
        statement = _statement_pattern().match(text, offset)
        offset = statement.end() if statement else offset
        end = _phrase_end(text, offset)
        words = self.doc.char_span(offset, end, alignment_mode="contract") if offset < end else None
        comma = text.find(",", offset, end)
        for token in words or ():
            verb = token.pos_ in PREDICATES and token.text[0].islower()
            if verb or token.lower_ in speech_words("predicate_signs"):
                # What follows the comma is a clause of its own, not an apposition.
                end = comma if offset < comma < token.idx else token.idx
                break
        return _trimmed(text, offset, end)

    def before(self, cue: Token, floor: int) -> Span | None:
        """The phrase of the subject of ``cue``, not reaching before the offset ``floor``."""
        subject = _subject(cue)
        if subject is None or not floor <= subject.idx < cue.idx:
            return None
        tokens = [token for token in subject.subtree if token.i < cue.i and token.idx >= floor]
        tokens = list(takewhile(lambda token: token.lower_ != RELATIVE, tokens))
        if not tokens:
            return None
        rest = self.doc[tokens[-1].i + 1 : cue.i]
        # An apposition that the parse hangs elsewhere still belongs: mantan menteri, Budi Santoso, mengatakan.
        end = rest.end if all(token.pos_ in NOMINAL for token in rest) else rest.start
        return self.without_opening(Span(tokens[0].idx, self.doc[end - 1].idx + len(self.doc[end - 1])))

    def without_opening(self, phrase: Span) -> Span | None:
        """``phrase`` without the comma parts in front that no speaker opens (*Dilansir Antara, Kamis (3/5),*)."""
        text = self.text
        start = phrase.start
        while (comma := text.find(",", start, phrase.end)) != -1:
            first = re.search(r"\w+", text[start:comma])
            if first is not None and first.group().lower() not in speech_words("phrase_ends"):
                break
            start = comma + 1
        return _trimmed(text, start, phrase.end)

    def named_in(self, phrase: Span) -> Speaker | None:
        """The entity that ``phrase`` names: its last person, else its first organisation, country or group.

        A name at the phrase's end that belongs to no entity goes before an organisation in the title.
        """
        text = self.text
        inside = [
            (mention, entity)
            for mention, entity in self.mentions
            if mention.overlaps(phrase) and text[mention.start : mention.end].lower() not in speech_words("pronouns")
        ]
        people = [pair for pair in inside if pair[1].type is EntityType.PER]
        others = [pair for pair in inside if pair[1].type in SPEAKING_TYPES]
        mentions = [mention for mention, _ in inside]
        opening = self._first_name(phrase, mentions)
        if opening is not None:
            return Speaker(people[0][1].id if people else None, opening)
        name = self._last_name(phrase, mentions)
        if name is not None:
            return Speaker(None, name)
        if people:
            mention, entity = people[-1]
            return Speaker(entity.id, text[mention.start : mention.end])
        if not others:
            return None
        tail = text[others[-1][0].end : phrase.end].strip()
        if tail and "," not in tail and all(word[0].isupper() for word in tail.split()):
            return Speaker(None, tail)
        # The harian of *harian Jepang Nikkei* is Nikkei.
        mention, entity = next((pair for pair in others if pair[1].type is not EntityType.GPE), others[0])
        return Speaker(entity.id, text[mention.start : mention.end])

    def _first_name(self, phrase: Span, mentions: Sequence[Span]) -> str | None:
        """The name before an apposition, outside all mentions (**Murni**, *seorang warga desa itu*)."""
        first, comma, rest = self.text[phrase.start : phrase.end].partition(",")
        words = first.split()
        if not comma or not rest.strip()[:1].islower() or not all(word[0].isupper() for word in words):
            return None
        name = Span(phrase.start, phrase.start + len(first))
        return None if any(mention.overlaps(name) for mention in mentions) else first

    def _last_name(self, phrase: Span, mentions: Sequence[Span]) -> str | None:
        """The apposed name that ends ``phrase`` outside all mentions (*Direktur PLN,* **I Made Suprateka**)."""
        comma = self.text.rfind(",", phrase.start, phrase.end)
        tail = Span(comma + 1, phrase.end)
        name = self.text[tail.start : tail.end].strip()
        if comma < 0 or not name or any(mention.overlaps(tail) for mention in mentions):
            return None
        return name if all(word[0].isupper() or word in DASHES for word in name.split()) else None

    def person_at(self, offset: int) -> Speaker | None:
        """The person whose name or description covers ``offset``; pronouns tell nothing new."""
        for mention, entity in self.mentions:
            if entity.type is EntityType.PER and mention.start <= offset < mention.end and not self.is_pronoun(mention):
                return Speaker(entity.id, self.text[mention.start : mention.end])
        return None

    def covers(self, offset: int) -> bool:
        """Whether any mention covers ``offset``."""
        return any(mention.start <= offset < mention.end for mention, _ in self.mentions)

    def is_unknown_name(self, token: Token) -> bool:
        """A proper noun that no entity covers and that the report never writes small."""
        small = re.compile(rf"\b{re.escape(token.lower_)}\b")
        known = self.covers(token.idx) or token.lower_ in speech_words("phrase_ends")
        return token.pos_ == "PROPN" and not known and small.search(self.text) is None

    def person_before(self, offset: int) -> Speaker | None:
        """The person last mentioned before ``offset``."""
        people = [(m, e) for m, e in self.mentions if m.end <= offset and e.type is EntityType.PER]
        return Speaker(people[-1][1].id, self.text[people[-1][0].start : people[-1][0].end]) if people else None

    def is_person(self, speaker: Speaker) -> bool:
        """Whether ``speaker`` is known to be a person."""
        return any(entity.id == speaker.entity and entity.type is EntityType.PER for _, entity in self.mentions)

    def is_bare_title(self, speaker: Speaker) -> bool:
        """Whether ``speaker`` is met once, by a title alone (*Menlu, Kapolda*): probably somebody named before."""
        return any(
            entity.id == speaker.entity
            and len(entity.mentions) == 1
            and entity.role is not None
            and entity.name[0].isupper()
            and entity.name.lower().startswith(entity.role)
            for _, entity in self.mentions
        )

    def is_in(self, speaker: Speaker, region: Span) -> bool:
        """Whether ``region`` mentions ``speaker``."""
        return any(entity.id == speaker.entity and mention.within(region) for mention, entity in self.mentions)

    def is_new(self, speaker: Speaker) -> bool:
        """Whether ``speaker`` is mentioned only once."""
        return any(entity.id == speaker.entity and len(entity.mentions) == 1 for _, entity in self.mentions)

    def is_pronoun(self, phrase: Span) -> bool:
        """Whether ``phrase`` is a pronoun (*dia, -nya*)."""
        words = re.findall(r"\w+", self.text[phrase.start : phrase.end].lower())
        return not words or words[0] in speech_words("pronouns")

    def points_back(self, phrase: Span) -> bool:
        """Whether ``phrase`` names nobody anew (*dia, pernyataan tersebut*)."""
        words = re.findall(r"\w+", self.text[phrase.start : phrase.end].lower())
        described = len(words) == 1 and self.text[phrase.start].islower() and self._next_word(phrase) == RELATIVE
        return self.is_pronoun(phrase) or words[-1] in ANAPHORIC or described

    def _next_word(self, phrase: Span) -> str:
        match = re.compile(r"\s*(\w+)").match(self.text, phrase.end)
        return match.group(1).lower() if match else ""

    def text_of(self, phrase: Span) -> str:
        """The words of ``phrase``; of an apposition with a name (*juru bicara, Budi*), the name."""
        text = self.text[phrase.start : phrase.end]
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


@cache
def _statement_pattern() -> re.Pattern[str]:
    """*pernyataan resmi yang dikeluarkan (oleh)*: what stands between a cue and the one who made a statement."""
    nouns, adjectives = ("|".join(sorted(speech_words(name))) for name in ("statement_nouns", "statement_adjectives"))
    maker = r"(?:\s+yang\s+di\w+)?(?:\s+(?:oleh|dari)\b)?(?=\s+[^\W\d_])"
    return re.compile(rf"\s*(?:{nouns})\b(?:\s+(?:{adjectives})\b)*{maker}")


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
