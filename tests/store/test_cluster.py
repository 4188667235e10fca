"""Coding on a Ray cluster of two nodes on this computer: the same tables, whichever of them goes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.store.reading import UNCODABLE, VERSIONS, article, code, readings

from runut.articles import Reading
from runut.errors import ModelError, StoreError
from runut.model import Article, Record
from runut.store import Plan, load, open_collection, shards
from runut.store.schema import tables

cluster_utils = pytest.importorskip("ray.cluster_utils", reason="Ray is not installed: pip install 'runut[ray]'")
pytestmark = pytest.mark.filterwarnings("default")  # Ray's own

REPORTS = 400
PATIENCE = 60  # seconds
ROOT = Path(__file__).parents[2]


def rows(root: Path) -> dict[str, list[Any]]:
    """Every row of every table, but when it was written."""
    with open_collection(root) as collection:
        return {
            table.name: collection.sql(
                f"SELECT {', '.join(c.name for c in table.columns if c.name != 'added')} "  # noqa: S608 - our names
                f"FROM {table.name} ORDER BY ALL"
            ).fetchall()
            for table in tables()
        }


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Two nodes of one processor each; the second may be killed."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *filter(None, sys.path)]))
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    node = {"num_cpus": 1, "object_store_memory": 80_000_000}
    two = cluster_utils.Cluster(initialize_head=True, head_node_args=node | {"include_dashboard": False})
    two.second = two.add_node(**node)
    yield two
    two.shutdown()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    root = tmp_path_factory.mktemp("undisturbed") / "berita"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shards, "SHARD_REPORTS", 16)
        load(root, readings(REPORTS), code, VERSIONS)
    return rows(root)


def start(root: Path, cluster: Any) -> subprocess.Popen[bytes]:
    seen = root.parent / "seen"
    seen.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "tests.store.clustered", str(root), str(REPORTS), cluster.address, str(seen)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603


def works(root: Path, node: str) -> None:
    """Return when ``node`` codes and a shard is there."""
    end = time.monotonic() + PATIENCE
    while not ((root.parent / "seen" / node).exists() and list((root / "shards").glob("[0-9]*"))):
        assert time.monotonic() < end, f"{node} got no work"
        time.sleep(0.02)


def finish(process: subprocess.Popen[bytes]) -> None:
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, told.decode()


def test_a_node_killed_in_the_middle_loses_nothing(
    tmp_path: Path, cluster: Any, undisturbed: dict[str, list[Any]]
) -> None:
    root = tmp_path / "berita"
    process = start(root, cluster)
    works(root, cluster.second.node_id)
    assert process.poll() is None
    written = len(list((root / "shards").iterdir()))
    cluster.remove_node(cluster.second, allow_graceful=False)
    finish(process)
    assert written < len(list((root / "shards").iterdir()))
    assert rows(root) == undisturbed


def test_a_node_that_joins_in_the_middle_gets_work(
    tmp_path: Path, cluster: Any, undisturbed: dict[str, list[Any]]
) -> None:
    root = tmp_path / "berita"
    process = start(root, cluster)
    works(root, cluster.head_node.node_id)
    third = cluster.add_node(num_cpus=1, object_store_memory=80_000_000)
    works(root, third.node_id)
    finish(process)
    assert rows(root) == undisturbed


def test_the_command_killed_with_a_node_goes_on_without_it(
    tmp_path: Path, cluster: Any, undisturbed: dict[str, list[Any]]
) -> None:
    root = tmp_path / "berita"
    process = start(root, cluster)
    works(root, cluster.second.node_id)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    cluster.remove_node(cluster.second, allow_graceful=False)
    finish(start(root, cluster))
    assert rows(root) == undisturbed


def code_and_die(parent: int, articles: Sequence[Article]) -> Iterator[Record]:
    for one_article in articles:
        if one_article.id == "a7" and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        yield Record(article=one_article)


def test_a_report_that_kills_its_process_is_found_and_the_others_are_coded(tmp_path: Path, cluster: Any) -> None:
    items = [Reading(where=str(n), article=article(n)) for n in range(20)]
    plan = Plan(engine="ray", address=cluster.address)
    done = load(tmp_path / "k", items, partial(code_and_die, os.getpid()), VERSIONS, plan=plan)
    assert (done.added, done.failed) == (19, 1)
    with open_collection(tmp_path / "k") as collection:
        assert collection.sql("SELECT article_id FROM failures").fetchall() == [("a7",)]


def code_by_another_version(_: Sequence[Article]) -> Iterator[Record]:
    raise ModelError("node-2: lexicon l0, the load began with l1")


def test_a_node_with_another_lexicon_ends_the_load(tmp_path: Path, cluster: Any) -> None:
    plan = Plan(engine="ray", address=cluster.address)
    with pytest.raises(ModelError, match="node-2: lexicon l0"):
        load(tmp_path / "k", readings(UNCODABLE), code_by_another_version, VERSIONS, plan=plan)


def test_no_cluster_there_is_told(tmp_path: Path) -> None:
    plan = Plan(engine="ray", address="127.0.0.1:1")
    with pytest.raises(StoreError, match="no Ray cluster there"):
        load(tmp_path / "k", readings(3), code, VERSIONS, plan=plan)
