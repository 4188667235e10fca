"""The estimate for very many reports follows from the measured rates alone."""

import msgspec
import pytest
from eval.scale import Writing, copies, estimate, lines_of, times_taken_in, writing_of
from tests.store.reading import article, record

from runut.store.loading import INDEXED_AFTER

RATES = {
    "speed": {"seconds": 1.0, "words": 1000},
    "writing": {"reports": 10, "words": 10_000, "seconds": 0.5, "again": 0.0, "room": 2.0},
}


def test_hours_and_cost_follow_from_the_rates() -> None:
    found = estimate(RATES, reports=3600, words=1000)
    assert found.coding == pytest.approx(1.0)
    assert found.writing == pytest.approx(0.05)
    (shown,) = (line for line in lines_of(found, 3600, 1000, 10.0) if "4 processors" in line and "64" not in line)
    assert shown == "| on 4 processors | 0.0 | 12 |"  # four of them for 0.3 hours
    assert found.gigabytes == pytest.approx(0.0072)


def test_a_load_that_is_indexed_once_is_taken_in_nowhere_and_a_long_one_a_few_times() -> None:
    assert times_taken_in(INDEXED_AFTER) == 0
    assert times_taken_in(2 * INDEXED_AFTER) == 0.5
    assert 3 < times_taken_in(500 * INDEXED_AFTER) < 12


def test_copies_differ_in_their_ids() -> None:
    found = list(copies([record(article(1)), record(article(2))], 5))
    assert [reading.article.id for reading in found] == ["0", "1", "2", "3", "4"]


@pytest.mark.model
def test_writing_is_measured() -> None:
    found = writing_of(["examples"], 40)
    assert msgspec.convert(msgspec.to_builtins(found), Writing) == found
    assert found.seconds > 0
    assert found.room > 1
