"""Reading from a site on this computer: pages, feeds, sitemaps, lists; what was read is not asked for again."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.articles.serving import HOST, Site, feed, report, serving, sitemap

from runut.articles import Failure, Reading, read_articles
from runut.articles.fetching import Fetcher
from runut.articles.links import Address
from runut.articles.making import reading_or_failure
from runut.articles.pages import Pages
from runut.articles.web import Web

XML = "application/xml"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        for number in range(1, 5):
            found.serve(f"/{number}", report(number))
        yield found


def web(pages: Pages | None = None, since: str | None = None) -> Web:
    return Web(Fetcher(delay=0, private=[HOST]), pages, since=since)


def titles(items: Iterator[Reading | Failure]) -> list[str | None]:
    """The titles of the reports, and the reasons of failures."""
    return [item.reason if isinstance(item, Failure) else item.article.title for item in items]


def read(site: Site, path: str, used: Web | None = None) -> list[str | None]:
    return titles(read_articles([site.address + path], web=lambda: used or web()))


def test_a_feed_stands_for_its_pages_and_says_what_they_do_not(site: Site) -> None:
    site.serve("/rss", feed(1, 2), XML)
    first, second = read_articles([f"{site.address}/rss"], web=web)
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    assert first.article.title == "Unjuk rasa ke-1"
    assert first.article.published == "2024-06-01T10:00:00+07:00"
    assert "menangkap 2 demonstran" in second.article.text
    assert second.where == second.article.url == f"{site.address}/2"  # without what tells where one came from
    assert site.pages() == ["/rss", "/1", "/2"]


def test_a_feed_sent_as_a_page_is_a_feed(site: Site) -> None:
    site.serve("/rss", feed(1))
    assert read(site, "/rss") == ["Unjuk rasa ke-1"]


def test_an_index_leads_to_sitemaps_packed_and_not(site: Site) -> None:
    index = sitemap("/a.xml", "/b.xml.gz").replace("urlset", "sitemapindex").replace("url>", "sitemap>")
    site.serve("/sitemap.xml", index, XML)
    site.serve("/a.xml", sitemap("/1"), XML)
    site.serve(
        "/b.xml.gz", gzip.compress(sitemap("/2").replace("@", site.address).encode()), "application/octet-stream"
    )
    assert read(site, "/sitemap.xml") == ["Unjuk rasa ke-1", "Unjuk rasa ke-2"]


def test_an_index_that_leads_to_itself_ends(site: Site) -> None:
    site.serve("/s.xml", sitemap("/s.xml").replace("urlset", "sitemapindex").replace("url>", "sitemap>"), XML)
    (failure,) = read(site, "/s.xml")
    assert failure == "is more than 3 indexes deep; give it by itself"


def test_files_that_hold_addresses_stand_for_the_pages(site: Site, tmp_path: Path) -> None:
    (tmp_path / "daftar.txt").write_text(f"# daftar\n{site.address}/1\n{site.address}/2\n", encoding="utf-8")
    (tmp_path / "sitemap.xml").write_text(sitemap("/3").replace("@", site.address), encoding="utf-8")
    with gzip.open(tmp_path / "sitemap.xml.gz", "wt", encoding="utf-8") as stream:
        stream.write(sitemap("/4").replace("@", site.address))
    names = ("daftar.txt", "sitemap.xml", "sitemap.xml.gz")
    found = titles(read_articles([tmp_path / name for name in names], web=web))
    assert found == [f"Unjuk rasa ke-{number}" for number in range(1, 5)]


def test_what_cannot_be_had_is_named_and_the_next_is_read(site: Site) -> None:
    site.serve("/besar", b"<p>" + b"a" * 11_000_000)
    site.serve("/gambar", b"\xff\xd8", "image/jpeg")
    site.serve("/kosong", "<html><body></body></html>")
    site.refuse("/pindah", 302, location="http://10.0.0.1/rahasia")
    paths = ("/besar", "/gambar", "/kosong", "/pindah", "/hilang", "/1")
    site.serve("/daftar", "\n".join(f"@{path}" for path in paths), "text/plain")
    found = read(site, "/daftar")
    for reason, part in zip(
        found, ("larger", "is image/jpeg", "holds no report", "private network", "404"), strict=False
    ):
        assert part in (reason or "")
    assert found[-1] == "Unjuk rasa ke-1"


def test_a_page_in_latin_1_is_read(site: Site) -> None:
    site.serve("/latin", report(1).replace("Pengacara", "Café").encode("latin-1"), "text/html; charset=iso-8859-1")
    (reading,) = read_articles([f"{site.address}/latin"], web=web)
    assert isinstance(reading, Reading)
    assert "Café mereka" in reading.article.text


def test_what_is_older_than_wanted_is_not_fetched(site: Site) -> None:
    site.serve("/rss", feed(1, 2, 3), XML)
    assert read(site, "/rss", web(since="2024-06-02")) == ["Unjuk rasa ke-2", "Unjuk rasa ke-3"]
    assert site.pages() == ["/rss", "/2", "/3"]


def test_what_is_known_is_not_fetched(site: Site) -> None:
    site.serve("/rss", feed(1, 2), XML)
    known = {f"{site.address}/1"}
    found = read(site, "/rss", Web(Fetcher(delay=0, private=[HOST]), is_known=known.__contains__))
    assert found == ["Unjuk rasa ke-2"]
    assert site.pages() == ["/rss", "/2"]


def pass_over(site: Site, folder: Path, path: str = "/rss", limit: int | None = None) -> list[str | None]:
    """What one run gives, whose reports all reach the collection."""
    pages = Pages(folder)
    used = web(pages)
    found = [*used.left_over(), *used.read(Address(url=site.address + path), limit)]
    pages.settle()
    pages.close()
    return titles(map(reading_or_failure, found))


def test_the_next_run_asks_for_what_is_new_alone(site: Site, tmp_path: Path) -> None:
    site.serve("/rss", feed(1, 2, 9), XML)
    first = pass_over(site, tmp_path)
    assert first[:2] == ["Unjuk rasa ke-1", "Unjuk rasa ke-2"]
    assert site.pages() == ["/rss", "/1", "/2", "/9"]
    assert pass_over(site, tmp_path) == []
    assert site.pages() == ["/rss"]
    site.serve("/rss", feed(1, 2, 9, 3), XML)
    assert pass_over(site, tmp_path) == ["Unjuk rasa ke-3"]
    assert site.pages() == ["/rss", "/3"]  # nor for the one that was not there


def test_what_could_not_be_had_this_time_is_asked_for_again(site: Site, tmp_path: Path) -> None:
    site.serve("/rss", feed(1, 2), XML)
    site.refuse("/1", 500)
    assert pass_over(site, tmp_path)[1:] == ["Unjuk rasa ke-2"]
    site.pages()
    site.serve("/1", report(1))
    assert pass_over(site, tmp_path) == ["Unjuk rasa ke-1"]
    assert site.pages() == ["/rss", "/1"]


def test_a_limit_leaves_the_rest_for_the_next_run(site: Site, tmp_path: Path) -> None:
    site.serve("/rss", feed(1, 2, 3), XML)
    assert pass_over(site, tmp_path, limit=2) == ["Unjuk rasa ke-1", "Unjuk rasa ke-2"]
    assert pass_over(site, tmp_path, limit=2) == ["Unjuk rasa ke-3"]
    assert site.pages() == ["/rss", "/1", "/2", "/rss", "/3"]


def test_a_page_given_by_itself_is_read_again_when_it_has_changed(site: Site, tmp_path: Path) -> None:
    assert pass_over(site, tmp_path, "/1") == ["Unjuk rasa ke-1"]
    assert pass_over(site, tmp_path, "/1") == []
    site.serve("/1", report(7))
    assert pass_over(site, tmp_path, "/1") == ["Unjuk rasa ke-7"]


def test_a_run_that_was_stopped_leaves_nothing_out_and_fetches_nothing_twice(site: Site, tmp_path: Path) -> None:
    site.serve("/rss", feed(1, 2, 3), XML)
    pages = Pages(tmp_path)
    stopped = read_articles([f"{site.address}/rss"], web=lambda: web(pages))
    next(stopped)
    next(stopped)
    del stopped
    pages.close()  # without having settled
    site.serve("/rss", feed(3), XML)  # the feed has moved on meanwhile
    assert site.pages() == ["/rss", "/1", "/2"]
    assert pass_over(site, tmp_path) == [f"Unjuk rasa ke-{number}" for number in (1, 2, 3)]
    assert site.pages() == ["/rss", "/3"]


def test_a_page_whose_archive_is_broken_is_fetched_again(site: Site, tmp_path: Path) -> None:
    site.serve("/rss", feed(1), XML)
    pages = Pages(tmp_path)
    next(read_articles([f"{site.address}/rss"], web=lambda: web(pages)))
    pages.close()
    (archive,) = tmp_path.glob("*.warc.gz")
    archive.write_bytes(archive.read_bytes()[:60])
    assert pass_over(site, tmp_path) == ["Unjuk rasa ke-1"]


def test_fetched_pages_lie_in_archives_that_can_be_read(site: Site, tmp_path: Path) -> None:
    site.serve("/rss", feed(1, 2), XML)
    site.serve("/2", report(2).replace("Pengacara", "Café").encode("latin-1"), "text/html; charset=iso-8859-1")
    pass_over(site, tmp_path)
    first, second = read_articles([tmp_path])
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    assert first.article.url == f"{site.address}/1"
    assert "Café mereka" in second.article.text
