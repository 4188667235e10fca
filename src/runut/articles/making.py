"""From the parts of a report to an :class:`~runut.model.Article` that can be analysed."""

import hashlib

import msgspec

from runut.articles.datelines import find_dateline
from runut.articles.head import split_head
from runut.articles.languages import other_language
from runut.articles.published import read_published
from runut.articles.types import Failure, Parts, Reading
from runut.errors import ArticleError
from runut.model import Article

__all__ = [
    "MAX_CHARACTERS",
    "article_from_parts",
    "article_from_text",
    "content_id",
    "parts_from_text",
    "reading_or_failure",
]

MAX_CHARACTERS = 200_000  # six times the longest of 31,000 reports; beyond it the parser's memory is at risk


def article_from_text(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    id: str | None = None,  # noqa: A002 - the record's own name for it
) -> Reading:
    """Make an article of a report that the caller has as text.

    With a ``title`` the text is the body and stays as it is. Without one, title, byline, picture
    credit and date line above the body are recognised and taken off. ``published`` is a date or
    date-time as :func:`~runut.articles.read_published` understands it; if it does not, the
    reading carries a warning and the article has none.

    Raises :class:`ArticleError` if there is no text, too much of it, or if it is not Indonesian.
    """
    where = id or url or "text"
    parts = parts_from_text(text, where) if title is None else Parts(where=where, text=text, title=title)
    given = {"published": published, "outlet": outlet, "url": url, "id": id}
    told = {field: value for field, value in given.items() if value is not None}
    return article_from_parts(msgspec.structs.replace(parts, **told))


def parts_from_text(text: str, where: str, warnings: tuple[str, ...] = ()) -> Parts:
    """The parts of a plain-text report; the body is what follows its title, byline, credit and date line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    head = split_head(text)
    return Parts(
        where=where,
        text=text[head.body :].rstrip(),
        title=head.title,
        authors=head.authors,
        outlet=head.outlet,
        published=head.published,
        warnings=warnings,
    )


def article_from_parts(parts: Parts, published: str | None = None) -> Reading:
    """Check ``parts`` and make them an article; ``published`` counts where the input does not say.

    Raises :class:`ArticleError` if there is no text, too much of it, or if it is not Indonesian.
    """
    _check_text(parts.text)
    moment, warnings = _moment(parts.published)
    dateline = find_dateline(parts.text)
    article = Article(
        id=parts.id or content_id(parts),
        text=parts.text,
        url=parts.url,
        outlet=parts.outlet or (dateline.outlet if dateline else None),
        title=parts.title,
        authors=parts.authors,
        published=moment or published,
        dateline=dateline.place if dateline else None,
    )
    return Reading(where=parts.where, article=article, warnings=parts.warnings + warnings)


def reading_or_failure(item: Parts | Failure, published: str | None = None) -> Reading | Failure:
    """What :func:`article_from_parts` makes of ``item``, or why there is no article."""
    if isinstance(item, Failure):
        return item
    try:
        return article_from_parts(item, published)
    except ArticleError as error:
        return Failure(where=item.where, reason=str(error))


def content_id(parts: Parts) -> str:
    """Sixteen hex digits of title and text: the same content has the same id, wherever it was found."""
    content = f"{parts.title or ''}\n{parts.text}"
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _moment(published: str | None) -> tuple[str | None, tuple[str, ...]]:
    if published is None or not published.strip():
        return None, ()
    moment = read_published(published)
    if moment is None:
        return None, (
            f"published {published!r} could not be read as a date; write it as 2024-06-21 or give --published",
        )
    return moment, ()


def _check_text(text: str) -> None:
    if not text.strip():
        raise ArticleError("has no text; give a report with a body")
    if len(text) > MAX_CHARACTERS:
        raise ArticleError(
            f"has {len(text):,} characters, more than a report of {MAX_CHARACTERS:,}; split it into its reports"
        )
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ArticleError("has broken characters (lone surrogates); save it again as UTF-8")
    if language := other_language(text):
        raise ArticleError(f"is written in {language}, not Indonesian; Runut reads Indonesian reports only")
