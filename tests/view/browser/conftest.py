"""A real browser in front of the viewer: Debian's chromium, driven by playwright; skipped where there is none."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from runut.view import create_app

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WINDOW = {"width": 1280, "height": 900}
SLOWEST = 30_000  # ms: a machine may be busy with other things
# Everything by which something in a page could make itself noticed.
NOTICED = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample));
"""

expect.set_options(timeout=SLOWEST)

Opening = Callable[..., AbstractContextManager["Visit"]]
Serving = Callable[[Path], AbstractContextManager[str]]


class Visit:
    """A window on the viewer at ``address``, and whatever went on in it that nobody wants."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address = address
        self.faults: list[str] = []
        self.page.set_default_timeout(SLOWEST)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("request", self._request)

    def go(self, path: str = "/") -> Page:
        """Open a page of the viewer."""
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    def violations(self) -> list[str]:
        """What the content policy kept from running in the page that is open."""
        found: list[str] = self.page.evaluate("window.violations")
        return found

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"request to {request.url}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no chromium here; install it with: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """The viewer of the collection at ``root``, on a free port; gives its address."""
    config = uvicorn.Config(create_app(root, correcting=True), port=0, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def served() -> Serving:
    return serving


@pytest.fixture(scope="session")
def address(collection: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the viewer of a copy of the small collection answers: these tests correct in it."""
    root = shutil.copytree(collection, tmp_path_factory.mktemp("browser") / "berita")
    with serving(root) as found:
        yield found


@pytest.fixture
def opening(browser: Browser, address: str) -> Opening:
    """Opens a window: ``with opening(java_script_enabled=False) as visit``; no fault may be left in it.

    Of a page that is ``refused``, the browser says so in its console: that is none.
    """

    @contextmanager
    def opened(*, at: str | None = None, refused: bool = False, **options: Any) -> Iterator[Visit]:
        context = browser.new_context(**{"viewport": WINDOW, "locale": "en-GB"} | options)
        context.add_init_script(NOTICED)
        visit = Visit(context, at or address)
        yield visit
        context.close()
        assert [one for one in visit.faults if not (refused and "status of 40" in one)] == []

    return opened


@pytest.fixture
def visit(opening: Opening) -> Iterator[Visit]:
    with opening() as opened:
        yield opened
