"""A wished-for confidence is held against the whole event, not against each of its mentions."""

import pytest

from runut.model import Article
from runut.pipeline import read_record

TEXT = """Polisi menangkap tiga demonstran di Makassar, Senin (17/6). Penangkapan itu dikecam Komnas HAM.
Massa mendatangi kantor gubernur. Menlu memanggil dubes Prancis untuk meminta penjelasan."""


@pytest.mark.model
@pytest.mark.parametrize("least", [0.05, 0.5, 0.7, 0.9, 1.0])
def test_no_event_is_less_sure_than_asked(least: float) -> None:
    events = read_record(Article(id="a", text=TEXT, published="2024-06-18"), min_confidence=least).events
    assert all(event.confidence is not None and event.confidence >= least for event in events)


@pytest.mark.model
def test_a_higher_confidence_only_takes_events_away() -> None:
    article = Article(id="a", text=TEXT, published="2024-06-18")
    all_events = read_record(article).events
    sure = read_record(article, min_confidence=0.8).events
    wanted = {event.mentions for event in all_events if (event.confidence or 0) >= 0.8}
    assert {event.mentions for event in sure} == wanted
    assert len(read_record(article, min_confidence=0.01).events) > len(all_events) > len(sure) > 0
