"""The lexicon of actors keeps its own rules."""

import pytest
import yaml

from runut.lexicon.actors import (
    actor_nouns,
    frozen_possessives,
    given_names,
    institutions,
    known_people,
    phrase_words,
    pronouns,
)
from runut.lexicon.loader import lexicon_file, read_head
from runut.model import EntityType

SORTED_BY = {
    "institution_kinds.yaml": "noun",
    "institutions.yaml": "name",
    "known_people.yaml": "name",
    "offices.yaml": "noun",
    "people_groups.yaml": "noun",
}


@pytest.mark.parametrize("name", SORTED_BY)
def test_entries_stand_in_their_place(name: str) -> None:
    entries = yaml.safe_load(lexicon_file(name).read_text(encoding="utf-8"))["entries"]
    labels = [entry[SORTED_BY[name]].casefold() for entry in entries]
    assert labels == sorted(labels)


def test_every_form_has_one_owner() -> None:
    assert institutions()["KPK"] is institutions()["Komisi Pemberantasan Korupsi"]
    assert known_people()["Jokowi"] is known_people()["Joko Widodo"]
    assert actor_nouns()["menlu"].noun == "menteri luar negeri"
    assert "saya" in pronouns()


def test_a_noun_knows_what_it_heads() -> None:
    assert actor_nouns()["polda"].kind is EntityType.ORG
    assert actor_nouns()["gubernur"].kind is EntityType.PER
    assert actor_nouns()["warga"].kind is EntityType.GRP
    assert actor_nouns()["pt"].needs_name


def test_small_words_are_small() -> None:
    words = set().union(*phrase_words().values()) | frozen_possessives()
    assert {word for word in words if word != word.lower()} == set()
    frozen = read_head("pronouns.yaml")["frozen"]
    assert frozen == sorted(frozen)


def test_given_names_are_no_titles() -> None:
    assert "Bambang" in given_names()
    assert not {name for name in given_names() if name.lower() in actor_nouns()}


@pytest.mark.parametrize(
    ("day", "sectors"),
    [("2013-01-01", ("GOV",)), ("2015-01-01", ("GOV",)), ("2025-01-01", ("ELI",)), (None, ("GOV",))],
)
def test_a_person_is_what_they_were_on_the_day(day: str | None, sectors: tuple[str, ...]) -> None:
    assert known_people()["Joko Widodo"].term_on(day).sectors == sectors
