"""Fetching pages politely: robots.txt, one page at a time of each host, rest for a server that asks for it.

Nothing is larger or slower than its limit, and nothing comes from inside a private network unless the user names its
host.
"""

import time
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2
import msgspec

from runut.articles.addresses import PORTS, Resolve, address_of, parse_address, resolve_host
from runut.articles.decoding import MAX_REPORT_BYTES
from runut.errors import ArticleError
from runut.model import Struct

try:
    from protego import Protego
except ModuleNotFoundError as error:  # the optional extra `fetch`; `read_articles` says how to install it
    raise ArticleError(
        f"cannot be fetched: {error.name} is missing; pip install 'runut[fetch]', or save the page and read the file"
    ) from error

__all__ = ["DELAY", "PAGE_TYPES", "Fetcher", "Page", "TryLaterError", "Version"]

USER_AGENT = "runut/0.1 (reads news reports for analysis)"
ROBOT_NAME = "runut"
TIMEOUT = 20.0  # seconds for each of connecting and waiting for the next bytes
TOTAL_TIME = 60.0  # seconds for one answer, however slowly it trickles
MAX_REDIRECTS = 5
# types of content that are pages, and how many bytes they may have
PAGE_TYPES = dict.fromkeys(("text/html", "text/plain", "application/xhtml+xml"), MAX_REPORT_BYTES)
# No connection is kept: another host at the same address must show its own certificate.
LIMITS = httpx2.Limits(max_keepalive_connections=0)
MAX_ROBOTS_BYTES = 500_000  # what RFC 9309 asks a crawler to read
DELAY = 2.0  # seconds between two requests to a host; a reader who clicks is not much slower
LONGEST_DELAY = 60.0  # of those that a robots.txt may ask for; the site that asks for more is read as slowly as this
PAUSES = (5.0, 20.0)  # seconds before a busy server is asked again, unless it says itself when
LONGEST_PAUSE = 60.0  # when it asks for more, its pages are left for the next run
REST = 300.0  # seconds that a host is left alone after so many failures one after the other
FAILURES = 3
BUSY = (httpx2.codes.TOO_MANY_REQUESTS, httpx2.codes.SERVICE_UNAVAILABLE)


class TryLaterError(ArticleError):
    """A page that could not be had this time; another time it may."""


class Version(Struct, frozen=True):
    """What a server calls the version of a page that it sent, so that it need not be sent again."""

    etag: str | None = None
    modified: str | None = None


class Page(Struct, frozen=True):
    """A fetched page: its bytes, the charset that its header names, and where it was at last."""

    url: str
    data: bytes
    charset: str | None = None
    type: str = "text/html"
    version: Version = Version()


class Answer(Struct, frozen=True):
    """What a server said, read to its end if it is of a wanted type."""

    status: int
    headers: Mapping[str, str]
    charset: str | None
    data: bytes = b""
    leads_to: str | None = None


class Wanted(Struct, frozen=True):
    """What is asked for: the types of content with their size at most, else any of ``limit``; the version one has."""

    types: Mapping[str, int] = {}
    limit: int = MAX_REPORT_BYTES
    version: Version = Version()


class Fetcher:
    """Fetches pages, and remembers of each host its robots.txt, when it was last asked, and whether it wants rest.

    ``delay`` is the least number of seconds between two requests to a host; ``private`` are the hosts that may be in
    a private network. ``wait`` and ``now`` are the clock.
    """

    def __init__(
        self,
        *,
        delay: float = DELAY,
        private: Collection[str] = (),
        transport: httpx2.BaseTransport | None = None,
        resolve: Resolve = resolve_host,
        wait: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        # Environment proxies would resolve names on their own, so they are not used.
        self._client = httpx2.Client(transport=transport, timeout=TIMEOUT, limits=LIMITS, trust_env=False)
        self._delay = delay
        self._private = frozenset(private)
        self._resolve = resolve
        self._wait = wait
        self._now = now
        self._robots: dict[str, Protego | None] = {}
        self._next: dict[str, float] = {}  # host → when it may be asked again
        self._resting: dict[str, tuple[float, str]] = {}
        self._failures: dict[str, int] = {}

    def forget(self) -> None:
        """Ask for every robots.txt again."""
        self._robots.clear()

    def fetch(
        self,
        url: str,
        *,
        types: Mapping[str, int] = PAGE_TYPES,
        version: Version = Version(),  # noqa: B008 - cannot be changed
    ) -> Page | None:
        """Fetch the page at ``url``, following up to five redirects; None if it is still the ``version`` given.

        Every hop, the first included, is resolved once, refused if any of its addresses is not a public one, and then
        connected to at that very address, so that a name cannot change its meaning in between.

        Raises :class:`TryLaterError` if the server cannot be reached or is too busy, :class:`ArticleError` if
        robots.txt forbids the page, or it is too large, not there, or of no wanted type.
        """
        wanted = Wanted(types=types, version=version)
        for _ in range(MAX_REDIRECTS + 1):
            self._check_robots(url)
            answer = self._patiently(url, wanted)
            if answer.leads_to is not None:
                url = str(parse_address(answer.leads_to, base=url))
                continue
            if answer.status == httpx2.codes.NOT_MODIFIED and version != Version():
                return None
            if answer.status != httpx2.codes.OK:
                kind = TryLaterError if answer.status >= httpx2.codes.INTERNAL_SERVER_ERROR else ArticleError
                raise kind(f"cannot be fetched: the server answers {answer.status}; check the address")
            return Page(
                url=url,
                data=answer.data,
                charset=answer.charset,
                type=_type(answer.headers),
                version=Version(answer.headers.get("etag"), answer.headers.get("last-modified")),
            )
        raise ArticleError(f"cannot be fetched: more than {MAX_REDIRECTS} redirects; give the address where they lead")

    def allows(self, url: str) -> bool:
        """Whether the site's robots.txt allows ``url``. Raises as :meth:`fetch`."""
        rules = self._rules(parse_address(url))
        return rules is None or bool(rules.can_fetch(url, ROBOT_NAME))

    def _check_robots(self, url: str) -> None:
        if not self.allows(url):
            raise ArticleError(
                "will not be fetched: the site's robots.txt forbids it; save the page from a browser and read the file"
            )

    def _rules(self, url: httpx2.URL) -> Protego | None:
        """The rules for ``url``; as RFC 9309 has it, no file allows all, a failing server nothing."""
        site = _site(url)
        if site not in self._robots:
            self._robots[site] = self._fetch_robots(f"{site}/robots.txt")
            self._next.pop(_host(url), None)  # the page that it was asked for need not wait
        return self._robots[site]

    def _fetch_robots(self, url: str) -> Protego | None:
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._patiently(url, Wanted(limit=MAX_ROBOTS_BYTES))
            if answer.leads_to is not None:
                url = str(parse_address(answer.leads_to, base=url))
            elif answer.status >= httpx2.codes.INTERNAL_SERVER_ERROR:
                raise TryLaterError(f"cannot be fetched: robots.txt answers {answer.status}; try again later")
            elif answer.status != httpx2.codes.OK:
                return None
            else:
                return Protego.parse(answer.data.decode("utf-8", errors="replace"))
        raise ArticleError(f"cannot be fetched: more than {MAX_REDIRECTS} redirects for robots.txt; try again later")

    def _patiently(self, url: str, wanted: Wanted) -> Answer:
        """Ask, and ask a busy server again after a while."""
        host = _host(parse_address(url))
        self._refuse_resting(host)
        for pause in (*PAUSES, None):
            try:
                answer = self._ask(url, wanted)
            except TryLaterError as error:
                self._note_failure(host, str(error))
                raise
            asked = _retry_after(answer.headers) if answer.status in BUSY else None
            if answer.status not in BUSY:
                self._failures[host] = 0
                return answer
            wait = pause if asked is None else asked
            if pause is None or wait is None or wait > LONGEST_PAUSE:
                break
            self._next[host] = self._now() + wait
        reason = f"cannot be fetched: the server answers {answer.status}, it is too busy; try again later"
        self._resting[host] = (self._now() + max(asked or 0.0, REST), reason)
        raise TryLaterError(reason)

    def _refuse_resting(self, host: str) -> None:
        until, reason = self._resting.get(host, (0.0, ""))
        if self._now() < until:
            raise TryLaterError(reason)

    def _note_failure(self, host: str, reason: str) -> None:
        self._failures[host] = self._failures.get(host, 0) + 1
        if self._failures[host] >= FAILURES:
            self._failures[host] = 0
            self._resting[host] = (self._now() + REST, reason)

    def _ask(self, url: str, wanted: Wanted) -> Answer:
        parsed = parse_address(url)
        host = _host(parsed)
        port = parsed.port or PORTS[parsed.scheme]
        address = address_of(host, self._resolve(host, port), self._private)
        self._wait_turn(parsed)
        target = parsed.copy_with(host=address, port=port)
        deadline = self._now() + TOTAL_TIME
        try:
            with self._client.stream(
                "GET", target, headers=_headers(parsed, wanted), extensions={"sni_hostname": host}
            ) as response:
                return self._answer(response, wanted, deadline)
        except httpx2.HTTPError as error:
            reason = str(error) or type(error).__name__
            raise TryLaterError(f"cannot be fetched: {reason}; try again later, or save the page") from error

    def _wait_turn(self, url: httpx2.URL) -> None:
        host = _host(url)
        left = self._next.get(host, 0.0) - self._now()
        if left > 0:
            self._wait(left)
        rules = self._robots.get(_site(url))
        asked = (rules and rules.crawl_delay(ROBOT_NAME)) or 0.0
        self._next[host] = self._now() + max(self._delay, min(float(asked), LONGEST_DELAY))

    def _answer(self, response: httpx2.Response, wanted: Wanted, deadline: float) -> Answer:
        answer = Answer(
            status=response.status_code,
            headers=dict(response.headers),
            charset=response.charset_encoding,
            leads_to=response.headers["location"] if response.has_redirect_location else None,
        )
        if response.status_code != httpx2.codes.OK:
            return answer
        kind = _type(response.headers)
        if wanted.types and kind not in wanted.types:
            raise ArticleError(f"is {kind}, not a web page; give the page of a report")
        limit = wanted.types.get(kind, wanted.limit)
        return msgspec.structs.replace(answer, data=self._read_limited(response, limit, deadline))

    def _read_limited(self, response: httpx2.Response, limit: int, deadline: float) -> bytes:
        """The body as far as ``limit`` bytes allow, counted after unpacking."""
        data = bytearray()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > limit:
                raise ArticleError(f"cannot be fetched: larger than {limit:,} bytes, which no single report is")
            if self._now() > deadline:
                raise TryLaterError(f"cannot be fetched: took longer than {TOTAL_TIME:.0f} seconds; try again later")
        return bytes(data)


def _headers(url: httpx2.URL, wanted: Wanted) -> dict[str, str]:
    headers = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": USER_AGENT,
        "Accept": ",".join(wanted.types) or "*/*",
        "Accept-Encoding": "gzip, deflate",
    }
    if wanted.version.etag:
        headers["If-None-Match"] = wanted.version.etag
    if wanted.version.modified:
        headers["If-Modified-Since"] = wanted.version.modified
    return headers


def _host(url: httpx2.URL) -> str:
    return url.raw_host.decode("ascii")


def _site(url: httpx2.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _type(headers: Mapping[str, str]) -> str:
    return headers.get("content-type", "text/html").split(";")[0].strip().lower()


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that a busy server asks to wait, given as a number or as a date."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
