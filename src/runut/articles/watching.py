"""``sources.toml``: the feeds, sitemaps and lists that a collection is kept up to date with."""

from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from runut.articles.links import Address
from runut.errors import ArticleError

__all__ = ["Source", "WatchList", "in_turn", "read_watch_list"]

Item = TypeVar("Item")
Minutes = Annotated[float, msgspec.Meta(gt=0)]


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A feed, sitemap or list, asked ``every`` so many minutes for at most ``limit`` new reports.

    ``outlet`` is that of its reports if they do not say.
    """

    url: Annotated[str, msgspec.Meta(pattern="^https?://")]
    outlet: str | None = None
    every: Minutes | None = None
    limit: Annotated[int, msgspec.Meta(gt=0)] | None = None

    @property
    def address(self) -> Address:
        """Its address as :class:`~runut.articles.web.Web` takes it."""
        return Address(url=self.url, outlet=self.outlet)


class WatchList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a collection is kept up to date with; ``every`` is for sources that do not say."""

    source: Annotated[tuple[Source, ...], msgspec.Meta(min_length=1)]
    every: Minutes = 15.0

    def due(self, asked: dict[str, float], now: float) -> list[Source]:
        """The sources to ask at ``now``, given when each was ``asked`` (in seconds, by address)."""
        return [one for one in self.source if self._next(one, asked) <= now]

    def next_due(self, asked: dict[str, float]) -> float:
        """When the next source is to be asked."""
        return min(self._next(one, asked) for one in self.source)

    def _next(self, one: Source, asked: dict[str, float]) -> float:
        return asked[one.url] + (one.every or self.every) * 60 if one.url in asked else float("-inf")


def read_watch_list(path: Path) -> WatchList:
    """The list in a TOML file. Raises :class:`ArticleError` if it cannot be read or says what it must not."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=WatchList)
    except OSError as error:
        raise ArticleError(f"{path}: cannot be opened ({error.strerror}); docs/collection.md shows one") from error
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise ArticleError(f"{path}: {error}; docs/collection.md shows how it is written") from error


def in_turn(streams: Iterable[Iterator[Item]]) -> Iterator[Item]:
    """One of each stream after the other, so that no site has to be waited for while others could be asked."""
    waiting = deque(streams)
    while waiting:
        stream = waiting.popleft()
        for item in stream:
            yield item
            waiting.append(stream)
            break
