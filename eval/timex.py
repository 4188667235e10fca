"""Score the time expressions against reports annotated by hand.

Usage: python eval/timex.py GOLD_DIR [--misses]

GOLD_DIR holds one JSON file a report: ``text``, ``published`` and ``timexes`` with ``start``, ``end``,
``type`` and ``value``. Spans are compared strictly; a value counts where span, type and value are right.
"""

import argparse
import json
import re
from pathlib import Path
from typing import Any

from runut.mentions.timexes import find_timexes
from runut.model import Span

Readings = dict[tuple[int, int], tuple[str, str | None]]
SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+|\n")


def sentences_of(text: str) -> tuple[Span, ...]:
    """A plain cut at closing punctuation: enough to tell which words open a sentence."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    return tuple(Span(start, end) for start, end in zip([0, *ends], [*ends, len(text)], strict=True) if start < end)


def f_score(right: int, found: int, wanted: int) -> str:
    """Precision, recall and F1 as one line."""
    precision = right / found if found else 0.0
    recall = right / wanted if wanted else 0.0
    both = precision + recall
    return f"P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / both if both else 0.0:.3f}"


def read_reports(folder: Path) -> list[dict[str, Any]]:
    """The annotated reports of ``folder``, in the order of their names."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def readings(report: dict[str, Any]) -> tuple[Readings, Readings]:
    """What is found in a report and what was annotated: type and value of each span."""
    text = report["text"]
    timexes = find_timexes(text, sentences_of(text), report["published"])
    found = {(timex.start, timex.end): (timex.type.value, timex.value) for timex in timexes}
    wanted = {(timex["start"], timex["end"]): (timex["type"], timex["value"]) for timex in report["timexes"]}
    return found, wanted


def score(reports: list[dict[str, Any]], *, show_misses: bool) -> None:
    """Print span F1 and value F1 over all reports."""
    counts = {"found": 0, "wanted": 0, "spans": 0, "values": 0}
    for report in reports:
        found, wanted = readings(report)
        counts["found"] += len(found)
        counts["wanted"] += len(wanted)
        counts["spans"] += len(found.keys() & wanted.keys())
        counts["values"] += len(found.items() & wanted.items())
        if show_misses:
            print_misses(report, found, wanted)
    print(f"{len(reports)} reports, {counts['wanted']} time expressions")
    print("span  ", f_score(counts["spans"], counts["found"], counts["wanted"]))
    print("value ", f_score(counts["values"], counts["found"], counts["wanted"]))


def print_misses(report: dict[str, Any], found: Readings, wanted: Readings) -> None:
    """Print every difference, with the words around it."""
    text = report["text"]
    for span in sorted(found.keys() | wanted.keys()):
        if found.get(span) != wanted.get(span):
            start, end = span
            context = f"{text[max(0, start - 30) : start]}[{text[start:end]}]{text[end : end + 20]}".replace("\n", " ")
            print(report["id"], report["published"], context, "wanted", wanted.get(span), "found", found.get(span))


def main() -> None:
    """Read the arguments and print the scores."""
    parser = argparse.ArgumentParser(description="Score time expressions against annotated reports.")
    parser.add_argument("gold", type=Path, help="folder of annotated reports")
    parser.add_argument("--misses", action="store_true", help="print every difference")
    arguments = parser.parse_args()
    score(read_reports(arguments.gold), show_misses=arguments.misses)


if __name__ == "__main__":
    main()
