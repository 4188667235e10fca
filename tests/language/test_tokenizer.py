"""Tokens and sentences of the language package, which stands alone and needs no trained model for them."""

from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml
from id_runut_news.sentences import LONGEST, split_sentences
from id_runut_news.tokenizer import Tokenizer

CASES = Path(__file__).parents[1] / "cases" / "language"


def read_cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))["cases"]
    return cases


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer(spacy.blank("id").vocab)


@pytest.mark.parametrize("case", read_cases("tokens.yaml"), ids=lambda case: case["why"])
def test_tokens(tokenizer: Tokenizer, case: dict[str, Any]) -> None:
    assert [token.text for token in tokenizer(case["text"])] == case["tokens"]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "  Dua  spasi\tdan\n\nbaris. ", "Akhir\n", "é à 😀 x²", "“kutip”(kurung)…", "a" * 300],
)
def test_no_character_is_changed_or_lost(tokenizer: Tokenizer, text: str) -> None:
    assert tokenizer(text).text == text


@pytest.mark.parametrize("joint", [" ", "\n"], ids=["one paragraph", "a paragraph each"])
@pytest.mark.parametrize("case", read_cases("sentences.yaml"), ids=lambda case: case["why"])
def test_sentences(tokenizer: Tokenizer, case: dict[str, Any], joint: str) -> None:
    doc = split_sentences(tokenizer(joint.join(case["sentences"])))
    assert [sentence.text.strip() for sentence in doc.sents] == case["sentences"]


def test_what_is_longer_than_any_sentence_is_cut_at_a_comma_or_where_it_must(tokenizer: Tokenizer) -> None:
    listed = split_sentences(tokenizer("Ambon, Kupang, " * 200))
    assert [sentence[-1].text for sentence in listed.sents][:-1] == [","] * (len(list(listed.sents)) - 1)
    unbroken = split_sentences(tokenizer("kapal " * 1000))
    assert [len(sentence) for sentence in unbroken.sents] == [LONGEST] * 3 + [1000 - 3 * LONGEST]


def test_a_mark_that_another_quotation_closes_does_not_swallow_the_paragraph(tokenizer: Tokenizer) -> None:
    sentences = [
        "Ia berkata: ``Kami siap.",
        *["Warga desa itu menunggu kabar di balai kota."] * 20,
        'Lalu "siap" lagi.',
    ]
    doc = split_sentences(tokenizer(" ".join(sentences)))
    assert len(list(doc.sents)) == len(sentences)
