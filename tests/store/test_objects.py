"""Collections in object storage: an S3 server of our own, and a folder as storage."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.reading import VERSIONS, article, code, readings
from tests.store.test_loading import rows

from runut.articles import Failure, Reading, read_articles
from runut.errors import StoreError
from runut.store import compact, load, shards

pytest.importorskip("pyarrow", reason="needs the extra `objects`")

from runut.store.objects import pull, push

STARTS_WITHIN = 60  # seconds


@pytest.fixture(params=["folder", "s3"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty place in object storage."""
    if request.param == "folder":
        yield (tmp_path / "storage").as_uri()
        return
    pytest.importorskip("moto", reason="needs moto[server], an S3 server to test with")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    keys = {"AWS_ACCESS_KEY_ID": "uji", "AWS_SECRET_ACCESS_KEY": "uji", "AWS_DEFAULT_REGION": "us-east-1"}
    os.environ.update(keys)
    server = subprocess.Popen([sys.executable, "-m", "moto.server", "-p", str(port)], stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        _until_there(f"http://127.0.0.1:{port}/")
        request = urllib.request.Request(f"http://127.0.0.1:{port}/arsip", method="PUT")
        urllib.request.urlopen(request).close()  # noqa: S310
        yield f"s3://arsip/berita?scheme=http&endpoint_override=127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()
        for key in keys:
            del os.environ[key]


def _until_there(url: str) -> None:
    for _ in range(STARTS_WITHIN * 5):
        try:
            urllib.request.urlopen(url).close()  # noqa: S310
        except urllib.error.URLError:
            time.sleep(0.2)
        else:
            return


def test_a_collection_comes_back_row_by_row(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SHARD_REPORTS", 16)
    root, again = tmp_path / "k", tmp_path / "lagi"
    load(root, readings(40), code, VERSIONS)
    assert push(root, address) == (4, 0, 0)
    assert pull(address, again) == (3, 1, 0)
    assert rows(again) == rows(root)
    load(root, [Reading(where="x", article=article(100))], code, VERSIONS)
    assert push(root, address) == (1, 4, 0)
    assert pull(address, again) == (1, 4, 0)
    assert rows(again) == rows(root)


def test_what_was_joined_is_replaced_there_too(tmp_path: Path, address: str) -> None:
    root, again = tmp_path / "k", tmp_path / "lagi"
    for number in range(3):
        load(root, [Reading(where="x", article=article(number))], code, VERSIONS)
    push(root, address)
    pull(address, again)
    compact(root)
    assert push(root, address) == (1, 1, 3)
    assert pull(address, again).removed == 3
    assert rows(again) == rows(root)


def test_what_was_corrected_here_is_not_replaced_by_what_lies_there(tmp_path: Path, address: str) -> None:
    root = tmp_path / "k"
    load(root, readings(2), code, VERSIONS)
    push(root, address)
    (root / "corrections.jsonl").write_text("satu\n", encoding="utf-8")
    push(root, address)
    (root / "corrections.jsonl").write_text("satu\ndua\n", encoding="utf-8")
    pull(address, root)
    assert (root / "corrections.jsonl").read_text(encoding="utf-8") == "satu\ndua\n"
    pull(address, tmp_path / "lagi")
    assert (tmp_path / "lagi" / "corrections.jsonl").read_text(encoding="utf-8") == "satu\n"


def test_where_no_collection_lies_it_is_said(tmp_path: Path, address: str) -> None:
    with pytest.raises(StoreError, match="no collection there"):
        pull(address, tmp_path / "k")


def test_reports_are_read_from_object_storage(tmp_path: Path, address: str) -> None:
    if not address.startswith("s3://"):
        pytest.skip("a folder is read as a folder")
    root = tmp_path / "k"
    load(root, readings(2), code, VERSIONS)
    (root / "pages").mkdir()
    (root / "pages" / "laporan.txt").write_text("Polisi menangkap dua orang di Ambon.", encoding="utf-8")
    push(root, address)
    bucket, _, server = address.partition("?")
    (report,) = read_articles([f"{bucket}/pages?{server}"])
    assert isinstance(report, Reading)
    assert report.article.text == "Polisi menangkap dua orang di Ambon."
    (nothing,) = read_articles([f"{bucket}/lain?{server}"])
    assert isinstance(nothing, Failure)
    assert "holds no object of a known kind" in nothing.reason
