"""Web archives (WARC, as crawlers and CC-NEWS write them): every page in one, read as a page of its own."""

from collections.abc import Iterator
from typing import BinaryIO

from runut.articles.decoding import MAX_REPORT_BYTES, decode
from runut.articles.html import parts_from_html
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


def archived_pages(stream: BinaryIO) -> Iterator[Archived]:
    """The pages in an archive; pictures, redirects and requests are passed over.

    Raises :class:`OSError` if the archive is broken, :class:`ArticleError` if the extra ``warc`` is not installed.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise ArticleError("is a web archive; install what reads it: pip install 'runut[warc]'") from error
    for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True, auto_decode="all"):
        if record.http_content_type in PAGES and record.http_headers.status_code == FETCHED:
            data = record.reader.read(MAX_REPORT_BYTES + 1)
            yield Archived(url=record.headers.get("WARC-Target-URI"), charset=record.http_charset, data=data)


def read_warc(stream: BinaryIO, where: str) -> Iterator[Parts | Failure]:
    """Read the pages in a web archive. Raises :class:`ArticleError` if it is broken or the extra is not installed."""
    try:
        for page in archived_pages(stream):
            yield _report(page, where)
    except OSError as error:
        raise ArticleError(f"is a broken web archive ({error}); what came before the break is read") from error


def _report(page: Archived, where: str) -> Parts | Failure:
    place = f"{where}: {page.url}"
    if len(page.data) > MAX_REPORT_BYTES:
        return Failure(where=place, reason=f"is larger than {MAX_REPORT_BYTES:,} bytes, which no single report is")
    markup, warnings = decode(page.data, page.charset)
    try:
        return parts_from_html(markup, where=place, url=page.url, warnings=warnings)
    except ArticleError as error:
        return Failure(where=place, reason=str(error))
