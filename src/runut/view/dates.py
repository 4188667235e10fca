"""Dates as people write them, as precise as they are known."""

import re
from datetime import date

from runut.view.words import Translate

__all__ = ["day_in"]

DAY = re.compile(r"(?P<year>\d{4})(-W(?P<week>\d{2})|-(?P<month>\d{2})(-(?P<day>\d{2}))?)?(T.*)?$")
MONTHS = range(1, 13)


def day_in(t: Translate, value: str | date | None) -> str:
    """A day, week, month or year of ISO 8601 in the words of a language; anything else as it is, None as nothing."""
    text = value.isoformat() if isinstance(value, date) else value or ""
    found = DAY.match(text)
    if not found:
        return text
    if found["week"]:
        return t("date.week", week=str(int(found["week"])), year=found["year"])
    if not found["month"] or int(found["month"]) not in MONTHS:
        return text if found["month"] else found["year"]
    parts = (str(int(found["day"])) if found["day"] else "", t(f"month.{int(found['month'])}"), found["year"])
    return " ".join(filter(None, parts))
