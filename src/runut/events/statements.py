"""Statements: every finite clause that reports no event, as who does or is what."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from runut.events.factuality import certainty_of, status_of
from runut.events.report import Report
from runut.mentions.timexes import date_value
from runut.model import Event, EventPlace, Span, Statement

__all__ = ["find_statements"]

SUBJECTS = ("nsubj", "csubj")
OBJECTS = ("obj", "iobj", "xcomp", "obl")
CLAUSES = ("ROOT", "conj", "ccomp", "parataxis", "advcl", "acl")
NOMINAL = ("NOUN", "PROPN", "PRON")
RELATIVE = "yang"


def find_statements(report: Report, events: Sequence[Event]) -> tuple[Statement, ...]:
    """The finite clauses of ``report`` whose predicate is no mention of ``events``, in text order."""
    taken = {token for event in events for mention in event.mentions for token in _tokens(report, mention.span)}
    statements = []
    for token in report.doc:
        subject = _subject(token)
        if subject is not None and token.i not in taken and _label(token) in CLAUSES:
            statements.append(_statement(report, token, subject))
    return tuple(sorted(statements, key=lambda statement: (statement.start, statement.end)))


def _tokens(report: Report, span: Span) -> range:
    return range(*report.tokens_of(span.start, span.end))


def _label(token: Token) -> str:
    return str(token.dep_).split(":")[0]


def _subject(token: Token) -> Token | None:
    """The subject of a predicate; a relative clause's is the noun that it describes."""
    if token.pos_ == "SPACE":
        return None
    for child in token.children:
        if _label(child) in SUBJECTS:
            return token.head if child.lower_ == RELATIVE and _label(token) == "acl" else child
    return None


def _statement(report: Report, predicate: Token, subject: Token) -> Statement:
    doc = report.doc
    start, end = _clause(predicate)
    complement = _complement(predicate)
    words = doc[predicate.i : predicate.i + 1]
    status, _ = status_of(words, report.cues, None)
    certainty, _ = certainty_of(words, report.cues, report.quotes)
    span = Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
    timex = next((t for t in report.timexes if span.start <= t.start and t.end <= span.end), None)
    place = next((p for p in report.places if span.start <= p.start and p.end <= span.end), None)
    return Statement(
        start=span.start,
        end=span.end,
        subject=_entity_at(report, subject),
        predicate=" ".join(token.text for token in _verb_group(predicate)),
        object=report.article.text[complement.start : complement.end] if complement else None,
        object_entity=_entity_at(report, doc[report.token_at(complement.start)]) if complement else None,
        date=date_value(timex) if timex else None,
        place=EventPlace(name=place.name, country=place.country, place=place.id) if place else None,
        status=status,
        certainty=certainty,
    )


def _clause(predicate: Token) -> tuple[int, int]:
    """The contiguous tokens around ``predicate`` that belong to its clause, punctuation at the ends off."""
    own = {token.i for token in predicate.subtree if token.pos_ != "SPACE"}
    start = end = predicate.i
    while start - 1 in own:
        start -= 1
    while end + 1 in own:
        end += 1
    doc = predicate.doc
    while start < predicate.i and doc[start].is_punct:
        start += 1
    while end > predicate.i and doc[end].is_punct:
        end -= 1
    return start, end + 1


def _verb_group(predicate: Token) -> Iterator[Token]:
    """The predicate with its auxiliaries, copula and negation, in text order."""
    group = [
        child for child in predicate.children if _label(child) in ("aux", "cop") or "Polarity=Neg" in str(child.morph)
    ]
    yield from sorted((*group, predicate), key=lambda token: token.i)


def _complement(predicate: Token) -> Span | None:
    for child in predicate.children:
        if _label(child) in OBJECTS and child.i > predicate.i and child.pos_ in NOMINAL:
            start, end = _clause(child)
            first, last = predicate.doc[start], predicate.doc[end - 1]
            return Span(first.idx, last.idx + len(last))
    return None


def _entity_at(report: Report, token: Token) -> str | None:
    mention = report.mention_of[token.i]
    return report.entities[report.mentions[mention].entity].id if mention is not None else None
