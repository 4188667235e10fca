"""Scores of small records, built by hand around one sentence of Indonesian each."""

import msgspec
import pytest

from runut.errors import ArticleError
from runut.model import (
    Article,
    Certainty,
    Entity,
    EntityType,
    Event,
    EventPlace,
    EventType,
    Mention,
    Participant,
    Quote,
    QuoteKind,
    Record,
    Source,
    SourceKind,
    Span,
    Status,
)
from runut.scoring import Tally, score
from runut.scoring.comparing import pair_up
from runut.scoring.gold import (
    GoldEvent,
    GoldMention,
    GoldParticipant,
    GoldPlace,
    GoldQuote,
    GoldReport,
    GoldSource,
)

TEXT = 'Presiden Peru Raul Quispe mengecam Cile di Lima. "Kami menolak perjanjian itu," kata Quispe kepada AFP.'
FIRST, SECOND = Span(0, 48), Span(49, 103)

GOLD = GoldReport(
    id="peru",
    text=TEXT,
    sentences=(FIRST, SECOND),
    events=(
        GoldEvent(
            type=EventType.ACCUSE,
            mode="disapprove",
            mentions=(GoldMention(0, "mengecam", 26, 34),),
            actors=(GoldParticipant("Raul Quispe", "PER", "GOV"),),
            recipients=(GoldParticipant("Cile", "CHL"),),
            date="2024-01-09/2024-01-10",
            place=GoldPlace("Lima", "PER"),
        ),
        GoldEvent(
            type=EventType.REJECT,
            mentions=(GoldMention(1, "menolak", 55, 62),),
            actors=(GoldParticipant("Raul Quispe", "PER", "GOV"),),
            status=Status.FUTURE,
            certainty=Certainty.PROBABLE,
            sources=(GoldSource(SourceKind.PERSON, "Quispe"), GoldSource(SourceKind.OUTLET, "AFP")),
        ),
    ),
    quotes=(GoldQuote(start=50, end=78, kind=QuoteKind.DIRECT, speaker="Raul Quispe"),),
)

QUISPE = Entity(id="e1", type=EntityType.PER, name="Raul Quispe", code="PER", mentions=(Span(14, 25), Span(85, 91)))


def actor(text: str = "Raul Quispe", code: str | None = "PER", sector: str = "GOV") -> Participant:
    return Participant(entity=None, text=text, start=14, end=25, code=code, sectors=(sector,))


CONDEMNS = Event(
    id="v1",
    type=EventType.ACCUSE,
    mode="disapprove",
    mentions=(Mention(start=26, end=34),),
    evidence=Mention(start=0, end=48),
    actors=(actor(),),
    recipients=(Participant(entity=None, text="Cile", start=35, end=39, code="CHL"),),
    date="2024-01-09",
    place=EventPlace(name="Lima", country="PER"),
    quad=3,
    score=-3.0,
    cameo="111",
)
REFUSES = Event(
    id="v2",
    type=EventType.REJECT,
    mentions=(Mention(start=55, end=62),),
    evidence=Mention(start=49, end=103),
    actors=(Participant(entity="e1", text="Kami", start=50, end=54, code="PER", sectors=("GOV",)),),
    status=Status.FUTURE,
    certainty=Certainty.PROBABLE,
    sources=(
        Source(kind=SourceKind.PERSON, name="Quispe", entity="e1", start=85, end=91),
        Source(kind=SourceKind.OUTLET, name="AFP", start=99, end=102),
    ),
    quad=3,
    score=-2.0,
    cameo="120",
)
SAID = Quote(start=50, end=78, kind=QuoteKind.DIRECT, speaker="e1")


def record(*events: Event, quotes: tuple[Quote, ...] = (SAID,), text: str = TEXT) -> Record:
    return Record(article=Article(id="peru", text=text), entities=(QUISPE,), events=events, quotes=quotes)


def changed(event: Event, **fields: object) -> Event:
    return msgspec.structs.replace(event, **fields)


def test_a_perfect_record_is_right_in_every_measure() -> None:
    scores = score([GOLD], {"peru": record(CONDEMNS, REFUSES)})
    assert set(scores.values().values()) == {1.0}
    assert scores.types == {"ACCUSE": Tally(1, 1, 1), "REJECT": Tally(1, 1, 1)}
    assert scores.missing == ()


def test_a_report_without_record_is_missing_and_counts_as_nothing_found() -> None:
    scores = score([GOLD], {})
    assert scores.missing == ("peru",)
    assert scores.tallies["event"] == Tally(0, 0, 2)
    assert scores.tallies["quote"] == Tally(0, 0, 1)
    assert set(scores.values().values()) == {0.0}


def test_an_empty_record_has_found_nothing() -> None:
    scores = score([GOLD], {"peru": record(quotes=())})
    assert scores.tallies["event"] == Tally(0, 0, 2)
    assert scores.missing == ()


def test_an_event_of_another_type_is_both_wrong_and_missed() -> None:
    scores = score([GOLD], {"peru": record(changed(CONDEMNS, type=EventType.THREATEN), REFUSES)})
    assert scores.tallies["event"] == Tally(1, 2, 2)
    assert scores.types["ACCUSE"] == Tally(0, 0, 1)
    assert scores.types["THREATEN"] == Tally(0, 1, 0)


def test_a_wrong_actor_spoils_the_dyad_but_not_the_event() -> None:
    wrong = changed(CONDEMNS, actors=(actor("Menteri Bolivia", "BOL"),))
    scores = score([GOLD], {"peru": record(wrong, REFUSES)})
    assert scores.tallies["event"] == Tally(2, 2, 2)
    assert scores.tallies["dyad"] == Tally(1, 2, 2)
    assert scores.tallies["actor"] == Tally(1, 2, 2)
    assert scores.tallies["actor_name"] == Tally(1, 2, 2)
    assert scores.tallies["recipient"] == Tally(1, 1, 1)


def test_an_event_needs_a_mention_in_a_sentence_of_the_gold_event() -> None:
    elsewhere = changed(CONDEMNS, mentions=(Mention(start=55, end=62),))
    scores = score([GOLD], {"peru": record(elsewhere)})
    assert scores.tallies["event"] == Tally(0, 1, 2)
    assert scores.tallies["sentence"] == Tally(0, 1, 2)


def test_function_words_do_not_make_a_name_right() -> None:
    gold = msgspec.structs.replace(
        GOLD, events=(msgspec.structs.replace(GOLD.events[0], actors=(GoldParticipant("warga di sana", "PER"),)),)
    )
    scores = score([gold], {"peru": record(changed(CONDEMNS, actors=(actor("petani di sini"),)))})
    assert scores.tallies["actor_name"] == Tally(0, 1, 1)


def test_marking_nothing_is_no_credit_for_what_is_unreal_or_hedged() -> None:
    plain = changed(REFUSES, status=Status.ACTUAL, certainty=Certainty.CERTAIN)
    scores = score([GOLD], {"peru": record(CONDEMNS, plain)})
    assert scores.shares["status"].value == 0.5
    assert scores.tallies["unreal"] == Tally(0, 0, 1)
    assert scores.tallies["hedged"] == Tally(0, 0, 1)


def test_a_place_is_right_by_country_and_a_shared_word() -> None:
    elsewhere = changed(CONDEMNS, place=EventPlace(name="Cusco", country="PER"))
    assert score([GOLD], {"peru": record(elsewhere)}).shares["place"].value == 0.0


def test_what_neither_side_gives_is_not_judged() -> None:
    scores = score([GOLD], {"peru": record(REFUSES)})
    assert [scores.shares[name].of for name in ("date", "place", "mode")] == [0, 0, 0]


def test_half_of_a_source_chain_is_half_right() -> None:
    scores = score([GOLD], {"peru": record(changed(REFUSES, sources=REFUSES.sources[:1]))})
    assert scores.tallies["source"] == Tally(1, 1, 2)


def test_a_quote_must_overlap_by_half_of_the_longer() -> None:
    short = Quote(start=50, end=63, kind=QuoteKind.DIRECT, speaker="e1")
    scores = score([GOLD], {"peru": record(quotes=(short,))})
    assert scores.tallies["quote"] == Tally(0, 1, 1)
    assert scores.shares["speaker"].of == 0


def test_a_quote_by_somebody_else_is_found_but_not_its_speaker() -> None:
    scores = score([GOLD], {"peru": record(quotes=(Quote(start=50, end=78, kind=QuoteKind.DIRECT),))})
    assert scores.tallies["quote"] == Tally(1, 1, 1)
    assert scores.shares["speaker"].value == 0.0


def test_a_report_not_coded_for_quotes_asks_for_none() -> None:
    gold = msgspec.structs.replace(GOLD, quotes=None)
    assert score([gold], {"peru": record()}).tallies["quote"] == Tally()


def test_a_record_of_another_text_cannot_be_scored() -> None:
    with pytest.raises(ArticleError, match="peru"):
        score([GOLD], {"peru": record(text=f"WartaNusa - {TEXT}")})


def test_reports_are_added_up() -> None:
    scores = score([GOLD, msgspec.structs.replace(GOLD, id="lain")], {"peru": record(CONDEMNS, REFUSES)})
    assert scores.tallies["event"] == Tally(2, 2, 4)
    assert scores.missing == ("lain",)


def test_pairing_gives_up_a_better_pair_where_more_can_be_paired() -> None:
    fit = {("a", "x"): 3, ("a", "y"): 1, ("b", "x"): 2, ("b", "y"): 0}
    assert pair_up("ab", "xy", lambda w, g: fit[w, g]) == [(0, 1), (1, 0)]
