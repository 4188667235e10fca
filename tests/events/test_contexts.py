"""An event's contexts follow the cues of its own sentence and its paragraph, and no others."""

import pytest

from runut.errors import LexiconError
from runut.events.contexts import most_exact, words_of
from runut.language.loading import load_language
from runut.lexicon import contexts as lexicon
from runut.lexicon.contexts import ContextEntry, context_names, contexts
from runut.model import Article, Event
from runut.pipeline import read_record

PLOVER = [
    "asylum",
    "cbrn",
    "corruption",
    "crime",
    "cyber",
    "diplomatic",
    "disasters",
    "economic",
    "election",
    "environment",
    "executive",
    "gender",
    "health",
    "human_rights",
    "human_security",
    "illegal_drugs",
    "inequality",
    "intelligence",
    "legal",
    "legislative",
    "lgbt",
    "migration",
    "military",
    "misinformation",
    "natural_resource",
    "peacekeeping",
    "political_institutions",
    "pro_autocracy",
    "pro_democracy",
    "religion_ethnicity",
    "reparations",
    "repression",
    "rights_freedoms",
    "technology",
    "territory",
    "terrorism",
    "trafficking",
]
SAID = [(entry.context, text, True) for entry in contexts() for text in entry.examples]
NOT_SAID = [(entry.context, text, False) for entry in contexts() for text in entry.counterexamples]


def events(text: str) -> tuple[Event, ...]:
    return read_record(Article(id="a", text=text, published="2024-06-21")).events


def test_the_lexicon_has_plovers_contexts() -> None:
    assert context_names() == set(PLOVER)
    assert len(PLOVER) == 37


@pytest.mark.model
@pytest.mark.parametrize(("context", "text", "said"), SAID + NOT_SAID)
def test_an_example_has_its_context_and_a_counterexample_has_not(context: str, text: str, said: bool) -> None:  # noqa: FBT001
    assert (context in most_exact(words_of(load_language().make_doc(text)))) is said


@pytest.mark.model
def test_the_words_that_gave_a_context_are_told() -> None:
    (event,) = events("Polisi menangkap tiga kurir ganja di Medan.")
    assert event.contexts == ("illegal_drugs",)
    assert "context:illegal_drugs=ganja" in event.why


@pytest.mark.model
def test_a_cue_in_another_paragraph_does_not_count() -> None:
    (event,) = events("Polisi menangkap tiga pria di Medan.\nHarga ganja dan sabu naik tahun ini.")
    assert event.contexts == ()


@pytest.mark.model
def test_the_next_sentence_counts_with_two_cues() -> None:
    arrest = "Polisi menangkap tiga pria di Medan."
    assert events(f"{arrest} Ganja ada di rumah itu.")[0].contexts == ()
    assert events(f"{arrest} Ganja dan sabu ada di rumah itu.")[0].contexts == ("illegal_drugs",)


@pytest.mark.model
def test_a_sense_may_bring_its_context() -> None:
    (event,) = events("Tiga warga menggugat gubernur itu.")
    assert event.contexts == ("legal",)


@pytest.mark.model
def test_capitals_of_an_acronym_matter() -> None:
    doc = load_language().make_doc
    assert words_of(doc("Kepala BIN dipanggil.")) == {"intelligence": "bin"}
    assert words_of(doc("Umar bin Khattab dipanggil.")) == {}


def test_general_crime_gives_way_to_the_exact_kind() -> None:
    assert list(most_exact({"crime": "mafia", "corruption": "suap"})) == ["corruption"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"barred": ("mata uang",)}, "contains none of its cues"),
        ({"unless": ("perkara",)}, "no context is named"),
        ({"together": (("emas",),)}, "needs two words"),
    ],
)
def test_an_entry_that_can_do_nothing_is_refused(
    changes: dict[str, object], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = ContextEntry(**({"context": "a", "about": "", "cues": ("suap",), "examples": ()} | changes))
    monkeypatch.setattr(lexicon, "read_entries", lambda *_: (entry,))
    with pytest.raises(LexiconError, match=told):
        contexts.__wrapped__()
