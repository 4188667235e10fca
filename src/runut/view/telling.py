"""A story's reports in the order in which they came: who told it first, and where each stands on the line of time."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any, NamedTuple

__all__ = ["Dot", "Report", "Strip", "first_reports", "in_order", "strip"]

MOST_ROWS = 12  # outlets; the others share a row
WIDTH, LABEL, ROW, TOP, EDGE = 860, 180, 28, 26, 14
APART = 17  # pixels between signs of one row: reports of one day, whose hours are not told, stand side by side
DATE = 10  # signs of a date without a time


class Report(NamedTuple):
    """A report of a story; ``text_id`` is the report whose text it prints, itself if it is its own."""

    id: str
    outlet: str | None
    title: str | None
    published: str | None
    day: Any
    text_id: str
    events: int

    @property
    def moment(self) -> datetime | None:
        """When it was published, as exactly as it is known; a day without a time counts as its beginning."""
        if self.published and len(self.published) > DATE:
            try:
                found = datetime.fromisoformat(self.published)
            except ValueError:
                return self._day()
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        return self._day()

    def _day(self) -> datetime | None:
        return datetime.combine(self.day, time(), UTC) if self.day else None

    @property
    def timed(self) -> bool:
        """Whether the hour is known."""
        return bool(self.published) and len(self.published or "") > DATE


def in_order(reports: Sequence[Report]) -> list[Report]:
    """By time of publication; reports of unknown day come last."""
    never = datetime.max.replace(tzinfo=UTC)
    return sorted(reports, key=lambda report: (report.moment or never, report.id))


def first_reports(reports: Sequence[Report]) -> list[Report]:
    """The report that was first; all of the first day where some of that day do not tell the hour."""
    dated = [report for report in in_order(reports) if report.day]
    if not dated:
        return []
    of_day = [report for report in dated if report.day == min(one.day for one in dated)]
    return of_day[:1] if all(report.timed for report in of_day) else of_day


class Dot(NamedTuple):
    """A report on the strip: ``copy`` if it prints another's text."""

    report: Report
    x: int
    y: int
    copy: bool
    first: bool


class Strip(NamedTuple):
    """The reports over time, a row for each outlet; ``days`` are the places and dates of the lines between days."""

    width: int
    height: int
    rows: tuple[tuple[str | None, int], ...]
    days: tuple[tuple[str, int], ...]
    dots: tuple[Dot, ...]


def strip(reports: Sequence[Report]) -> Strip | None:
    """The drawing; None where fewer than two reports tell when they were published.

    The row of the outlets that have none of their own is called None.
    """
    dated = [(report, moment) for report in in_order(reports) if (moment := report.moment)]
    if len(dated) < 2:  # noqa: PLR2004 - one report is no course of things
        return None
    often = Counter(report.outlet or "" for report, _ in dated)
    seen = list(dict.fromkeys(report.outlet or "" for report, _ in dated))
    own = sorted(often, key=lambda outlet: (-often[outlet], seen.index(outlet)))[:MOST_ROWS]
    named = [outlet for outlet in seen if outlet in own]
    rows: list[str | None] = [*named, *([None] if len(often) > len(own) else [])]
    place = {outlet: number for number, outlet in enumerate(rows)}
    begins, ends = dated[0][1], dated[-1][1]
    length = max((ends - begins).total_seconds(), 1.0)
    firsts = first_reports(reports)
    first = {report.id for report in firsts[:1]} if len(firsts) == 1 else set()

    def x_of(moment: datetime) -> int:
        return LABEL + EDGE + round((WIDTH - LABEL - 2 * EDGE) * (moment - begins).total_seconds() / length)

    dots = []
    last: dict[int, int] = {}
    for report, moment in dated:
        row = place.get(report.outlet or "", len(rows) - 1)
        last[row] = max(x_of(moment), last.get(row, 0) + APART)
        copy = report.text_id != report.id
        dots.append(Dot(report, last[row], TOP + row * ROW + ROW // 2, copy, report.id in first))
    lines = tuple((label, TOP + number * ROW + ROW // 2) for number, label in enumerate(rows))
    return Strip(
        max(WIDTH, *(x + EDGE for x in last.values())), TOP + len(rows) * ROW, lines, _days(dated, x_of), tuple(dots)
    )


LEAST_APART = 76  # pixels that a date needs


def _days(dated: Sequence[tuple[Report, datetime]], x_of: Any) -> tuple[tuple[str, int], ...]:
    """The days of the reports, as many as can be read beside each other."""
    begins = dated[0][1]
    found: list[tuple[str, int]] = []
    for report, moment in dated:
        midnight = datetime.combine(report.day, time(), moment.tzinfo)
        x = x_of(max(midnight, begins))
        if not found or (found[-1][0] != str(report.day) and x - found[-1][1] >= LEAST_APART):
            found.append((str(report.day), x))
    return tuple(found)
