"""How events run over time: which periods are drawn, in which unit, and what is told of the rest."""

from datetime import date

import pytest

from runut.errors import RequestError
from runut.view.courses import Told, course, unit_of, window_of


def told(day: str | None, reported: str = "2025-03-01", n: int = 1, quad: int = 4, score: float = -5.0) -> Told:
    when = date.fromisoformat(reported)
    return Told(("did",), date.fromisoformat(day) if day else None, quad, n, score * n, when, when)


def test_periods_without_events_stand_between_those_with() -> None:
    rows = [told("2025-01-01"), told("2025-04-01", n=2)]
    found = course(rows, window_of(rows), "month")
    assert found.periods == ("2025-01", "2025-02", "2025-03", "2025-04")
    assert [tally.n for tally in found.sides["did"]] == [1, 0, 0, 2]
    assert [tally.mean for tally in found.sides["did"]] == [-5, None, None, -5]


def test_the_mean_weighs_every_event_the_same() -> None:
    rows = [told("2025-01-01", n=3, score=-9), told("2025-01-01", n=1, quad=1, score=3)]
    (tally,) = course(rows, window_of(rows), "month").sides["did"]
    assert (tally.n, tally.mean, tally.quads) == (4, -6, [1, 0, 0, 3])


def test_an_impossible_year_does_not_press_the_rest_flat_and_is_counted() -> None:
    rows = [told("1022-12-01"), told("2025-01-01"), told("2025-02-01"), told("3025-01-01", n=2), told(None, n=4)]
    found = course(rows, window_of(rows), "month")
    assert found.periods == ("2025-01", "2025-02")
    assert (found.earlier, found.later, found.undated) == (1, 2, 4)


def test_what_only_old_events_tell_is_drawn_all_the_same() -> None:
    rows = [told("1945-08-01"), told("1949-12-01")]
    assert window_of(rows) == (date(1945, 8, 1), date(1949, 12, 1))


def test_without_any_day_there_is_nothing_to_draw() -> None:
    rows = [Told(("did",), None, 1, 3, 6.0, None, None)]
    found = course(rows, window_of(rows), "month")
    assert (found.periods, found.undated) == ((), 3)


@pytest.mark.parametrize(
    ("last", "unit"),
    [
        ("2025-01-01", "day"),
        ("2025-02-15", "day"),
        ("2026-02-01", "month"),
        ("2039-01-01", "month"),
        ("2041-01-01", "year"),
    ],
)
def test_the_unit_is_the_one_that_the_span_asks_for(last: str, unit: str) -> None:
    assert unit_of((date(2025, 1, 1), date.fromisoformat(last))) == unit


def test_a_unit_that_is_asked_for_is_taken_and_another_refused() -> None:
    assert unit_of((date(2025, 1, 1), date(2025, 1, 2)), "year") == "year"
    with pytest.raises(RequestError, match="week"):
        unit_of((date(2025, 1, 1), date(2025, 1, 2)), "week")


def test_more_periods_than_can_be_drawn_are_refused() -> None:
    with pytest.raises(RequestError, match="narrow since and until"):
        unit_of((date(1025, 1, 1), date(2025, 1, 2)), "day")
    assert unit_of((date(1025, 1, 1), date(2025, 1, 2))) == "year"


def test_the_last_year_that_there_is_can_be_drawn() -> None:
    rows = [told("9998-05-01", "9999-01-01"), told("9999-12-31", "9999-01-01")]
    assert course(rows, window_of(rows), "year").periods == ("9998", "9999")
