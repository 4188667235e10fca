"""Statements: every finite clause that reports no event, as who does or is what."""

from collections.abc import Iterator, Sequence

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
    for token, label in enumerate(report.labels):
        subject = _subject(report, token) if label in CLAUSES and token not in taken else None
        if subject is not None:
            statements.append(_statement(report, token, subject))
    return tuple(sorted(statements, key=lambda statement: (statement.start, statement.end)))


def _tokens(report: Report, span: Span) -> range:
    return range(*report.tokens_of(span.start, span.end))


def _subject(report: Report, token: int) -> int | None:
    """The subject of a predicate; a relative clause's is the noun that it describes."""
    if report.tags[token] == "SPACE":
        return None
    for child in report.children[token]:
        if report.labels[child] in SUBJECTS:
            relative = report.lowers[child] == RELATIVE and report.labels[token] == "acl"
            return report.heads[token] if relative else child
    return None


def _statement(report: Report, predicate: int, subject: int) -> Statement:
    span = _clause(report, predicate)
    complement = _complement(report, predicate)
    words = report.doc[predicate : predicate + 1]
    status, _ = status_of(words, report.cues, None)
    certainty, _ = certainty_of(words, report.cues, report.quotes)
    timex = next((t for t in report.timexes if span.start <= t.start and t.end <= span.end), None)
    place = next((p for p in report.places if span.start <= p.start and p.end <= span.end), None)
    return Statement(
        start=span.start,
        end=span.end,
        subject=_entity_at(report, subject),
        predicate=" ".join(_verb_group(report, predicate)),
        object=report.article.text[complement.start : complement.end] if complement else None,
        object_entity=_entity_at(report, report.token_at(complement.start)) if complement else None,
        date=date_value(timex) if timex else None,
        place=EventPlace(name=place.name, country=place.country, place=place.id) if place else None,
        status=status,
        certainty=certainty,
    )


def _clause(report: Report, predicate: int) -> Span:
    """The contiguous tokens around ``predicate`` that belong to its clause, punctuation at the ends off."""
    below = _below(report, predicate)
    start = end = predicate
    while start - 1 in below:
        start -= 1
    while end + 1 in below:
        end += 1
    doc = report.doc
    while start < predicate and doc[start].is_punct:
        start += 1
    while end > predicate and doc[end].is_punct:
        end -= 1
    return Span(doc[start].idx, doc[end].idx + len(doc[end]))


def _below(report: Report, token: int) -> set[int]:
    """``token`` and the words that hang on it."""
    found = [token]
    for above in found:  # grows meanwhile
        found.extend(report.children[above])
    return {below for below in found if report.tags[below] != "SPACE"}


def _verb_group(report: Report, predicate: int) -> Iterator[str]:
    """The predicate with its auxiliaries, copula and negation, in text order."""
    for token in sorted((*report.children[predicate], predicate)):
        word = report.doc[token]
        if token == predicate or report.labels[token] in ("aux", "cop") or "Polarity=Neg" in str(word.morph):
            yield word.text


def _complement(report: Report, predicate: int) -> Span | None:
    for child in report.children[predicate]:
        if child > predicate and report.labels[child] in OBJECTS and report.tags[child] in NOMINAL:
            return _clause(report, child)
    return None


def _entity_at(report: Report, token: int) -> str | None:
    mention = report.mention_of[token]
    return report.entities[report.mentions[mention].entity].id if mention is not None else None
