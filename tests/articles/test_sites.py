"""What is known of single sites: reports of several pages, elements that are no part of a report."""

import pytest

from runut.articles.html import parts_from_html
from runut.articles.sites import SiteEntry, sites, whole_report

PARAGRAPHS = (
    "Polisi menahan dua orang yang diduga menjual solar kepada kapal asing di perairan Ambon, Senin (3/6/2024).",
    "Kepala Polda Maluku mengatakan kedua orang itu ditangkap setelah nelayan melaporkan mereka kepada petugas.",
)
OTHER = "Simak pula laporan lain tentang kapal asing yang ditahan di pelabuhan itu pada pekan sebelumnya di sini."


@pytest.mark.parametrize("entry", sites().values(), ids=lambda entry: entry.site)
def test_each_example_is_fetched_as_its_entry_says(entry: SiteEntry) -> None:
    assert entry.whole or entry.drop
    assert (entry.whole is None) == (entry.articles is None) == (entry.example is None) == (entry.fetched is None)
    if entry.example and entry.fetched:
        assert whole_report(entry.example) == entry.fetched
        assert whole_report(entry.fetched) == entry.fetched
        assert whole_report(f"https://{entry.site}/rss") == f"https://{entry.site}/rss"


def test_another_page_of_a_report_is_asked_for_as_the_whole() -> None:
    url = "https://nasional.kompas.com/read/2024/06/21/1/judul?page=2&lgn=1"
    assert whole_report(url) == "https://nasional.kompas.com/read/2024/06/21/1/judul?lgn=1&page=all"


@pytest.mark.parametrize("url", ["https://contoh.example/read/1", "https://bukankompas.com/read/1", "bukan alamat"])
def test_an_address_of_which_nothing_is_known_stays(url: str) -> None:
    assert whole_report(url) == url


def test_what_a_site_puts_between_the_paragraphs_goes_on_that_site_alone() -> None:
    inner = (
        f'<table class="linksisip"><tr><td><p>{OTHER}</p></td></tr></table><div class="paradetail"><p>{OTHER}</p></div>'
    )
    markup = f"<html><body><article><p>{PARAGRAPHS[0]}</p>{inner}<p>{PARAGRAPHS[1]}</p></article></body></html>"
    known = parts_from_html(markup, where="a", url="https://news.detik.com/berita/d-1/judul")
    assert known.text.split("\n") == list(PARAGRAPHS)
    assert OTHER in parts_from_html(markup, where="a", url="https://contoh.example/1").text
