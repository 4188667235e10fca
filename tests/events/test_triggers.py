"""Every sense of the lexicon fires in its own example; words that only look like a sense do not."""

from functools import cache

import pytest
from spacy.language import BaseDefaults
from spacy.tokens import Doc
from spacy.vocab import create_vocab

from runut.events.triggers import Trigger, find_triggers, near_misses
from runut.language.affixes import Voice
from runut.language.loading import load_language
from runut.lexicon.event_types import event_types
from runut.lexicon.senses import Sense, event_senses
from runut.model import EventType

# Sentences of our own with the sense that must not fire in them, and why.
SILENT = [
    ("ISIS kian terdesak di kota itu.", "request#desak", "ter- makes a state: hard pressed"),
    ("Keputusan tersebut berlaku mulai Senin.", "support#sebut", "a word of its own"),
    ("Bank sentral menahan suku bunga acuan.", "coerce#menahan", "a rate is held, nobody is detained"),
    ("Rudal itu dicegat di atas Laut Merah.", "coerce#cegat", "the object is a thing in flight"),
    ("Wajahnya kian menawan.", "coerce#ditawan", "menawan is charming"),
    ("Presiden berada di belakang kemudi mobil listrik itu.", "support#berada di belakang", "at the wheel"),
]


def doc_of(text: str) -> Doc:
    """The text's words in sentences; triggers need no more."""
    nlp = load_language()
    with nlp.select_pipes(enable=["runut_sentences"]):
        doc: Doc = nlp(text)
    return doc


@cache
def fired() -> dict[Sense, bool]:
    """Whether each sense is found in its own example."""
    senses = event_senses()
    nlp = load_language()
    with nlp.select_pipes(enable=["runut_sentences"]):
        docs = nlp.pipe(sense.example or "" for sense in senses)
        return {sense: fires(sense, doc) for sense, doc in zip(senses, docs, strict=True)}


def fires(sense: Sense, doc: Doc) -> bool:
    found = [(trigger.sense.id, trigger.sense.mode) for trigger in find_triggers(doc)]
    return (sense.id, sense.mode) in found and sense not in [miss.trigger.sense for miss in near_misses(doc)]


def triggers(text: str) -> list[tuple[str, str]]:
    doc = doc_of(text)
    return [(doc[one.start : one.end].text, one.sense.type.value) for one in find_triggers(doc)]


def only(text: str) -> Trigger:
    (trigger,) = find_triggers(doc_of(text))
    return trigger


@pytest.mark.model
@pytest.mark.parametrize("kind", list(EventType))
def test_every_sense_stands_in_its_example(kind: EventType) -> None:
    silent = [(sense.id, sense.example) for sense, found in fired().items() if sense.type is kind and not found]
    assert silent == []


@pytest.mark.parametrize("kind", list(EventType))
def test_every_mode_of_a_sense_is_a_mode_of_its_type(kind: EventType) -> None:
    modes = {sense.mode for sense in event_senses() if sense.type is kind} - {None}
    assert modes <= set(event_types()[kind].modes)


@pytest.mark.model
def test_the_longer_of_two_overlapping_senses_wins() -> None:
    assert triggers("Presiden meminta maaf kepada korban.") == [("meminta maaf", "CONCEDE")]


@pytest.mark.model
def test_a_barred_neighbour_silences_a_sense() -> None:
    text = "Nelayan itu menangkap ikan di Natuna."
    assert triggers(text) == []
    assert "ikan" in [miss.barred for miss in near_misses(doc_of(text))]


@pytest.mark.model
def test_a_sense_that_wants_company_is_silent_alone() -> None:
    assert triggers("Pemerintah mengembalikan suasana.") == []
    assert triggers("Pemerintah Belanda mengembalikan artefak.") == [("mengembalikan", "RETREAT")]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Polisi menangkap Budi.", Voice.ACTIVE),
        ("Budi ditangkap polisi.", Voice.PASSIVE),
        ("Budi tertangkap.", Voice.ACCIDENTAL),
    ],
)
def test_the_form_tells_the_voice(text: str, voice: Voice) -> None:
    assert only(text).voice is voice


@pytest.mark.parametrize(("named", "found"), [("", ["Pembebasan"]), ("ORG", [])])
def test_words_inside_a_name_are_no_trigger(named: str, found: list[str]) -> None:
    words = ["Organisasi", "Pembebasan", "Palestina", "bersyukur", "."]
    ents = [f"B-{named}", f"I-{named}", f"I-{named}", "O", "O"] if named else None
    heads, deps = [3, 0, 1, 3, 3], ["nsubj", "compound", "nmod", "ROOT", "punct"]
    doc = Doc(create_vocab("id", BaseDefaults), words=words, heads=heads, deps=deps, ents=ents)
    assert [doc[one.start].text for one in find_triggers(doc)] == found


@pytest.mark.model
@pytest.mark.parametrize(("text", "sense", "why"), SILENT)
def test_words_that_only_look_like_a_sense(text: str, sense: str, why: str) -> None:
    assert sense not in {trigger.sense.id for trigger in find_triggers(load_language()(text))}, why
