"""Scores on news annotated by hand, told on sentences of our own."""

import json
from pathlib import Path

import id_runut_news  # noqa: F401 - for its components
import pytest
import spacy
from id_runut_news.tokenizer import Tokenizer
from spacy.language import Language
from training.fresh import fresh_entities, fresh_sentences, fresh_timexes

TEXT = "Wayan tiba di Bangli. Ia disambut warga.\n—\nPasar buka lagi."


@pytest.fixture
def nlp() -> Language:
    """Sentences by rule, and one place known."""
    nlp = spacy.blank("id")
    nlp.tokenizer = Tokenizer(nlp.vocab)
    nlp.add_pipe("runut_sentences")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "LOC", "pattern": "Bangli"}])  # type: ignore[attr-defined]
    return nlp


def _write(file: Path, row: dict[str, object]) -> Path:
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("span", [[14, 20, "GPE"], {"start": 14, "end": 20, "label": "GPE"}])
def test_a_place_counts_as_it_is_labelled_and_once_more_as_any_place(
    nlp: Language, tmp_path: Path, span: object
) -> None:
    scores = fresh_entities(nlp, _write(tmp_path / "ner.jsonl", {"text": TEXT, "entities": [span]}))
    assert scores["fresh news, 1 reports"]["all"].right == 0
    assert scores["fresh news, 1 reports, GPE as LOC"]["LOC"].right == 1


def test_a_dash_alone_is_no_sentence(nlp: Language, tmp_path: Path) -> None:
    file = _write(tmp_path / "sentences.jsonl", {"text": TEXT, "sentences": [[0, 21], [22, 40], [43, 59]]})
    count = fresh_sentences(nlp, file)["fresh news, 1 reports"]["sentence boundaries"]
    assert (count.right, count.gold, count.system) == (2, 2, 2)


def test_a_span_with_another_value_is_half_right(tmp_path: Path) -> None:
    timexes = [{"start": 19, "end": 27, "type": "DATE", "value": "2024-06-20"}]
    report = {"id": "a", "text": "Wayan tiba di sini hari ini.", "published": "2024-06-21", "timexes": timexes}
    _write(tmp_path / "a.json", report)
    counts = fresh_timexes(tmp_path)["fresh news, 1 reports"]
    assert (counts["TIMEX3 spans"].right, counts["TIMEX3 spans with values"].right) == (1, 0)
