"""Fetching a page: what is asked for, what is refused. No test touches the network."""

from collections.abc import Callable

import httpx2
import pytest

from runut.articles.fetching import Page, fetch_page
from runut.errors import ArticleError

PUBLIC = "93.184.216.34"
HTML = {"content-type": "text/html; charset=utf-8"}

Answer = Callable[[httpx2.Request], httpx2.Response]


def fetch(url: str, answer: Answer, addresses: dict[str, tuple[str, ...]] | None = None) -> Page:
    known = addresses or {}
    return fetch_page(url, transport=httpx2.MockTransport(answer), resolve=lambda host, _: known.get(host, (PUBLIC,)))


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
    with pytest.raises(ArticleError, match=r"robots\.txt answers 503"):
        fetch("http://contoh.example/1", pages({"/robots.txt": httpx2.Response(503), "/1": page()}))


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
