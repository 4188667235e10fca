"""What stands above a body and what opens it, case by case, and the lexicon behind."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from runut.articles.boilerplate import BoilerplateEntry, boilerplate, without_boilerplate
from runut.articles.datelines import OutletOpening, find_dateline, outlet_openings
from runut.articles.head import BylineWord, byline_words, read_head_line, split_head
from runut.articles.published import read_published

CASES = Path(__file__).parents[1] / "cases/articles"


def cases(name: str) -> Any:
    found = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["why"]) for case in found]


@pytest.mark.parametrize("case", cases("heads.yaml"))
def test_lines_above_the_body_are_told_from_it(case: dict[str, Any]) -> None:
    head = split_head(case["text"])
    expected = case["expect"]
    for field in ("title", "outlet", "published"):
        if field in expected:
            assert getattr(head, field) == expected[field]
    if "authors" in expected:
        assert head.authors == tuple(expected["authors"])
    assert case["text"][head.body :].startswith(expected["body"])


@pytest.mark.parametrize("case", cases("datelines.yaml"))
def test_datelines_give_place_and_outlet(case: dict[str, Any]) -> None:
    dateline = find_dateline(case["text"])
    if case["rest"] is None:
        assert dateline is None
        return
    assert dateline is not None
    assert (dateline.place, dateline.outlet) == (case["place"], case["outlet"])
    assert case["text"][dateline.end :].startswith(case["rest"])


@pytest.mark.parametrize("case", cases("published.yaml"))
def test_publication_times_become_iso(case: dict[str, Any]) -> None:
    assert read_published(case["text"]) == case["expect"]


@pytest.mark.parametrize("entry", outlet_openings(), ids=lambda entry: entry.outlet)
def test_each_outlets_example_is_its_dateline(entry: OutletOpening) -> None:
    place = re.search(r"\[(.*?)\]", entry.example)
    dateline = find_dateline(entry.example.replace("[", "").replace("]", ""))
    assert dateline is not None
    assert dateline.outlet == entry.outlet
    assert (dateline.place or "").casefold() == (place[1].casefold() if place else "")


@pytest.mark.parametrize("entry", byline_words().values(), ids=lambda entry: entry.word)
def test_each_byline_words_example_is_a_line_above_the_body(entry: BylineWord) -> None:
    read = read_head_line(entry.example)
    assert read is not None
    assert bool(read.authors) == (entry.kind == "author")


@pytest.mark.parametrize("entry", boilerplate(), ids=lambda entry: f"{entry.words} {entry.where}")
def test_each_boilerplate_example_goes(entry: BoilerplateEntry) -> None:
    assert without_boilerplate([entry.example]) == []


def test_a_link_line_alone_takes_the_linked_title_along() -> None:
    lines = ["Polisi menahan dua orang.", "Baca juga:", "", "Dua Menteri Bertemu", "Keduanya dibebaskan."]
    assert without_boilerplate(lines) == ["Polisi menahan dua orang.", "Keduanya dibebaskan."]


def test_a_paragraph_under_a_link_line_stays() -> None:
    assert without_boilerplate(["Baca juga:", "Polisi menahan dua orang."]) == ["Polisi menahan dua orang."]


def test_a_long_paragraph_that_begins_like_a_link_stays() -> None:
    paragraph = "Simak juga kata menteri itu: " + "warga menolak, " * 20 + "katanya."
    assert without_boilerplate([paragraph]) == [paragraph]


def test_words_of_advertisements_go_from_within_a_line() -> None:
    lines = ["Polisi menahan dua orang. SCROLL TO CONTINUE WITH CONTENT Keduanya dibebaskan."]
    assert without_boilerplate(lines) == ["Polisi menahan dua orang. Keduanya dibebaskan."]
