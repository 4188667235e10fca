"""The reliability table counts an event as right by its type in the sentence, and finds what would fit better."""

import msgspec
import pytest
from eval.calibration import Judged, best_slope, calibration_error, judged, lines_of, reliability

from runut.events.confidence import confidence_of, probability_of
from runut.model import Article, Event, EventType, Mention, Record, Span
from runut.scoring import GoldReport
from runut.scoring.gold import GoldEvent, GoldMention

TEXT = "Polisi menahan Budi. Massa berdemo."
GOLD = GoldReport(
    id="a",
    text=TEXT,
    sentences=(Span(0, 20), Span(21, 35)),
    events=(
        GoldEvent(
            type=EventType.COERCE, mentions=(GoldMention(sentence=0, trigger="menahan", start=7, end=14),), actors=()
        ),
    ),
)


def event(kind: EventType, start: int, confidence: float | None) -> Event:
    mention = Mention(start=start, end=start + 3)
    return Event(
        id="v", type=kind, mentions=(mention,), evidence=mention, quad=4, score=0.0, cameo="17", confidence=confidence
    )


def test_right_is_the_type_in_the_sentence() -> None:
    given = (
        event(EventType.COERCE, 7, 0.8),
        event(EventType.COERCE, 27, 0.7),
        event(EventType.ASSAULT, 7, 0.6),
        event(EventType.COERCE, 7, None),
    )
    record = Record(article=Article(id="a", text=TEXT), events=given)
    assert list(judged([GOLD], {"a": record})) == [
        Judged(0.8, right=True),
        Judged(0.7, right=False),
        Judged(0.6, right=False),
    ]


def test_the_table_has_what_was_given_and_what_is_right() -> None:
    bins = reliability(
        [Judged(0.92, right=True), Judged(1.0, right=True), Judged(0.5, right=False), Judged(0.56, right=True)]
    )
    assert [msgspec.structs.astuple(one) for one in bins] == [(0.5, 2, 0.53, 0.5), (0.9, 2, 0.96, 1.0)]
    assert calibration_error(bins) == pytest.approx(0.035)


def test_events_that_are_too_sure_call_for_a_flatter_slope() -> None:
    sure = [Judged(0.9, right=number < 7) for number in range(10)]
    fitting = [Judged(0.7, right=number < 7) for number in range(10)]
    assert best_slope(sure) < 0.5
    assert best_slope(fitting) == pytest.approx(1.0, abs=0.02)
    assert "best slope" in list(lines_of(sure))[-1]


def test_more_mentions_make_an_event_surer_but_never_certain() -> None:
    assert confidence_of([0.6]) < confidence_of([0.6, 0.6]) < confidence_of([0.6] * 20) < 1.0
    assert confidence_of([0.9]) < 0.9
    assert confidence_of([1.0, 1.0]) < 1.0


def test_the_probability_that_a_confidence_needs() -> None:
    assert confidence_of([probability_of(0.8)]) == pytest.approx(0.8)
