"""What a collection costs: ``python -m eval.collection ../shared/corpora [--reports 3000] [--jobs 2]``.

Loads reports of the corpus into a new collection, asks ten typical queries, adds a hundred more, links them all, and
prints rates, memory, sizes and times.
"""

import argparse
import itertools
import json
import lzma
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from runut.articles import read_articles
from runut.pipeline import read_records, versions
from runut.store import Plan, Wanted, existing, link, load, open_collection, refresh, writing

MORE = 100
REPORTS = 30_993  # in the corpus
TRIES = 5
QUERIES = {
    "events by type": "SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY n DESC",
    "events by month": "SELECT date_trunc('month', day) AS month, count(*) FROM events GROUP BY month ORDER BY month",
    "who does what to whom": """
        SELECT actor_code, type, recipient_code, count(*) AS n FROM events GROUP BY ALL ORDER BY n DESC LIMIT 50""",
    "one country's conflict": """
        SELECT day, evidence FROM events JOIN participants ON event_id = events.id
        WHERE code = 'ISR' AND quad = 4 ORDER BY day DESC LIMIT 100""",
    "one report's events": """
        SELECT * FROM events WHERE article_id = (SELECT id FROM articles ORDER BY events DESC LIMIT 1)""",
    "most named persons": """
        SELECT name, count(DISTINCT article_id) AS n FROM entities WHERE type = 'PER'
        GROUP BY name ORDER BY n DESC LIMIT 20""",
    "quotes of a speaker": "SELECT article_id, text FROM quotes WHERE speaker ILIKE '%prabowo%' LIMIT 100",
    "events on a map": """
        SELECT lat, lon, type, count(*) FROM events WHERE lat IS NOT NULL GROUP BY ALL""",
    "GDELT rows of a day": """
        SELECT * FROM gdelt_events WHERE SQLDATE = 20250702""",
}
SEARCH = "presiden AND (sanksi OR serangan)"


def write_reports(corpora: Path, folder: Path, reports: int) -> list[Path]:
    """Rows of the corpus as two files: so many reports, and a hundred more."""
    paths = [folder / "reports.jsonl", folder / "more.jsonl"]
    with lzma.open(corpora / "news" / "news.jsonl.xz", "rt", encoding="utf-8") as lines:
        for path, count in zip(paths, (reports, MORE), strict=True):
            with path.open("w", encoding="utf-8") as written:
                written.writelines(_row(line) for line in itertools.islice(_spread(lines, reports), count))
    return paths


def _spread(lines: Iterator[str], reports: int) -> Iterator[str]:
    """Every so many lines, so that all outlets and years are in a small part too."""
    step = max(1, REPORTS // (reports + MORE))
    return itertools.islice(lines, 0, None, step)


def _row(line: str) -> str:
    row = json.loads(line)
    return (
        json.dumps({key: row[key] for key in ("id", "outlet", "title", "url", "text")} | {"published": row["date"]})
        + "\n"
    )


def seconds(work: Callable[[], Any]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def size(folder: Path) -> float:
    """Megabytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def peak(who: int) -> float:
    """Megabytes that the largest process took at most."""
    return resource.getrusage(who).ru_maxrss / 1e3


def measure(corpora: Path, root: Path, reports: int, jobs: int) -> dict[str, float]:
    """All figures by name."""
    first, more = write_reports(corpora, root.parent, reports)
    plan = Plan(jobs=jobs)
    found: dict[str, float] = {}

    def add(path: Path) -> None:
        load(root, read_articles([path]), read_records, versions(), plan=plan)

    found["load, s"] = seconds(lambda: add(first))
    found["reports a second"] = reports / found["load, s"]
    found["memory of this process, MB"] = peak(resource.RUSAGE_SELF)
    found["memory of a coding process, MB"] = peak(resource.RUSAGE_CHILDREN)
    found["add 100 more, s"] = seconds(lambda: add(more))
    layout = existing(root)
    with writing(layout):
        found["index anew, s"] = seconds(lambda: refresh(layout, anew=True))
    found["link, s"] = seconds(lambda: link(root))
    found["shards, MB"], found["index, MB"] = size(layout.shards), size(layout.index)
    found["open, ms"] = 1000 * seconds(lambda: open_collection(root).close())
    with open_collection(root) as collection:
        for name, sql in QUERIES.items():
            times = [seconds(lambda sql=sql: collection.sql(sql).fetchall()) for _ in range(TRIES)]  # type: ignore[misc]
            found[f"query: {name}, ms"] = 1000 * statistics.median(times)
        wanted = Wanted(since="2020", actor="IDN")
        times = [seconds(lambda: collection.search(SEARCH, wanted, limit=20).fetchall()) for _ in range(TRIES)]
        found["query: full text with filters, ms"] = 1000 * statistics.median(times)
    return found


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m eval.collection", description="What a collection costs.")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--reports", type=int, default=3000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(options.corpora, Path(folder) / "collection", options.reports, options.jobs)
    print(f"{options.reports:,} reports, {options.jobs} processes")
    for name, figure in figures.items():
        print(f"{name:<40}{figure:>12,.1f}")


if __name__ == "__main__":
    main()
