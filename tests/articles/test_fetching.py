"""Fetching a page: what is asked for, what is refused. No test touches the network."""

import gzip
from collections.abc import Callable, Iterator

import httpx2
import pytest

from runut.articles.fetching import Fetcher, Page, TryLaterError, Version
from runut.errors import ArticleError

PUBLIC = "93.184.216.34"
HTML = {"content-type": "text/html; charset=utf-8"}

Answer = Callable[[httpx2.Request], httpx2.Response]


class Clock:
    """A clock that stands still but for those who wait."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        self.time += seconds

    def now(self) -> float:
        return self.time


def fetcher(
    answer: Answer, addresses: dict[str, tuple[str, ...]] | None = None, clock: Clock | None = None, *private: str
) -> Fetcher:
    known, clock = addresses or {}, clock or Clock()
    return Fetcher(
        private=private,
        transport=httpx2.MockTransport(answer),
        resolve=lambda host, _: known.get(host, (PUBLIC,)),
        wait=clock.wait,
        now=clock.now,
    )


def fetch(url: str, answer: Answer, addresses: dict[str, tuple[str, ...]] | None = None) -> Page:
    found = fetcher(answer, addresses).fetch(url)
    assert found is not None
    return found


def pages(contents: dict[str, httpx2.Response]) -> Answer:
    """A server that has ``contents`` by path, and no robots.txt unless it is among them."""
    return lambda request: contents.get(request.url.path, httpx2.Response(404))


def page(text: str = "<p>Dua menteri bertemu.</p>") -> httpx2.Response:
    return httpx2.Response(200, content=text.encode(), headers=HTML)


def test_a_page_is_asked_for_at_the_address_that_was_checked() -> None:
    seen = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append((request.url.host, request.headers["host"], request.extensions["sni_hostname"]))
        return page() if request.url.path == "/berita" else httpx2.Response(404)

    found = fetch("https://contoh.example/berita?hal=1", answer)
    assert found.url == "https://contoh.example/berita?hal=1"
    assert found.charset == "utf-8"
    assert b"Dua menteri" in found.data
    assert seen == [(PUBLIC, "contoh.example", "contoh.example")] * 2


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.8",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",  # noqa: S104
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_private_addresses_are_refused(address: str) -> None:
    with pytest.raises(ArticleError, match="private"):
        fetch("http://contoh.example/", pages({"/": page()}), {"contoh.example": (PUBLIC, address)})


def test_a_redirect_into_a_private_network_is_refused() -> None:
    away = httpx2.Response(302, headers={"location": "http://dalam.example/rahasia"})
    with pytest.raises(ArticleError, match="private"):
        fetch("http://contoh.example/", pages({"/": away}), {"dalam.example": ("10.0.0.1",)})


def test_a_redirect_is_followed_and_its_end_is_the_pages_address() -> None:
    contents = {"/lama": httpx2.Response(301, headers={"location": "/baru"}), "/baru": page()}
    assert fetch("http://contoh.example/lama", pages(contents)).url == "http://contoh.example/baru"


def test_redirects_in_a_circle_end() -> None:
    with pytest.raises(ArticleError, match="redirects"):
        fetch("http://contoh.example/a", pages({"/a": httpx2.Response(302, headers={"location": "/a"})}))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://contoh.example/a",
        "http:///a",
        "http://nama:sandi@contoh.example/",
        "//contoh.example/",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(ArticleError, match="plain http"):
        fetch(url, pages({}))


@pytest.mark.parametrize("location", ["http://[::1", "file:///etc/passwd"])
def test_a_redirect_to_no_address_is_refused(location: str) -> None:
    with pytest.raises(ArticleError, match="address"):
        fetch("http://contoh.example/a", pages({"/a": httpx2.Response(302, headers={"location": location})}))


def test_a_host_in_other_letters_is_asked_for_in_its_wire_form() -> None:
    seen = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.headers["host"])
        return page() if request.url.path != "/robots.txt" else httpx2.Response(404)

    fetch("http://bücher.example/berita", answer)
    assert seen == ["xn--bcher-kva.example"] * 2


def test_robots_txt_is_obeyed() -> None:
    rules = httpx2.Response(200, text="User-agent: *\nDisallow: /berita/")
    with pytest.raises(ArticleError, match=r"robots\.txt"):
        fetch("http://contoh.example/berita/1", pages({"/robots.txt": rules, "/berita/1": page()}))
    assert fetch("http://contoh.example/opini/1", pages({"/robots.txt": rules, "/opini/1": page()})).data


def test_a_failing_robots_txt_forbids_all() -> None:
    with pytest.raises(TryLaterError, match=r"robots\.txt answers 500"):
        fetch("http://contoh.example/1", pages({"/robots.txt": httpx2.Response(500), "/1": page()}))


def test_a_missing_page_is_told() -> None:
    with pytest.raises(ArticleError, match="404"):
        fetch("http://contoh.example/1", pages({}))


def test_a_page_too_large_is_given_up() -> None:
    with pytest.raises(ArticleError, match="larger"):
        fetch("http://contoh.example/1", pages({"/1": page("a" * 11_000_000)}))


def test_what_is_no_page_is_refused() -> None:
    image = httpx2.Response(200, content=b"x", headers={"content-type": "image/png"})
    with pytest.raises(ArticleError, match="image/png"):
        fetch("http://contoh.example/1", pages({"/1": image}))


def test_a_broken_connection_is_told_in_one_line() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectTimeout("timed out", request=request)

    with pytest.raises(ArticleError, match="timed out"):
        fetch("http://contoh.example/1", answer)


def test_a_private_host_that_the_user_names_is_fetched_and_no_other() -> None:
    away = httpx2.Response(302, headers={"location": "http://lain.example/"})
    addresses = {"dalam.example": ("10.0.0.1",), "lain.example": ("10.0.0.2",)}
    found = fetcher(pages({"/1": page(), "/2": away}), addresses, None, "dalam.example")
    assert found.fetch("http://dalam.example/1")
    with pytest.raises(ArticleError, match=r"private.*--allow-private lain\.example"):
        found.fetch("http://dalam.example/2")


def test_a_host_is_asked_every_two_seconds_at_most_and_for_robots_txt_once() -> None:
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(f"{request.headers['host']}{request.url.path}")
        return page() if request.url.path != "/robots.txt" else httpx2.Response(404)

    clock = Clock()
    found = fetcher(answer, None, clock)
    for url in ("http://satu.example/1", "http://satu.example/2", "http://dua.example/1", "http://satu.example/3"):
        found.fetch(url)
    assert clock.waits == [2.0, 2.0]
    assert [one for one in asked if one.endswith("robots.txt")] == ["satu.example/robots.txt", "dua.example/robots.txt"]


def test_the_delay_that_robots_txt_asks_for_is_kept() -> None:
    rules = httpx2.Response(200, text="User-agent: *\nCrawl-delay: 7")
    clock = Clock()
    found = fetcher(pages({"/robots.txt": rules, "/1": page(), "/2": page()}), None, clock)
    found.fetch("http://contoh.example/1")
    found.fetch("http://contoh.example/2")
    assert clock.waits == [7.0]


@pytest.mark.parametrize(
    ("headers", "waits"),
    [
        ({"retry-after": "11"}, [11.0, 11.0]),
        ({}, [5.0, 20.0]),
        ({"retry-after": "soon"}, [5.0, 20.0]),
        ({"retry-after": b"\xb2"}, [5.0, 20.0]),
    ],
    ids=["as it asks", "longer each time", "no date", "no number"],
)
def test_a_busy_server_is_asked_again_later(headers: dict[str, str | bytes], waits: list[float]) -> None:
    answers = [httpx2.Response(429, headers=headers), httpx2.Response(503, headers=headers), page()]
    clock = Clock()
    found = fetcher(lambda r: answers.pop(0) if r.url.path == "/1" else httpx2.Response(404), None, clock)
    assert found.fetch("http://contoh.example/1")
    assert clock.waits == waits


@pytest.mark.parametrize("asked", ["3600", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_a_server_that_wants_a_long_rest_is_left_alone_and_others_are_not(asked: str) -> None:
    seen: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.headers["host"])
        busy = request.headers["host"] == "sibuk.example" and request.url.path != "/robots.txt"
        return httpx2.Response(503, headers={"retry-after": asked}) if busy else page()

    clock = Clock()
    found = fetcher(answer, None, clock)
    for path in ("1", "2"):
        with pytest.raises(TryLaterError, match="too busy"):
            found.fetch(f"http://sibuk.example/{path}")
    assert seen == ["sibuk.example"] * 2
    assert clock.waits == []
    assert found.fetch("http://lain.example/1")
    clock.time += 3599
    with pytest.raises(TryLaterError):
        found.fetch("http://sibuk.example/3")
    assert seen.count("sibuk.example") == 2


def test_a_host_that_does_not_answer_is_given_up_after_three_tries() -> None:
    seen = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.url.path)
        raise httpx2.ConnectTimeout("timed out", request=request)

    found = fetcher(answer)
    for number in range(10):
        with pytest.raises(TryLaterError, match="timed out"):
            found.fetch(f"http://contoh.example/{number}")
    assert len(seen) == 3


def test_a_page_that_has_not_changed_is_not_sent_again() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.headers.get("if-none-match") == '"a1"':
            return httpx2.Response(304)
        return httpx2.Response(200, content=b"<p>a</p>", headers={**HTML, "etag": '"a1"', "last-modified": "kemarin"})

    found = fetcher(answer)
    first = found.fetch("http://contoh.example/1")
    assert first is not None
    assert first.version == Version('"a1"', "kemarin")
    assert found.fetch("http://contoh.example/1", version=first.version) is None
    assert found.fetch("http://contoh.example/1", version=Version('"a0"', None))


def test_a_bomb_is_given_up_when_it_has_grown_too_large() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    answer = httpx2.Response(200, content=bomb, headers={**HTML, "content-encoding": "gzip"})
    with pytest.raises(ArticleError, match="larger"):
        fetch("http://contoh.example/1", pages({"/1": answer}))


def test_a_page_that_never_ends_is_given_up() -> None:
    clock = Clock()

    def trickle() -> Iterator[bytes]:
        while True:
            clock.time += 10
            yield b"<p>Dua menteri bertemu.</p>"

    found = fetcher(lambda _: httpx2.Response(200, content=trickle(), headers=HTML), None, clock)
    with pytest.raises(TryLaterError, match="longer than 60 seconds"):
        found.fetch("http://contoh.example/1")
