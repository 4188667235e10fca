"""How well stories are told apart: ``python -m eval.stories COLLECTION``, a linked collection of the news corpus.

``stories.json`` lists 220 reports of two days of the corpus, by id, and which of them tell one happening, as judged by
reading their titles. The measure is B-cubed, over these reports.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

import runut

JUDGED = Path(__file__).with_name("stories.json")


def b_cubed(given: dict[str, str], wanted: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a grouping of the reports in ``wanted``."""
    theirs, ours = _groups(given), _groups(wanted)
    precision = recall = 0.0
    for report, group in wanted.items():
        both = len(theirs[given[report]] & ours[group])
        precision += both / len(theirs[given[report]]) / len(wanted)
        recall += both / len(ours[group]) / len(wanted)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _groups(group_of: dict[str, str]) -> dict[str, set[str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for report, group in group_of.items():
        groups[group].add(report)
    return groups


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m eval.stories", description="How well stories are told apart.")
    parser.add_argument("collection", type=Path)
    judged = json.loads(JUDGED.read_text(encoding="utf-8"))
    wanted = {report: report for report in judged["reports"]}
    wanted |= {report: group[0] for group in judged["stories"] for report in group}
    with runut.open(parser.parse_args().collection) as collection:
        given = dict(collection.sql("SELECT article_id, story_id FROM story_articles").fetchall())
    there = {report: group for report, group in wanted.items() if report in given}
    if not there:
        parser.error("none of the judged reports is in the collection, or it is not linked")
    precision, recall, f1 = b_cubed({report: given[report] for report in there}, there)
    print(f"{len(there)} of {len(wanted)} reports: B-cubed precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


if __name__ == "__main__":
    main()
