"""Runut reads Indonesian news reports into sourced PLOVER events.

>>> import runut
>>> record = runut.read("Polisi menangkap tiga demonstran di Makassar, Rabu (12/3).", published="2025-03-13")
>>> [event.type.value for event in record.events]
['COERCE']

Everything public stands here. The language model and the readers are imported when they are first needed, so
that ``import runut`` costs next to nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from runut.errors import ArticleError, LexiconError, ModelError, RunutError, StoreError
from runut.model import (
    Article,
    Certainty,
    Entity,
    EntityType,
    Event,
    EventPlace,
    EventType,
    Mention,
    Participant,
    Place,
    Quote,
    QuoteKind,
    Record,
    Source,
    SourceKind,
    Span,
    Statement,
    Status,
    Timex,
    TimexType,
)

if TYPE_CHECKING:
    from runut.store import Collection

__all__ = [
    "Article",
    "ArticleError",
    "Certainty",
    "Entity",
    "EntityType",
    "Event",
    "EventPlace",
    "EventType",
    "LexiconError",
    "Mention",
    "ModelError",
    "Participant",
    "Place",
    "Quote",
    "QuoteKind",
    "Record",
    "RunutError",
    "Source",
    "SourceKind",
    "Span",
    "Statement",
    "Status",
    "StoreError",
    "Timex",
    "TimexType",
    "open",
    "read",
    "read_many",
]


def read(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    min_confidence: float | None = None,
) -> Record:
    """Read one report given as text.

    ``published`` (ISO 8601, or as Indonesian outlets write dates) anchors relative dates; without it they stay
    open. Without ``title``, a title, byline and photo credit at the front of ``text`` are taken off the body.
    ``min_confidence`` (0 to 1) keeps only events at least that probable. Raises :class:`ArticleError` for a
    text that is empty, too long or not Indonesian, :class:`ModelError` where the language model is missing.
    """
    from runut.articles import article_from_text  # noqa: PLC0415 - trafilatura and the language guesser are slow to import
    from runut.pipeline import read_record  # noqa: PLC0415 - so is spaCy

    reading = article_from_text(text, title=title, published=published, outlet=outlet)
    record = read_record(reading.article, min_confidence=min_confidence)
    return msgspec.structs.replace(record, warnings=reading.warnings + record.warnings)


def read_many(
    articles: Iterable[Article | Mapping[str, object]], *, min_confidence: float | None = None
) -> Iterator[Record]:
    """Read many reports, in order, a batch at a time.

    A mapping needs ``text``; ``title, published, outlet, url, id`` are taken where they are there. Raises as
    :func:`read`, at the report that is at fault.
    """
    from runut.articles import article_from_row  # noqa: PLC0415 - as in read
    from runut.pipeline import read_records  # noqa: PLC0415

    given = (one if isinstance(one, Article) else article_from_row(one).article for one in articles)
    yield from read_records(given, min_confidence=min_confidence)


def open(collection: str | Path) -> "Collection":  # noqa: A001 - the word that people look for
    """Open a collection that ``runut add`` made, to ask it in SQL.

    ``runut.open("berita").sql("SELECT type, count(*) FROM events GROUP BY type")`` gives a relation with
    ``.fetchall()``, ``.arrow()``, ``.df()`` (pandas) and ``.pl()`` (polars). Never waits for a load that is going on.
    Raises :class:`StoreError` if there is no collection.
    """
    from runut.store import open_collection  # noqa: PLC0415 - DuckDB is slow to import

    return open_collection(collection)
