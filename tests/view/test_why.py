"""Reasons in words: each kind that a record can hold, in both languages, for every feature that a decision has."""

import pytest

from runut.events.weights import decisions
from runut.lexicon.languages import Language
from runut.model import Event, EventType, Mention
from runut.view.why import reasons_told
from runut.view.words import words


def told(*why: str, language: Language = Language.EN, **given: str) -> list[tuple[str, str]]:
    spot = Mention(start=0, end=1)
    event = Event(
        id="v1", type=EventType.AGREE, mentions=(spot,), evidence=spot, quad=1, score=1.0, cameo="030", why=why, **given
    )
    return [tuple(reason) for reason in reasons_told(event, language)]


@pytest.mark.parametrize(
    ("why", "field", "sentence"),
    [
        ("lexicon:events/coerce#tangkap", "type", "the list of words for Coercion or arrest has “tangkap”"),
        ("type:CONSULT to come", "type", "the words are Meeting or talks; what is still to come is coded as Agreement"),
        ("mode:gas air mata", "mode", "the words “gas air mata” say so"),
        ("actor:Polisi=subject", "actor", "Polisi: is the subject of the verb"),
        ("recipient:massa=object", "recipient", "massa: is the object of the verb"),
        ("actor:Polda=oleh", "actor", "Polda: stands after “oleh”"),
        ("actor:A=B=oleh", "actor", "A=B: stands after “oleh”"),
        ("actor:Sari=no slot", "actor", "Sari: nobody else fits"),
        (
            "recipient:massa=+sector=CVL|ASSAULT",
            "recipient",
            "massa: learned from coded reports: parties of this kind (CVL) often are in such events",
        ),
        (
            "date:Senin (12/3)=+where=here",
            "date",
            "Senin (12/3): learned from coded reports: how near it stands to the event",
        ),
        ("place:Bandung=only one", "place", "Bandung: it is the only one that the report gives"),
        ("status:akan", "status", "the words “akan” say so"),
        ("certainty:diduga", "certainty", "the words “diduga” say so"),
        ("context:terrorism=bom bunuh diri", "context", "terrorism: because of “bom bunuh diri”"),
        ("context:terrorism=lexicon", "context", "terrorism: the words that tell the event belong to it"),
        ("context:terrorism=mode suicide-attack", "context", "terrorism: because of how it was done (suicide attack)"),
    ],
)
def test_a_reason_is_a_sentence(why: str, field: str, sentence: str) -> None:
    assert told(why) == [(field, sentence)]


def test_features_for_and_against_are_told_as_explain_tells_them() -> None:
    found = told("event:+dep=ROOT|verb", "event:+near=tersangka", "event:-governor=menyatakan|noun")
    assert found == [
        ("type", "for it: its part in the sentence: the main word; a word near it: tersangka"),
        ("type", "against it: the word on which it hangs: menyatakan"),
    ]


def test_reasons_come_in_the_order_of_the_card_whatever_their_own() -> None:
    fields = [
        field for field, _ in told("context:crime=lexicon", "status:akan", "actor:A=subject", "lexicon:events/aid#a")
    ]
    assert fields == ["type", "actor", "status", "context"]


def test_indonesian_reasons_are_indonesian() -> None:
    assert told("actor:Polisi=genitive", language=Language.ID) == [
        ("actor", "Polisi: berdiri di belakang kata bendanya, sebagai pemilik")
    ]


@pytest.mark.parametrize("why", ["", "odd", "odd:thing", "actor:", "context:", "event:", "lexicon:", "actor:={x}"])
def test_reasons_of_other_versions_are_no_error(why: str) -> None:
    told(why)


@pytest.mark.parametrize("decision", ["actor", "recipient", "date", "place"])
def test_every_feature_that_can_be_told_has_its_words(decision: str) -> None:
    features = {feature.partition("=")[0] for feature in decisions()[decision].weights}
    assert {name for name in features if f"why.clue.{name}" not in words()} == set()
