"""Web archives (WARC, as crawlers and CC-NEWS write them): every page in one, read as a page of its own."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from runut.articles.decoding import MAX_REPORT_BYTES, decode
from runut.articles.html import parts_from_html
from runut.articles.types import Failure, Parts
from runut.errors import ArticleError

__all__ = ["read_warc"]

PAGES = ("text/html", "application/xhtml+xml")
FETCHED = 200  # HTTP status


def read_warc(stream: BinaryIO, where: str) -> Iterator[Parts | Failure]:
    """Read the pages in a web archive; pictures, redirects and requests are passed over.

    Raises :class:`ArticleError` if the archive is broken or the extra ``warc`` is not installed.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise ArticleError("is a web archive; install what reads it: pip install 'runut[warc]'") from error
    responses = ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True, auto_decode="all")
    try:
        for record in responses:
            if record.http_content_type in PAGES and record.http_headers.status_code == FETCHED:
                yield _page(record, where)
    except OSError as error:
        raise ArticleError(f"is a broken web archive ({error}); what came before the break is read") from error


def _page(record: Any, where: str) -> Parts | Failure:
    url = record.headers.get("WARC-Target-URI")
    place = f"{where}: {url}"
    data = record.reader.read(MAX_REPORT_BYTES + 1)
    if len(data) > MAX_REPORT_BYTES:
        return Failure(where=place, reason=f"is larger than {MAX_REPORT_BYTES:,} bytes, which no single report is")
    markup, warnings = decode(data, record.http_charset)
    try:
        return parts_from_html(markup, where=place, url=url, warnings=warnings)
    except ArticleError as error:
        return Failure(where=place, reason=str(error))
