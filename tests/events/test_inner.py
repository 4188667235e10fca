"""What is asked for, refused, threatened or lifted is no event of its own; what only stands beside is one."""

import pytest

import runut
from runut.model import EventType

CASES = [
    ("Presiden Peru meminta Perdana Menteri Jepang menghentikan serangan.", [EventType.REQUEST]),
    ("Presiden Peru menolak bertemu Perdana Menteri Jepang.", [EventType.REJECT]),
    ("Kolombia mencabut larangan terbang bagi Peru.", [EventType.CONCEDE]),
    ("Larangan ekspor kelapa sawit dicabut pemerintah Indonesia.", [EventType.CONCEDE]),
    ("Kolombia memuji Peru, lalu pemerintah Peru menangkap tiga aktivis.", [EventType.SUPPORT, EventType.COERCE]),
    ("Presiden Peru mengecam serangan tentara Turki ke Suriah.", [EventType.ACCUSE, EventType.ASSAULT]),
    ("Presiden Peru mendesak Jepang setelah polisi menangkap tiga aktivis.", [EventType.REQUEST, EventType.COERCE]),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "types"), CASES, ids=[text for text, _ in CASES])
def test_what_another_event_holds_is_not_coded_again(text: str, types: list[EventType]) -> None:
    record = runut.read(text)
    assert [event.type for event in record.events] == types


@pytest.mark.model
@pytest.mark.parametrize("moved", ["2.000 personel", "pasukan", "dua kapal perang"])
def test_what_is_moved_is_no_recipient(moved: str) -> None:
    (event,) = runut.read(f"Polri mengerahkan {moved} ke Papua.").events
    assert event.type is EventType.MOBILIZE
    assert event.recipients == ()
