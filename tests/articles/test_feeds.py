"""Feeds and sitemaps: the reports that they list, and what they must not do. No test touches the network."""

import pytest

from runut.articles import Failure, Reading, read_articles, reading
from runut.articles.feeds import MOST_LINKS, feed_links
from runut.articles.fetching import Page
from runut.errors import ArticleError

FEEDS = {
    "rss": b"""<?xml version="1.0"?><rss version="2.0"><channel><link>https://contoh.example/</link>
        <item><title>Satu</title><link>https://contoh.example/1</link></item>
        <item><link> https://contoh.example/2 </link></item></channel></rss>""",
    "atom": b"""<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://contoh.example/"/>
        <entry><link rel="alternate" href="https://contoh.example/1"/><link rel="edit" href="https://contoh.example/x"/></entry>
        <entry><link href="https://contoh.example/2"/></entry></feed>""",
    "sitemap": b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <url><loc>https://contoh.example/1</loc></url><url><loc>https://contoh.example/2</loc></url></urlset>""",
}
TEXT = "Dua menteri bertemu di Jakarta pada Senin untuk membahas kerja sama perdagangan antara kedua negara itu. " * 3


@pytest.mark.parametrize("data", FEEDS.values(), ids=FEEDS)
def test_every_report_that_a_feed_lists(data: bytes) -> None:
    assert feed_links(data) == ["https://contoh.example/1", "https://contoh.example/2"]


@pytest.mark.parametrize("data", [b"", b"<html><body>x</body></html>", b"\x00\xff"], ids=["empty", "page", "binary"])
def test_what_is_no_feed(data: bytes) -> None:
    assert feed_links(data) is None


def test_a_feed_that_never_ends_ends() -> None:
    items = b"".join(b"<item><link>https://contoh.example/%d</link></item>" % n for n in range(5000))
    assert len(feed_links(b"<rss>" + items) or ()) == MOST_LINKS


def test_no_file_is_read_and_no_other_scheme_is_followed() -> None:
    hostile = b"""<!DOCTYPE rss [<!ENTITY rahasia SYSTEM "file:///etc/passwd">]>
        <rss><item><link>&rahasia;</link></item><item><link>file:///etc/passwd</link></item></rss>"""
    assert feed_links(hostile) == []


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A site with a sitemap's index, a feed and pages; what was fetched."""
    page = f"<html><head><title>Judul</title></head><body><article><p>{TEXT}</p></article></body></html>".encode()
    index = b"<sitemapindex><sitemap><loc>https://contoh.example/peta</loc></sitemap></sitemapindex>"
    site = {
        "https://contoh.example/indeks": Page(url="", data=index, charset=None, kind="application/xml"),
        "https://contoh.example/peta": Page(url="", data=FEEDS["sitemap"], charset=None, kind="text/xml"),
        "https://contoh.example/1": Page(url="https://contoh.example/1", data=page, charset="utf-8"),
    }
    fetched: list[str] = []

    def fetch_page(url: str) -> Page:
        fetched.append(url)
        if url not in site:
            raise ArticleError("cannot be fetched: the server answers 404; check the address")
        return site[url]

    monkeypatch.setattr("runut.articles.fetching.fetch_page", fetch_page)
    monkeypatch.setattr(reading, "PAUSE", 0)
    return fetched


def test_the_pages_of_a_sitemap_are_read_and_a_missing_one_is_named(web: list[str]) -> None:
    first, second = read_articles(["https://contoh.example/indeks"])
    assert isinstance(first, Reading)
    assert first.where == "https://contoh.example/1"
    assert isinstance(second, Failure)
    assert second.where == "https://contoh.example/2"
    assert len(web) == 4


def test_what_is_known_is_not_fetched_again(web: list[str]) -> None:
    known = {"https://contoh.example/1", "https://contoh.example/2"}
    assert list(read_articles(["https://contoh.example/peta"], is_known=known.__contains__)) == []
    assert web == ["https://contoh.example/peta"]
