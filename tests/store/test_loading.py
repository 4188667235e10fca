"""Loading: nothing lost, nothing twice, whatever happens."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from tests.store.reading import UNCODABLE, UNREADABLE, VERSIONS, article, code, readings

from runut.articles import Failure, Reading
from runut.errors import ModelError, StoreError
from runut.model import Article, Record
from runut.store import Plan, broken_shards, compact, load, open_collection, redo, shards
from runut.store.schema import tables

REPORTS = 200
KILLS = 30
LOADER = Path(__file__).with_name("reading.py")
FAILED = {n for n in range(REPORTS) if n % UNREADABLE == UNREADABLE - 1 or n % UNCODABLE == UNCODABLE - 1}
WHEN = {"added"}  # differs between two runs


def rows(root: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but when it was written."""
    found = {}
    with open_collection(root) as collection:
        for table in tables():
            columns = ", ".join(column.name for column in table.columns if column.name not in WHEN)
            found[table.name] = collection.sql(f"SELECT {columns} FROM {table.name} ORDER BY ALL").fetchall()  # noqa: S608
    return found


def one(root: Path, query: str) -> object:
    with open_collection(root) as collection:
        ((value,),) = collection.sql(query).fetchall()
        return value


def start(root: Path, jobs: int = 0) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [str(LOADER.parents[2]), *sys.path]))}
    command = [sys.executable, "-m", "tests.store.reading", str(root), str(REPORTS), str(jobs)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)  # noqa: S603


def finish(process: subprocess.Popen[bytes]) -> None:
    _, told = process.communicate()
    assert process.returncode == 0, told.decode()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    root = tmp_path_factory.mktemp("undisturbed") / "berita"
    finish(start(root))
    return rows(root)


def test_every_table_is_filled(undisturbed: dict[str, list[tuple[object, ...]]]) -> None:
    assert {name: len(found) for name, found in undisturbed.items() if not found} == {}
    assert len(undisturbed["articles"]) == REPORTS - len(FAILED)
    assert len(undisturbed["failures"]) == len(FAILED)


def test_a_load_killed_at_thirty_random_moments_ends_as_an_undisturbed_one(
    tmp_path: Path, undisturbed: dict[str, list[tuple[object, ...]]]
) -> None:
    chance = random.Random(5)  # noqa: S311 - moments, no secrets
    root = tmp_path / "berita"
    kills = 0
    while kills < KILLS:
        process = start(root)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.5))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        kills += 1
        if process.returncode == 0:  # it was done: begin again, so that every kill meets a load
            assert rows(root) == undisturbed
            root = tmp_path / f"berita-{kills}"
    finish(start(root))
    assert rows(root) == undisturbed
    assert not list(root.rglob(".unfinished*"))


def test_a_killed_writer_with_several_processes_leaves_no_lock(
    tmp_path: Path, undisturbed: dict[str, list[tuple[object, ...]]]
) -> None:
    root = tmp_path / "berita"
    process = start(root, jobs=2)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.readline()  # a shard is there
    process.kill()
    process.communicate()
    finish(start(root, jobs=2))
    assert rows(root) == undisturbed


def test_what_is_there_is_passed_over(tmp_path: Path) -> None:
    load(tmp_path / "k", readings(REPORTS), code, VERSIONS)
    again = load(tmp_path / "k", readings(REPORTS), code, VERSIONS)
    assert (again.added, again.failed, again.known) == (0, 0, REPORTS)


def test_limit_and_since(tmp_path: Path) -> None:
    items = [Reading(where=str(n), article=article(n)) for n in range(20)]
    assert load(tmp_path / "k", items, code, VERSIONS, plan=Plan(limit=5)).added == 5
    assert load(tmp_path / "k", items, code, VERSIONS, plan=Plan(limit=5)).added == 5
    done = load(tmp_path / "k", items, code, VERSIONS, plan=Plan(since="2025-03-16"))
    assert (done.older, done.added, done.known) == (15, 5, 0)


def test_strict_stops_at_the_first_failure_and_keeps_what_came_before(tmp_path: Path) -> None:
    done = load(tmp_path / "k", readings(REPORTS), code, VERSIONS, plan=Plan(strict=True))
    assert (done.added, done.failed) == (UNREADABLE - 1, 1)


def test_failures_are_in_a_table_with_their_reasons(tmp_path: Path) -> None:
    load(tmp_path / "k", readings(40), code, VERSIONS)
    with open_collection(tmp_path / "k") as collection:
        found = dict(collection.sql("SELECT found_at, reason FROM failures").fetchall())
    assert found["berita.jsonl:10"] == "is not valid JSON; put one object on each line"
    assert found["berita.jsonl:28"].startswith("could not be coded (ValueError: no parse)")


def test_two_reports_with_one_id_are_both_kept(tmp_path: Path) -> None:
    items = [Reading(where="a", article=article(1)), Reading(where="b", article=article(2, id="a1"))]
    assert load(tmp_path / "k", items, code, VERSIONS).added == 2
    assert load(tmp_path / "k", items, code, VERSIONS).known == 2
    with open_collection(tmp_path / "k") as collection:
        first, second = collection.sql("SELECT id, warnings FROM articles ORDER BY number").fetchall()
    assert first == ("a1", [])
    assert second[0].startswith("a1~")
    assert "another report has the id 'a1'" in second[1][0]


def code_newly(articles: Sequence[Article]) -> Iterator[Record]:
    for one_article in articles:
        yield Record(article=one_article)


def test_redo_codes_only_what_other_versions_coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SHARD_REPORTS", 16)
    root = tmp_path / "k"
    load(root, readings(20), code, VERSIONS)
    newer = VERSIONS | {"lexicon": "l2"}
    load(root, [Reading(where="x", article=article(100))], code, newer)
    done = redo(root, code_newly, newer)
    assert done.added == 19
    assert one(root, "SELECT count(*) FROM events") == 1  # of the report that was up to date
    assert one(root, "SELECT count(*) FROM articles WHERE lexicon = 'l2'") == 20
    assert redo(root, code_newly, newer).added == 0
    assert len(list((root / "shards").iterdir())) == 3


def test_redo_leaves_what_is_up_to_date_in_a_shard_of_both(tmp_path: Path) -> None:
    root = tmp_path / "k"
    newer = VERSIONS | {"lexicon": "l2"}
    load(root, [Reading(where="x", article=article(1))], code, VERSIONS)
    load(root, [Reading(where="x", article=article(2))], code, newer)
    before = one(root, "SELECT added FROM articles WHERE id = 'a2'")
    compact(root)
    seen: list[str] = []

    def code_seen(articles: Sequence[Article]) -> Iterator[Record]:
        seen.extend(one_article.id for one_article in articles)
        yield from code_newly(articles)

    assert redo(root, code_seen, newer).added == 1
    assert seen == ["a1"]
    assert one(root, "SELECT added FROM articles WHERE id = 'a2'") == before
    assert one(root, "SELECT count(*) FROM articles WHERE lexicon = 'l2'") == 2


def test_redo_tries_again_what_could_not_be_coded(tmp_path: Path) -> None:
    load(tmp_path / "k", readings(UNCODABLE), code, VERSIONS)
    redo(tmp_path / "k", code_newly, VERSIONS)
    assert one(tmp_path / "k", "SELECT count(*) FROM failures WHERE article_id IS NOT NULL") == 0


def test_redo_keeps_what_the_reader_warned_of(tmp_path: Path) -> None:
    load(tmp_path / "k", [Reading(where="x", article=article(1), warnings=("guessed",))], code, VERSIONS)
    redo(tmp_path / "k", code_newly, VERSIONS | {"model": "m2"})
    assert one(tmp_path / "k", "SELECT warnings FROM articles") == ["guessed"]


def test_a_second_writer_is_refused_and_a_reader_is_not(tmp_path: Path) -> None:
    load(tmp_path / "k", readings(20), code, VERSIONS)

    def meanwhile() -> Iterator[Reading | Failure]:
        with pytest.raises(StoreError, match="another process is writing"):
            load(tmp_path / "k", [], code, VERSIONS)
        assert one(tmp_path / "k", "SELECT count(*) FROM articles") == 19
        yield Reading(where="x", article=article(100))

    load(tmp_path / "k", meanwhile(), code, VERSIONS)
    assert one(tmp_path / "k", "SELECT count(*) FROM articles") == 20


def test_an_open_collection_stays_as_it_was(tmp_path: Path) -> None:
    load(tmp_path / "k", readings(20), code, VERSIONS)
    with open_collection(tmp_path / "k") as before:
        load(tmp_path / "k", readings(40), code, VERSIONS)
        assert before.sql("SELECT count(*) FROM articles").fetchall() == [(19,)]
        assert before.search("demonstran").fetchall()
    assert one(tmp_path / "k", "SELECT count(*) FROM articles") == 36


def test_a_broken_shard_is_set_aside_and_its_reports_can_be_added_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "SHARD_REPORTS", 16)
    root = tmp_path / "k"
    load(root, readings(REPORTS), code, VERSIONS)
    before = one(root, "SELECT list(id ORDER BY id) FROM articles")
    path = root / "shards" / "00000003-0.parquet"
    path.write_bytes(path.read_bytes()[:200])
    done = load(root, readings(REPORTS), code, VERSIONS)
    assert done.added + done.failed == 16
    assert [path.name for path in broken_shards_of(root)] == ["00000003-0.parquet.broken"]
    assert one(root, "SELECT list(id ORDER BY id) FROM articles") == before


def broken_shards_of(root: Path) -> list[Path]:
    with open_collection(root) as collection:
        return broken_shards(collection.layout)


def test_a_full_disk_ends_the_load_in_one_line_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "SHARD_REPORTS", 16)
    root = tmp_path / "k"
    load(root, readings(30), code, VERSIONS)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(StoreError, match="cannot be written"):
            load(root, readings(REPORTS), code, VERSIONS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert one(root, "SELECT count(*) FROM articles") == 27
    load(root, readings(REPORTS), code, VERSIONS)
    assert one(root, "SELECT count(*) FROM articles") == REPORTS - len(FAILED)


def code_and_die(articles: Sequence[Article]) -> Iterator[Record]:
    for one_article in articles:
        if one_article.id == "a7":
            os.kill(os.getpid(), signal.SIGKILL)
        yield Record(article=one_article)


def test_a_report_that_kills_the_process_is_found_and_the_others_are_coded(tmp_path: Path) -> None:
    items = [Reading(where=str(n), article=article(n)) for n in range(40)]
    done = load(tmp_path / "k", items, code_and_die, VERSIONS, plan=Plan(jobs=1))
    assert (done.added, done.failed) == (39, 1)
    assert one(tmp_path / "k", "SELECT article_id FROM failures") == "a7"


def code_without_model(_: Sequence[Article]) -> Iterator[Record]:
    raise ModelError("not installed")


def test_a_missing_model_ends_the_load(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        load(tmp_path / "k", readings(5), code_without_model, VERSIONS)


def test_an_index_of_another_schema_is_built_anew(tmp_path: Path) -> None:
    load(tmp_path / "k", readings(20), code, VERSIONS)
    manifest = tmp_path / "k" / "index" / "manifest.json"
    older = msgspec.json.decode(manifest.read_bytes()) | {"schema": 0}
    manifest.write_bytes(msgspec.json.encode(older))
    with pytest.raises(StoreError, match="runut index"):
        open_collection(tmp_path / "k")
    load(tmp_path / "k", [], code, VERSIONS)
    assert one(tmp_path / "k", "SELECT count(*) FROM articles") == 19


def test_small_loads_do_not_pile_up_segments(tmp_path: Path) -> None:
    for number in range(12):
        load(tmp_path / "k", [Reading(where="x", article=article(number))], code, VERSIONS)
    with open_collection(tmp_path / "k") as collection:
        assert len(collection.manifest.segments) <= 4
        assert collection.sql("SELECT count(*), count(DISTINCT id) FROM articles").fetchall() == [(12, 12)]


def test_another_folder_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="is no collection and not empty"):
        load(tmp_path, readings(3), code, VERSIONS)
