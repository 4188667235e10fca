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


def one_to_four() -> list[bytes]:
    return [response(f"https://contoh.example/{number}", PAGE.encode()) for number in range(1, 5)]


def outcome(path: Path, content: bytes) -> list[str | None]:
    """The last letters of the addresses read, and the reasons of failures without what they advise."""
    path.write_bytes(content)
    readings = found(path)
    return [
        one.reason.partition(";")[0] if isinstance(one, Failure) else (one.article.url or "")[-1] for one in readings
    ]


UNPACKABLE = "holds a record that cannot be unpacked"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda one: one[:200], UNPACKABLE),
        (lambda one: one[:150] + bytes(30) + one[180:], UNPACKABLE),
        (lambda one: b"bukan rekaman" + one[13:], UNPACKABLE),
        (lambda one: gzip.compress(gzip.decompress(one)[:700]), "is a record that is cut off"),
        (lambda one: gzip.compress(gzip.decompress(one).replace(b"Content-Length", b"X")), "does not say how long"),
        (lambda _: gzip.compress(b"bukan rekaman\n" * 1000), "holds something that is no record"),
    ],
    ids=["cut", "garbled", "overwritten", "short", "no length", "no record"],
)
def test_a_broken_record_is_named_and_those_after_it_are_read(
    tmp_path: Path, change: Callable[[bytes], bytes], reason: str
) -> None:
    first, second, *others = one_to_four()
    before, named, *after = outcome(tmp_path / "berita.warc.gz", b"".join([first, change(second), *others]))
    assert before == "1"
    assert reason in (named or "")
    assert after == ["3", "4"]


def test_a_broken_record_of_an_archive_that_is_not_packed(tmp_path: Path) -> None:
    first, second, third, last = map(gzip.decompress, one_to_four())
    told = outcome(tmp_path / "berita.warc", first + second[:700] + third + last)
    assert told[0] == "1"
    assert told[1] == "is a record that is cut off"
    assert told[-1] == "4"
    assert outcome(tmp_path / "berita.warc", first + second[:700]) == ["1", "is a record that is cut off"]


def test_an_archive_packed_as_a_whole_is_read(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(map(gzip.decompress, one_to_four())))
    assert outcome(tmp_path / "berita.warc.gz", whole) == ["1", "2", "3", "4"]
    first, *cut = outcome(tmp_path / "berita.warc.gz", whole[: len(whole) // 2])
    assert "cut off" in (first or "")
    assert cut == []


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
