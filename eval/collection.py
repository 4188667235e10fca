"""What a collection costs: ``python -m eval.collection ../shared/corpora [--reports 3000] [--jobs 2] [--to FOLDER]``.

Loads reports of the corpus into a new collection, adds a hundred more, links them all, asks ten typical queries, and
prints rates, memory, sizes and times. With ``--of FOLDER`` only asks, a collection that is there. ``--keep`` writes
what was measured into ``docs/results.json``, for the docs.
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
from functools import partial
from pathlib import Path
from typing import Any

from runut.articles import read_articles
from runut.pipeline import read_records, versions
from runut.store import Collection, Plan, Wanted, existing, link, load, open_collection, refresh, writing

MORE = 100
REPORTS = 30_993  # in the corpus
TRIES = 7
PRECISE = 100  # figures below are shown with a decimal
RESULTS = Path(__file__).parent.parent / "docs" / "results.json"
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


def measure_loading(corpora: Path, root: Path, reports: int, jobs: int) -> dict[str, float]:
    """What it takes to make a collection of so many reports at ``root``, by name."""
    first, more = write_reports(corpora, root.parent, reports)
    plan = Plan(jobs=jobs)
    found: dict[str, float] = {}

    def add(path: Path) -> None:
        load(root, read_articles([path]), read_records, versions(), plan=plan)

    found["load, s"] = seconds(lambda: add(first))
    found["reports a second"] = reports / found["load, s"]
    found["memory of the writing process, MB"] = peak(resource.RUSAGE_SELF)
    found["memory of a coding process, MB"] = peak(resource.RUSAGE_CHILDREN)
    found["add 100 more, s"] = seconds(lambda: add(more))
    layout = existing(root)
    with writing(layout):
        found["index anew, s"] = seconds(lambda: refresh(layout, anew=True))
    found["link, s"] = seconds(lambda: link(root))
    return found


def measure_asking(root: Path) -> dict[str, float]:
    """How large the collection at ``root`` is, and how long it takes to be opened and asked, by name.

    Times of queries are those that processors worked, on all threads together: on an idle machine, one
    waits no longer.
    """
    layout = existing(root)
    found = {"shards, MB": size(layout.shards), "index, MB": size(layout.index)}
    found["open, ms"] = _worked(lambda: open_collection(root).close())
    with open_collection(root) as collection:
        found["reports"] = collection.sql("SELECT count(*) FROM articles").fetchall()[0][0]
        found["events"] = collection.sql("SELECT count(*) FROM events").fetchall()[0][0]
        for name, sql in QUERIES.items():
            found[f"query: {name}, ms"] = _worked(partial(_ask, collection, sql))
        wanted = Wanted(since="2020", actor="IDN")
        found["query: full text with filters, ms"] = _worked(
            lambda: collection.search(SEARCH, wanted, limit=20).fetchall()
        )
    return found


def _ask(collection: Collection, sql: str) -> None:
    collection.sql(sql).fetchall()


def _worked(work: Callable[[], Any]) -> float:
    """Milliseconds of processors; the median of some tries."""
    times = []
    for _ in range(TRIES):
        began = time.process_time()
        work()
        times.append(1000 * (time.process_time() - began))
    return statistics.median(times)


def keep(figures: dict[str, float]) -> None:
    """Write figures into ``docs/results.json``, beside those that are there already."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    results["collection"] = results.get("collection", {}) | {name: round(value, 1) for name, value in figures.items()}
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def lines_of(figures: dict[str, float]) -> Iterator[str]:
    """The figures as a table in Markdown."""
    yield f"| {figures['reports']:,.0f} reports, {figures['events']:,.0f} events | |"
    yield "| --- | ---: |"
    for name, figure in figures.items():
        if name not in {"reports", "events"}:
            yield f"| {name} | {figure:,.1f} |" if figure < PRECISE else f"| {name} | {figure:,.0f} |"


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m eval.collection", description="What a collection costs.")
    parser.add_argument("corpora", type=Path, nargs="?", help="where news/news.jsonl.xz is")
    parser.add_argument("--reports", type=int, default=3000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--to", type=Path, help="a new folder for the collection; it is thrown away if not given")
    parser.add_argument("--of", type=Path, help="a collection that is there: it is only asked")
    parser.add_argument("--keep", action="store_true", help="write the figures into docs/results.json")
    options = parser.parse_args()
    if (options.of is None) == (options.corpora is None):
        parser.error("name either the corpora, or a collection with --of")
    with tempfile.TemporaryDirectory() as folder:
        root = options.of or options.to or Path(folder) / "collection"
        loading = {} if options.of else measure_loading(options.corpora, root, options.reports, options.jobs)
        figures = loading | measure_asking(root)
    if options.keep:
        keep(figures)
    print("\n".join(lines_of(figures)))


if __name__ == "__main__":
    main()
