"""What every answer and request must keep to: nothing from reports may run, and no other site may use the viewer."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["LOOPBACK", "Guard", "web_address"]

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Refuses requests by a name that is not the viewer's (DNS rebinding) and changes that another site asks for.

    ``hosts`` are the names by which it may be called, without port; ``*`` allows any.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = LOOPBACK) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application answer with the headers of :data:`HEADERS`."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if refusal := self._refusal(scope["method"], headers):
            await PlainTextResponse(refusal, status_code=403)(scope, receive, guarded)
        else:
            await self.app(scope, receive, guarded)

    def _refusal(self, method: str, headers: Headers) -> str | None:
        host = headers.get("host", "")
        if "*" not in self.hosts and _name_of(host) not in self.hosts:
            return "This viewer is not called by that name; open the address that `runut serve` printed."
        origin = headers.get("origin")
        foreign = headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}
        if method not in SAFE and (foreign or (origin is not None and urlsplit(origin).netloc != host)):
            return "Changes are only taken from the viewer's own pages."
        return None


def _name_of(host: str) -> str:
    """The host without its port; an IPv6 address in its brackets."""
    return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]


def web_address(address: str | None) -> str | None:
    """An address from a report if it is one of the web, so that ``javascript:`` and its like are never links."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.netloc else None
