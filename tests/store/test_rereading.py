"""Reading fetched pages anew: what is read otherwise now is coded, the rest stays as it is."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from tests.store.reading import VERSIONS, article, code, text_of

from runut.articles import Failure, Reading
from runut.model import Article
from runut.store import load, open_collection, redo, shards

Reread = Callable[[str], Reading | Failure | None]


def reading(number: int, text: str | None = None) -> Reading:
    one: Article = article(number)
    return Reading(
        where=f"https://contoh.example/{number}", article=msgspec.structs.replace(one, text=text or one.text)
    )


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three reports and a page that could not be read, in shards of two."""
    monkeypatch.setattr(shards, "SHARD_REPORTS", 2)
    unread = Failure(where="https://contoh.example/9", reason="holds no report text")
    load(tmp_path / "k", [reading(1), reading(2), reading(3), unread], code, VERSIONS)
    return tmp_path / "k"


def texts(root: Path) -> dict[str, str]:
    with open_collection(root) as collection:
        return dict(collection.sql("SELECT id, text FROM articles ORDER BY id").fetchall())


def failures(root: Path) -> list[str]:
    with open_collection(root) as collection:
        return [reason for (reason,) in collection.sql("SELECT reason FROM failures").fetchall()]


def reread(root: Path, now: dict[int, Reading | Failure]) -> int:
    by_address = {f"https://contoh.example/{number}": found for number, found in now.items()}
    done = redo(root, code, VERSIONS, reread=by_address.get)
    return done.added + done.failed


def test_a_page_that_reads_as_before_is_not_coded_again(root: Path) -> None:
    assert reread(root, {1: reading(1), 2: reading(2)}) == 0
    assert [path.name for path in sorted((root / "shards").iterdir())] == ["00000001-0.parquet", "00000002-0.parquet"]


def test_a_page_that_reads_otherwise_keeps_its_id_and_is_coded(root: Path) -> None:
    longer = text_of(1) + " Gubernur meminta maaf."
    other_id = msgspec.structs.replace(reading(1, longer).article, id="lain")
    now = msgspec.structs.replace(reading(1), article=other_id)
    assert reread(root, {1: now}) == 1
    assert texts(root) == {"a1": longer, "a2": text_of(2), "a3": text_of(3)}
    assert reread(root, {1: now}) == 0


def test_a_page_that_can_be_read_now_becomes_a_report(root: Path) -> None:
    reread(root, {9: reading(9)})
    assert list(texts(root)) == ["a1", "a2", "a3", "a9"]
    assert failures(root) == []


def test_a_page_that_was_had_at_another_try_does_not_come_twice(root: Path) -> None:
    assert reread(root, {9: reading(3)}) == 0
    assert list(texts(root)) == ["a1", "a2", "a3"]


def test_a_page_that_is_no_report_after_all_is_told_among_the_failures(root: Path) -> None:
    reread(root, {3: Failure(where="https://contoh.example/3", reason="is a list")})
    assert list(texts(root)) == ["a1", "a2"]
    assert sorted(failures(root)) == ["holds no report text", "is a list"]
