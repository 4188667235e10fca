"""The record's dates, which are as precise as the report, for formats that know days only."""

import calendar
import re
from datetime import UTC, date, datetime, timedelta

__all__ = ["days_of", "moment_of"]

WEEK = re.compile(r"(\d{4})-W(\d{2})(?:-(\d))?")
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
MONTH = re.compile(r"(\d{4})-(\d{2})")
YEAR = re.compile(r"(\d{4})")


def days_of(value: str | None) -> tuple[date, date] | None:
    """The first and the last day that an ISO 8601 date of a record covers; None where it is null or no date.

    ``2024-02`` is the first to the twenty-ninth; an interval goes from the start of its start to the end of its end.
    """
    if value is None:
        return None
    start, _, end = value.partition("/")
    first, last = _days(start), _days(end)
    return (first[0], (last or first)[1]) if first else None


def _days(value: str) -> tuple[date, date] | None:
    try:
        if found := WEEK.match(value):
            year, week, weekday = found.groups()
            monday = date.fromisocalendar(int(year), int(week), int(weekday or 1))
            return monday, monday + timedelta(days=0 if weekday else 6)
        if found := DAY.match(value):
            day = date(*map(int, found.groups()))
            return day, day
        if found := MONTH.fullmatch(value):
            year, month = map(int, found.groups())
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        if YEAR.fullmatch(value):
            return date(int(value), 1, 1), date(int(value), 12, 31)
    except ValueError:  # 2024-02-31, a misprint that a report may hold
        return None
    return None


def moment_of(published: str | None) -> datetime | None:
    """When a report came out, in UTC; the start of the day where only that is known; None where nothing is."""
    if published is None:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:  # a year or a month
        days = days_of(published)
        return datetime(days[0].year, days[0].month, days[0].day, tzinfo=UTC) if days else None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
