"""Verb affixes: what a base becomes, and what the forms say about voice."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from runut.language.affixes import Voice, citation, nominal_forms, verb_forms

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "language" / "affixes.yaml").read_text(encoding="utf-8")
)["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["base"] for case in CASES])
def test_citation_form_is_the_dictionary_s(case: dict[str, Any]) -> None:
    assert citation(case["base"]) == case["active"], case["why"]


@pytest.mark.parametrize(
    ("base", "form", "voice"),
    [
        ("tangkap", "menangkap", Voice.ACTIVE),
        ("tangkap", "ditangkap", Voice.PASSIVE),
        ("tangkap", "tertangkap", Voice.ACCIDENTAL),
        ("tolak", "tolak", Voice.ZERO),
        ("tolak", "kutolak", Voice.ZERO),
        ("rekam", "terekam", Voice.ACCIDENTAL),
        ("perbaiki", "diperbaiki", Voice.PASSIVE),
        ("percayai", "mempercayai", Voice.ACTIVE),
        ("publikasikan", "mempublikasikan", Voice.ACTIVE),
        ("bom", "membom", Voice.ACTIVE),
        ("berunding", "berunding", Voice.BER),
    ],
)
def test_a_form_tells_its_voice(base: str, form: str, voice: Voice) -> None:
    assert verb_forms(base)[form] is voice


def test_an_intransitive_verb_has_no_passive() -> None:
    assert verb_forms("bertemu") == {"bertemu": Voice.BER}


@pytest.mark.parametrize(
    ("base", "nouns"),
    [
        ("tangkap", {"penangkapan", "penangkap", "tangkapan"}),
        ("perbaiki", {"perbaikan"}),
        ("umumkan", {"pengumuman"}),
        ("bom", {"pengeboman", "pengebom"}),
        ("berunding", {"perundingan"}),
        ("curi", {"pencurian", "pencuri", "curian"}),
    ],
)
def test_the_nouns_of_a_verb_are_among_its_candidates(base: str, nouns: set[str]) -> None:
    assert nouns <= set(nominal_forms(base))
