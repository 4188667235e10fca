"""How an event was done: by its sense, or by the words beside it."""

import pytest

from runut.events.modes import mode_of
from runut.events.triggers import Trigger, find_triggers
from runut.language.loading import load_language
from runut.model import EventType


def mode(text: str, kind: EventType) -> str | None:
    doc = load_language()(text)
    trigger: Trigger = next(one for one in find_triggers(doc) if one.sense.type is kind)
    return mode_of(doc, trigger)[0]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("Tentara itu menyerang desa.", None),
        ("Tentara itu menyerang desa dengan roket.", "heavy-weapons"),
        ("Tentara itu menyerang desa dengan pesawat nirawak.", "drone"),
        ("Polisi menyerang massa dengan gas air mata.", "crowd-control"),
        ("Kelompok itu menculik dua perawat dengan senapan.", "abduct"),
        ("Tentara itu menyerang desa. Roket ditemukan.", None),
        ("Tentara itu menyerang desa sebelum matahari terbit hari Senin ketika warga belum bangun karena roket.", None),
    ],
    ids=["plain", "weapon", "finer weapon first", "crowd", "own mode stays", "next sentence", "far away"],
)
def test_words_beside_the_trigger_tell_the_mode(text: str, expect: str | None) -> None:
    assert mode(text, EventType.ASSAULT) == expect


@pytest.mark.model
def test_a_mode_word_of_another_type_tells_nothing() -> None:
    assert mode("Presiden mengecam roket itu.", EventType.ACCUSE) == "disapprove"
