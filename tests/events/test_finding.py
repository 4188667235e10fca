"""How probable an event must be: more in a report on sport, less where it is doubted, or as is asked for."""

import pytest

from runut import Article
from runut.events.finding import find_events
from runut.events.weights import Decision, decisions
from runut.language.loading import load_language
from runut.pipeline import analysed, look

MATCH = (
    "Persib menang 2-0 atas Bali United dalam laga pekan ketujuh liga. Dua gol dicetak sang striker pada babak kedua. "
    "Pelatih memuji pemain muda yang turun dari bangku cadangan setelah kiper tuan rumah salah membaca bola."
)
PLAIN = "Tentara Turki menyerang tentara Suriah."
DENIED = "Tentara Turki tidak menyerang tentara Suriah."


def found(text: str, bias: float, min_confidence: float | None = None) -> list[str]:
    """Types of the events of ``text`` where each is as probable as ``bias`` says."""
    article = Article(id="a", text=text, published="2024-06-21")
    report = look(article, analysed(article, load_language()))
    alike = {**decisions(), "event": Decision(bias=bias, threshold=0.43, least=0.43, weights={})}
    return [event.type.value for event in find_events(report, alike, min_confidence=min_confidence)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "bias", "types"),
    [
        (MATCH, 0.5, []),
        (MATCH, 3.0, ["SUPPORT"]),
        (PLAIN, 0.5, ["ASSAULT"]),
        (PLAIN, -0.5, []),
        (DENIED, -0.5, ["ASSAULT"]),
    ],
)
def test_how_probable_an_event_must_be(text: str, bias: float, types: list[str]) -> None:
    assert found(text, bias) == types


@pytest.mark.model
def test_a_confidence_asked_for_lets_in_what_is_left_out_without_it() -> None:
    assert found(PLAIN, -0.5, 0.0) == ["ASSAULT"]
    assert found(MATCH, 0.5, 0.0) == ["SUPPORT"]
