"""Reports on the web: pages, and all pages that a feed, a sitemap or a list of addresses names."""

from collections.abc import Callable, Generator, Iterator
from urllib.parse import urldefrag

import msgspec
from courlan import normalize_url

from runut.articles.addresses import parse_address
from runut.articles.datelines import outlet_named
from runut.articles.decoding import decode
from runut.articles.fetching import PAGE_TYPES, Fetcher, Page, TryLaterError, Version
from runut.articles.html import parts_from_html
from runut.articles.links import LIST_TYPES, Address, ListKind, kind_of_list, read_list, unpacked
from runut.articles.pages import Pages, Visit
from runut.articles.published import read_published
from runut.articles.sites import whole_report
from runut.articles.types import Failure, Parts
from runut.errors import ArticleError

__all__ = ["Web"]

# What a list holds comes one by one; at the end it is told whether all of it was had.
Found = Generator[Parts | Failure, None, bool]

MAX_DEPTH = 3  # an index of indexes of sitemaps; more is a trap
HTML_TYPES = ("text/html", "application/xhtml+xml")


class Budget:
    """How many more pages may be fetched; None for all."""

    def __init__(self, pages: int | None) -> None:
        self._left = pages

    def spend(self) -> bool:
        """Take one; False where none is left."""
        if self._left is None:
            return True
        self._left -= 1
        return self._left >= 0


class Web:
    """Reads what is at addresses.

    Of what a list names, there is not fetched what ``pages`` has or ``is_known`` says is known, nor what the list says
    was published before ``since``.
    """

    def __init__(
        self,
        fetcher: Fetcher | None = None,
        pages: Pages | None = None,
        *,
        is_known: Callable[[str], bool] = lambda _: False,
        since: str | None = None,
    ) -> None:
        self._fetcher = fetcher or Fetcher()
        self._pages = pages
        self._is_known = is_known
        self._since = since

    def read(self, address: Address, limit: int | None = None) -> Iterator[Parts | Failure]:
        """Read the report at ``address``, or those of the feed, sitemap or list there, at most ``limit`` new ones.

        Nothing comes of a list that is as it was. What cannot be had comes as a :class:`Failure` in its place.
        """
        yield from self._read_source(address, Budget(limit), 0)

    def read_list(self, data: bytes, kind: ListKind, where: str) -> Iterator[Parts | Failure]:
        """Read the reports of a list that is at hand, such as a file; ``where`` is its name."""
        yield from self._read_links(data, kind, Address(url=where), Budget(None), 0)

    def left_over(self) -> Iterator[Parts | Failure]:
        """Read the pages that an earlier run fetched and then was stopped."""
        for visit in self._pages.left_over() if self._pages else ():
            yield from self._read_page(visit.address, Budget(None))

    def again(self, url: str) -> Parts | Failure | None:
        """Read the page that was fetched at ``url`` anew; None if none was kept."""
        visit = self._pages.visit(url) if self._pages else None
        page = self._kept(visit) if visit else None
        return None if visit is None or page is None else _report(visit.address, page)

    def settle(self) -> None:
        """Note that all that was handed on has reached the collection."""
        if self._pages:
            self._pages.settle()

    def close(self) -> None:
        """Close the files of the pages; forget the robots.txt of every site, since a watch may last for weeks."""
        self._fetcher.forget()
        if self._pages:
            self._pages.close()

    def _read_source(self, address: Address, budget: Budget, depth: int) -> Found:
        try:
            address = self._whole(address)
            page = self._fetch(address, {**LIST_TYPES, **PAGE_TYPES})
            if page is None:
                return True
            data = unpacked(page.data)
            kind = kind_of_list(data)
        except ArticleError as error:
            yield Failure(where=address.url, reason=str(error))
            return self._given_up(address, error)
        if kind is None and page.type in PAGE_TYPES:
            yield from self._hand_on(address, page)
            return True
        if kind is None:
            yield Failure(where=address.url, reason="is neither a page nor a feed nor a sitemap; check the address")
            return True
        had = yield from self._read_links(data, kind, msgspec.structs.replace(address, url=page.url), budget, depth)
        if had and self._pages:
            self._pages.handed_on(address.url)
        return had

    def _read_links(self, data: bytes, kind: ListKind, source: Address, budget: Budget, depth: int) -> Found:
        all_had = True
        try:
            for link in read_list(data, kind, source.url):
                if self._is_older(link):
                    continue
                told = msgspec.structs.replace(link, outlet=link.outlet or source.outlet)
                if not link.is_list:
                    all_had &= yield from self._read_page(told, budget)
                elif depth < MAX_DEPTH:
                    all_had &= yield from self._read_source(told, budget, depth + 1)
                else:
                    yield Failure(where=link.url, reason=f"is more than {MAX_DEPTH} indexes deep; give it by itself")
        except ArticleError as error:
            yield Failure(where=source.url, reason=str(error))
            return False
        return all_had

    def _read_page(self, address: Address, budget: Budget) -> Found:
        """The report at an address that a list names; nothing if it is in the collection."""
        try:
            address = _cleaned(address)
            if self._is_known(address.url):
                return True
            address = self._whole(address)
            visit = self._pages.visit(address.url) if self._pages else None
            if (visit and visit.handled) or self._is_known(address.url):
                return True
            page = self._kept(visit) if visit else None
            if page is None:
                if not budget.spend():
                    return False
                page = self._fetch(address, PAGE_TYPES)
        except ArticleError as error:
            yield Failure(where=address.url, reason=str(error))
            return self._given_up(address, error)
        if page is not None:
            yield from self._hand_on(address, page)
        return True

    def _whole(self, address: Address) -> Address:
        """The address at which the report comes on one page, unless robots.txt forbids that one."""
        whole = whole_report(address.url)
        return msgspec.structs.replace(address, url=whole) if self._allows_other(whole, address.url) else address

    def _allows_other(self, whole: str, url: str) -> bool:
        return whole != url and self._fetcher.allows(whole)

    def _kept(self, visit: Visit) -> Page | None:
        """The page of a visit, if it was kept and can still be read."""
        if self._pages is None or visit.file is None:
            return None
        try:
            return self._pages.page(visit)
        except ArticleError:
            return None

    def _fetch(self, address: Address, types: dict[str, int]) -> Page | None:
        """The page at ``address``, kept if it may be a report; None if it is as it was when it was read."""
        visit = self._pages.visit(address.url) if self._pages else None
        known = visit.version if visit and visit.handled else Version()
        page = self._fetcher.fetch(address.url, types=types, version=known)
        if page is not None and self._pages is not None:
            if page.type in HTML_TYPES and kind_of_list(page.data) is None:
                self._pages.keep(address, page)
            else:
                self._pages.note(address, page.version)
        return page

    def _hand_on(self, address: Address, page: Page) -> Iterator[Parts | Failure]:
        yield _report(address, page)
        if self._pages:
            self._pages.handed_on(address.url)

    def _given_up(self, address: Address, error: ArticleError) -> bool:
        """Whether ``error`` will be the same another time; then the address is not asked for again."""
        if isinstance(error, TryLaterError):
            return False
        if self._pages:
            self._pages.note(address, Version())
            self._pages.handed_on(address.url)
        return True

    def _is_older(self, link: Address) -> bool:
        told = link.published or link.modified
        moment = read_published(told) if self._since and told else None
        return moment is not None and self._since is not None and moment < self._since


def _report(address: Address, page: Page) -> Parts | Failure:
    """The report on a page, with what the list said about it where the page does not say."""
    markup, warnings = decode(page.data, page.charset)
    try:
        parts = parts_from_html(markup, where=address.url, url=page.url, published=address.published, warnings=warnings)
    except ArticleError as error:
        return Failure(where=address.url, reason=str(error))
    return msgspec.structs.replace(
        parts,
        title=parts.title or address.title,
        outlet=parts.outlet or (outlet_named(address.outlet) if address.outlet else None),
    )


def _cleaned(address: Address) -> Address:
    """The address without what only tells the site where a reader came from, so that a page has one address.

    Raises :class:`ArticleError` if it is none.
    """
    return msgspec.structs.replace(address, url=urldefrag(normalize_url(str(parse_address(address.url)))).url)
