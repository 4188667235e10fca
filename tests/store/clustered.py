"""A load on a Ray cluster, to be disturbed: ``python -m tests.store.clustered COLLECTION REPORTS ADDRESS SEEN``.

Each node that codes leaves a file of its name in the folder SEEN.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import ray
from tests.store.reading import VERSIONS, code, readings, tell

from runut.model import Article, Record
from runut.store import Plan, coding, load, shards


def code_and_sign(seen: Path, articles: Sequence[Article]) -> Iterator[Record]:
    """As ``code``, at a pace at which a kill meets work, with a sign of where."""
    (seen / ray.get_runtime_context().get_node_id()).touch()
    for made in code(articles):
        time.sleep(0.02)
        yield made


def main() -> None:
    """Run the command."""
    root, count, address, seen = sys.argv[1:]
    shards.SHARD_REPORTS = 16
    coding.CODED_TOGETHER = 8
    plan = Plan(engine="ray", address=address)
    load(Path(root), readings(int(count)), partial(code_and_sign, Path(seen)), VERSIONS, plan=plan, tell=tell)


if __name__ == "__main__":
    from tests.store.clustered import main as run  # by this name, other processes can import what is sent to them

    run()
