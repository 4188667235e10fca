"""Publication times as inputs write them, to ISO 8601."""

import re
from datetime import date, datetime
from typing import Any

from dateparser import parse

__all__ = ["read_published"]

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")
ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s?(Z|[+-]\d{2}(:?\d{2})?)?", re.IGNORECASE)
SPACE_BEFORE_ZONE = re.compile(r"\s(?=[Z+-])")

# Absolute times only: "3 jam yang lalu" depends on when the page was saved, which nobody knows.
SETTINGS: dict[str, Any] = {
    "DATE_ORDER": "DMY",
    "REQUIRE_PARTS": ["day", "month", "year"],
    "PARSERS": ["absolute-time"],
}
APOSTROPHES = re.compile(r"[’‘'`]")
SEPARATORS = re.compile(r"\s*[|•·]\s*|\s+-\s+|\s+(?:pukul|jam)\s+", re.IGNORECASE)


def read_published(value: str) -> str | None:
    """The ISO 8601 date or date-time that ``value`` means; None if it cannot be read.

    ISO 8601, RFC 2822 and Indonesian or English wording (*Jumat, 21 Jun 2024 10:30 WIB*) are
    understood, the day before the month. A time of day without a zone is dropped, since a
    date-time in a record always has an offset, and an offset is never guessed.
    """
    value = value.strip()
    try:
        if ISO_DATE.fullmatch(value):
            return date.fromisoformat(value).isoformat()
        if ISO_TIME.fullmatch(value):
            return _iso(datetime.fromisoformat(SPACE_BEFORE_ZONE.sub("", value.upper())))
    except ValueError:
        return None
    wording = SEPARATORS.sub(" ", APOSTROPHES.sub("", value))
    parsed = parse(wording, languages=["id", "en"], settings=SETTINGS)
    return _iso(parsed) if parsed else None


def _iso(moment: datetime) -> str:
    """Date-time with offset, or the bare date where the offset is unknown."""
    if moment.tzinfo is None:
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds")
