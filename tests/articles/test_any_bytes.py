"""Whatever the bytes, a reader gives articles or failures, and never breaks."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runut.articles import READERS, Failure, Reading, article_from_text, read_articles, read_published
from runut.errors import ArticleError

PIECES = (
    "Polisi menahan dua orang di Ambon, Senin.",
    "JAKARTA, KOMPAS.com - ",
    "Baca juga:",
    "Oleh: Sari Wulandari",
    "Jumat, 21 Jun 2024 10:30 WIB",
    "<p>",
    "</p><script>",
    '<script type="application/ld+json">',
    '{"@type": "NewsArticle", "author": [[{"name": 3}]]}',
    "<a href='/x'>",
    '{"text": "',
    '"}',
    "text,title\n",
    '"',
    "\n",
    "\r",
    "\x00",
    "\u2028",
    "“",
    "🕊️",
    ",",
    "[",
    "]",
    " ",
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=12).map("".join)
BYTES = st.binary(max_size=60) | TEXTS.map(lambda text: text.encode("utf-8", errors="surrogatepass"))


@pytest.mark.parametrize("suffix", sorted(set(READERS) - {".parquet"}))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=BYTES)
def test_any_file_is_read_or_refused(suffix: str, data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / f"laporan{suffix}"
    path.write_bytes(data)
    found = list(read_articles([path]))
    assert found
    for item in found:
        assert isinstance(item, Failure) or item.article.text.strip()


@settings(max_examples=100, deadline=None)
@given(data=BYTES)
def test_any_standard_input_is_read_or_refused(data: bytes) -> None:
    found = list(read_articles(["-"], stdin=io.BytesIO(data)))
    assert all(isinstance(item, Reading | Failure) for item in found)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_any_text_keeps_its_body(text: str) -> None:
    try:
        article = article_from_text(text).article
    except ArticleError:
        return
    assert article.text in text.replace("\r\n", "\n").replace("\r", "\n")


@settings(max_examples=200, deadline=None)
@given(
    value=st.text(max_size=30)
    | st.from_regex(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}( \d\d:\d\d)?( WIB|Z|\+07)?", fullmatch=True)
)
def test_any_time_is_iso_or_none(value: str) -> None:
    read = read_published(value)
    assert read is None or read_published(read) == read
