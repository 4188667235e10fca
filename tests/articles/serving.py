"""A site on this computer, to be read as one on the web."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "127.0.0.1"


class Site:
    """What a site serves: ``answers`` by path, as status, headers and body. ``asked`` is what it was asked for."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        self.address = ""

    def serve(self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        """Serve ``body`` at ``path``, with a version of its own; @ in it stands for the site's address."""
        data = body.replace("@", self.address).encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (200, {"content-type": kind, "etag": f'"{hash(data)}"', **named}, data)

    def refuse(self, path: str, status: int, **headers: str) -> None:
        """Answer ``status`` at ``path``."""
        self.answers[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, b"")

    def pages(self) -> list[str]:
        """The paths asked for but robots.txt, and the list of them begins anew."""
        asked = [path for path in self.asked if path != "/robots.txt"]
        self.asked.clear()
        return asked


@contextmanager
def serving() -> Iterator[Site]:
    """A site that is there as long as it is asked for."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            status, headers, body = site.answers.get(self.path, (404, {}, b""))
            if status == 200 and self.headers.get("if-none-match") == headers["etag"]:
                status, headers, body = 304, {}, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((HOST, 0), Handler)
    site.address = f"http://{HOST}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def report(number: int) -> str:
    """The page of a report."""
    paragraphs = (
        f"Polisi menangkap {number} demonstran di Ambon, Senin (3/6/2024), setelah unjuk rasa di kantor gubernur.",
        f"Kepala Polda Maluku mengatakan {number} orang itu ditahan karena membakar ban dan merusak pagar kantor itu.",
        "Pengacara mereka membantah tuduhan itu dan meminta polisi membebaskan semua orang yang ditangkap hari itu.",
    )
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<!doctype html><html><body><article><h1>Unjuk rasa ke-{number}</h1>{body}</article></body></html>"


def feed(*numbers: int) -> str:
    """A feed of reports."""
    items = "".join(
        f"<item><title>Unjuk rasa ke-{number}</title><link>@/{number}?utm_source=rss</link>"
        f"<pubDate>Mon, {number:02} Jun 2024 10:00:00 +0700</pubDate></item>"
        for number in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Kabar</title>{items}</channel></rss>'


def sitemap(*urls: str) -> str:
    """A sitemap of ``urls``."""
    entries = "".join(f"<url><loc>@{url}</loc></url>" for url in urls)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
