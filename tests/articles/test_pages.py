"""Web pages: the report's own text and what the page says of it; lists and hostile pages."""

import json
import time
from contextlib import suppress

import pytest

from runut.articles.html import parts_from_html
from runut.articles.making import article_from_parts
from runut.articles.types import Parts
from runut.errors import ArticleError

PARAGRAPHS = (
    "Polisi menahan dua orang yang diduga menjual solar kepada kapal asing di perairan Ambon, Senin (3/6/2024).",
    "Kepala Polda Maluku mengatakan kedua orang itu ditangkap setelah nelayan melaporkan mereka kepada petugas.",
    "Pengacara mereka membantah tuduhan itu dan meminta hakim membebaskan mereka dalam sidang praperadilan Jumat.",
)


def page(*, head: str = "", body: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f"<title>Dua Ditahan</title>{head}"
    return f"<!doctype html><html><head>{head}</head><body><article>{body}{text}</article></body></html>"


def json_ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def read(markup: str, url: str | None = None) -> Parts:
    return parts_from_html(markup, where="a.html", url=url)


def test_the_text_is_a_paragraph_a_line() -> None:
    assert read(page()).text == "\n".join(PARAGRAPHS)


def test_json_ld_gives_title_authors_outlet_and_time_with_its_zone() -> None:
    head = json_ld(
        headline="Dua &quot;Penjual&quot; Ditahan",
        datePublished="2024-06-03T17:45:00+07:00",
        author=[{"@type": "Person", "name": "Sari Wulandari"}, {"name": "Made Suarta"}],
        publisher={"name": "Contoh.com"},
    )
    parts = read(page(head=head))
    assert parts.title == 'Dua "Penjual" Ditahan'
    assert parts.authors == ("Sari Wulandari", "Made Suarta")
    assert parts.outlet == "Contoh.com"
    assert article_from_parts(parts).article.published == "2024-06-03T17:45:00+07:00"


def test_json_ld_is_found_in_a_graph_and_survives_line_breaks_in_strings() -> None:
    data = '[{"@graph": [{"@type": ["NewsArticle"], "headline": "Dua\nPenjual"}]}]'
    head = f'<script type="application/ld+json">{data}</script>'
    assert read(page(head=head)).title == "Dua Penjual"


def test_broken_json_ld_is_passed_over_for_meta() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
        '<meta property="og:title" content="Dua Ditahan | Contoh.com">'
        '<meta property="og:site_name" content="Contoh.com">'
        '<meta property="article:published_time" content="2024-06-03T17:45:00+08:00">'
        '<meta name="author" content="Sari, Made">'
    )
    parts = read(page(head=head))
    assert parts.title == "Dua Ditahan"
    assert parts.outlet == "Contoh.com"
    assert parts.authors == ("Sari", "Made")
    assert parts.published == "2024-06-03T17:45:00+08:00"


def test_indonesian_wording_in_meta_is_a_time() -> None:
    parts = read(page(head='<meta name="pubdate" content="Senin, 3 Jun 2024 17:45 WIB">'))
    assert article_from_parts(parts).article.published == "2024-06-03T17:45:00+07:00"


def test_a_known_sites_address_tells_the_outlet() -> None:
    assert read(page(), url="https://nasional.kompas.com/read/1").outlet == "Kompas.com"


def test_left_over_lines_go_and_bylines_become_fields() -> None:
    paragraphs = (
        "Sari Wulandari - Contoh.com",
        "Senin, 03 Jun 2024 17:45 WIB",
        PARAGRAPHS[0],
        "ADVERTISEMENT",
        "SCROLL TO CONTINUE WITH CONTENT",
        PARAGRAPHS[1],
        "Baca juga: Tiga Kapal Disita di Ambon",
        PARAGRAPHS[2],
        "[Gambas:Video 20detik]",
        "Simak Video 'Dua Orang Ditahan'",
    )
    parts = read(page(paragraphs=paragraphs))
    assert parts.text == "\n".join(PARAGRAPHS)
    assert parts.authors == ("Sari Wulandari",)
    assert parts.published == "Senin, 03 Jun 2024 17:45 WIB"


def headlines() -> str:
    titles = [f"Polisi Menahan {number} Orang yang Diduga Menjual Solar di Ambon" for number in range(2, 30)]
    items = "".join(f'<li><h3><a href="/{number}">{title}</a></h3></li>' for number, title in enumerate(titles))
    return f"<html><head><title>Indeks</title></head><body><main><h1>Indeks</h1><ul>{items}</ul></main></body></html>"


def teasers() -> str:
    items = "".join(
        f'<article><h2><a href="/{number}">Polisi Menahan {number} Orang di Ambon</a></h2>'
        f"<p>Polisi menahan {number} orang yang diduga menjual solar kepada kapal asing di perairan "
        f"Ambon, Maluku, pada ...</p></article>"
        for number in range(2, 15)
    )
    return f"<html><head><title>Hukum</title></head><body><main>{items}</main></body></html>"


@pytest.mark.parametrize("markup", [headlines(), teasers()], ids=["headlines", "teasers"])
def test_a_list_of_reports_is_refused(markup: str) -> None:
    with pytest.raises(ArticleError, match="list"):
        read(markup)


def test_a_page_that_calls_itself_a_list_is_refused() -> None:
    head = '<script type="application/ld+json">{"@type": "CollectionPage"}</script>'
    with pytest.raises(ArticleError, match="list"):
        read(page(head=head))


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(ArticleError, match="no report text"):
        read(
            "<html><head><title>Dua Ditahan</title></head>"
            "<body><div id='app'></div><script>render()</script></body></html>"
        )


@pytest.mark.parametrize("markup", ["<", "<!-- -->", "<html></html>", "&#0;", "<script>alert(1)</script>"])
def test_broken_pages_are_refused(markup: str) -> None:
    with pytest.raises(ArticleError):
        read(markup)


def test_a_cut_off_page_gives_what_is_there() -> None:
    whole = page()
    assert PARAGRAPHS[0] in read(whole[: whole.index("praperadilan")]).text


def test_scripts_never_become_text() -> None:
    head = json_ld(headline="</title><script>alert(1)</script>")
    parts = read(page(head=head.replace("</title>", "<\\/title>"), body="<script>alert(2)</script><style>p{}</style>"))
    assert "alert(2)" not in parts.text


def test_deeply_nested_pages_end_in_time() -> None:
    started = time.monotonic()
    with suppress(ArticleError):
        read("<div>" * 50_000 + PARAGRAPHS[0] + "</div>" * 50_000)
    assert time.monotonic() - started < 20
