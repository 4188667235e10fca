"""A day or a place may be that of a speech: of what its speaker does by it, not of what he tells of others."""

import pytest

from runut import Article
from runut.events.finding import judge_trigger
from runut.events.report import Report
from runut.events.sessions import session_features, sessions_of
from runut.events.weights import decisions
from runut.language.loading import load_language
from runut.pipeline import analysed, look

DAY = "2024-06-19"
MINISTER = "Menteri Luar Negeri Peru Ana Torres mengecam serangan itu."


def report_of(text: str) -> Report:
    article = Article(id="a", text=text, published="2024-06-21")
    return look(article, analysed(article, load_language()))


def session(text: str, words: str) -> str:
    """What the first of the session features says of the day at the trigger ``words``."""
    report = report_of(text)
    trigger = next(one for one in report.triggers if report.doc[one.start : one.end].text == words)
    option = next(one for one in report.dates if one.key == DAY)
    coding = judge_trigger(report, trigger, decisions())
    return next(session_features(sessions_of(coding, report.dates), option))


@pytest.mark.model
@pytest.mark.parametrize(
    "speech",
    [
        '"Korban terus bertambah," kata Torres di Lima, Rabu (19/6).',
        "Hal itu disampaikan Torres di Lima, Rabu (19/6).",
        "Hal itu disampaikan langsung oleh Torres di Lima, Rabu (19/6).",
        "Hal itu ia sampaikan di Lima, Rabu (19/6).",
    ],
)
def test_the_speakers_own_act_is_of_his_speech(speech: str) -> None:
    assert session(f"{MINISTER} {speech}", "mengecam") == "session=same|plain|spoken"


@pytest.mark.model
def test_what_a_speaker_tells_of_others_is_not() -> None:
    text = '"Tentara Turki menyerang tentara Suriah," kata Torres di Lima, Rabu (19/6).'
    assert session(f"{MINISTER} {text}", "menyerang") == "session=other|told|deed"


@pytest.mark.model
def test_a_day_without_a_speaker_is_of_no_speech() -> None:
    assert session(f"{MINISTER} Pemilu digelar Rabu (19/6).", "mengecam") == "session=none|plain|spoken"


@pytest.mark.model
def test_the_last_day_named_before_goes_on() -> None:
    text = "Pemilu digelar Senin (17/6). Polisi berjaga. Polisi menangkap dua pemuda. Pawai digelar Rabu (19/6)."
    report = report_of(text)
    trigger = next(one for one in report.triggers if report.doc[one.start : one.end].text == "menangkap")
    coding = judge_trigger(report, trigger, decisions())
    follows = sessions_of(coding, report.dates).follows
    assert [follows.place(option) for option in report.dates] == ["last", "next"]
