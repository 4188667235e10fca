"""Web archives and packed files: every page is read, and what is broken is named and passed over."""

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from runut.articles import Failure, Reading, read_articles
from runut.articles.decoding import MAX_REPORT_BYTES

TEXT = (
    "Menteri pertahanan kedua negara menandatangani perjanjian kerja sama di Jakarta pada Senin. Perjanjian "
    "itu mencakup latihan bersama, pertukaran perwira, dan pengembangan industri. Dewan perwakilan akan "
    "membahasnya bulan depan, kata juru bicara kementerian. Sejumlah pengamat menilai kesepakatan tersebut "
    "penting bagi kawasan."
)
PAGE = (
    "<html><head><title>Perjanjian</title></head><body><article><h1>Perjanjian</h1>"
    f"<p>{TEXT}</p></article></body></html>"
)


def response(url: str, body: bytes, kind: str = "text/html", status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers]
    http = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
    head = [
        "WARC/1.1",
        "WARC-Type: response",
        f"WARC-Record-ID: <urn:uuid:{abs(hash(url))}>",
        "WARC-Date: 2025-03-12T03:00:00Z",
        f"WARC-Target-URI: {url}",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(http)}",
    ]
    return gzip.compress("\r\n".join(head).encode() + b"\r\n\r\n" + http + b"\r\n\r\n")


def found(path: Path) -> list[Reading | Failure]:
    return list(read_articles([path]))


def test_every_page_of_a_web_archive_is_a_report(tmp_path: Path) -> None:
    path = tmp_path / "berita.warc.gz"
    latin = PAGE.replace("kata", "ujar café").encode("latin-1")
    packed = gzip.compress(PAGE.encode())
    pages = [
        response("https://contoh.example/1", PAGE.encode()),
        response("https://contoh.example/gambar", b"\xff\xd8", "image/jpeg"),
        response("https://contoh.example/pindah", PAGE.encode(), "text/html", "301 Moved"),
        response("https://contoh.example/2", packed, "text/html", "200 OK", "Content-Encoding: gzip"),
        response("https://contoh.example/3", latin, "text/html; charset=iso-8859-1"),
    ]
    path.write_bytes(b"".join(pages))
    readings = found(path)
    urls = [one.article.url for one in readings if isinstance(one, Reading)]
    assert urls == [f"https://contoh.example/{n}" for n in (1, 2, 3)]
    assert len(readings) == 3
    assert all(isinstance(one, Reading) and TEXT[:90] in one.article.text for one in readings)
    assert isinstance(readings[2], Reading)
    assert "café" in readings[2].article.text
    assert readings[0].where == f"{path}: https://contoh.example/1"


def test_a_bomb_and_a_page_without_text_are_named_and_the_next_page_is_read(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" + b" " * (MAX_REPORT_BYTES + 1))
    path = tmp_path / "berita.warc"
    pages = [
        response("https://contoh.example/bom", bomb, "text/html", "200 OK", "Content-Encoding: gzip"),
        response("https://contoh.example/kosong", b"<html><body></body></html>"),
        response("https://contoh.example/1", PAGE.encode()),
    ]
    path.write_bytes(b"".join(gzip.decompress(page) for page in pages))
    first, second, third = found(path)
    assert isinstance(first, Failure)
    assert "is larger than" in first.reason
    assert isinstance(second, Failure)
    assert "holds no report text" in second.reason
    assert isinstance(third, Reading)


def test_a_broken_archive_is_named_and_what_came_before_is_read(tmp_path: Path) -> None:
    path = tmp_path / "berita.warc.gz"
    whole = response("https://contoh.example/1", PAGE.encode())
    path.write_bytes(whole + whole[:100] + bytes(100) + whole[200:])
    first, *others = found(path)
    assert isinstance(first, Reading)
    assert all(isinstance(one, Failure) and "broken web archive" in one.reason for one in others)
    assert len(others) == 1


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_packed_rows_are_read(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    (tmp_path / f"berita.jsonl{suffix}").write_bytes(pack(json.dumps({"text": TEXT, "id": "a"}).encode()))
    (reading,) = found(tmp_path)
    assert isinstance(reading, Reading)
    assert reading.article.text == TEXT


@pytest.mark.parametrize(
    "content", [b"tidak dikemas", gzip.compress(TEXT.encode() * 50)[:60]], ids=["not packed", "cut off"]
)
def test_what_is_not_packed_as_its_name_says_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "berita.jsonl.gz").write_bytes(content)
    (failure,) = found(tmp_path)
    assert isinstance(failure, Failure)
    assert "is not packed as its name says, or broken" in failure.reason
