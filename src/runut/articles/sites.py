"""What is known of single news sites: how a report of several pages comes on one, and what on a page is none of it."""

from functools import cache
from urllib.parse import urlsplit, urlunsplit

from lxml.html import HtmlElement

from runut.lexicon.loader import LexiconEntry, read_entries

__all__ = ["SiteEntry", "drop_foreign", "host_of", "site_of", "sites", "whole_report"]


class SiteEntry(LexiconEntry, frozen=True):
    """A site, with all names under it. An address that holds ``articles`` is one of its reports."""

    site: str
    articles: str | None = None
    whole: str | None = None
    drop: tuple[str, ...] = ()
    example: str | None = None
    fetched: str | None = None


@cache
def sites() -> dict[str, SiteEntry]:
    """The entries of ``sites.yaml`` by site. Raises :class:`LexiconError` naming the file and the entry at fault."""
    return {entry.site: entry for entry in read_entries("sites.yaml", SiteEntry)}


def host_of(url: str) -> str:
    """The host in an address; empty if it is none, since a page may say of itself what it likes."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def site_of(url: str | None) -> SiteEntry | None:
    """What is known of the site that ``url`` is on."""
    labels = host_of(url).split(".") if url else []
    names = (".".join(labels[start:]) for start in range(len(labels)))
    return next((sites()[name] for name in names if name in sites()), None)


def whole_report(url: str) -> str:
    """The address at which the report at ``url`` comes on one page: ``url`` itself where nothing else is known."""
    site = site_of(url)
    if site is None or site.whole is None or site.articles is None:
        return url
    parts = urlsplit(url)
    if site.articles not in parts.path:
        return url
    if site.whole.startswith("?"):
        query = site.whole[1:]
        kept = [part for part in parts.query.split("&") if part and part.partition("=")[0] != query.partition("=")[0]]
        return urlunsplit(parts._replace(query="&".join([*kept, query])))
    path = parts.path.rstrip("/").removesuffix(site.whole) + site.whole
    return urlunsplit(parts._replace(path=path))


def drop_foreign(page: HtmlElement, url: str | None) -> None:
    """Take off ``page`` the elements that the site's entry names."""
    site = site_of(url)
    if site is None or not site.drop:
        return
    names = frozenset(site.drop)
    for element in list(page.iter()):
        own = {element.get("id"), *(element.get("class") or "").split()}
        if own & names and element.getparent() is not None:
            element.drop_tree()
