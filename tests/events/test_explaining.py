"""Whoever corrects the lexicon reads what was found, what lost, what came near, and which entry to open."""

import pytest

from runut.events.explaining import SentenceExplanation
from runut.events.weights import decisions
from runut.language.loading import load_language
from runut.lexicon.languages import Language
from runut.lexicon.loader import read_entries
from runut.lexicon.wordings import Wording
from runut.model import Article
from runut.pipeline import analysed, explain_article, look, record_of


def explained(text: str, language: Language = Language.EN) -> tuple[SentenceExplanation, ...]:
    return explain_article(Article(id="a", text=text, published="2024-06-21"), language=language).sentences


@pytest.mark.model
def test_a_finding_names_its_entry_and_what_spoke_for_it() -> None:
    (sentence,) = explained("Polisi menangkap tiga demonstran di Makassar, Senin (17/6).")
    (finding,) = sentence.findings
    head, entry, *rest = finding.split("\n")
    assert head.startswith("COERCE/arrest 'menangkap', sure ")
    assert "Polisi" in head.split(" -> ")[0]
    assert "tiga demonstran" in head.split(" -> ")[1]
    assert "makassar" in head
    assert entry == "entry: lexicon/events/coerce.yaml, verb: tangkap"
    assert rest[0].startswith("for it: ")


@pytest.mark.model
def test_what_lost_is_told_with_its_probability() -> None:
    (sentence,) = explained(
        "Polisi bersama tentara menangkap tiga demonstran dan dua wartawan di Makassar, Sulawesi Selatan."
    )
    assert "instead, but less likely: " in sentence.findings[0]


@pytest.mark.model
def test_what_it_is_about_is_told_with_the_cue() -> None:
    (sentence,) = explained("Polisi menangkap tiga kurir ganja di Medan.")
    assert "\nabout: illegal_drugs (ganja)" in sentence.findings[0]


@pytest.mark.model
def test_forbidden_company_is_told_with_the_word() -> None:
    (sentence,) = explained("Nelayan itu menangkap ikan di Sungai Musi.")
    assert sentence.findings == ()
    assert any("not: list forbids 'ikan'" in miss for miss in sentence.near_misses)


@pytest.mark.model
def test_missing_company_is_told_shortly() -> None:
    (sentence,) = explained("Wartawan menghubungi penyanyi itu.")
    told = next(miss for miss in sentence.near_misses if "hubungi" in miss)
    assert " more\n" in told
    assert len(told) < 300


@pytest.mark.model
def test_a_small_word_that_looks_like_a_verb_is_no_near_miss() -> None:
    (sentence,) = explained("Pertandingan tersebut ramai.")
    assert sentence.near_misses == ()


@pytest.mark.model
def test_no_sentence_has_more_than_two_misses() -> None:
    text = (
        "Menurutnya pertandingan tersebut dinilai penting, disebut seru, tutup pelatih yang menilai pemain diturunkan."
    )
    assert all(len(sentence.near_misses) <= 2 for sentence in explained(text))


@pytest.mark.model
def test_what_another_event_demands_is_not_told_as_too_improbable() -> None:
    (sentence,) = explained("Pemerintah meminta polisi menangkap tiga warga Malaysia.")
    (miss,) = (miss for miss in sentence.near_misses if "'menangkap'" in miss)
    assert "is no event of its own" in miss
    assert "is needed" not in miss


@pytest.mark.model
def test_it_can_be_told_in_indonesian() -> None:
    (sentence,) = explained("Polisi menangkap tiga demonstran di Makassar.", Language.ID)
    assert "\nentri: lexicon/events/coerce.yaml, verb: tangkap\nyang mendukung: " in sentence.findings[0]


@pytest.mark.model
def test_every_feature_of_the_event_decision_has_its_words() -> None:
    known = {entry.feature for entry in read_entries("wordings.yaml", Wording)}
    told = {feature.split("=", maxsplit=1)[0] for feature in decisions()["event"].weights}
    assert told <= known


@pytest.mark.model
def test_what_is_explained_as_found_is_in_the_record() -> None:
    text = "Presiden Jokowi bertemu Presiden Xi Jinping. Menlu membantah tuduhan itu. Massa membakar kantor bupati."
    article = Article(id="a", text=text, published="2024-06-21")
    record = record_of(look(article, analysed(article, load_language())), decisions())
    mentions = sum(len(event.mentions) for event in record.events)
    assert sum(len(sentence.findings) for sentence in explained(text)) == mentions
