"""A report with what the earlier stages found in it, and quick ways from a token to those findings."""

from bisect import bisect_right
from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc

from runut.events.domains import Domain
from runut.events.occurrences import Occurrence
from runut.events.triggers import Trigger
from runut.model import Article, Entity, Place, Quote, Span, Timex

__all__ = ["EntityMention", "Option", "Report"]


class EntityMention(msgspec.Struct, frozen=True):
    """Mention of ``entities[entity]`` at tokens ``start`` to ``end`` (exclusive), in sentence ``sentence``.

    ``root`` is the one of its tokens on which the others hang.
    """

    entity: int
    start: int
    end: int
    root: int
    sentence: int
    span: Span


class Option(msgspec.Struct, frozen=True):
    """One day or place: ``key`` names it, ``things`` index its expressions in the record.

    ``tokens`` has each expression's token range, ``roots`` the one of them on which the others hang, ``sentences``
    its sentence; ``order`` counts the options of the report in order of their first expression. ``voices`` are the
    speakers whose cue an expression follows (*kata Budi, Rabu (10/1)*; None for one without an entity), ``tellers``
    those with a cue in an expression's sentence, ``sessions`` those of them in whose words the expression does not
    stand: who speaks then or there; ``relayed`` says whether one follows an outlet's name (*dilansir Reuters,
    Rabu (10/1)*).
    """

    key: str
    things: tuple[int, ...]
    tokens: tuple[tuple[int, int], ...]
    roots: tuple[int, ...]
    sentences: tuple[int, ...]
    order: int
    voices: frozenset[str | None]
    tellers: frozenset[str | None]
    relayed: bool
    sessions: frozenset[str | None]

    @property
    def spoken(self) -> bool:
        """Whether an expression follows a cue of speech."""
        return bool(self.voices)


class Report(msgspec.Struct, frozen=True):
    """Everything that coding an event may look at.

    ``domain`` is what it is about, where that is not politics (*sport*). ``cues`` are those of its factuality,
    ``triggers`` the senses that stand in it, ``dates`` and ``wheres`` the days and places that it speaks of. By
    token: ``sentence_of`` its sentence, ``mention_of`` the shortest mention that covers it, ``offsets`` its first
    character; ``lowers, tags, labels, heads, children`` its small letters, part of speech, relation (without its
    subtype), head and dependents, which the Doc tells too, but ten times as slowly. By sentence: ``sentences`` its
    token range, ``mentions_in`` its mentions, ``triggers_in`` its triggers. By entity: ``first_sentence`` that
    mentions it.
    """

    article: Article
    doc: Doc
    entities: tuple[Entity, ...]
    timexes: tuple[Timex, ...]
    places: tuple[Place, ...]
    quotes: tuple[Quote, ...]
    domain: Domain | None
    cues: tuple[Occurrence, ...]
    triggers: tuple[Trigger, ...]
    mentions: tuple[EntityMention, ...]
    sentence_of: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    mention_of: tuple[int | None, ...]
    mentions_in: tuple[tuple[int, ...], ...]
    triggers_in: tuple[tuple[int, ...], ...]
    first_sentence: dict[int, int]
    offsets: tuple[int, ...]
    lowers: tuple[str, ...]
    tags: tuple[str, ...]
    labels: tuple[str, ...]
    heads: tuple[int, ...]
    children: tuple[list[int], ...]
    dates: tuple[Option, ...] = ()
    wheres: tuple[Option, ...] = ()

    def token_at(self, offset: int) -> int:
        """Index of the token that holds, or next precedes, character ``offset``."""
        return max(bisect_right(self.offsets, offset) - 1, 0)

    def ancestry(self, token: int) -> Iterator[int]:
        """``token``, its head, the head's head and so on up to the root."""
        yield token
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def tokens_of(self, start: int, end: int) -> tuple[int, int]:
        """Token range (end exclusive) of the characters ``start`` to ``end``."""
        return self.token_at(start), self.token_at(max(end - 1, start)) + 1
