"""Which phrases speak of the same person or body, on Docs built by hand."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from runut.mentions.entities import find_entities
from runut.model import Article, Entity

VOCAB = spacy.blank("id").vocab


def mentioned_together(sentences: list[str], people: list[str]) -> list[set[str]]:
    """The mentions of each entity of a report whose persons' names the model has found."""
    words = [word for sentence in sentences for word in sentence.split()]
    starts: list[bool | int | None] = [number == 0 for sentence in sentences for number in range(len(sentence.split()))]
    doc = Doc(VOCAB, words=words, sent_starts=starts)
    doc.set_ents([span_of(doc, name) for name in people])
    entities = find_entities(doc, Article(id="a", text=doc.text))
    return [spoken(doc.text, entity) for entity in entities]


def span_of(doc: Doc, name: str) -> Span:
    size = len(name.split())
    start = next(i for i in range(len(doc)) if doc[i : i + size].text == name)
    return Span(doc, start, start + size, label="PER")


def spoken(text: str, entity: Entity) -> set[str]:
    return {text[span.start : span.end] for span in entity.mentions}


@pytest.mark.parametrize(
    ("sentences", "people", "together"),
    [
        (["Rudi Hartanto datang .", "Hartanto pulang ."], ["Rudi Hartanto"], {"Rudi Hartanto", "Hartanto"}),
        (["Hartanto datang .", "Rudi Hartanto pulang ."], ["Rudi Hartanto"], {"Rudi Hartanto", "Hartanto"}),
        (["Bupati Jember Rudi Hartanto datang ."], ["Rudi Hartanto"], {"Bupati Jember", "Rudi Hartanto"}),
        (["Rudi Hartanto selaku ketua panitia datang ."], ["Rudi Hartanto"], {"Rudi Hartanto", "ketua panitia"}),
        (["Rudi Hartanto datang .", "Politikus itu pulang ."], ["Rudi Hartanto"], {"Rudi Hartanto", "Politikus itu"}),
        (
            ["Gubernur Bali Rudi Hartanto datang .", "Gubernur Bali pulang ."],
            ["Rudi Hartanto"],
            {"Gubernur Bali", "Rudi Hartanto"},
        ),
        (
            ["Forum Warga Tanjung ( FWT ) menggugat .", "Menurut FWT , izin itu palsu ."],
            [],
            {"Forum Warga Tanjung", "FWT"},
        ),
        (["DPR RI menolak .", "Anggota Dewan Perwakilan Rakyat pulang ."], [], {"DPR RI", "Dewan Perwakilan Rakyat"}),
    ],
)
def test_mentions_of_one(sentences: list[str], people: list[str], together: set[str]) -> None:
    assert any(together <= mentions for mentions in mentioned_together(sentences, people))


@pytest.mark.parametrize(
    ("sentences", "people", "apart"),
    [
        (
            ["Rudi Hartanto menemui Sinta Hartanto ."],
            ["Rudi Hartanto", "Sinta Hartanto"],
            ("Rudi Hartanto", "Sinta Hartanto"),
        ),
        (["Presiden Mesir menelepon Presiden Iran ."], [], ("Presiden Mesir", "Presiden Iran")),
        (["Dua warga tewas .", "Tiga warga selamat ."], [], ("Dua warga", "Tiga warga")),
        (["Istri Rudi Hartanto datang ."], ["Rudi Hartanto"], ("Istri Rudi Hartanto", "Rudi Hartanto")),
        (["Polda Bali dan Polda Aceh datang ."], [], ("Polda Bali", "Polda Aceh")),
    ],
)
def test_mentions_of_two(sentences: list[str], people: list[str], apart: tuple[str, str]) -> None:
    first, second = apart
    found = mentioned_together(sentences, people)
    assert any(first in mentions for mentions in found)
    assert any(second in mentions for mentions in found)
    assert not any(first in mentions and second in mentions for mentions in found)
