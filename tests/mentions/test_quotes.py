"""Quotations: what is said, by whom, and what only looks like it."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from runut.language.loading import load_language
from runut.lexicon.cues import cue_verbs
from runut.mentions.marks import quoted_stretches
from runut.mentions.quotes import find_quotes
from runut.model import Entity, EntityType, Span

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "mentions" / "quotes.yaml").read_text(encoding="utf-8")
)["cases"]
KINDS = {"people": EntityType.PER, "bodies": EntityType.ORG, "countries": EntityType.GPE}


def entities_of(case: dict[str, Any]) -> tuple[Entity, ...]:
    """The entities that a case names by hand, with their mentions."""
    found = []
    for field, kind in KINDS.items():
        for name in case.get(field, ()):
            short = name.split()[-1] if kind is EntityType.PER else name
            places = [match.span() for match in re.finditer(rf"{re.escape(name)}|\b{re.escape(short)}\b", case["text"])]
            mentions = tuple(Span(*place) for place in places)
            found.append(Entity(id=f"e{len(found) + 1}", type=kind, name=name, mentions=mentions))
    return tuple(found)


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_who_is_quoted_with_what(case: dict[str, Any]) -> None:
    entities = entities_of(case)
    names = {entity.id: entity.name for entity in entities}
    quotes = find_quotes(load_language()(case["text"]), entities)
    found = [
        [quote.kind.value, case["text"][quote.start : quote.end], names.get(quote.speaker or "", quote.speaker_text)]
        for quote in quotes
    ]
    assert found == case["expect"], case["why"]


@pytest.mark.model
def test_the_cue_is_the_word_of_saying() -> None:
    text = '"Kami siap berunding," kata Dewi, dan ia menegaskan bahwa pasukan sudah ditarik.'
    quotes = find_quotes(load_language()(text), ())
    assert [text[quote.cue.start : quote.cue.end] for quote in quotes if quote.cue] == ["kata", "menegaskan"]


@pytest.mark.model
def test_a_quotation_within_reported_speech_has_the_same_speaker() -> None:
    case = {"text": 'Dewi mengatakan bahwa usul itu "tidak masuk akal lagi".', "people": ["Dewi"]}
    quotes = find_quotes(load_language()(case["text"]), entities_of(case))
    assert [(quote.kind.value, quote.speaker) for quote in quotes] == [("indirect", "e1"), ("direct", "e1")]


def test_marks_nest_and_end_with_their_paragraph() -> None:
    text = "“Ia berkata “pulang sekarang juga” kepada kami.”\n“Tanpa penutup\nBaris lain."
    contents = [text[stretch.content.start : stretch.content.end] for stretch in quoted_stretches(text)]
    assert contents == ["Ia berkata “pulang sekarang juga” kepada kami.", "pulang sekarang juga", "Tanpa penutup"]


def test_an_apostrophe_opens_nothing() -> None:
    assert quoted_stretches("Syafi'in dan Ma'ruf membaca Al-Qur'an di rumah.") == ()


@pytest.mark.parametrize("form", sorted(cue_verbs()))
def test_every_cue_verb_has_an_example_with_one_of_its_forms(form: str) -> None:
    entry = cue_verbs()[form]
    assert any(re.search(rf"\b{word}", entry.example, re.IGNORECASE) for word in entry.forms)
