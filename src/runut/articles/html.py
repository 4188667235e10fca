"""Reports in HTML: the text by trafilatura, what surrounds it off, title and time from the page's metadata."""

import re
from collections.abc import Iterator
from typing import BinaryIO

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.settings import Document

from runut.articles.boilerplate import without_boilerplate
from runut.articles.decoding import decode, read_all
from runut.articles.head import HeadLine, read_head_line
from runut.articles.metadata import PageMetadata, read_metadata
from runut.articles.sites import drop_foreign
from runut.articles.types import Parts
from runut.errors import ArticleError

__all__ = ["parts_from_html", "read_html"]

DECLARED_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
DECLARED_WITHIN = 4096

LEAST_CHARACTERS = 150  # what is left of a list page or of a page that scripts build is shorter
LEAST_PARAGRAPH = 100  # a headline or a teaser is shorter, or ends in an ellipsis
MOST_LINKED_SHARE = 0.5

LIST_REASON = "is a list of links to reports, not a report; give the page of one report"
EMPTY_REASON = "holds no report text; if the page builds its text by script, save it from a browser first"


def read_html(stream: BinaryIO, where: str) -> Iterator[Parts]:
    """Read the one report in an HTML file. Raises :class:`ArticleError` if it holds none."""
    data = read_all(stream)
    declared = DECLARED_CHARSET.search(data[:DECLARED_WITHIN])
    markup, warnings = decode(data, declared[1].decode("ascii") if declared else None)
    yield parts_from_html(markup, where=where, warnings=warnings)


def parts_from_html(
    markup: str, *, where: str, url: str | None = None, published: str | None = None, warnings: tuple[str, ...] = ()
) -> Parts:
    """The parts of the report in ``markup``.

    ``url`` is where the page was fetched, if it was; ``published`` what a feed says, if the page itself does not.

    Raises :class:`ArticleError` if the page is a list of reports or holds no text.
    """
    page = _parse(markup)
    metadata = read_metadata(page, url)
    drop_foreign(page, metadata.url)
    extracted = trafilatura.bare_extraction(page, include_comments=False, include_tables=False, with_metadata=True)
    if not isinstance(extracted, Document) or not extracted.text:
        raise ArticleError(LIST_REASON if metadata.is_report is False else EMPTY_REASON)
    title = _title(metadata, extracted.title)
    lines, head = _body(extracted.text.split("\n"), title)
    _refuse_list(page, lines, metadata)
    return Parts(
        where=where,
        text="\n".join(lines),
        title=title,
        authors=metadata.authors or head.authors,
        outlet=metadata.outlet or head.outlet,
        published=metadata.published or head.published or published or extracted.date,
        url=metadata.url,
        warnings=warnings,
    )


def _parse(markup: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=False)
    try:
        return document_fromstring(markup.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ArticleError(
            f"cannot be read as HTML ({error}); save the page again, or its text as plain text"
        ) from error


def _body(lines: list[str], title: str | None) -> tuple[list[str], HeadLine]:
    """The report's own lines, and what the first of them said as bylines and date lines."""
    kept = without_boilerplate(lines)
    head = HeadLine()
    while kept and (kept[0] == title or (read := read_head_line(kept[0]))):
        if kept[0] != title and read:
            head = HeadLine(
                authors=head.authors or read.authors,
                outlet=head.outlet or read.outlet,
                published=head.published or read.published,
            )
        del kept[0]
    return kept, head


def _title(metadata: PageMetadata, extracted: str | None) -> str | None:
    """The title without the site's name behind it (*Dua menteri bertemu - Contoh.com*)."""
    title = metadata.title or extracted
    if title is None:
        return None
    return re.sub(r"\s+[|–—-]\s+[^|–—-]{2,40}$", "", title) if _ends_with_site(title, metadata.outlet) else title


def _ends_with_site(title: str, outlet: str | None) -> bool:
    ending = re.split(r"\s[|–—-]\s", title)[-1].casefold()
    return outlet is not None and (outlet.casefold() in ending or ending in outlet.casefold())


def _refuse_list(page: HtmlElement, lines: list[str], metadata: PageMetadata) -> None:
    """Raise if the page is a list: it says so, or most of its text is links and there is hardly a paragraph."""
    text = sum(map(len, lines))
    paragraphs = sum(len(line) for line in lines if len(line) >= LEAST_PARAGRAPH and not line.endswith(("...", "…")))
    if metadata.is_report or (metadata.is_report is None and paragraphs > text * MOST_LINKED_SHARE):
        if text < LEAST_CHARACTERS:
            raise ArticleError(EMPTY_REASON)
        return
    anchors = {" ".join(anchor.text_content().split()) for anchor in page.iter("a")}
    linked = sum(len(line) for line in lines if line.lstrip("-•* ") in anchors)
    if metadata.is_report is False or linked > text * MOST_LINKED_SHARE or paragraphs <= text * MOST_LINKED_SHARE:
        raise ArticleError(LIST_REASON)
