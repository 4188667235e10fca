"""The record as data: out to dictionaries and JSON, back in, and refused where it breaks the contract."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml.html import document_fromstring

from runut.errors import ArticleError
from runut.model import Mention, Record, Span

LINE = (Path(__file__).parent / "cases/export/record.json").read_bytes()
RECORD = Record.from_json(LINE)


def test_a_record_comes_back_whole_from_a_dictionary() -> None:
    assert Record.from_dict(RECORD.to_dict()) == RECORD


def test_a_record_comes_back_whole_from_any_json_reader() -> None:
    assert Record.from_dict(json.loads(RECORD.to_json())) == RECORD
    assert Record.from_json(json.dumps(RECORD.to_dict())) == RECORD


def test_json_is_one_line_and_holds_the_report_unchanged() -> None:
    assert "\n" not in RECORD.to_json()
    assert json.loads(RECORD.to_json())["article"]["text"] == RECORD.article.text


def test_a_dictionary_is_what_json_says() -> None:
    assert RECORD.to_dict() == json.loads(RECORD.to_json())


def misspelt(data: dict[str, Any]) -> None:
    data["events"][0]["recipient"] = data["events"][0].pop("recipients")


def of_no_type(data: dict[str, Any]) -> None:
    data["events"][1]["type"] = "GIFT"


def half_a_span(data: dict[str, Any]) -> None:
    data["sentences"][2] = [202]


def without_text(data: dict[str, Any]) -> None:
    del data["article"]["text"]


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (misspelt, "$.events[0]"),
        (of_no_type, "$.events[1].type"),
        (half_a_span, "$.sentences[2]"),
        (without_text, "$.article"),
    ],
)
def test_what_breaks_the_contract_is_refused_with_its_field(
    spoil: Callable[[dict[str, Any]], None], where: str
) -> None:
    data = json.loads(LINE)
    spoil(data)
    with pytest.raises(ArticleError) as from_dict:
        Record.from_dict(data)
    with pytest.raises(ArticleError) as from_json:
        Record.from_json(json.dumps(data))
    for error in (from_dict, from_json):
        assert "not a runut/1 record" in str(error.value)
        assert f"at `{where}`" in str(error.value)


def test_a_torn_line_is_no_record() -> None:
    with pytest.raises(ArticleError, match=r"Record\.to_json"):
        Record.from_json(LINE[:100])


def test_a_notebook_shows_the_report_with_its_words_marked() -> None:
    (page,) = document_fromstring(RECORD._repr_html_()).xpath("//iframe/@srcdoc")
    marked = document_fromstring(page).xpath('//p/span[contains(@class, "event")]')
    assert "menahan" in [words.text_content() for words in marked]


def test_spans_touch_only_where_they_share_a_character() -> None:
    whole, left, right = Span(0, 9), Span(0, 4), Span(4, 9)
    assert left.within(whole)
    assert whole.within(whole)
    assert not whole.within(left)
    assert left.overlaps(whole)
    assert not left.overlaps(right)
    assert Mention(start=4, end=9).span == right
