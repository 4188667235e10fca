"""ISO 8601 values as TIMEX3 writes them, and reckoning with them.

A value is a day ``2024-06-21``, a month ``2024-06``, a year ``2024``, a week ``2024-W25`` (``-WE`` for its
end), a quarter ``2024-Q2``, half-year ``2024-H1`` or season ``2024-SU``, a decade ``199``, a century ``18``,
an interval ``START/END``, a day or time with part of day ``2024-06-21TMO`` or clock ``2024-06-21T10:30+07:00``.
"""

import re
from datetime import date

__all__ = [
    "calendar_day",
    "day_of",
    "duration_value",
    "iso_date",
    "month_value",
    "nearest_day",
    "nearest_month",
    "shift",
    "week_value",
    "weekday_near",
    "weekday_of_week",
    "year_value",
]

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
YEAR = re.compile(r"[0-9]{4}")
WEEK = re.compile(r"[0-9]{4}-W[0-9]{2}")
QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
HALF = re.compile(r"([0-9]{4})-H([12])")
SEASON = re.compile(r"([0-9]{4})-(?:SP|SU|FA|WI)")
DECADE = re.compile(r"([0-9]{3})")
CENTURY = re.compile(r"([0-9]{2})")

# Reports look back: a date ahead must be twice as near as the same date behind to be the one meant.
FUTURE_COST = 2
# Crawled publication dates may be a few days late, so "25 Oktober mendatang" may lie just before them.
SLACK_DAYS = 7

# "Akan tiba pada Kamis", printed on a Friday, was written before Thursday: six days on would be "pekan depan".
LEAN_DAYS = 4

MONTHS_PER = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200}
DAYS_PER = {"D": 1, "W": 7}
DURATION_UNITS = {"E": (10, "Y"), "C": (100, "Y"), "Q": (3, "M"), "H": (6, "M")}
HALVES = {"TH": "PT30M", "TM": "PT30S", "D": "PT12H", "Y": "P6M"}


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_value(year: int) -> str | None:
    """The year, or None outside the four-digit years."""
    return f"{year:04d}" if 1 <= year <= date.max.year else None


def month_value(year: int, month: int) -> str:
    """The month of a year."""
    return f"{year:04d}-{month:02d}"


def week_value(day: date) -> str:
    """The ISO week in which ``day`` lies."""
    iso = day.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}"


def day_of(value: str | None) -> date | None:
    """The day that ``value`` names (an interval by its end), or None where it is less precise than a day."""
    found = DAY.match(value.rpartition("/")[2]) if value else None
    return date.fromisoformat(found.group()) if found else None


def _months_away(value: str, count: int) -> tuple[int, int] | None:
    """Year and month ``count`` months from the month, or year, at the head of ``value``."""
    year, month = int(value[:4]), int(value[5:7]) if MONTH.match(value) else 1
    total = year * 12 + month - 1 + count
    return (total // 12, total % 12 + 1) if MONTHS_PER["Y"] <= total < (date.max.year + 1) * 12 else None


def _days_away(day: date, count: int) -> date | None:
    """The day ``count`` days on, or None beyond the calendar's ends."""
    ordinal = day.toordinal() + count
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def shift(value: str, count: int, unit: str) -> str | None:
    """The date ``count`` units from ``value``, as precise as the unit.

    None where ``value`` is less precise than the unit asks, or the calendar ends.
    """
    value = value.rpartition("/")[2]
    if unit in DAYS_PER:
        day = day_of(value)
        moved = _days_away(day, count * DAYS_PER[unit]) if day else None
        return None if moved is None else moved.isoformat() if unit == "D" else week_value(moved)
    if unit not in MONTHS_PER or not YEAR.match(value) or (unit in "MQH" and not MONTH.match(value)):
        return None
    moved_month = _months_away(value, count * MONTHS_PER[unit])
    if moved_month is None:
        return None
    # "Desember 2015 … setahun kemudian" is December 2016, no vaguer than the report.
    return _coarse(*moved_month, "M" if unit == "Y" and count and MONTH.fullmatch(value) else unit)


def _coarse(year: int, month: int, unit: str) -> str:
    """The period of length ``unit`` in which the month lies."""
    if unit == "M":
        return month_value(year, month)
    if unit in "QH":
        return f"{year:04d}-{unit}{(month - 1) // MONTHS_PER[unit] + 1}"
    return f"{year:04d}"


def nearest_day(anchor: date, month: int, day: int, direction: int) -> date | None:
    """The day of that month that a report of ``anchor`` means.

    ``direction``: -1 where the text says that it lies behind, 2 ahead; 1 where the text speaks of what
    is to come, 0 where it says nothing.
    """
    candidates = [
        found for year in range(anchor.year - 1, anchor.year + 2) if (found := calendar_day(year, month, day))
    ]
    return min(candidates, key=lambda found: _cost((found - anchor).days, direction), default=None)


def _cost(days: int, direction: int) -> int:
    wrong_way = (direction > 1 and days < -SLACK_DAYS) or (direction < 0 and days > 1)
    cost = -days if days < 0 else days * (1 if direction > 0 else FUTURE_COST)
    return cost + (1000 if wrong_way else 0)


def nearest_month(anchor: date, month: int, direction: int) -> str:
    """The month that a report of ``anchor`` means; ``direction`` as in :func:`nearest_day`."""
    middle = anchor.replace(day=15)
    found = nearest_day(middle, month, 15, direction)
    return month_value(found.year if found else anchor.year, month)


def weekday_near(anchor: date, weekday: int, direction: int) -> date | None:
    """The ``weekday`` (1 Monday … 7 Sunday) nearest to ``anchor``: up to six days back, or from it on if ahead.

    ``direction`` -1 is strictly before, 0 up to and with ``anchor``, 2 strictly after; 1, where the text speaks
    of what is to come, from ``anchor`` on if it is not far.
    """
    ahead = (weekday - anchor.isoweekday()) % 7
    if direction > 1 or (direction == 1 and ahead <= LEAN_DAYS):
        return _days_away(anchor, ahead or (7 if direction > 1 else 0))
    back = (anchor.isoweekday() - weekday) % 7
    return _days_away(anchor, -(back or (7 if direction < 0 else 0)))


def weekday_of_week(anchor: date, weekday: int, weeks: int) -> date | None:
    """The ``weekday`` of the week ``weeks`` after that of ``anchor``."""
    return _days_away(anchor, 7 * weeks + weekday - anchor.isoweekday())


def duration_value(amount: float | None, unit: str) -> str:
    """An ISO 8601 duration; ``amount`` None is a number that the text leaves open (``PXD``)."""
    factor, symbol = DURATION_UNITS.get(unit, (1, unit))
    clock = "T" if symbol[0] == "T" else ""
    if amount is None:
        return f"P{clock}X{symbol[-1]}"
    if amount == 0.5 and symbol in HALVES:  # noqa: PLR2004 - half, as told
        return HALVES[symbol]
    number = amount * factor
    return f"P{clock}{int(number) if number == int(number) else number}{symbol[-1]}"


def iso_date(value: str) -> str | None:
    """The date, without clock, of an event at ``value``: a day, week, month, year or an interval of them.

    Quarters, half-years, decades and centuries become intervals; a season becomes its year.
    None where ``value`` is no date (a duration, a set, ``PAST_REF``).
    """
    if "/" in value:
        start, end = (iso_date(part) for part in value.split("/", 1))
        return f"{start}/{end}" if start and end else start
    if found := WEEK.match(value) or DAY.match(value):
        return found.group()
    if found := SEASON.match(value):
        return found.group(1)
    return value if MONTH.fullmatch(value) or YEAR.fullmatch(value) else _period(value)


def _period(value: str) -> str | None:
    """The interval of months or years that a quarter, half-year, decade or century is."""
    if found := QUARTER.match(value) or HALF.match(value):
        year, part = found.groups()
        months = MONTHS_PER[value[5]]
        return f"{year}-{(int(part) - 1) * months + 1:02d}/{year}-{int(part) * months:02d}"
    if DECADE.fullmatch(value):
        return f"{value}0/{value}9"
    return f"{value}00/{value}99" if CENTURY.fullmatch(value) else None
