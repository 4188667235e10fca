"""The course of a story: which report was first, and where each stands on the line of time."""

import datetime as dt
from itertools import pairwise

from runut.view.telling import WIDTH, Report, first_reports, in_order, strip


def report(name: str, published: str | None, outlet: str | None = "Kabar", text: str | None = None) -> Report:
    day = dt.date.fromisoformat(published[:10]) if published else None
    return Report(name, outlet, f"Judul {name}", published, day, text or name, 1)


def test_the_hour_tells_who_was_first_whatever_the_time_zone() -> None:
    jakarta = report("a", "2025-06-12T09:00:00+07:00")
    jayapura = report("b", "2025-06-12T10:30:00+09:00")
    assert [one.id for one in in_order([jakarta, jayapura])] == ["b", "a"]
    assert first_reports([jakarta, jayapura]) == [jayapura]


def test_where_an_hour_is_missing_all_of_the_first_day_may_have_been_first() -> None:
    timed, untimed, later = report("a", "2025-06-12T09:00:00"), report("b", "2025-06-12"), report("c", "2025-06-13")
    assert first_reports([later, timed, untimed]) == [untimed, timed]
    assert first_reports([report("d", None)]) == []


def test_reports_stand_in_the_row_of_their_outlet_from_first_to_last() -> None:
    reports = [report("a", "2025-06-12T09:00:00"), report("b", "2025-06-13", "Warta", "a"), report("c", "2025-06-14")]
    drawn = strip(reports)
    assert drawn
    dots = {dot.report.id: dot for dot in drawn.dots}
    assert dots["a"].x < dots["b"].x < dots["c"].x <= WIDTH
    assert dots["a"].y == dots["c"].y < dots["b"].y
    assert [(dot.report.id, dot.copy, dot.first) for dot in drawn.dots] == [
        ("a", False, True),
        ("b", True, False),
        ("c", False, False),
    ]
    assert [label for label, _ in drawn.rows] == ["Kabar", "Warta"]
    assert [day for day, _ in drawn.days] == ["2025-06-12", "2025-06-13", "2025-06-14"]


def test_signs_of_one_row_never_cover_each_other_and_stay_in_the_drawing() -> None:
    drawn = strip([report(str(number), "2025-06-12") for number in range(90)])
    assert drawn
    places = sorted(dot.x for dot in drawn.dots)
    assert all(b - a >= 13 for a, b in pairwise(places))
    assert places[-1] < drawn.width


def test_many_outlets_share_the_last_row() -> None:
    days = [(outlet, day) for outlet in range(20) for day in range(1 + outlet % 2)]
    reports = [report(f"{outlet}-{day}", f"2025-06-{12 + day}", f"Media {outlet:02}") for outlet, day in days]
    drawn = strip(reports)
    assert drawn
    assert len(drawn.rows) == 13
    assert drawn.rows[-1][0] is None
    assert len(drawn.dots) == len(reports)
    assert all(dot.y < drawn.height for dot in drawn.dots)


def test_one_report_or_none_with_a_day_is_no_course() -> None:
    assert strip([]) is None
    assert strip([report("a", "2025-06-12"), report("b", None)]) is None


def test_a_date_that_cannot_be_read_counts_as_its_day() -> None:
    odd = Report("a", None, None, "2025-06-12Tmalam", dt.date(2025, 6, 12), "a", 0)
    assert odd.moment == dt.datetime(2025, 6, 12, tzinfo=dt.UTC)
