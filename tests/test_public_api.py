"""The public door: what ``import runut`` promises."""

import doctest
import inspect
from collections.abc import Iterator, Mapping

import pytest

import runut

TEXT = "Polisi menangkap tiga demonstran di Makassar, kemarin."


@pytest.mark.parametrize("name", runut.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name: str) -> None:
    assert (inspect.getdoc(getattr(runut, name)) or "").strip()


def test_nothing_public_is_left_out() -> None:
    found = {name for name, thing in vars(runut).items() if getattr(thing, "__module__", "").startswith("runut")}
    assert {name for name in found if name[0] != "_"} == set(runut.__all__)


@pytest.mark.parametrize("error", [runut.ArticleError, runut.LexiconError, runut.ModelError, runut.StoreError])
def test_one_class_catches_every_error(error: type[Exception]) -> None:
    assert issubclass(error, runut.RunutError)


@pytest.mark.model
def test_the_first_example_is_true() -> None:
    result = doctest.testmod(runut)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.model
def test_the_publication_day_anchors_relative_dates() -> None:
    dates = [runut.read(TEXT, published=day).events[0].date for day in ("2025-03-13", "13 Maret 2025", None)]
    assert dates == ["2025-03-12", "2025-03-12", None]


@pytest.mark.model
def test_without_a_publication_day_the_record_says_that_dates_are_open() -> None:
    assert any("publication date" in warning for warning in runut.read(TEXT).warnings)
    assert runut.read(TEXT, published="2025-03-13").warnings == ()


@pytest.mark.model
def test_fewer_events_are_surer() -> None:
    assert runut.read(TEXT, min_confidence=0.0).events
    assert runut.read(TEXT, min_confidence=1.0).events == ()


@pytest.mark.model
def test_many_are_read_in_order_and_not_before_they_are_asked_for() -> None:
    asked = []

    def reports() -> Iterator[Mapping[str, object]]:
        for number in range(100):
            asked.append(number)
            yield {"id": str(number), "text": TEXT}

    records = runut.read_many(reports())
    assert asked == []
    assert next(records).article.id == "0"
    assert len(asked) < 100
    assert [record.article.id for record in records] == [str(number) for number in range(1, 100)]


@pytest.mark.model
def test_many_read_at_once_are_as_each_read_alone() -> None:
    texts = [TEXT, "Presiden Peru mengecam Cile, Senin (10/3).", "Menlu RI bertemu Menlu Jepang di Tokyo."]
    together = runut.read_many([{"text": text, "published": "2025-03-13", "title": ""} for text in texts])
    alone = [runut.read(text, published="2025-03-13", title="") for text in texts]
    assert [record.events for record in together] == [record.events for record in alone]


ENGLISH = "The president met the prime minister in London on Monday. They talked about trade and about peace. " * 3


@pytest.mark.parametrize("text", ["", "  \n ", ENGLISH], ids=["empty", "blank", "English"])
def test_what_is_no_indonesian_report_is_refused(text: str) -> None:
    with pytest.raises(runut.ArticleError):
        runut.read(text)
