"""Web archives (WARC, as crawlers and CC-NEWS write them): every page in one, read as a page of its own."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from runut.articles.decoding import MAX_REPORT_BYTES, decode
from runut.articles.html import parts_from_html
from runut.articles.records import Broken, split_records
from runut.articles.types import Failure, Parts
from runut.errors import ArticleError
from runut.model import Struct

__all__ = ["Archived", "archived_pages", "read_warc"]

PAGES = ("text/html", "application/xhtml+xml")
FETCHED = 200  # HTTP status


class Archived(Struct, frozen=True):
    """A page in an archive: where it was fetched, the charset that it was sent with, its bytes, cut at the limit."""

    url: str | None
    charset: str | None
    data: bytes


def archived_pages(stream: BinaryIO) -> Iterator[Archived | Broken]:
    """The pages in an archive, and what is broken in it; pictures, redirects and requests are passed over.

    Raises :class:`ArticleError` if the extra ``warc`` is not installed.
    """
    try:
        from fastwarc.warc import ArchiveIterator  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise ArticleError("is a web archive; install what reads it: pip install 'runut[warc]'") from error
    for raw in split_records(stream):
        if isinstance(raw, Broken):
            yield raw
            continue
        try:
            for record in ArchiveIterator(io.BytesIO(raw.data), parse_http=True, auto_decode="all"):
                if record.http_content_type in PAGES and record.http_headers.status_code == FETCHED:
                    data = record.reader.read(MAX_REPORT_BYTES + 1)
                    yield Archived(url=raw.url, charset=record.http_charset, data=data)
        except OSError as error:
            yield Broken(url=raw.url, reason=f"is a record that cannot be read ({error})")


def read_warc(stream: BinaryIO, where: str) -> Iterator[Parts | Failure]:
    """Read the pages in a web archive. Raises :class:`ArticleError` if the extra ``warc`` is not installed."""
    for page in archived_pages(stream):
        if isinstance(page, Broken):
            place = where if page.url is None else f"{where}: {page.url}"
            yield Failure(where=place, reason=f"{page.reason}; it is passed over")
        else:
            yield _report(page, where)


def _report(page: Archived, where: str) -> Parts | Failure:
    place = f"{where}: {page.url}"
    if len(page.data) > MAX_REPORT_BYTES:
        return Failure(where=place, reason=f"is larger than {MAX_REPORT_BYTES:,} bytes, which no single report is")
    markup, warnings = decode(page.data, page.charset)
    try:
        return parts_from_html(markup, where=place, url=page.url, warnings=warnings)
    except ArticleError as error:
        return Failure(where=place, reason=str(error))
