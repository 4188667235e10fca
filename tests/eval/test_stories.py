"""The measures of copies and stories, and the command on a few reports such as outlets reprint them."""

import json
import sys
from pathlib import Path

import pytest
from eval.stories import Pair, b_cubed, pairwise
from tests.store.reading import VERSIONS

from eval import stories
from runut.articles import Reading
from runut.model import Article, Record
from runut.store import link, load

CASES = Path(__file__).parents[1] / "cases" / "stories" / "reprints.json"


def test_pairs_said_to_be_one_text_against_pairs_that_are() -> None:
    text_of = {"a": "1", "b": "1", "c": "1", "d": "4"}
    score = pairwise(text_of, [Pair("a", "b", same=True), Pair("a", "c", same=False), Pair("a", "d", same=True)])
    assert (score.precision, score.recall) == (0.5, 0.5)


def test_b_cubed_of_a_story_that_was_split() -> None:
    wanted = {"a": "x", "b": "x", "c": "y", "d": "z"}
    assert b_cubed({"a": "1", "b": "2", "c": "3", "d": "4"}, wanted) == (1.0, 0.75, 1.5 / 1.75)


def test_b_cubed_of_two_stories_joined() -> None:
    wanted = {"a": "x", "b": "y"}
    assert b_cubed({"a": "1", "b": "1"}, wanted) == (0.5, 1.0, 1.0 / 1.5)


def code(articles: list[Article]) -> list[Record]:
    return [Record(article=article) for article in articles]


def test_the_command_on_reprints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = json.loads(CASES.read_text(encoding="utf-8"))
    root, pairs, told = tmp_path / "berita", tmp_path / "pairs.jsonl", tmp_path / "stories.json"
    articles = [Article(**report) for report in case["reports"]]
    load(root, [Reading(where=one.id, article=one) for one in articles], code, VERSIONS)
    link(root)
    pairs.write_text("".join(json.dumps(pair) + "\n" for pair in case["pairs"]), encoding="utf-8")
    told.write_text(json.dumps(case["stories"]), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["stories", str(pairs), str(told), str(root)])
    stories.main()
    assert capsys.readouterr().out.splitlines() == [
        "copies, 8 of 8 pairs: precision 1.000, recall 1.000, F1 1.000",
        "stories by B-cubed, 8 of 8 reports: precision 1.000, recall 1.000, F1 1.000",
    ]


def test_a_collection_without_any_judged_report_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, pairs, told = tmp_path / "berita", tmp_path / "pairs.jsonl", tmp_path / "stories.json"
    load(root, [], code, VERSIONS)
    pairs.write_text(json.dumps({"one": "x", "other": "y", "same": True}), encoding="utf-8")
    told.write_text(json.dumps({"x": "x"}), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["stories", str(pairs), str(told), str(root)])
    with pytest.raises(SystemExit):
        stories.main()


def test_the_judged_stories_of_the_corpus_are_of_so_many_reports() -> None:
    judged = json.loads(Path(stories.__file__).with_name("stories.json").read_text(encoding="utf-8"))
    assert len(judged) == 220
    assert set(judged.values()) <= set(judged)
