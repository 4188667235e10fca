"""What the page of a report shows of its record: the marked text, a card for each event, and what no event tells."""

import re
from itertools import groupby
from typing import NamedTuple

from runut.export.marking import Segment, Target, excerpt, paragraphs
from runut.lexicon.languages import Language
from runut.model import Event, Record, Span, Statement, holding
from runut.view.chains import Branch, source_tree
from runut.view.why import reasons_told

__all__ = ["KEY", "OWN_ID", "Card", "Shown", "Untold", "shown"]

KEY = "r"  # begins the ids of all fields on the page
OWN_ID = re.compile(r"v\d+")  # as the program gives them; a record from elsewhere may have any


class Card(NamedTuple):
    """An event: the ``key`` of its fields, its ``anchor`` in the page, its sentence, and its reasons by field."""

    key: str
    anchor: str
    event: Event
    excerpt: tuple[Segment, ...]
    reasons: tuple[tuple[str, tuple[str, ...]], ...]


class Untold(NamedTuple):
    """A sentence of which nothing was coded, and the statements in it, each with the id of its field."""

    key: str
    text: str
    statements: tuple[tuple[str, Statement], ...]


class Shown(NamedTuple):
    """A record as its page shows it.

    ``names`` are those of its entities by their ids, ``anchors`` those of the cards by the fields of their triggers.
    """

    record: Record
    key: str
    lines: tuple[tuple[Segment, ...], ...]
    cards: tuple[Card, ...]
    tree: Branch
    names: dict[str, str]
    anchors: dict[str, str]
    untold: tuple[Untold, ...]


def shown(record: Record, language: Language) -> Shown:
    """What there is to show of ``record``, its reasons in ``language``."""
    untold = _untold(record)
    cards = tuple(_card(record, number, language) for number in range(len(record.events)))
    marked = (Target(id=one.key, kind="untold", spans=(span,)) for span, one in untold)
    return Shown(
        record=record,
        key=KEY,
        lines=paragraphs(record, KEY, marked),
        cards=cards,
        tree=source_tree(record, KEY),
        names={entity.id: entity.name for entity in record.entities},
        anchors={f"{card.key}-what": card.anchor for card in cards},
        untold=tuple(one for _, one in untold),
    )


def _card(record: Record, number: int, language: Language) -> Card:
    event, key = record.events[number], f"{KEY}-v{number}"
    by_field = groupby(reasons_told(event, language), key=lambda reason: reason.field)
    reasons = tuple((field, tuple(reason.told for reason in told)) for field, told in by_field)
    return Card(key, event.id if OWN_ID.fullmatch(event.id) else key, event, excerpt(record, event, key), reasons)


def _untold(record: Record) -> list[tuple[Span, Untold]]:
    told = {holding(record.sentences, mention.start) for event in record.events for mention in event.mentions}
    stated: dict[int | None, list[tuple[str, Statement]]] = {}
    for number, statement in enumerate(record.statements):
        place = holding(record.sentences, statement.start)
        stated.setdefault(place, []).append((f"{KEY}-s{number}", statement))
    text = record.article.text
    return [
        (span, Untold(f"{KEY}-n{number}", text[span.start : span.end], tuple(stated.get(number, ()))))
        for number, span in enumerate(record.sentences)
        if number not in told
    ]
