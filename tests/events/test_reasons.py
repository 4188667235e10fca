"""Each field of an event says why it is what it is, and says nothing where there is nothing to say."""

import pytest

from runut.events.weights import Decision
from runut.model import Article
from runut.pipeline import read_record


def why(text: str) -> tuple[str, ...]:
    (event,) = read_record(Article(id="a", text=text, published="2024-06-21")).events
    return event.why


@pytest.mark.model
def test_every_field_has_its_reason() -> None:
    told = why("Polisi diduga menangkap tiga kurir ganja di Medan, Senin (17/6).")
    for reason in (
        "lexicon:events/coerce#tangkap",
        "mode:lexicon",
        "actor:Polisi=subject",
        "certainty:diduga",
        "context:illegal_drugs=ganja",
    ):
        assert reason in told
    for beginning in ("event:+", "recipient:tiga kurir", "date:Senin (17/6)=+", "place:Medan=+"):
        assert any(reason.startswith(beginning) for reason in told), beginning


@pytest.mark.model
def test_what_is_usual_is_no_reason() -> None:
    told = why("Polisi menangkap tiga kurir ganja di Medan.")
    assert not [reason for reason in told if reason.startswith(("status:", "certainty:", "date:"))]
    assert not [reason for reason in told if reason.startswith(("event:+status=actual", "event:+quoted=no"))]


@pytest.mark.model
def test_words_beside_the_trigger_give_the_mode() -> None:
    assert "mode:gas air mata" in why("Polisi menyerang massa dengan gas air mata di Bandung.")


@pytest.mark.model
def test_what_is_still_to_come_says_of_what_type_it_will_be() -> None:
    told = why("Presiden Jokowi akan bertemu Presiden Xi Jinping di Beijing.")
    assert "type:CONSULT to come" in told
    assert "status:akan" in told


def test_reasons_of_one_name_weigh_together_and_the_usual_weighs_little() -> None:
    decide = Decision(
        bias=0.0,
        threshold=0.5,
        least=0.5,
        weights={
            "slot=oleh": 0.4,
            "slot=oleh|AID": 0.5,
            "pos=VERB": 0.8,
            "near=.": 2.0,
            "near=bom": -0.6,
            "side=left": 0,
        },
        usual={"pos=VERB": 0.9},
    )
    features = ["slot=oleh", "slot=oleh|AID", "pos=VERB", "near=.", "near=bom", "side=left"]
    assert decide.reasons(features) == ("+slot=oleh", "-near=bom")
