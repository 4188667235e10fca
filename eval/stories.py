"""How well copies and stories are told: ``python -m eval.stories PAIRS STORIES COLLECTION``, a linked collection.

``PAIRS`` has a line ``{"one": ID, "other": ID, "same": true}`` for each two reports that were judged by reading:
whether they are one text, reprinted. ``STORIES``, such as ``eval/stories.json``, says which story each judged report
tells: ``{ID: STORY, …}``. Copies are measured pair by pair, stories by B-cubed, over what is in the collection.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import runut
from runut.scoring import Tally


class Pair(NamedTuple):
    """Two reports, and whether they are one text."""

    one: str
    other: str
    same: bool


def pairwise(text_of: Mapping[str, str], pairs: Iterable[Pair]) -> Tally:
    """Pairs said to be one text against pairs that are."""
    judged = [(text_of[pair.one] == text_of[pair.other], pair.same) for pair in pairs]
    return Tally(
        sum(said and same for said, same in judged), sum(said for said, _ in judged), sum(same for _, same in judged)
    )


def b_cubed(given: Mapping[str, str], wanted: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a grouping of the reports in ``wanted``."""
    theirs, ours = _groups({report: given[report] for report in wanted}), _groups(wanted)
    precision = recall = 0.0
    for report, group in wanted.items():
        both = len(theirs[given[report]] & ours[group])
        precision += both / len(theirs[given[report]]) / len(wanted)
        recall += both / len(ours[group]) / len(wanted)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _groups(group_of: Mapping[str, str]) -> dict[str, set[str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for report, group in group_of.items():
        groups[group].add(report)
    return groups


def read_pairs(path: Path) -> list[Pair]:
    """The judged pairs, one a line."""
    return [Pair(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line]


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m eval.stories", description="How well copies and stories are told.")
    for name in ("pairs", "stories", "collection"):
        parser.add_argument(name, type=Path)
    given = parser.parse_args()
    with runut.open(given.collection) as collection:
        text_of = dict(collection.sql("SELECT article_id, text_id FROM copies").fetchall())
        story_of = dict(collection.sql("SELECT article_id, story_id FROM story_articles").fetchall())
    judged = read_pairs(given.pairs)
    pairs = [pair for pair in judged if pair.one in text_of and pair.other in text_of]
    wanted = json.loads(given.stories.read_text(encoding="utf-8"))
    told = {report: story for report, story in wanted.items() if report in story_of}
    if not (pairs or told):
        parser.error("none of the judged reports is in the collection, or it is not linked")
    if pairs:
        copies = pairwise(text_of, pairs)
        _show(f"copies, {len(pairs)} of {len(judged)} pairs", copies.precision, copies.recall, copies.value)
    if told:
        _show(f"stories by B-cubed, {len(told)} of {len(wanted)} reports", *b_cubed(story_of, told))


def _show(what: str, precision: float, recall: float, f1: float) -> None:
    print(f"{what}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


if __name__ == "__main__":
    main()
