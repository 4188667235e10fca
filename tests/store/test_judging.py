"""What corrections come to: the later counts, events are known again by their words, done reports become gold."""

from pathlib import Path

import msgspec
import pytest
from tests.store.reading import VERSIONS, article, code, readings, record, words

from runut.model import Event, EventPlace, EventType, Mention, Participant, Record, Status
from runut.scoring.gold import GoldPlace
from runut.store import (
    Correction,
    Field,
    Judged,
    Judgement,
    Verdict,
    add_event,
    correct,
    evaluate,
    finish,
    gold_of_report,
    judge,
    keep_corrections,
    load,
    paired,
)

ARTICLE = article(1)
RECORD = record(ARTICLE)
EVENT = RECORD.events[0]
OTHER = msgspec.structs.replace(
    EVENT,
    id="v2",
    type=EventType.PROTEST,
    mode="demo",
    mentions=(Mention(**words(ARTICLE, "unjuk rasa")),),
    evidence=Mention(start=RECORD.sentences[-1].start, end=RECORD.sentences[-1].end),
    recipients=(),
)


def said(field: Field, new: object, *, event: Event = EVENT, by: str = "Sari") -> Correction:
    old = getattr(event, field.value, None)
    return correct(ARTICLE, event, field, (old, new), by)


def judged(*corrections: Correction) -> Judgement:
    return judge(corrections, ARTICLE.text)


def only(judgement: Judgement) -> Judged:
    (one,) = judgement.judged
    return one


def reread(*events: Event) -> Record:
    return msgspec.structs.replace(RECORD, events=events)


def test_the_later_of_two_corrections_counts_and_the_earlier_stays_readable() -> None:
    one = only(judged(said(Field.DATE, "2025"), said(Field.DATE, "2025-03", by="Budi")))
    assert one.event.date == "2025-03"
    assert [correction.new for correction in one.corrections] == ["2025", "2025-03"]


def test_to_take_back_is_to_correct_again() -> None:
    one = only(judged(said(Field.DATE, "2025"), said(Field.DATE, EVENT.date), said(Field.VERDICT, "wrong")))
    assert one.mended == {}
    assert one.stands is False
    assert only(judged(*one.corrections, said(Field.VERDICT, None))).stands is None


def test_what_is_said_of_one_event_is_not_said_of_another_in_its_words() -> None:
    same_words = msgspec.structs.replace(EVENT, id="v2", type=EventType.SANCTION, mode="convict")
    judgement = judged(said(Field.VERDICT, "wrong", event=same_words), said(Field.VERDICT, "right"))
    assert [one.verdict for one in judgement.judged] == ["wrong", "right"]
    assert {place: one.verdict for place, one in paired(judgement.judged, [EVENT, same_words]).items()} == {
        0: "right",
        1: "wrong",
    }


def test_another_type_takes_its_own_score_and_loses_a_mode_that_it_has_not() -> None:
    event = only(judged(said(Field.TYPE, EventType.ASSAULT))).event
    assert (event.type, event.mode, event.quad, event.score) == (EventType.ASSAULT, None, 4, -9.0)


def test_an_event_is_known_again_by_a_program_that_numbers_and_words_it_otherwise() -> None:
    judgement = judged(said(Field.VERDICT, "right"))
    longer = Mention(start=EVENT.mentions[0].start, end=EVENT.mentions[0].end + 2)
    now = msgspec.structs.replace(EVENT, id="v7", mentions=(longer,), date=None)
    assert list(paired(judgement.judged, [OTHER, now])) == [1]


def test_a_program_that_has_learnt_the_type_reads_the_same_event() -> None:
    judgement = judged(said(Field.TYPE, EventType.ASSAULT))
    now = msgspec.structs.replace(EVENT, type=EventType.ASSAULT, mode=None)
    assert list(paired(judgement.judged, [now])) == [0]


def test_a_verdict_never_lands_on_another_type() -> None:
    judgement = judged(said(Field.VERDICT, "wrong"))
    assert paired(judgement.judged, [msgspec.structs.replace(EVENT, type=EventType.ASSAULT)]) == {}


def test_of_another_text_nothing_is_said() -> None:
    judgement = judge([said(Field.VERDICT, "wrong"), finish(RECORD, "Sari")], "Teks lain.")
    assert (judgement.judged, judgement.done, len(judgement.other_text)) == ((), None, 2)


def test_the_same_person_in_a_renumbered_record_is_no_correction() -> None:
    again = tuple(msgspec.structs.replace(one, entity="e9") for one in EVENT.actors)
    assert only(judged(said(Field.ACTORS, again))).mended == {}


def test_a_report_that_nobody_called_done_is_no_gold() -> None:
    assert gold_of_report(RECORD, judged(said(Field.VERDICT, "right"))) is None
    taken_back = judged(finish(RECORD, "Sari"), finish(RECORD, "Sari", done=False))
    assert gold_of_report(RECORD, taken_back) is None


def test_a_done_report_is_gold_with_all_that_was_corrected_in_it() -> None:
    whom = Participant(entity=None, text="demonstran", code="IDN", sectors=("CVL",), **words(ARTICLE, "demonstran"))
    missing = msgspec.structs.replace(EVENT, type=EventType.ACCUSE, mode="allege", actors=(), recipients=(whom,))
    gold = gold_of_report(
        reread(),
        judged(
            said(Field.VERDICT, "wrong", event=OTHER),
            said(Field.STATUS, Status.FUTURE),
            said(Field.PLACE, EventPlace(name="Tual", country="IDN")),
            finish(reread(EVENT, OTHER), "Sari"),
            add_event(ARTICLE, missing, "Budi"),
        ),
    )
    assert gold is not None
    assert [event.type for event in gold.events] == ["COERCE", "ACCUSE"]
    assert gold.events[0].status == "future"
    assert gold.events[0].place == GoldPlace("Tual", "IDN")
    assert gold.events[1].recipients[0].sector == "CVL"
    assert [mention.trigger for mention in gold.events[0].mentions] == ["menangkap", "menahan"]
    assert (gold.coder, gold.quotes) == ("Sari + Budi", None)


def test_a_done_report_survives_a_program_that_reads_it_otherwise() -> None:
    done = judged(said(Field.VERDICT, "right"), finish(RECORD, "Sari"))
    assert gold_of_report(reread(), done) == gold_of_report(RECORD, done)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    load(tmp_path / "k", readings(5), code, VERSIONS)
    return tmp_path / "k"


def test_done_reports_are_scored_whole_and_judged_events_for_precision_alone(root: Path) -> None:
    two, three = (record(article(number)) for number in (2, 3))
    missing = msgspec.structs.replace(two.events[0], type=EventType.ACCUSE, mode=None)
    keep_corrections(
        root,
        [
            said(Field.STATUS, Status.FUTURE),
            add_event(ARTICLE, OTHER, "Sari"),
            finish(RECORD, "Sari"),
            correct(two.article, two.events[0], Field.VERDICT, (None, Verdict.WRONG), "Sari"),
            add_event(two.article, missing, "Sari"),
            correct(three.article, three.events[0], Field.VERDICT, (None, Verdict.RIGHT), "Sari"),
        ],
    )
    found = evaluate(root)
    event = found.scores.tallies["event"]
    assert (found.done, event.right, event.given, event.wanted) == (1, 1, 1, 2)
    assert found.scores.shares["status"].value == 0
    event = found.judged_scores.tallies["event"]
    assert (found.judged, event.right, event.given, found.unmet) == (2, 1, 2, 1)


def test_a_report_whose_text_has_changed_does_not_count_and_is_named(root: Path) -> None:
    elsewhere = article(2, text="Polisi menangkap orang.")
    keep_corrections(root, [correct(elsewhere, EVENT, Field.VERDICT, (None, "wrong"), "Sari")])
    found = evaluate(root)
    assert (found.changed, found.judged, found.done) == (("a2",), 0, 0)
