"""Joining small shards: the same tables, whatever happens meanwhile."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.store.reading import VERSIONS, article, code, readings

from runut.articles import Reading
from runut.errors import StoreError
from runut.store import Plan, compact, compacting, existing, load, open_collection, redo, refresh, shards, writing
from runut.store.layout import Layout
from runut.store.schema import tables
from runut.store.shards import ShardName, live_shards, next_number

REPORTS = 120
KILLS = 8
ROOT = Path(__file__).parents[2]
COMPACTING = """
import sys
from pathlib import Path
from runut.store import compact, shards
shards.SHARD_REPORTS = 16
print("begins", flush=True)
compact(Path(sys.argv[1]))
"""


def rows(root: Path) -> dict[str, list[Any]]:
    """Every row of every table, with the time at which it was added."""
    with open_collection(root) as collection:
        return {
            table.name: collection.sql(f"SELECT * FROM {table.name} ORDER BY ALL").fetchall()  # noqa: S608 - our names
            for table in tables()
        }


def shards_of(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "shards").iterdir())


def in_small_loads(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A collection of a single load, cut into shards of three reports, and of one that another version coded."""
    monkeypatch.setattr(shards, "SHARD_REPORTS", 3)
    load(root, readings(REPORTS), code, VERSIONS)
    load(root, [Reading(where="x", article=article(1000))], code, VERSIONS | {"lexicon": "l2"})
    monkeypatch.setattr(shards, "SHARD_REPORTS", 16)
    return root


def segments(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "index").iterdir())


def test_small_shards_become_large_and_no_row_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = in_small_loads(tmp_path / "k", monkeypatch)
    before, index = rows(root), segments(root)
    done = compact(root)
    assert (done.before, len(shards_of(root)), done.after) == (41, done.after, 9)
    assert shards_of(root)[0] == "00000001+4-0.parquet"
    assert rows(root) == before
    assert segments(root) == index  # the index was not built anew
    assert compact(root) == (9, 9)
    with writing(existing(root)):
        refresh(existing(root), anew=True)
    assert rows(root) == before


def test_what_was_added_before_is_known_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = in_small_loads(tmp_path / "k", monkeypatch)
    compact(root)
    assert load(root, readings(REPORTS), code, VERSIONS).added == 0
    load(root, [Reading(where="y", article=article(2000))], code, VERSIONS)
    assert shards_of(root)[-1] == "00000042-0.parquet"


def test_a_joined_shard_can_be_coded_anew_and_joined_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = in_small_loads(tmp_path / "k", monkeypatch)
    compact(root)
    numbers = [row[0] for row in rows(root)["articles"]]
    redo(root, code, VERSIONS | {"lexicon": "l2"})
    assert [row[0] for row in rows(root)["articles"]] == numbers
    assert "00000001+4-1.parquet" in shards_of(root)
    before = rows(root)
    monkeypatch.setattr(shards, "SHARD_REPORTS", 1000)
    compact(root)
    assert shards_of(root) == ["00000001+40-0.parquet"]
    assert rows(root) == before


def test_compacting_killed_at_random_moments_changes_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)  # noqa: S311 - moments, no secrets
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    for kill in range(KILLS):
        root = in_small_loads(tmp_path / f"k{kill}", monkeypatch)
        before = rows(root)
        command = [sys.executable, "-c", COMPACTING, str(root)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)  # noqa: S603
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.15))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert load(root, readings(REPORTS), code, VERSIONS).added == 0
        assert rows(root) == before
        compact(root)
        assert rows(root) == before
        assert len(shards_of(root)) <= 12


def test_stopped_between_shard_and_index_nothing_is_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = in_small_loads(tmp_path / "k", monkeypatch)
    before = rows(root)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(compacting, "publish", stop)
        with pytest.raises(KeyboardInterrupt):
            compact(root)
    assert len(shards_of(root)) == 42  # those that are joined still lie there
    assert len(live_shards(existing(root))) == 37
    load(root, [], code, VERSIONS)
    assert rows(root) == before


def test_a_reader_goes_on_where_shards_are_joined_under_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = in_small_loads(tmp_path / "k", monkeypatch)
    with open_collection(root) as collection:
        wanted = [record.article.id for record in collection.records()]
        records = collection.records()
        found = [next(records).article.id for _ in range(5)]
        compact(root)
        found += [record.article.id for record in records]
    assert found == wanted


def test_no_shard_is_joined_over_one_that_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = in_small_loads(tmp_path / "k", monkeypatch)
    before = rows(root)
    path = root / "shards" / "00000003-0.parquet"
    whole = path.read_bytes()
    path.write_bytes(whole[:200])
    with pytest.raises(StoreError, match="00000003-0"):
        compact(root)
    load(root, [], code, VERSIONS)
    compact(root)
    assert shards_of(root)[:3] == ["00000001+1-0.parquet", "00000003-0.parquet.broken", "00000004+4-0.parquet"]
    path.write_bytes(whole)  # as from a backup
    load(root, [], code, VERSIONS)
    assert rows(root) == before


def layout_with(folder: Path, names: Sequence[str]) -> Layout:
    layout = Layout(folder)
    layout.shards.mkdir(parents=True)
    for name in names:
        (layout.shards / name).touch()
    return layout


def test_the_widest_then_the_newest_shard_is_in_force(tmp_path: Path) -> None:
    names = ["00000001-0", "00000002-0", "00000002-1", "00000001+1-0", "00000001+1-1", "00000003-0", "00000003-2"]
    layout = layout_with(tmp_path / "k", [f"{name}.parquet" for name in [*names, "00000004-0"]])
    assert live_shards(layout) == [ShardName(1, 1, 1), ShardName(3, 2), ShardName(4, 0)]


def test_a_number_is_given_once_even_if_its_shard_is_broken(tmp_path: Path) -> None:
    layout = layout_with(tmp_path / "k", ["00000001-0.parquet", "00000002+7-0.parquet.broken"])
    assert next_number(layout) == 10


def test_a_full_load_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SHARD_REPORTS", 16)
    load(tmp_path / "k", readings(64), code, VERSIONS, plan=Plan())
    assert compact(tmp_path / "k") == (4, 4)
