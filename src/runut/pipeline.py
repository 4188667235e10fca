"""The one place that knows the order: from Article to Record."""

import platform
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from itertools import tee

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from runut.articles import blanked, find_dateline
from runut.attribution import Hearing, Weigher, event_sources, find_sources, hear
from runut.errors import ModelError
from runut.events.explaining import Explanation, explain
from runut.events.finding import find_events
from runut.events.report import Report
from runut.events.statements import find_statements
from runut.events.viewing import set_apart, view_report
from runut.events.weights import Decision, decisions, weights_version
from runut.language.columns import columns
from runut.language.loading import load_language, make_doc, model_version
from runut.lexicon.languages import Language as Spoken
from runut.lexicon.loader import lexicon_version
from runut.mentions.entities import find_entities
from runut.mentions.insertions import find_insertions
from runut.mentions.places import find_places
from runut.mentions.quotes import find_quotes
from runut.mentions.timexes import find_timexes
from runut.model import Article, Event, Mention, Record, Span, Statement

__all__ = [
    "Explanation",
    "analysed",
    "analysed_many",
    "explain_article",
    "look",
    "read_as",
    "read_record",
    "read_records",
    "record_of",
    "versions",
]

# Reports are analysed this many at a time: enough for the model's matrix products, few enough to stream.
BATCH = 32


def read_record(article: Article, nlp: Language | None = None, *, min_confidence: float | None = None) -> Record:
    """Read one report.

    ``min_confidence`` (0 to 1) keeps only events at least that sure; None means those that the coding was
    trained to keep. Raises :class:`runut.errors.ModelError` where the language model is missing.
    """
    nlp = nlp or load_language()
    return record_of(look(article, analysed(article, nlp)), decisions(), min_confidence=min_confidence)


def read_records(
    articles: Iterable[Article], nlp: Language | None = None, *, min_confidence: float | None = None
) -> Iterator[Record]:
    """Read many reports, in their order, a batch at a time; nothing is held but the batch."""
    nlp = nlp or load_language()
    ahead, behind = tee(articles)
    for article, doc in zip(behind, analysed_many(ahead, nlp), strict=True):
        yield record_of(look(article, doc), decisions(), min_confidence=min_confidence)


def versions() -> dict[str, str]:
    """What makes a record: ``model`` (language model and coding weights), ``lexicon``, ``program``.

    Raises :class:`runut.errors.ModelError` where the language model is missing.
    """
    return {
        "model": f"{model_version()}/{weights_version()}",
        "lexicon": lexicon_version(),
        "program": version("runut"),
    }


def read_as(expected: Mapping[str, str], articles: Iterable[Article]) -> Iterator[Record]:
    """As :func:`read_records`, by the ``expected`` :func:`versions` or not at all.

    Raises :class:`runut.errors.ModelError` where this computer has others: what reads along on a cluster, or after an
    update while a load goes on, must not pass for what it is not.
    """
    here = versions()
    for part, version_here in here.items():
        if version_here != expected[part]:
            raise ModelError(
                f"{platform.node()}: {part} {version_here}, the load began with {expected[part]}; "
                "install the same runut and model everywhere and run the same command again"
            )
    yield from read_records(articles)


def explain_article(article: Article, nlp: Language | None = None, *, language: Spoken = Spoken.EN) -> Explanation:
    """What was found in each sentence of a report and why, and what came nearest where nothing was.

    It is told in ``language``, whatever the report's.
    """
    nlp = nlp or load_language()
    return explain(look(article, analysed(article, nlp)), decisions(), language)


def analysed(article: Article, nlp: Language) -> Doc:
    """The report's text, tokenised, parsed and its names found; the dateline apart."""
    doc: Doc = nlp(_opened(article, nlp))
    return doc


def analysed_many(articles: Iterable[Article], nlp: Language) -> Iterator[Doc]:
    """As :func:`analysed`, for many reports in their order: faster together than one by one."""
    return nlp.pipe((_opened(article, nlp) for article in articles), batch_size=BATCH)


def _opened(article: Article, nlp: Language) -> Doc:
    dateline = find_dateline(article.text)
    return make_doc(nlp, blanked(article.text), dateline.end if dateline else 0)


def look(article: Article, doc: Doc) -> Report:
    """Find what is named in a report that the language model has analysed."""
    sentences = sentence_spans(doc)
    entities = find_entities(doc, article)
    report = view_report(
        article,
        doc,
        entities=entities,
        timexes=find_timexes(article.text, sentences, article.published),
        places=find_places(doc),
        quotes=find_quotes(doc, entities),
    )
    return set_apart(report, find_insertions(doc))


def sentence_spans(doc: Doc) -> tuple[Span, ...]:
    """The sentences without the white space around them; a dateline belongs to the first."""
    text = columns(doc).text
    bounds = [(sent.start_char, sent.end_char) for sent in doc.sents]
    spans = [Span(start, start + len(text[start:end].rstrip())) for start, end in bounds]
    told = [span for span in spans if span.start < span.end]
    if len(told) > 1 and told[1].start == doc.user_data.get("body_start"):
        told[:2] = [Span(told[0].start, told[1].end)]
    return tuple(told)


def record_of(report: Report, decisions: Mapping[str, Decision], *, min_confidence: float | None = None) -> Record:
    """Code what was found in a report, and bring it all together."""
    hearing = hear(report.doc, report.quotes, report.entities, report.article.outlet)
    found = find_events(report, decisions, min_confidence=min_confidence)
    events = tuple(_sourced(hearing, event, decisions["source"]) for event in found)
    return Record(
        article=report.article,
        sentences=sentence_spans(report.doc),
        entities=report.entities,
        timexes=report.timexes,
        places=report.places,
        quotes=report.quotes,
        events=events,
        statements=tuple(_stated(hearing, statement) for statement in find_statements(report, events)),
        warnings=tuple(_warnings(report)),
    )


def _sourced(hearing: Hearing, event: Event, decide: Weigher) -> Event:
    return msgspec.structs.replace(event, sources=event_sources(hearing, event, decide))


def _stated(hearing: Hearing, statement: Statement) -> Statement:
    span = Mention(start=statement.start, end=statement.end).span
    found = find_sources(hearing.page, span, hearing.quotes, hearing.publisher)
    return msgspec.structs.replace(statement, sources=found)


def _warnings(report: Report) -> Iterator[str]:
    if report.article.published is None and any(timex.value is None for timex in report.timexes):
        yield "no publication date: relative dates are left open; give one with --published"
