"""Fetching one page politely: robots.txt, time and size limits, and never an address inside a private network."""

import ipaddress
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from runut.articles.decoding import MAX_REPORT_BYTES
from runut.articles.feeds import KINDS
from runut.errors import ArticleError
from runut.model import Struct

try:
    import httpx2
    from protego import Protego
except ModuleNotFoundError as error:  # the optional extra `fetch`; `read_articles` says how to install it
    raise ArticleError(
        f"cannot be fetched: {error.name} is missing; pip install 'runut[fetch]', or save the page and read the file"
    ) from error

__all__ = ["Page", "fetch_page", "resolve_host"]

USER_AGENT = "runut/0.1 (reads single news reports for analysis)"
ROBOT_NAME = "runut"
TIMEOUT = 20.0  # seconds for each of connecting and waiting for the next bytes
TOTAL_TIME = 60.0  # seconds for the whole page, however slowly it trickles
MAX_REDIRECTS = 5
PAGES = frozenset({"text/html", "text/plain", "application/xhtml+xml"})
ACCEPTED = "text/html,application/rss+xml,application/atom+xml,application/xml;q=0.9,text/plain;q=0.8"
# No connection is kept: another host at the same address must show its own certificate.
LIMITS = httpx2.Limits(max_keepalive_connections=0)
MAX_ROBOTS_BYTES = 500_000  # what RFC 9309 asks a crawler to read
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # reaches IPv4 addresses through a gateway, private ones included
PORTS = {"http": 80, "https": 443}

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], tuple[str, ...]]


class Page(Struct, frozen=True):
    """A fetched page: its bytes, the charset and kind that its header names, and where it was at last."""

    url: str
    data: bytes
    charset: str | None
    kind: str = "text/html"


def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """All addresses of ``host``. Raises :class:`ArticleError` if it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise ArticleError(f"cannot be fetched: {host} is not a known host ({error}); check the address") from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def fetch_page(url: str, *, transport: httpx2.BaseTransport | None = None, resolve: Resolve = resolve_host) -> Page:
    """Fetch the page at ``url``, following up to five redirects.

    Every hop, the first included, is resolved once, refused if any of its addresses is not a public
    one, and then connected to at that very address, so that a name cannot change its meaning in
    between. Environment proxies are not used, since they would resolve names on their own.

    Raises :class:`ArticleError` if robots.txt forbids the page, or it is too large, too slow, not
    there, or not text.
    """
    with httpx2.Client(transport=transport, timeout=TIMEOUT, limits=LIMITS, trust_env=False) as client:
        deadline = time.monotonic() + TOTAL_TIME
        for _ in range(MAX_REDIRECTS + 1):
            _check_robots(client, url, resolve, deadline)
            with _get(client, url, resolve) as response:
                if response.has_redirect_location:
                    url = str(_parse(response.headers["location"], base=url))
                    continue
                if response.status_code != httpx2.codes.OK:
                    raise ArticleError(
                        f"cannot be fetched: the server answers {response.status_code}; check the address"
                    )
                kind = _checked_type(response)
                data = _read_limited(response, MAX_REPORT_BYTES, deadline)
                return Page(url=url, data=data, charset=response.charset_encoding, kind=kind)
        raise ArticleError(f"cannot be fetched: more than {MAX_REDIRECTS} redirects; give the address where they lead")


@contextmanager
def _get(client: httpx2.Client, url: str, resolve: Resolve) -> Iterator[httpx2.Response]:
    parsed = _parse(url)
    host = parsed.raw_host.decode("ascii")
    port = parsed.port or PORTS[parsed.scheme]
    address = _public_address(host, resolve(host, port))
    headers = {"Host": parsed.netloc.decode("ascii"), "User-Agent": USER_AGENT, "Accept": ACCEPTED}
    target = parsed.copy_with(host=address, port=port)
    try:
        with client.stream("GET", target, headers=headers, extensions={"sni_hostname": host}) as response:
            yield response
    except httpx2.HTTPError as error:
        reason = str(error) or type(error).__name__
        raise ArticleError(f"cannot be fetched: {reason}; try again later, or save the page") from error


def _parse(url: str, base: str | None = None) -> httpx2.URL:
    """Split the address ``url``, which may be relative to ``base``."""
    try:
        parsed = httpx2.URL(base).join(url) if base else httpx2.URL(url)
    except httpx2.InvalidURL as error:
        raise ArticleError(f"cannot be fetched: {url} is not an address ({error})") from error
    if parsed.scheme not in PORTS or not parsed.host or parsed.userinfo:
        raise ArticleError(f"cannot be fetched: {url} is not a plain http or https address")
    return parsed


def _public_address(host: str, addresses: tuple[str, ...]) -> str:
    for address in addresses:
        ip = _reached(ipaddress.ip_address(address.split("%")[0]))
        if not ip.is_global or ip.is_multicast:
            raise ArticleError(
                f"will not be fetched: {host} is at {address}, in a private network; save the page and read the file"
            )
    return addresses[0]


def _reached(ip: IPAddress) -> IPAddress:
    """The IPv4 address within an IPv6 address that only wraps one, else the address itself."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


def _check_robots(client: httpx2.Client, url: str, resolve: Resolve, deadline: float) -> None:
    """Raise if robots.txt forbids ``url``; as RFC 9309 has it, no file allows all, a failing server nothing."""
    robots_url = str(_parse("/robots.txt", base=url))
    for _ in range(MAX_REDIRECTS + 1):
        with _get(client, robots_url, resolve) as response:
            if response.has_redirect_location:
                robots_url = str(_parse(response.headers["location"], base=robots_url))
                continue
            if response.is_client_error:
                return
            if not response.is_success:
                raise ArticleError(f"cannot be fetched: robots.txt answers {response.status_code}; try again later")
            rules = _read_limited(response, MAX_ROBOTS_BYTES, deadline).decode("utf-8", errors="replace")
        if not Protego.parse(rules).can_fetch(url, ROBOT_NAME):
            raise ArticleError(
                "will not be fetched: the site's robots.txt forbids it; save the page from a browser and read the file"
            )
        return
    raise ArticleError(f"cannot be fetched: more than {MAX_REDIRECTS} redirects for robots.txt; try again later")


def _checked_type(response: httpx2.Response) -> str:
    kind = str(response.headers.get("content-type", "text/html")).split(";")[0].strip().lower()
    if kind not in PAGES and kind not in KINDS:
        raise ArticleError(f"is {kind}, not a web page; give the page of a report, or a feed of reports")
    return kind


def _read_limited(response: httpx2.Response, limit: int, deadline: float) -> bytes:
    """The body as far as ``limit`` bytes allow, counted after unpacking."""
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > limit:
            raise ArticleError(f"cannot be fetched: larger than {limit:,} bytes, which no single report is")
        if time.monotonic() > deadline:
            raise ArticleError(f"cannot be fetched: took longer than {TOTAL_TIME:.0f} seconds; try again later")
    return bytes(data)
