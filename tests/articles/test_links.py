"""Feeds, sitemaps and lists of addresses: which addresses they hold, broken and hostile ones too."""

import gzip

import pytest

from runut.articles.links import MAX_LIST_BYTES, Address, ListKind, kind_of_list, read_list, unpacked
from runut.errors import ArticleError

WHERE = "https://contoh.example/rss"
SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def links(text: str | bytes) -> list[Address]:
    data = text.encode() if isinstance(text, str) else text
    kind = kind_of_list(data)
    assert kind is not None
    return list(read_list(data, kind, WHERE))


def urls(text: str | bytes) -> list[str]:
    return [link.url.removeprefix("https://contoh.example") for link in links(text)]


def test_a_feed_gives_address_title_and_time() -> None:
    text = (
        '<?xml version="1.0"?><rss version="2.0"><channel><item><title>Dua Ditahan</title>'
        "<link>https://contoh.example/1</link><pubDate>Fri, 21 Jun 2024 10:30:00 +0700</pubDate></item>"
        '<item><guid isPermaLink="true">https://contoh.example/2</guid></item></channel></rss>'
    )
    assert links(text) == [
        Address(url="https://contoh.example/1", title="Dua Ditahan", published="Fri, 21 Jun 2024 10:30:00 +0700"),
        Address(url="https://contoh.example/2"),
    ]


def test_an_atom_feed_in_latin_1_with_a_relative_address() -> None:
    text = (
        '<?xml version="1.0" encoding="ISO-8859-1"?><feed xmlns="http://www.w3.org/2005/Atom"><entry>'
        '<title>Kafé</title><link rel="edit" href="/x"/><link href="/3"/>'
        "<updated>2024-06-21T10:00:00Z</updated></entry></feed>"
    )
    assert links(text.encode("latin-1")) == [
        Address(url="https://contoh.example/3", title="Kafé", modified="2024-06-21T10:00:00Z")
    ]


def test_a_feed_that_is_broken_in_the_middle_gives_what_is_before() -> None:
    text = "<rss><channel><item><link>https://contoh.example/1</link></item><item><title>a & b <</title><link>ht"
    assert urls(text)[:1] == ["/1"]


@pytest.mark.parametrize("encoding", ["[tf-8\x00", "u\xfff-8"])
def test_a_feed_in_no_encoding_is_named(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel></channel></rss>'
    with pytest.raises(ArticleError, match="cannot be read"):
        list(read_list(text.encode("latin-1"), ListKind.FEED, WHERE))


def test_an_element_that_cannot_be_named_is_passed_over() -> None:
    text = f"<urlset {SITEMAP}><url><last:od>2024</last:od><loc>https://contoh.example/1</loc></url></urlset>"
    assert urls(text) == ["/1"]


def test_a_feed_without_a_report_is_no_fault() -> None:
    assert urls('<rss version="2.0"><channel><title>Kosong</title></channel></rss>') == []


def test_entities_are_not_expanded() -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE x [<!ENTITY a0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{bomb}]>'
    item = "<title>&a11; &f;</title><link>https://contoh.example/1</link>"
    (link,) = links(f"<?xml version='1.0'?>{doctype}<rss version='2.0'><channel><item>{item}</item></channel></rss>")
    assert link.title == "&a11; &f;"
    with pytest.raises(ArticleError, match="sitemap"):
        links(f"<?xml version='1.0'?>{doctype}<urlset {SITEMAP}><url>{item.replace('link>', 'loc>')}</url></urlset>")


def test_an_entity_in_a_sitemap_stands_for_nothing() -> None:
    doctype = '<!DOCTYPE x [<!ENTITY a "https://contoh.example/">]>'
    entry = "<loc>https://contoh.example/1</loc><title>Dua&a;</title>"
    (link,) = links(f"<?xml version='1.0'?>{doctype}<urlset {SITEMAP}><url>{entry}</url></urlset>")
    assert link.title == "Dua"


def test_a_news_sitemap_gives_outlet_title_and_time() -> None:
    text = (
        f"<urlset {SITEMAP} {NEWS} xmlns:image='http://contoh.example/i'><url><loc>https://contoh.example/1</loc>"
        "<image:image><image:loc>https://contoh.example/1.jpg</image:loc></image:image><news:news><news:publication>"
        "<news:name>Contoh</news:name></news:publication><news:publication_date>2024-06-21</news:publication_date>"
        "<news:title>Dua Ditahan</news:title></news:news><lastmod>2024-06-22</lastmod></url></urlset>"
    )
    assert links(text) == [
        Address(
            url="https://contoh.example/1",
            title="Dua Ditahan",
            published="2024-06-21",
            modified="2024-06-22",
            outlet="Contoh",
        )
    ]


def test_an_index_gives_the_sitemaps() -> None:
    text = f"<sitemapindex {SITEMAP}><sitemap><loc>https://contoh.example/s.xml.gz</loc></sitemap></sitemapindex>"
    assert links(text) == [Address(url="https://contoh.example/s.xml.gz", is_list=True)]


@pytest.mark.parametrize("ending", ["<url><loc>https://contoh.example/2", "<url><loc>https://contoh.example/2</loc>"])
def test_a_sitemap_that_is_cut_off_gives_no_half_address_and_says_so(ending: str) -> None:
    text = f"<urlset {SITEMAP}><url><loc>https://contoh.example/1</loc></url>{ending}"
    found = read_list(text.encode(), ListKind.SITEMAP, WHERE)
    assert next(found).url == "https://contoh.example/1"
    with pytest.raises(ArticleError, match="cut off"):
        next(found)


def test_an_address_with_a_bare_ampersand_is_read() -> None:
    text = f"<urlset {SITEMAP}><url><loc>https://contoh.example/1?a=1&amp;b=2</loc></url></urlset>\n<!-- dibuat -->"
    assert urls(text) == ["/1?a=1&b=2"]


def test_a_list_of_lines() -> None:
    assert urls("# daftar\nhttps://contoh.example/1\r\n\n https://contoh.example/2\n") == ["/1", "/2"]


@pytest.mark.parametrize(
    "text",
    [
        "<html><body>https://contoh.example/1</body></html>",
        "<?xml version='1.0'?><!DOCTYPE html><html></html>",
        "Polisi menahan dua orang.\nhttps://contoh.example/1",
        "",
        "# daftar",
    ],
)
def test_a_page_or_a_text_is_no_list(text: str) -> None:
    assert kind_of_list(text.encode()) is None


def test_a_long_list_is_told_by_its_beginning() -> None:
    assert kind_of_list("".join(f"https://contoh.example/{n}\n" for n in range(1000)).encode()[:4097])


def test_addresses_that_are_none_of_the_web_are_passed_over() -> None:
    entries = "".join(f"<url><loc>{url}</loc></url>" for url in ("file:///etc/passwd", "https://contoh.example/1"))
    text = f"<urlset {SITEMAP}>{entries}</urlset>"
    assert urls(text) == ["/1"]


def test_a_list_without_an_address_says_so() -> None:
    with pytest.raises(ArticleError, match="sitemap without a readable address"):
        links(f"<urlset {SITEMAP}></urlset>")


def test_packed_lists_are_unpacked_and_bombs_are_not() -> None:
    assert unpacked(gzip.compress(b"<urlset/>")) == b"<urlset/>"
    with pytest.raises(ArticleError, match="larger"):
        unpacked(gzip.compress(b" " * (MAX_LIST_BYTES + 1)))
    with pytest.raises(ArticleError, match="unpacked"):
        unpacked(gzip.compress(b"<urlset/>" * 100)[:30])
