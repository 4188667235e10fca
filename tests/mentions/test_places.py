"""Places: what counts as one, how it is written in the record, and in which country it lies."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml
from spacy.tokens import Doc

from runut.mentions.places import find_places

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "mentions" / "places.yaml").read_text(encoding="utf-8"))
NLP = spacy.blank("id")


def read(text: str, entities: dict[str, str] | None = None) -> Doc:
    """A document without a model; ``entities`` are set by their text."""
    doc = NLP(text)
    found = [(text.index(name), name, label) for name, label in (entities or {}).items()]
    spans = [doc.char_span(start, start + len(name), label=label) for start, name, label in found]
    doc.set_ents([span for span in spans if span is not None])
    return doc


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    """The places of one sentence, with their countries."""
    found = find_places(read(case["text"], case.get("entities")))
    assert [{place.name: place.country} for place in found] == case["expect"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_offsets_point_at_the_name(case: dict[str, Any]) -> None:
    """Every place's offsets give its very words, and no two places overlap."""
    found = find_places(read(case["text"], case.get("entities")))
    assert all(case["text"][place.start : place.end] == place.name for place in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_known_place_has_coordinates_and_unknown_none() -> None:
    """Coordinates come from the gazetteer only."""
    surabaya, hotel = find_places(read("Rapat di Surabaya pindah ke Hotel Melati Indah."))
    assert surabaya.lat == pytest.approx(-7.25, abs=0.1)
    assert surabaya.geonames == 1625822
    assert (hotel.lat, hotel.lon, hotel.geonames) == (None, None, None)


def test_bare_name_is_the_city_and_kabupaten_the_regency() -> None:
    """*Malang* and *Kabupaten Malang* are two places."""
    city, regency = find_places(read("Jalan dari Malang ke Kabupaten Malang ditutup."))
    assert city.geonames is not None
    assert city.lat != regency.lat


def test_ids_count_in_order_of_text() -> None:
    """Ids are p1, p2 … as the places come."""
    assert [place.id for place in find_places(read("Dari Medan ke Padang lewat Dumai."))] == ["p1", "p2", "p3"]


def test_no_text_no_places() -> None:
    """An empty document is no error."""
    assert find_places(read("")) == ()


def test_clitic_is_no_part_of_the_name() -> None:
    """*Indonesialah*: where the tokeniser splits the clitic off, the name is found."""
    doc = Doc(NLP.vocab, words=["Indonesia", "lah", "tuan", "rumah"], spaces=[False, True, True, False])
    assert [place.name for place in find_places(doc)] == ["Indonesia"]
