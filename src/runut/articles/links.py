"""Addresses that feeds, sitemaps and plain lists hold, in the order in which they stand there."""

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from lxml import etree

from runut.articles.decoding import decode
from runut.errors import ArticleError
from runut.model import Struct

__all__ = ["LIST_TYPES", "MAX_LIST_BYTES", "Address", "ListKind", "kind_of_list", "read_list", "unpacked"]

MAX_LIST_BYTES = 52_428_800  # what the protocol of sitemaps allows for one
# types of content that feeds and sitemaps are sent as, and how many bytes they may have
LIST_TYPES = dict.fromkeys(
    (
        "application/atom+xml",
        "application/gzip",
        "application/octet-stream",  # what many servers call sitemap.xml.gz
        "application/rdf+xml",
        "application/rss+xml",
        "application/x-gzip",
        "application/xml",
        "text/rss",
        "text/xml",
    ),
    MAX_LIST_BYTES,
)
GZIP = b"\x1f\x8b"
SNIFFED = 4096
OPENING = re.compile(r"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<([\w.:-]+)", re.DOTALL)
WEB = ("http://", "https://")
CLOSED = re.compile(rb"</(?:\w+:)?(?:urlset|sitemapindex)\s*>(?:\s|<!--.*?-->)*$", re.DOTALL)
ENDING = 1000  # bytes at the end of a sitemap; some sign it with a comment
LINE = re.compile(r"https?://\S+")
TOO_LARGE = f"is larger than {MAX_LIST_BYTES:,} bytes, which no feed or sitemap is"


class ListKind(StrEnum):
    """What kind of list of addresses."""

    FEED = "feed"
    SITEMAP = "sitemap"
    INDEX = "index"
    LINES = "lines"


ROOTS = {
    "rss": ListKind.FEED,
    "feed": ListKind.FEED,
    "rdf": ListKind.FEED,
    "urlset": ListKind.SITEMAP,
    "sitemapindex": ListKind.INDEX,
}


class Address(Struct, frozen=True):
    """An address to fetch, and what the list says about its report; ``is_list`` for a sitemap that an index names."""

    url: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    is_list: bool = False


def kind_of_list(data: bytes) -> ListKind | None:
    """What kind of list ``data`` is; None for a page or a text."""
    text = decode(data[:SNIFFED])[0]
    opening = OPENING.match(text)
    if opening:
        return ROOTS.get(opening[1].rpartition(":")[2].lower())
    lines = [line.strip() for line in text.splitlines()]
    written = [line for line in lines if line and not line.startswith("#")]
    whole = written[:-1] if len(data) > SNIFFED else written
    return ListKind.LINES if whole and all(LINE.fullmatch(line) for line in whole) else None


def unpacked(data: bytes) -> bytes:
    """``data`` as it was before gzip, if it is packed. Raises :class:`ArticleError` if it is broken or a bomb."""
    if not data.startswith(GZIP):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            content = stream.read(MAX_LIST_BYTES + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise ArticleError(f"cannot be unpacked ({error}); fetch it again") from error
    if len(content) > MAX_LIST_BYTES:
        raise ArticleError(TOO_LARGE)
    return content


def read_list(data: bytes, kind: ListKind, where: str) -> Iterator[Address]:
    """The web addresses in a list; ``where`` it was found makes whole those that are relative.

    What stands before a break is given. Raises :class:`ArticleError` if the list is broken or there is none in it.
    """
    readers = {ListKind.FEED: _read_feed, ListKind.LINES: _read_lines}
    found = False
    for address in readers.get(kind, _read_sitemap)(data, where):
        if address.url.startswith(WEB):
            found = True
            yield address
    if not found and kind is not ListKind.FEED:
        raise ArticleError(f"is a {kind} without a readable address; check it")


def _read_lines(data: bytes, _: str) -> Iterator[Address]:
    for line in decode(data)[0].splitlines():
        if match := LINE.match(line.strip()):
            yield Address(url=match[0])


def _read_feed(data: bytes, where: str) -> Iterator[Address]:
    try:
        import feedparser  # noqa: PLC0415 - an optional extra, and slow to load
    except ModuleNotFoundError as error:
        raise ArticleError(
            f"is a feed; install what reads it: {error.name} is missing; pip install 'runut[fetch]'"
        ) from error
    try:
        feed = feedparser.parse(io.BytesIO(data), response_headers={"content-location": where}, sanitize_html=False)
    except (LookupError, ValueError) as error:  # an encoding that is none
        raise ArticleError(f"is a feed that cannot be read ({error}); check it with a feed validator") from error
    if not feed.entries and not feed.version:
        raise ArticleError("is a feed that cannot be read; check it with a feed validator")
    for entry in feed.entries:
        # a proxy of feeds keeps the address that it hides; entry.get would give `published` for `updated`
        if link := entry.get("feedburner_origlink") or entry.get("link"):
            yield Address(
                url=link,
                title=entry.get("title"),
                published=entry.get("published"),
                modified=dict.get(entry, "updated"),
            )


def _read_sitemap(data: bytes, _: str) -> Iterator[Address]:
    """One ``url`` or ``sitemap`` after the other; no entity is expanded, nothing is loaded."""
    latest = None
    for _event, element in _elements(data):
        if latest is not None:
            yield latest
        latest = _address(element)
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    if not CLOSED.search(data[-ENDING:]):  # the last one may be half an address
        raise ArticleError("is a sitemap that is cut off; what stands before the break is read")
    if latest is not None:
        yield latest


def _elements(data: bytes) -> Iterator[tuple[str, Any]]:
    events = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
    )
    try:
        yield from events
    except etree.XMLSyntaxError as error:
        raise ArticleError(f"is a sitemap that is broken ({error}); what stands before the break is read") from error


def _address(element: Any) -> Address | None:
    fields = _fields(element)
    if "loc" not in fields:
        return None
    return Address(
        url=fields["loc"],
        title=fields.get("title"),
        published=fields.get("publication_date"),
        modified=fields.get("lastmod"),
        outlet=fields.get("name"),
        is_list=_name(element) == "sitemap",
    )


def _fields(element: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in element.iter(etree.Element):
        if text := (part.text or "").strip():
            found.setdefault(_name(part), text)
    return found


def _name(element: Any) -> str:
    """The element's name without its namespace; QName refuses the names that broken XML has."""
    return str(element.tag).rpartition("}")[2]
