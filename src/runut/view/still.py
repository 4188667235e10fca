"""The viewer's pages as files: asked for within this process, links made relative, what needs a server taken out."""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from posixpath import relpath
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Message

from runut.errors import StoreError

__all__ = ["Where", "ask", "asking", "stilled"]

Where = Callable[[str, Mapping[str, str]], str | None]

# In our templates attributes stand in double quotes, and what reports say is escaped: no quote and no < is theirs.
ADDRESS = re.compile(r'(?P<name>\b(?:href|src)=)"(?P<address>[^"]*)"')
SCRIPTED = re.compile(r'\s+hx-[\w:-]+="[^"]*"')
FORM = re.compile(r"<form\b(?P<open>[^>]*)>(?P<within>.*?)</form>", re.DOTALL)
HTMX = re.compile(r"<script[^>]*/htmx[^>]*></script>\n?|<meta name=\"htmx-config\"[^>]*>\n?")
HEAD = '<meta charset="utf-8">'
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
)
LOOK = '<link rel="stylesheet" href="/static/site.css">'
META = f'{HEAD}\n<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'


def asking(app: ASGIApp, address: str, language: str) -> Request:
    """A request for ``address`` as it reaches a page."""
    path, _, query = address.partition("?")
    scope: dict[str, Any] = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(b"host", b"localhost"), (b"cookie", f"lang={language}; theme=auto".encode())],
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 0),
        "app": app,
    }
    return Request(scope)


async def ask(app: ASGIApp, address: str, language: str) -> str:
    """The page at ``address``. Raises :class:`StoreError` if the viewer has none there."""
    parts: list[bytes] = []
    status = 0

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        else:
            parts.append(message.get("body", b""))

    await app(asking(app, address, language).scope, receive, send)
    if status != 200:  # noqa: PLR2004 - the word for it is OK
        raise StoreError(
            f"{address}: the viewer has no such page (status {status}); was the collection changed meanwhile?"
        )
    return b"".join(parts).decode()


def stilled(page: str, at: str, where: Where) -> str:
    """``page`` as the file ``at``: links lead to the files that ``where`` names, no form is left but ``#search``.

    ``where`` is given the path and query of an address of the viewer, and gives the file's path in the site, with a
    query if need be, or None.
    """
    page = HTMX.sub("", page).replace(HEAD, META, 1).replace("</head>", f"{LOOK}\n</head>", 1)
    page = SCRIPTED.sub("", FORM.sub(_form, page))
    return ADDRESS.sub(lambda found: _linked(found, at, where), page)


def _form(found: re.Match[str]) -> str:
    if 'id="search"' not in found["open"]:
        return ""
    return f'<form class="search" id="search" role="search">{found["within"]}</form>'


def _linked(found: re.Match[str], at: str, where: Where) -> str:
    address = unescape(found["address"])
    parts = urlsplit(address)
    if parts.scheme or address.startswith("#"):
        return found[0]
    target = where(parts.path, dict(parse_qsl(parts.query)))
    if target is None:
        return "data-nowhere" if found["name"] == "href=" else ""
    to = urlsplit(target)
    relative = quote(relpath(to.path, at.rpartition("/")[0] or "."))
    fragment = to.fragment or parts.fragment
    told = relative + (f"?{to.query}" if to.query else "") + (f"#{quote(fragment)}" if fragment else "")
    return f'{found["name"]}"{escape(told)}"'
