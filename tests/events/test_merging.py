"""One event told several times is one event; another day, place, actor or type makes another."""

import pytest

import runut
from runut import Article, Event
from runut.events.finding import recognise
from runut.events.merging import group_mentions
from runut.events.weights import Decision, decisions
from runut.language.loading import load_language
from runut.pipeline import analysed, look


def events(text: str) -> list[Event]:
    return list(runut.read(text, published="2024-06-21", title="").events)


def mentions(text: str) -> list[tuple[str, list[str]]]:
    return [
        (e.type.value, [text[m.start : m.end] for m in sorted(e.mentions, key=lambda m: m.start)]) for e in events(text)
    ]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Polisi menangkap dua pemuda di Ambon, Senin (17/6). Penangkapan itu dilakukan di rumah mereka.",
        "Menlu RI bertemu Menlu Jepang di Tokyo, Senin (17/6). Dalam pertemuan itu keduanya tersenyum.",
        "Israel menyerang Gaza, Senin (17/6). Serangan itu berlangsung semalaman.",
        "Presiden Peru mengunjungi Hanoi, Senin (17/6). Kunjungan itu berlangsung dua hari.",
    ],
)
def test_the_same_event_told_twice_is_one(text: str) -> None:
    (found,) = mentions(text)
    assert len(found[1]) == 2


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Polisi menangkap dua pemuda di Ambon, Senin (17/6). Tentara Turki menangkap wartawan di Ankara, Jumat (7/6).",
        "Presiden Peru mengunjungi Hanoi, Senin (17/6). Perdana Menteri Jepang mengunjungi Kairo pada Maret 2023.",
        "Israel menyerang Gaza, Senin (17/6). Houthi menyerang kapal tanker di Laut Merah, Selasa (11/6).",
    ],
)
def test_different_events_of_one_type_stay_apart(text: str) -> None:
    assert [len(told) for _, told in mentions(text)] == [1, 1]


@pytest.mark.model
def test_events_of_different_types_are_never_joined() -> None:
    article = Article(id="a", text="Polisi menangkap Budi Santoso. Ia menyerang polisi. Polisi menangkap Budi lagi.")
    report = look(article, analysed(article, load_language()))
    always = Decision(bias=9.0, threshold=0.5, least=0.5, weights={})
    groups = group_mentions(report, recognise(report, decisions()), always)
    assert [[one.type.value for one in group] for group in groups] == [["COERCE", "COERCE"], ["ASSAULT"]]
