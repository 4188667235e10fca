"""Bringing together what the earlier stages found in a report."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from spacy.tokens import Doc

from runut.events.domains import domain_of
from runut.events.occurrences import find_cues
from runut.events.options import date_options, place_options
from runut.events.report import EntityMention, Report
from runut.events.triggers import find_triggers
from runut.language.columns import columns
from runut.model import Article, Entity, Place, Quote, Span, Timex

__all__ = ["set_apart", "view_report"]


class Tokens(NamedTuple):
    """What the Report keeps of each token."""

    offsets: tuple[int, ...]
    lowers: tuple[str, ...]
    tags: tuple[str, ...]
    labels: tuple[str, ...]
    heads: tuple[int, ...]


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
    tokens = _tokens(doc)
    sentences = tuple((sent.start, sent.end) for sent in doc.sents)
    sentence_of = tuple(number for number, (start, end) in enumerate(sentences) for _ in range(start, end))
    mentions = _mentions(entities, doc, tokens.offsets, sentence_of)
    triggers = find_triggers(doc)
    report = Report(
        article=article,
        doc=doc,
        entities=tuple(entities),
        timexes=tuple(timexes),
        places=tuple(places),
        quotes=tuple(quotes),
        domain=domain_of(tokens.lowers),
        cues=find_cues(doc),
        triggers=triggers,
        mentions=mentions,
        sentence_of=sentence_of,
        sentences=sentences,
        mention_of=_mention_of(mentions, len(doc)),
        mentions_in=_by_sentence([m.sentence for m in mentions], len(sentences)),
        triggers_in=_by_sentence([sentence_of[t.start] for t in triggers], len(sentences)),
        first_sentence={mention.entity: mention.sentence for mention in reversed(mentions)},
        children=_children(tokens.heads),
        **tokens._asdict(),
    )
    return msgspec.structs.replace(report, dates=date_options(report), wheres=place_options(report))


def set_apart(report: Report, spans: Sequence[Span]) -> Report:
    """``report`` without the triggers and quotes that begin in one of ``spans``, which are no part of it."""
    if not spans:
        return report

    def told(offset: int) -> bool:
        return not any(span.start <= offset < span.end for span in spans)

    triggers = tuple(trigger for trigger in report.triggers if told(report.offsets[trigger.start]))
    sentences = [report.sentence_of[trigger.start] for trigger in triggers]
    return msgspec.structs.replace(
        report,
        triggers=triggers,
        triggers_in=_by_sentence(sentences, len(report.sentences)),
        quotes=tuple(quote for quote in report.quotes if told(quote.start)),
    )


def _tokens(doc: Doc) -> Tokens:
    read = columns(doc)
    labels = tuple(relation.split(":")[0] for relation in read.relations)
    return Tokens(read.offsets, read.lowers, read.tags, labels, read.heads)


def _mentions(
    entities: Sequence[Entity], doc: Doc, offsets: tuple[int, ...], sentence_of: tuple[int, ...]
) -> tuple[EntityMention, ...]:
    found = []
    for number, entity in enumerate(entities):
        for span in entity.mentions:
            start = max(bisect_right(offsets, span.start) - 1, 0)
            end = max(bisect_right(offsets, span.end - 1), start + 1)
            found.append(EntityMention(number, start, end, doc[start:end].root.i, sentence_of[start], span))
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.start - mention.end)))


def _children(heads: Sequence[int]) -> tuple[list[int], ...]:
    children: tuple[list[int], ...] = tuple([] for _ in heads)
    for token, head in enumerate(heads):
        if token != head:
            children[head].append(token)
    return children


def _by_sentence(sentence_of: Sequence[int], number: int) -> tuple[tuple[int, ...], ...]:
    """For each of ``number`` sentences the indices of the things that stand in it."""
    found: list[list[int]] = [[] for _ in range(number)]
    for index, sentence in enumerate(sentence_of):
        found[sentence].append(index)
    return tuple(tuple(indices) for indices in found)


def _mention_of(mentions: tuple[EntityMention, ...], length: int) -> tuple[int | None, ...]:
    """For each token the shortest mention that covers it."""
    best: list[int | None] = [None] * length
    for number in sorted(range(len(mentions)), key=lambda n: mentions[n].start - mentions[n].end):
        mention = mentions[number]
        for token in range(mention.start, min(mention.end, length)):
            best[token] = number
    return tuple(best)
