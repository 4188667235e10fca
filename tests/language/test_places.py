"""GPE and LOC told apart, and lemmas and features that follow from the word."""

import pytest
import spacy
from id_runut_news.lemmas import lemma_of, set_lemmas
from id_runut_news.places import label_places
from spacy.tokens import Doc, Span


@pytest.mark.parametrize(
    ("words", "start", "end", "label", "expect"),
    [
        ("Gempa mengguncang Palu", 2, 3, "LOC", "GPE"),
        ("Pendaki tersesat di Gunung Sumbing", 3, 5, "LOC", "LOC"),
        ("Truk terguling di Jalan Melati", 3, 5, "LOC", "LOC"),
        ("Ketegangan di Timur Tengah", 2, 4, "LOC", "LOC"),
        ("Kabupaten Sleman banjir", 0, 2, "LOC", "GPE"),
        ("pemerintah AS menolak", 1, 2, "ORG", "GPE"),
        ("pengurus Golkar hadir", 1, 2, "ORG", "ORG"),
    ],
)
def test_a_place_with_a_government_is_gpe(words: str, start: int, end: int, label: str, expect: str) -> None:
    doc = Doc(spacy.blank("id").vocab, words=words.split())
    doc.ents = [Span(doc, start, end, label=label)]
    assert label_places(doc).ents[0].label_ == expect


@pytest.mark.parametrize(
    ("word", "pos", "lemma"),
    [
        ("menangkap", "VERB", "tangkap"),
        ("kedatangan", "NOUN", "datang"),
        ("Polisi", "PROPN", "Polisi"),
        ("anak-anak", "NOUN", "anak"),
        ("terus-menerus", "ADV", "terus"),
        ("2024", "NUM", "2024"),
        ("KPK", "PROPN", "KPK"),
    ],
)
def test_lemmas_are_roots(word: str, pos: str, lemma: str) -> None:
    assert lemma_of(word, pos) == lemma


def test_features_follow_the_word() -> None:
    words = ["Warga", "itu", "ditangkap", "saat", "anak-anak", "menangis", "."]
    pos = ["NOUN", "DET", "VERB", "SCONJ", "NOUN", "VERB", "PUNCT"]
    doc = set_lemmas(Doc(spacy.blank("id").vocab, words=words, pos=pos, sent_starts=[True, *[False] * 6]))
    assert [str(token.morph) for token in doc] == [
        "Number=Sing", "PronType=Dem", "Voice=Pass", "", "Number=Plur", "Voice=Act", "",
    ]  # fmt: skip
