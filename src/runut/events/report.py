"""A report with what the earlier stages found in it, and quick ways from a token to those findings."""

from bisect import bisect_right
from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from runut.model import Article, Entity, Place, Quote, Span, Timex

__all__ = ["EntityMention", "Report", "view_report"]


class EntityMention(msgspec.Struct, frozen=True):
    """Mention of ``entities[entity]`` at tokens ``start`` to ``end`` (exclusive), in sentence ``sentence``."""

    entity: int
    start: int
    end: int
    sentence: int
    span: Span


class Report(msgspec.Struct, frozen=True):
    """Everything that coding an event may look at.

    By token: ``sentence_of`` its sentence, ``mention_of`` the shortest mention that covers it, ``offsets`` its
    first character. By sentence: ``sentences`` its token range, ``mentions_in`` its mentions. By entity:
    ``first_sentence`` that mentions it.
    """

    article: Article
    doc: Doc
    entities: tuple[Entity, ...]
    timexes: tuple[Timex, ...]
    places: tuple[Place, ...]
    quotes: tuple[Quote, ...]
    mentions: tuple[EntityMention, ...]
    sentence_of: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    mention_of: tuple[int | None, ...]
    mentions_in: tuple[tuple[int, ...], ...]
    first_sentence: dict[int, int]
    offsets: tuple[int, ...]

    def token_at(self, offset: int) -> int:
        """Index of the token that holds, or next precedes, character ``offset``."""
        return max(bisect_right(self.offsets, offset) - 1, 0)

    def tokens_of(self, start: int, end: int) -> tuple[int, int]:
        """Token range (end exclusive) of the characters ``start`` to ``end``."""
        return self.token_at(start), self.token_at(max(end - 1, start)) + 1


def view_report(
    article: Article,
    doc: Doc,
    *,
    entities: Sequence[Entity],
    timexes: Sequence[Timex],
    places: Sequence[Place],
    quotes: Sequence[Quote],
) -> Report:
    """Bring the findings of the earlier stages together."""
    offsets = tuple(token.idx for token in doc)
    sentences = tuple((sent.start, sent.end) for sent in doc.sents)
    sentence_of = tuple(number for number, (start, end) in enumerate(sentences) for _ in range(start, end))
    mentions = _mentions(entities, offsets, sentence_of)
    return Report(
        article=article,
        doc=doc,
        entities=tuple(entities),
        timexes=tuple(timexes),
        places=tuple(places),
        quotes=tuple(quotes),
        mentions=mentions,
        sentence_of=sentence_of,
        sentences=sentences,
        mention_of=_mention_of(mentions, len(doc)),
        mentions_in=_by_sentence(mentions, len(sentences)),
        first_sentence={mention.entity: mention.sentence for mention in reversed(mentions)},
        offsets=offsets,
    )


def _mentions(
    entities: Sequence[Entity], offsets: tuple[int, ...], sentence_of: tuple[int, ...]
) -> tuple[EntityMention, ...]:
    found = []
    for number, entity in enumerate(entities):
        for span in entity.mentions:
            start = max(bisect_right(offsets, span.start) - 1, 0)
            end = bisect_right(offsets, span.end - 1)
            found.append(EntityMention(number, start, max(end, start + 1), sentence_of[start], span))
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.start - mention.end)))


def _by_sentence(mentions: Sequence[EntityMention], number: int) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in range(number)]
    for index, mention in enumerate(mentions):
        found[mention.sentence].append(index)
    return tuple(tuple(indices) for indices in found)


def _mention_of(mentions: tuple[EntityMention, ...], length: int) -> tuple[int | None, ...]:
    """For each token the shortest mention that covers it."""
    best: list[int | None] = [None] * length
    for number in sorted(range(len(mentions)), key=lambda n: mentions[n].start - mentions[n].end):
        mention = mentions[number]
        for token in range(mention.start, min(mention.end, length)):
            best[token] = number
    return tuple(best)
