"""How events run over time: counts and mean scores by day, month or year, each side for itself."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

import msgspec

from runut.errors import RequestError
from runut.view.filters import bounds

__all__ = ["UNITS", "Course", "Tally", "Told", "Unit", "course", "period_of", "unit_of", "window_of"]

Unit = Literal["day", "month", "year"]
UNITS: tuple[Unit, ...] = ("day", "month", "year")
DAYS = 62  # up to two months are told by day
MONTHS = 15 * 366  # up to fifteen years by month, in days
MARGIN = 366  # days: what happened so long before the first or after the last report is counted, not drawn
MOST = 4000  # periods
LONGEST = {"day": 1, "month": 31, "year": 366}  # days
LENGTHS = {"day": 10, "month": 7, "year": 4}  # characters of a date


class Told(NamedTuple):
    """Some events of one period: the sides that they are on, their first day, how many, and the sum of their scores.

    The first and last day on which they were reported tell which years are worth drawing.
    """

    sides: tuple[str, ...]
    day: date | None
    quad: int
    n: int
    total: float
    first_report: date | None
    last_report: date | None


class Tally(msgspec.Struct):
    """How many events of each quad class, from verbal cooperation to material conflict, and the sum of their scores."""

    quads: list[int]
    total: float = 0.0

    @property
    def n(self) -> int:
        """How many events."""
        return sum(self.quads)

    @property
    def mean(self) -> float | None:
        """The mean score, to one digit; None of nothing."""
        return round(self.total / self.n, 1) if self.n else None


class Course(msgspec.Struct, frozen=True):
    """The periods, all from the first to the last, and for each side a tally a period.

    ``earlier``, ``later`` and ``undated`` count what is not drawn.
    """

    unit: Unit
    periods: tuple[str, ...]
    sides: dict[str, tuple[Tally, ...]]
    earlier: int = 0
    later: int = 0
    undated: int = 0

    def of_side(self, side: str) -> int:
        """How many events of a side are drawn."""
        return sum(tally.n for tally in self.sides.get(side, ()))


def window_of(rows: Iterable[Told]) -> tuple[date, date] | None:
    """The first and last day to be drawn: the year 1022, a slip of the pen, must not press all else flat."""
    rows = list(rows)
    days = [row.day for row in rows if row.day]
    if not days:
        return None
    first, last = min(days), max(days)
    reports = (
        [row.first_report for row in rows if row.first_report],
        [row.last_report for row in rows if row.last_report],
    )
    if not reports[0]:
        return first, last
    drawn = max(first, _moved(min(reports[0]), -MARGIN)), min(last, _moved(max(reports[1]), MARGIN))
    return drawn if drawn[0] <= drawn[1] else (first, last)


def unit_of(window: tuple[date, date], wanted: str = "") -> Unit:
    """The unit that was asked for, else the one in which the window has a readable number of periods.

    Raises :class:`RequestError` for a unit that there is not, or that gives more periods than can be drawn.
    """
    days = (window[1] - window[0]).days
    for unit in UNITS:
        if unit == wanted:
            if days > MOST * LONGEST[unit]:
                raise RequestError(
                    f"by: a {unit} is too small for {days} days; narrow since and until, or take another"
                )
            return unit
    if wanted:
        raise RequestError(f"by: {wanted!r} is none of {', '.join(UNITS)}")
    return "day" if days <= DAYS else "month" if days <= MONTHS else "year"


def course(rows: Iterable[Told], window: tuple[date, date] | None, unit: Unit) -> Course:
    """The course of ``rows``, whose days may be the first of whole months or years no longer than ``unit``."""
    sides: dict[str, dict[str, Tally]] = {}
    outside = {"earlier": 0, "later": 0, "undated": 0}
    for row in rows:
        where = _where(row.day, window, unit)
        if where in outside:
            outside[where] += row.n
            continue
        for side in row.sides:
            tally = sides.setdefault(side, {}).setdefault(where, Tally([0, 0, 0, 0]))
            tally.quads[row.quad - 1] += row.n
            tally.total += row.total
    seen = sorted({period for tallies in sides.values() for period in tallies})
    periods = tuple(_periods(seen[0], seen[-1], unit)) if seen else ()
    filled = {
        side: tuple(tallies.get(period) or Tally([0, 0, 0, 0]) for period in periods) for side, tallies in sides.items()
    }
    return Course(unit, periods, filled, **outside)


def period_of(day: date, unit: Unit) -> str:
    """The day, its month or its year, as ISO 8601 writes it."""
    return day.isoformat()[: LENGTHS[unit]]


def _moved(day: date, days: int) -> date:
    """Another day, within the calendar: reports bear impossible dates."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _periods(first: str, last: str, unit: Unit) -> Iterator[str]:
    period = first
    yield period
    while period != last:
        period = period_of(bounds("period", period)[1], unit)
        yield period


def _where(day: date | None, window: tuple[date, date] | None, unit: Unit) -> str:
    if day is None or window is None:
        return "undated"
    period = period_of(day, unit)
    if period < period_of(window[0], unit):
        return "earlier"
    return "later" if period > period_of(window[1], unit) else period
