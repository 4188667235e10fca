"""What a page says about its report: JSON-LD first, then meta elements.

Read here because trafilatura gives only the day of publication, without the zone.
"""

import html
import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from runut.articles.datelines import outlet_named, outlet_of_site
from runut.articles.sites import host_of
from runut.model import Struct

__all__ = ["PageMetadata", "read_metadata"]

ARTICLE_TYPES = frozenset({"Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting"})
LIST_TYPES = frozenset({"CollectionPage", "ItemList", "SearchResultsPage"})
TIME_NAMES = (
    "article:published_time",
    "datePublished",
    "publishdate",
    "pubdate",
    "content_PublishedDate",
    "dtk:publishdate",
    "date",
)
AUTHOR_NAMES = ("author", "dtk:author", "content_author")


class PageMetadata(Struct, frozen=True):
    """What the head of a page tells; ``is_report`` is None where the page does not say what it is."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    is_report: bool | None = None


def read_metadata(page: HtmlElement, url: str | None) -> PageMetadata:
    """Title, authors, outlet, time and address of the report on ``page``, as far as it names them."""
    described = list(_json_ld(page))
    report: dict[str, Any] = next((item for item in described if _types(item) & ARTICLE_TYPES), {})
    meta = _meta(page)
    address = url or _canonical(page) or meta.get("og:url")
    return PageMetadata(
        title=_text(report.get("headline")) or meta.get("og:title"),
        authors=tuple(dict.fromkeys(_names(report.get("author")))) or _meta_authors(meta),
        outlet=_outlet(address, report, meta),
        published=_published(page, report, meta),
        url=address,
        is_report=_is_report(described, meta),
    )


def _is_report(described: list[dict[str, Any]], meta: dict[str, str]) -> bool | None:
    types = frozenset[str]().union(*map(_types, described))
    if types & ARTICLE_TYPES or meta.get("og:type") == "article":
        return True
    return False if types & LIST_TYPES else None


def _outlet(address: str | None, report: dict[str, Any], meta: dict[str, str]) -> str | None:
    site = outlet_of_site(host_of(address)) if address else None
    named = next(iter(_names(report.get("publisher"))), None) or meta.get("og:site_name")
    return site or (outlet_named(named) if named else None)


def _published(page: HtmlElement, report: dict[str, Any], meta: dict[str, str]) -> str | None:
    named = (_text(report.get("datePublished")), *(meta.get(name.lower()) for name in TIME_NAMES))
    elements = page.xpath("//time/@datetime | //*[@itemprop='datePublished']/@content")
    return next((value for value in (*named, *map(str, elements)) if value), None)


def _meta_authors(meta: dict[str, str]) -> tuple[str, ...]:
    named = next((meta[name] for name in AUTHOR_NAMES if name in meta), "")
    return tuple(part.strip() for part in named.split(",") if part.strip() and "://" not in part)


def _meta(page: HtmlElement) -> dict[str, str]:
    """Content of the meta elements by name in small letters, the first of a name."""
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _canonical(page: HtmlElement) -> str | None:
    links = page.xpath("//link[@rel='canonical']/@href")
    return str(links[0]) if links and str(links[0]).startswith(("http://", "https://")) else None


def _json_ld(page: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in page.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(str(script), strict=False)  # sites leave line breaks inside strings
        except (json.JSONDecodeError, RecursionError):
            continue
        yield from _items(data)


def _items(data: object) -> Iterator[dict[str, Any]]:
    """The described things at the top, in lists and in ``@graph``."""
    if isinstance(data, list):
        for item in data:
            yield from _items(item)
    elif isinstance(data, dict):
        yield data
        yield from _items(data.get("@graph", []))


def _types(item: dict[str, Any]) -> frozenset[str]:
    kind = item.get("@type")
    return frozenset([kind] if isinstance(kind, str) else filter(lambda part: isinstance(part, str), kind or ()))


def _names(value: object) -> Iterator[str]:
    """Names of a person or organisation, given as text, thing or list of either."""
    if isinstance(value, list):
        for part in value:
            yield from _names(part)
    elif isinstance(value, dict):
        yield from _names(value.get("name"))
    elif (name := _text(value)) and "://" not in name:
        yield name


def _text(value: object) -> str | None:
    return " ".join(html.unescape(value).split()) or None if isinstance(value, str) else None
