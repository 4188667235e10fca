"""Who is found in a report: see tests/cases/mentions/entities.yaml."""

from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml
from spacy.tokens import Doc

from runut.language.loading import load_language
from runut.mentions.codes import home_country
from runut.mentions.entities import entities_at, entity_at, entity_index, find_entities
from runut.model import Article, Entity, EntityType, Span

VOCAB = spacy.blank("id").vocab
CASES = yaml.safe_load((Path(__file__).parent.parent / "cases/mentions/entities.yaml").read_text(encoding="utf-8"))[
    "cases"
]


def article_of(text: str, published: str | None = None) -> Article:
    return Article(id="a", text=text, outlet="Harian Contoh", published=published)


def entity_of(entities: tuple[Entity, ...], text: str, mention: str) -> Entity:
    found = [entity for entity in entities if mention in {text[span.start : span.end] for span in entity.mentions}]
    assert found, f"nobody is mentioned as {mention!r}"
    return found[0]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_entities_of_a_report(case: dict[str, Any]) -> None:
    text = case["text"]
    entities = find_entities(load_language()(text), article_of(text, case.get("published")))
    for wanted in case["expect"]:
        entity = entity_of(entities, text, wanted["mentions"][0])
        mentions = {text[span.start : span.end] for span in entity.mentions}
        assert set(wanted["mentions"]) <= mentions, case["why"]
        for field in ("type", "code", "role", "name"):
            if field in wanted:
                assert getattr(entity, field) == wanted[field], case["why"]
        if "sectors" in wanted:
            assert list(entity.sectors) == wanted["sectors"], case["why"]


@pytest.mark.model
def test_mentions_are_in_order_and_ids_unique() -> None:
    text = "Presiden Prancis Emmanuel Macron menelepon Kanselir Jerman. Ia meminta Macron datang ke Berlin."
    entities = find_entities(load_language()(text), article_of(text))
    assert [list(entity.mentions) for entity in entities] == [sorted(entity.mentions) for entity in entities]
    assert len({entity.id for entity in entities}) == len(entities)
    firsts = [entity.mentions[0] for entity in entities]
    assert firsts == sorted(firsts, key=lambda span: span.start)


def person(number: int, *spans: tuple[int, int]) -> Entity:
    mentions = tuple(Span(start, end) for start, end in spans)
    return Entity(id=f"e{number}", type=EntityType.PER, name=f"P{number}", mentions=mentions)


def test_the_shortest_mention_around_a_word_is_meant() -> None:
    spokesman, army, israel = person(1, (0, 26)), person(2, (12, 26)), person(3, (20, 26))
    index = entity_index([spokesman, army, israel])
    assert entity_at(index, 0, 4) == spokesman
    assert entity_at(index, 12, 19) == army
    assert entity_at(index, 20, 26) == israel
    assert entity_at(index, 30, 35) is None


def test_a_phrase_is_whoever_is_mentioned_first_in_it() -> None:
    president, russia = person(1, (5, 19)), person(2, (14, 19))
    index = entity_index([russia, president])
    assert entity_at(index, 0, 25) == president


def test_a_pronoun_for_two_finds_both() -> None:
    first, second = person(1, (0, 5), (20, 28)), person(2, (10, 15), (20, 28))
    assert set(map(id, entities_at(entity_index([first, second]), 20, 28))) == {id(first), id(second)}


def doc_of(sentence: str) -> Doc:
    words = sentence.split()
    return Doc(VOCAB, words=words, sent_starts=[number == 0 for number in range(len(words))])


@pytest.mark.parametrize(
    ("sentence", "home"),
    [
        ("Polisi Turki menutup jalan di Ankara saat Erdogan tiba dari Istanbul di Turki .", "TUR"),
        ("Presiden Korea Selatan tiba di Bogor dan disambut Jokowi di Istana Bogor .", "IDN"),
        ("Warga mengeluhkan jalan rusak .", "IDN"),
    ],
)
def test_where_a_report_plays(sentence: str, home: str) -> None:
    doc = doc_of(sentence)
    assert home_country(doc, article_of(doc.text)) == home


def test_a_name_does_not_take_the_lines_end_along() -> None:
    words = ["ujar", "Herman", "\n", "Ia", "pulang"]
    ents = ["O", "B-PER", "I-PER", "O", "O"]
    doc = Doc(VOCAB, words=words, ents=ents, heads=[0, 0, 1, 4, 4], deps=["ROOT", "obj", "dep", "nsubj", "ROOT"])
    spans = [span for entity in find_entities(doc, article_of(doc.text)) for span in entity.mentions]
    assert "Herman" in [doc.text[span.start : span.end] for span in spans]
