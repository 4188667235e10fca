"""Addresses of pages: which may be asked for, and at which address of the network they are."""

import ipaddress
import socket
from collections.abc import Callable, Collection

from runut.errors import ArticleError

try:
    import httpx2
except ModuleNotFoundError as error:  # the optional extra `fetch`; `read_articles` says how to install it
    raise ArticleError(
        f"cannot be fetched: {error.name} is missing; pip install 'runut[fetch]', or save the page and read the file"
    ) from error

__all__ = ["PORTS", "Resolve", "address_of", "parse_address", "resolve_host"]

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # reaches IPv4 addresses through a gateway, private ones included
PORTS = {"http": 80, "https": 443}

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], tuple[str, ...]]


def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """All addresses of ``host``. Raises :class:`ArticleError` if it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise ArticleError(f"cannot be fetched: {host} is not a known host ({error}); check the address") from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def parse_address(url: str, base: str | None = None) -> httpx2.URL:
    """Split the address ``url``, which may be relative to ``base``. Raises :class:`ArticleError` if it is not http."""
    try:
        parsed = httpx2.URL(base).join(url) if base else httpx2.URL(url)
    except httpx2.InvalidURL as error:
        raise ArticleError(f"cannot be fetched: {url} is not an address ({error})") from error
    if parsed.scheme not in PORTS or not parsed.host or parsed.userinfo:
        raise ArticleError(f"cannot be fetched: {url} is not a plain http or https address")
    return parsed


def address_of(host: str, addresses: tuple[str, ...], private: Collection[str]) -> str:
    """The one of ``addresses`` to connect to.

    Raises :class:`ArticleError` if any of them is in a private network and ``host`` is not among the ``private`` ones
    that the user has named.
    """
    for address in addresses:
        ip = _reached(ipaddress.ip_address(address.split("%")[0]))
        if (not ip.is_global or ip.is_multicast) and host not in private:
            raise ArticleError(
                f"will not be fetched: {host} is at {address}, in a private network; "
                f"if that is meant, give --allow-private {host}"
            )
    return addresses[0]


def _reached(ip: IPAddress) -> IPAddress:
    """The IPv4 address within an IPv6 address that only wraps one, else the address itself."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip
