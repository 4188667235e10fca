"""The reports of our own: their codings stand in their texts, and they cover what PLOVER and the record know."""

from collections import Counter
from pathlib import Path

import pytest
from eval.reading import digest_of, read_gold

from runut.errors import ArticleError
from runut.model import Certainty, EventType, Status
from runut.scoring import GoldReport

REPORTS = read_gold(Path(__file__).parents[2] / "eval" / "gold")
EVENTS = [event for report in REPORTS for event in report.events]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: str(report.id))
def test_every_coding_stands_in_its_text(report: GoldReport) -> None:
    text = report.text
    for event in report.events:
        for mention in event.mentions:
            sentence = report.sentences[mention.sentence]
            assert text[mention.start : mention.end] == mention.trigger
            assert sentence.start <= mention.start < mention.end <= sentence.end
        named = [person.text for person in (*event.actors, *event.recipients)]
        named += [source.text for source in event.sources]
        named += [event.place.text] if event.place else []
        assert [name for name in named if name not in text] == []
    assert [quote for quote in report.quotes or () if quote.speaker and quote.speaker not in text] == []
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in report.sentences)


def test_half_of_the_reports_are_held_out() -> None:
    assert Counter(report.part for report in REPORTS) == {"dev": 24, "held-out": 24}


def test_some_reports_tell_no_event() -> None:
    assert sum(not report.events for report in REPORTS) == 8


def test_every_type_is_there_often_enough_to_be_measured() -> None:
    counts = Counter(event.type for event in EVENTS)
    assert [kind for kind in EventType if counts[kind] < 6] == []


def test_what_is_not_plain_fact_is_there_too() -> None:
    statuses = Counter(event.status for event in EVENTS)
    assert statuses[Status.FUTURE] >= 20
    assert statuses[Status.NEGATED] >= 12
    assert statuses[Status.HYPOTHETICAL] >= 8
    assert sum(event.certainty != Certainty.CERTAIN for event in EVENTS) >= 20
    assert sum(len(event.sources) > 1 for event in EVENTS) >= 40


def test_the_digest_changes_with_the_gold() -> None:
    assert digest_of(REPORTS) != digest_of(REPORTS[1:])


def test_a_folder_without_reports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"no \*\.json"):
        read_gold(tmp_path)


def test_a_file_that_is_no_report_is_named(tmp_path: Path) -> None:
    (tmp_path / "rusak.json").write_text('{"id": "x"}')
    with pytest.raises(ArticleError, match=r"rusak\.json"):
        read_gold(tmp_path)
