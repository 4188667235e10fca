"""The measure of stories."""

import json

from eval.stories import JUDGED, b_cubed


def test_b_cubed_of_a_story_that_was_split() -> None:
    wanted = {"a": "x", "b": "x", "c": "y", "d": "z"}
    assert b_cubed({"a": "1", "b": "2", "c": "3", "d": "4"}, wanted) == (1.0, 0.75, 1.5 / 1.75)


def test_b_cubed_of_two_stories_joined() -> None:
    wanted = {"a": "x", "b": "y"}
    assert b_cubed({"a": "1", "b": "1"}, wanted) == (0.5, 1.0, 1.0 / 1.5)


def test_every_judged_story_is_of_judged_reports_and_none_is_in_two() -> None:
    judged = json.loads(JUDGED.read_text(encoding="utf-8"))
    stories = [report for story in judged["stories"] for report in story]
    assert len(stories) == len(set(stories))
    assert set(stories) <= set(judged["reports"])
    assert len(judged["reports"]) == 220
