"""Status and certainty follow the cues whose reach takes in the event, and no others."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from runut.events.factuality import certainty_of, status_of
from runut.events.occurrences import find_cues
from runut.language.loading import load_language
from runut.lexicon.cues import FactualityCue, factuality_cues
from runut.model import Certainty, EventType, Quote, QuoteKind, Status

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "events" / "factuality.yaml").read_text(encoding="utf-8")
)

ENTRIES = sorted({cue for cues in factuality_cues().values() for cue in cues}, key=lambda cue: cue.lemma)


def judge(marked: str, kind: str) -> tuple[Status, Certainty]:
    before, event, after = marked.replace("]", "[").split("[")
    doc = load_language()(before + event + after)
    trigger = doc.char_span(len(before), len(before) + len(event), alignment_mode="expand")
    cues = find_cues(doc)
    return status_of(trigger, cues, EventType(kind))[0], certainty_of(trigger, cues, (), EventType(kind))[0]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["text"])
def test_a_sentence_says_whether_and_how_surely(case: dict[str, str]) -> None:
    wanted = Status(case.get("status", "actual")), Certainty(case.get("certainty", "certain"))
    assert judge(case["text"], case["type"]) == wanted, case["why"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("frame", "cue"),
    list(product(CASES["frames"], CASES["cues"])),
    ids=lambda value: value.get("word", value.get("text")),
)
def test_one_word_changes_exactly_what_it_says(frame: dict[str, str], cue: dict[str, str]) -> None:
    sentence = frame["text"].replace("_ ", f"{cue['word']} " if cue["word"] else "")
    assert judge(sentence, frame["type"]) == (Status(cue["status"]), Certainty(cue["certainty"])), sentence


@pytest.mark.model
def test_the_deciding_words_are_given_for_the_record() -> None:
    doc = load_language()("Kelompok itu diduga menyerang konvoi.")
    trigger, cues = doc[3:4], find_cues(doc)
    assert certainty_of(trigger, cues, ()) == (Certainty.POSSIBLE, "diduga")
    assert status_of(trigger, cues, EventType.ASSAULT) == (Status.ACTUAL, None)


@pytest.mark.model
def test_a_hedge_in_another_quotation_does_not_count() -> None:
    text = '"Kabarnya sidang ditunda," kata hakim, dan polisi menangkap lima orang.'
    doc = load_language()(text)
    at = text.index("menangkap")
    trigger = doc.char_span(at, at + len("menangkap"))
    quote = Quote(start=1, end=text.index('"', 1), kind=QuoteKind.DIRECT)
    assert certainty_of(trigger, find_cues(doc), (quote,))[0] is Certainty.CERTAIN


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda cue: cue.lemma)
def test_every_cue_stands_in_its_example(entry: FactualityCue) -> None:
    assert any(form in entry.example.lower() for form in entry.forms)
