"""The web as commands read it: where pages are kept, and what is not fetched again."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from runut.articles import Failure, Reading
    from runut.articles.fetching import Fetcher
    from runut.articles.links import Address
    from runut.articles.types import Parts
    from runut.articles.web import Web
    from runut.store import Collection

__all__ = ["PAUSE", "Delay", "Fetching", "Private"]

PAUSE = 2.0  # seconds; a reader who clicks is not much slower

Private = Annotated[
    list[str] | None,
    typer.Option("--allow-private", metavar="HOST", help="Fetch from this host though it is in a private network."),
]
Delay = Annotated[float, typer.Option(min=0, metavar="SECONDS", help="Time between two requests to a site, at least.")]


class Fetching:
    """The web, opened when the first address comes: only then is the extra ``fetch`` needed.

    With a ``collection``, pages are kept there, and what it has is not fetched again.
    """

    def __init__(
        self,
        private: list[str] | None,
        delay: float = PAUSE,
        *,
        collection: Path | None = None,
        since: str | None = None,
    ) -> None:
        self._private = private or []
        self._delay = delay
        self._collection = collection
        self._since = since
        self._fetcher: Fetcher | None = None
        self._web: Web | None = None
        self._known: Collection | None = None

    def open(self) -> "Web":
        """The web, the same until :meth:`close`. Raises :class:`ArticleError` without the extra."""
        if self._web is None:
            from runut.articles.fetching import Fetcher  # noqa: PLC0415
            from runut.articles.pages import Pages  # noqa: PLC0415
            from runut.articles.web import Web  # noqa: PLC0415
            from runut.store import open_collection, pages_folder  # noqa: PLC0415

            self._fetcher = self._fetcher or Fetcher(delay=self._delay, private=self._private)
            if self._collection is None:
                self._web = Web(self._fetcher)
            else:
                self._known = open_collection(self._collection)
                pages = Pages(pages_folder(self._collection))
                self._web = Web(self._fetcher, pages, is_known=self._is_known, since=self._since)
        return self._web

    def articles(self, sources: list[str], published: str | None) -> "Iterator[Reading | Failure]":
        """As :func:`runut.articles.read_articles`; first what an earlier run left over."""
        from runut.articles import read_articles  # noqa: PLC0415

        yield from self.left_over(published)
        yield from read_articles(sources, published=published, web=self.open)

    def read(self, address: "Address", limit: int | None) -> "Iterator[Parts | Failure]":
        """As :meth:`runut.articles.web.Web.read`, opened when the first is asked for."""
        yield from self.open().read(address, limit)

    def again(self, url: str) -> "Reading | Failure | None":
        """What is read now from the page that was fetched at ``url``; None if none was kept."""
        from runut.articles import reading_or_failure  # noqa: PLC0415

        found = self.open().again(url)
        return None if found is None else reading_or_failure(found)

    def left_over(self, published: str | None = None) -> "Iterator[Reading | Failure]":
        """Reports whose pages an earlier run fetched and then was stopped."""
        from runut.articles import reading_or_failure  # noqa: PLC0415
        from runut.store import pages_folder  # noqa: PLC0415

        if self._collection is not None and pages_folder(self._collection).exists():
            for item in self.open().left_over():
                yield reading_or_failure(item, published)

    def settle(self) -> None:
        """Note that the reports of all pages that were read have reached the collection."""
        if self._web is not None:
            self._web.settle()
        self.close()

    def close(self) -> None:
        """Close what is open. It can be opened again, and still knows which host was asked when."""
        if self._web is not None:
            self._web.close()
        if self._known is not None:
            self._known.close()
        self._web = self._known = None

    def _is_known(self, url: str) -> bool:
        if self._known is None:
            return False
        asked = "SELECT count(*) FROM articles WHERE url = $url OR found_at = $url"
        return bool(self._known.sql(asked, {"url": url}).fetchall()[0][0])
