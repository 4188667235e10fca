"""Time expressions: each case is a sentence as reports write it; the rest are promises of the record."""

import re
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from runut.lexicon.time_words import TimeWord, read_time_words, time_words_by_form
from runut.mentions.timexes import date_value, find_timexes
from runut.model import Span, Timex, TimexType

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/mentions/timexes.yaml").read_text(encoding="utf-8"))["cases"]
PUBLISHED = "2024-06-21"

CLOCK = r"T(?:[01][0-9]|2[0-4]):[0-5][0-9](?:Z|[+-][0-9]{2}:00)?|T(?:MO|AF|EV|NI)"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
PERIOD = r"[0-9]{4}-(?:[0-9]{2}|W[0-9]{2}(?:-WE)?|Q[1-4]|H[12]|SP|SU|FA|WI)|[0-9]{2,4}"
DATE = rf"(?:{DAY}(?:{CLOCK})?|{CLOCK}|{PERIOD})"
VALUES = {
    TimexType.DATE: re.compile(rf"{DATE}(?:/{DATE})?|(?:PAST|PRESENT|FUTURE)_REF"),
    TimexType.TIME: re.compile(rf"{DATE}(?:/{DATE})?"),
    TimexType.DURATION: re.compile(r"P(?=.)(?:(?:X|[0-9.]+)[YMWD])*(?:T(?:(?:X|[0-9.]+)[HMS])+)?"),
    TimexType.SET: re.compile(
        rf"XXXX-(?:WXX-[1-7]|[0-9]{{2}}(?:-[0-9]{{2}})?|XX-XX)(?:{CLOCK})?|P(?=.)(?:[0-9.]+[YMWD])*(?:T[0-9.]+[HMS])?"
    ),
}


def read(text: str, anchor: str | None = PUBLISHED) -> tuple[Timex, ...]:
    """The time expressions of a text whose sentences end with a full stop."""
    ends = [match.end() for match in re.finditer(r"\. ", text)]
    spans = zip([0, *ends], [*ends, len(text)], strict=True)
    return find_timexes(text, tuple(Span(start, end) for start, end in spans if start < end), anchor)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['why']}: {case['text']}")
def test_sentence(case: dict[str, Any]) -> None:
    """Every expression of the sentence is found, with its type and value, and nothing else."""
    text = case["text"]
    found = read(text, case.get("anchor", PUBLISHED))
    assert [[text[timex.start : timex.end], timex.type.value, timex.value] for timex in found] == case["expect"]


def test_ids_follow_the_text() -> None:
    """Ids are t1, t2 … in order of the text."""
    assert [timex.id for timex in read("Ia tiba Senin (17/6) dan pulang Rabu (19/6).")] == ["t1", "t2"]


def test_date_time_of_publication() -> None:
    """A publication time with offset counts by its own calendar day."""
    assert read("Ia tiba kemarin.", "2024-06-21T00:30:00+07:00")[0].value == "2024-06-20"


def test_publication_that_is_no_date() -> None:
    """A publication date that is none is refused rather than passed over."""
    with pytest.raises(ValueError, match="Invalid isoformat"):
        read("Ia tiba kemarin.", "bulan lalu")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("kemarin malam", "2024-06-20"),
        ("pekan lalu", "2024-W24"),
        ("akhir pekan lalu", "2024-W24"),
        ("Februari tahun ini", "2024-02"),
        ("pada 2019", "2019"),
        ("12-14 Juli 2016", "2016-07-12/2016-07-14"),
        ("kuartal pertama 2024", "2024-01/2024-03"),
        ("semester kedua 2023", "2023-07/2023-12"),
        ("pada 1970-an", "1970/1979"),
        ("abad ke-19", "1800/1899"),
        ("musim panas 2019", "2019"),
        ("kemarin pukul 10.30 WIB", "2024-06-20"),
        ("baru-baru ini", None),
        ("selama tiga jam", None),
        ("setiap Senin", None),
        ("pukul 10.30 WIB", None),
    ],
)
def test_date_of_an_event(words: str, expected: str | None) -> None:
    """An event gets a date without clock, as precise as told, and none from durations, sets and vague words."""
    (timex,) = read(f"Itu terjadi {words}.")
    assert date_value(timex) == expected


@pytest.mark.parametrize("word", read_time_words(), ids=lambda word: f"{word.kind}: {word.forms[0]}")
def test_example_of_the_lexicon(word: TimeWord) -> None:
    """The example of each entry holds one of its forms and a time expression."""
    example = word.example.lower()
    assert any(re.search(rf"(?<!\w){re.escape(form)}", example.replace("ribuan", "")) for form in word.forms)
    assert read(word.example)


def test_lexicon_is_sorted() -> None:
    """Entries stand by kind, forms in alphabetical order, so that a change is one line."""
    words = read_time_words()
    assert [word.kind for word in words] == sorted(word.kind for word in words)
    assert all(list(word.forms) == sorted(word.forms) for word in words)


PIECES = st.one_of(
    st.sampled_from(sorted(time_words_by_form())),
    st.sampled_from([form.capitalize() for form in sorted(time_words_by_form())]),
    st.sampled_from(
        ["17/6", "(17/6/2024)", "31/2/2024", "(2592025)", "1990-an", "10.30", "24:59", "'98", "ke-19", "XXI", "s.d."]
    ),
    st.integers(0, 10**9).map(str),
    st.sampled_from([*",.;()-/:'%\n\u2013\u2019", "Jakarta", "polisi", "İ", "²", "٣"]),
)
REPORTS = st.one_of(st.text(), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=12).map("".join))
ANCHORS = st.one_of(st.none(), st.sampled_from(["0001-01-01", "9999-12-31"]), st.dates().map(date.isoformat))


@pytest.mark.parametrize("word", ["dua ", "1 ", "Senin ", "pukul ", "12-", "tahun ", "lalu "])
def test_monotonous_text(word: str) -> None:
    """A text of one word over and over is read in a moment: no rule backtracks without bound."""
    started = time.process_time()
    read(word * 5_000)
    assert time.process_time() - started < 2


@given(text=REPORTS, anchor=ANCHORS)
def test_any_text(text: str, anchor: str | None) -> None:
    """Whatever the text, spans lie in it, in order and apart, and values are ISO 8601 as TIMEX3 writes it."""
    found = read(text, anchor)
    edges = [edge for timex in found for edge in (timex.start, timex.end)]
    assert edges == sorted(edges)
    assert all(0 <= timex.start < timex.end <= len(text) for timex in found)
    for timex in found:
        assert timex.value is None or VALUES[timex.type].fullmatch(timex.value), timex
        event_date = date_value(timex)
        if event_date:
            for day in re.findall(DAY, event_date):
                date.fromisoformat(day)
