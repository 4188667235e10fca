"""Titles of other reports inside a report are marked up to where the report goes on, and nothing is found in them."""

import pytest

import runut
from runut.language.loading import load_language
from runut.mentions.insertions import find_insertions

CASES = [
    (
        "Ia marah. Baca juga:Menteri Kecam Serangan Israel ke Gaza Pada kesempatan itu, ia bertemu Presiden.",
        ["Baca juga:Menteri Kecam Serangan Israel ke Gaza "],
    ),
    (
        "Ia marah. Baca juga: Polda kerahkan 2.939 personel dalam Operasi Zebra Sebelumnya polisi menangkap dia.",
        ["Baca juga: Polda kerahkan 2.939 personel dalam Operasi Zebra "],
    ),
    (
        "Ia marah.\nBaca juga: Polisi tangkap lima pengunjuk rasa\nPolisi menahan Budi.",
        ["Baca juga: Polisi tangkap lima pengunjuk rasa"],
    ),
    (
        "Baca juga: Dua Menteri Bertemu di Ambon? Berdasarkan data, polisi menangkap dia.",
        ["Baca juga: Dua Menteri Bertemu di Ambon? "],
    ),
    (
        "Ia marah. Lihat juga Video 'Jumat Ini Turki Serang Suriah': Polisi menahan dia.",
        ["Lihat juga Video 'Jumat Ini Turki Serang Suriah':"],
    ),
    ("Guru meminta murid baca juga koran. Polisi menangkap dia.", []),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "titles"), CASES, ids=[text for text, _ in CASES])
def test_a_title_ends_where_the_report_goes_on(text: str, titles: list[str]) -> None:
    found = find_insertions(load_language()(text))
    assert [text[span.start : span.end] for span in found] == titles


@pytest.mark.model
def test_no_event_is_found_in_a_title_of_another_report() -> None:
    text = "Polisi menahan Budi Santoso di Ambon.\nBaca juga: Turki Serang Suriah\nBudi mengecam polisi."
    record = runut.read(text)
    assert record.article.text == text
    assert [text[e.mentions[0].start : e.mentions[0].end] for e in record.events] == ["menahan", "mengecam"]
