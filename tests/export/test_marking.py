"""Words and the fields that they gave: every character once, and the cue that was meant."""

import msgspec
import pytest

from runut.export.marking import cue_span, excerpt, paragraphs, targets
from runut.model import Article, Event, EventType, Mention, Record, Span

TEXT = (
    "Warga akan\nberunjuk rasa 🕊️. Akan tetapi, warga akan pulang. Konon polisi menjaga aksi itu di balai kota.\n"
    "Panitia menyebut pemogokan buruh."
)


def span_of(said: str, *, after: int = 0) -> dict[str, int]:
    start = TEXT.index(said, after)
    return {"start": start, "end": start + len(said)}


def event(trigger: str = "pulang", *why: str, contexts: tuple[str, ...] = ()) -> Event:
    spot = Mention(**span_of(trigger))
    whole = next(span for span in SENTENCES if span.start <= spot.start < span.end)
    return Event(
        id="v1",
        type=EventType.RETREAT,
        mentions=(spot,),
        evidence=Mention(start=whole.start, end=whole.end),
        contexts=contexts,
        quad=2,
        score=6.5,
        cameo="084",
        why=why,
    )


STARTS = [TEXT.index(first) for first in ("Warga", "Akan tetapi", "Konon", "Panitia")]
SENTENCES = tuple(Span(a, b) for a, b in zip(STARTS, [*(one - 1 for one in STARTS[1:]), len(TEXT)], strict=True))


def record(*events: Event) -> Record:
    return Record(article=Article(id="a", text=TEXT), sentences=SENTENCES, events=events)


def lit(made: Record, field: str) -> str:
    spans = [span for target in targets(made, "r") if target.id == field for span in target.spans]
    return "|".join(TEXT[span.start : span.end] for span in spans)


def test_the_cue_nearest_to_the_trigger_is_the_one_meant() -> None:
    one = event("pulang", "status:akan")
    assert cue_span(record(one), one, "akan") == Span(TEXT.index("akan pulang"), TEXT.index(" pulang"))
    assert lit(record(one), "r-v0-status") == "akan"


def test_a_cue_is_found_across_a_line_break_and_whatever_its_capitals() -> None:
    one = event("berunjuk", "status:warga akan")
    assert lit(record(one), "r-v0-status") == "Warga akan"
    many = event("berunjuk", "certainty:akan berunjuk")
    assert lit(record(many), "r-v0-certainty") == "akan\nberunjuk"


@pytest.mark.parametrize("cue", ["konon", "kan", "", "a.an", "tidak ada"])
def test_what_does_not_stand_in_the_sentence_as_a_word_lights_nothing(cue: str) -> None:
    one = event("pulang", f"status:{cue}")
    assert lit(record(one), "r-v0-status") == ""


def test_a_context_lights_its_words_even_next_door_and_else_the_trigger() -> None:
    names = ("policing", "protest_work", "rally", "tech")
    why = ("context:policing=polisi + balai kota", "context:protest_work=aksi, pemogokan", "context:rally=lexicon")
    one = event("menjaga", *why, contexts=names)
    shown = [lit(record(one), f"r-v0-context{number}") for number in range(4)]
    assert shown == ["polisi|balai kota", "aksi|pemogokan", "menjaga", "menjaga"]


def test_the_excerpt_is_the_sentence_and_marks_only_its_own_event() -> None:
    one, other = event("pulang", "status:akan"), event("menjaga")
    found = excerpt(record(one, other), one, "r-v0")
    assert "".join(part.text for part in found) == "Akan tetapi, warga akan pulang."
    assert {mark for part in found for mark in part.ids} == {"r-v0-what", "r-v0-status"}


def test_the_paragraphs_joined_are_the_text() -> None:
    lines = paragraphs(record(event("pulang", "status:akan")), "r")
    assert "\n".join("".join(part.text for part in line) for line in lines) == TEXT


def test_an_event_outside_every_sentence_is_no_error() -> None:
    lost = msgspec.structs.replace(record(event("pulang", "status:akan")), sentences=())
    assert lit(lost, "r-v0-status") == ""
