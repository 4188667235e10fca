"""What very many reports would take and cost: ``python -m eval.scale [--reports N] [--words N] [--price P]``.

Rates are measured, in ``docs/results.json``: ``speed`` by ``python -m eval.speed``, ``writing`` by this command's
``--measure``. Reports are coded on as many processors as there are; one process writes them and every so often brings
the index up to date, for which the coding has to wait.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

import msgspec

from runut.articles import Reading, read_articles
from runut.model import Article, Record
from runut.pipeline import read_records, versions
from runut.store import load
from runut.store.index import Segment, absorbed_by
from runut.store.loading import INDEXED_AFTER

__all__ = ["Estimate", "Writing", "estimate", "lines_of", "writing_of"]

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "docs" / "results.json"
OWN = (str(ROOT / "examples"), str(ROOT / "eval" / "gold"))
REPORTS = 10_000_000
WORDS = 300  # of a news report; the mean of the corpus is 299
PRICE = 0.05  # US dollars that a processor costs for an hour: about what clouds ask for one on demand
PROCESSORS = (1, 4, 16, 64)
WRITTEN = 6000  # reports that are written to measure the rate
HOUR = 3600
DAY = 86400


class Writing(msgspec.Struct, frozen=True):
    """What was measured of the one process that writes.

    ``seconds`` (of CPU) are those of shards and index of so many ``reports`` and ``words``, ``again`` those of taking
    that index into a larger one. ``room`` is how many bytes a word takes in the shards.
    """

    reports: int
    words: int
    seconds: float
    again: float
    room: float


class Estimate(msgspec.Struct, frozen=True):
    """What a load would take: hours of one processor, hours of the writer, gigabytes of shards."""

    coding: float
    writing: float
    gigabytes: float


def copies(records: Sequence[Record], count: int) -> Iterator[Reading]:
    """So many reports, which are the same few under other ids."""
    for number in range(count):
        article = msgspec.structs.replace(records[number % len(records)].article, id=str(number))
        yield Reading(where=str(number), article=article)


def already_read(records: Sequence[Record], articles: Iterable[Article]) -> Iterator[Record]:
    """The records of articles of :func:`copies`."""
    for article in articles:
        yield msgspec.structs.replace(records[int(article.id) % len(records)], article=article)


def writing_of(sources: Iterable[str] = OWN, count: int = WRITTEN) -> Writing:
    """Measure how fast records that are there become shards and index."""
    articles = [found.article for found in read_articles(sources) if isinstance(found, Reading)]
    records = list(read_records(articles))
    words = [len(record.article.text.split()) for record in records]
    with tempfile.TemporaryDirectory() as folder:
        first = _seconds_of(Path(folder) / "many", records, count)
        # half as many more: the index takes in the one that is there
        second = _seconds_of(Path(folder) / "many", records, count + count // 2)
        _seconds_of(Path(folder) / "once", records, len(records))
        room = sum(path.stat().st_size for path in (Path(folder) / "once" / "shards").iterdir())
    return Writing(
        reports=count,
        words=sum(words[number % len(words)] for number in range(count)),
        seconds=first,
        again=max(0.0, second - first / 2),
        room=room / sum(words),
    )


def _seconds_of(root: Path, records: Sequence[Record], count: int) -> float:
    before = process_time()
    load(root, copies(records, count), partial(already_read, records), versions())
    return process_time() - before


def times_taken_in(reports: int) -> float:
    """How often, on average, a report's part of the index is taken into a larger one in a load of so many."""
    segments: list[Segment] = []
    moved = 0
    for _ in range(0, reports, INDEXED_AFTER):
        taken = absorbed_by(segments, INDEXED_AFTER)
        older = sum(segment.reports for segment in taken)
        segments = [*segments[: len(segments) - len(taken)], Segment(name="", shards=(), reports=older + INDEXED_AFTER)]
        moved += older
    return moved / reports


def estimate(results: dict[str, Any], reports: int = REPORTS, words: int = WORDS) -> Estimate:
    """What ``reports`` of so many ``words`` would take at the rates in ``results``."""
    speed, written = results["speed"], msgspec.convert(results["writing"], Writing)
    coding = reports * words * speed["seconds"] / speed["words"] / HOUR
    once = written.seconds + written.again * times_taken_in(reports)
    writing = reports * words * once / written.words / HOUR
    return Estimate(coding, writing, reports * words * written.room / 1e9)


def lines_of(found: Estimate, reports: int = REPORTS, words: int = WORDS, price: float = PRICE) -> Iterator[str]:
    """The estimate as a table in Markdown."""
    yield f"| {reports:,} reports of {words} words | days | dollars |"
    yield "| --- | ---: | ---: |"
    for processors in PROCESSORS:
        hours = found.coding / processors + found.writing
        paid = processors * hours * price  # those that wait are paid too
        yield f"| on {processors} processor{'s' * (processors > 1)} | {hours * HOUR / DAY:,.1f} | {paid:,.0f} |"
    yield ""
    yield (
        f"Coding takes {found.coding:,.0f} hours of one processor, writing {found.writing:,.0f}; a processor is "
        f"counted {price:.2f} dollars an hour. The shards have {found.gigabytes:,.0f} GB, the index three times that."
    )


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m eval.scale", description="What very many reports would take.")
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--words", type=int, default=WORDS, help="of a report, on average")
    parser.add_argument("--price", type=float, default=PRICE, help="dollars for a processor and hour")
    parser.add_argument("--measure", action="store_true", help="measure how fast is written and keep it")
    options = parser.parse_args()
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    if options.measure:
        results["writing"] = msgspec.to_builtins(writing_of())
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    asked = (options.reports, options.words)
    print("\n".join(lines_of(estimate(results, *asked), *asked, options.price)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
