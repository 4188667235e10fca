"""Whether confidence keeps its word: ``python -m eval.calibration GOLD [--records RECORDS.jsonl]``.

An event is right where the gold has an event of its type in a sentence that mentions it. For each tenth of confidence
the table tells how many events there are, what they were given on average, and what share is right. Records must be of
reports that the weights have not seen, such as those of ``python -m training.coding.train --cross-validate``.
"""

import argparse
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from eval.reading import read_gold, read_with_pipeline
from runut.model import Record, holding
from runut.scoring import GoldReport

BINS = 10
SLOPES = [number / 100 for number in range(20, 301)]
BOUND = 1e-3  # as near to 0 and 1 as three digits of confidence come


class Judged(msgspec.Struct, frozen=True):
    """The confidence of an event, and whether it is right."""

    confidence: float
    right: bool


class Bin(msgspec.Struct, frozen=True):
    """Events of confidence ``low`` and more: how many, their mean confidence, and the share that is right."""

    low: float
    events: int
    confidence: float
    right: float


def judged(reports: Iterable[GoldReport], records: Mapping[str, Record]) -> Iterator[Judged]:
    """Judge every event that has a confidence."""
    for report in reports:
        coded = {(mention.sentence, event.type) for event in report.events for mention in event.mentions}
        for event in records[report.id].events:
            if event.confidence is not None:
                told = {holding(report.sentences, mention.start) for mention in event.mentions}
                right = any((number, event.type) in coded for number in told)
                yield Judged(event.confidence, right)


def reliability(events: Sequence[Judged]) -> tuple[Bin, ...]:
    """The events by tenths of confidence; empty tenths are left out."""
    bins: dict[int, list[Judged]] = {}
    for event in events:
        bins.setdefault(min(int(event.confidence * BINS), BINS - 1), []).append(event)
    return tuple(
        Bin(
            low=number / BINS,
            events=len(held),
            confidence=round(sum(event.confidence for event in held) / len(held), 4),
            right=round(sum(event.right for event in held) / len(held), 4),
        )
        for number, held in sorted(bins.items())
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """How far confidence and share right are apart, on average over the events."""
    return sum(one.events * abs(one.confidence - one.right) for one in bins) / sum(one.events for one in bins)


def best_slope(events: Sequence[Judged]) -> float:
    """By what the log odds of the confidences would have to be multiplied to fit best: 1 where they fit already."""
    return min(SLOPES, key=lambda slope: sum(_loss(event, slope) for event in events))


def _loss(event: Judged, slope: float) -> float:
    bounded = min(max(event.confidence, BOUND), 1.0 - BOUND)
    odds = slope * math.log(bounded / (1.0 - bounded))
    return math.log1p(math.exp(-odds if event.right else odds))


def read_records(path: Path) -> dict[str, Record]:
    """Records from a file with one a line, by the id of their report."""
    lines = path.read_bytes().splitlines()
    return {record.article.id: record for record in map(Record.from_json, lines)}


def lines_of(events: Sequence[Judged]) -> Iterator[str]:
    """The table, the error and the slope."""
    bins = reliability(events)
    yield "confidence  events   mean  right"
    for one in bins:
        yield f"{one.low:.1f} to {one.low + 1 / BINS:.1f}  {one.events:6}  {one.confidence:.3f}  {one.right:.3f}"
    yield f"{len(events)} events, calibration error {calibration_error(bins):.3f}, best slope {best_slope(events):.2f}"


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m eval.calibration", description="Measure what confidence is worth.")
    parser.add_argument("gold", type=Path, help="folder of gold reports")
    parser.add_argument("--records", type=Path, help="records of these reports, one a line; else they are read now")
    options = parser.parse_args()
    reports = read_gold(options.gold)
    records = read_records(options.records) if options.records else read_with_pipeline(reports)
    events = list(judged([report for report in reports if report.id in records], records))
    print("\n".join(lines_of(events)) if events else "no event has a confidence")
    return 0


if __name__ == "__main__":
    sys.exit(main())
