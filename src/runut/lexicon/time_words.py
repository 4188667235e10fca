"""Words that tell time: months, weekdays, units, parts of the day, deictic words (``time_words.yaml``)."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from runut.errors import LexiconError
from runut.lexicon.loader import LexiconEntry, read_entries

__all__ = ["TimeKind", "TimeWord", "read_time_words", "time_words_by_form"]

FILE = "time_words.yaml"


class TimeKind(StrEnum):
    """What a word does in a time expression; the grammar combines kinds, never words."""

    AFTER = "after"
    AGE = "age"
    AHEAD = "ahead"
    AND = "and"
    APPROXIMATE = "approximate"
    BEFORE = "before"
    CLOCK_WORD = "clock_word"
    COUNTED = "counted"
    DATE_WORD = "date_word"
    DAY_WORD = "day_word"
    DECADE_MARK = "decade_mark"
    DOCUMENT_NUMBER = "document_number"
    EDGE = "edge"
    ERA = "era"
    EVERY = "every"
    FUTURE = "future"
    HOLIDAY = "holiday"
    JUST_NOW = "just_now"
    LAST_NIGHT = "last_night"
    LATEST = "latest"
    LAW = "law"
    MANY_UNITS = "many_units"
    MONTH = "month"
    MONTH_SHORT = "month_short"
    MORE = "more"
    NAME = "name"
    NAMED_YEAR = "named_year"
    NEXT_DAY = "next_day"
    NUMBER = "number"
    ONCE = "once"
    ONE_UNIT = "one_unit"
    ORDINAL = "ordinal"
    ORDINAL_MARK = "ordinal_mark"
    PART_OF_DAY = "part_of_day"
    PAST = "past"
    PER = "per"
    PERSON = "person"
    RANGE = "range"
    REFERENCE = "reference"
    SAME = "same"
    SEASON = "season"
    THAT = "that"
    THIS = "this"
    UNIT_DAY = "unit_day"
    UNIT_HOUR = "unit_hour"
    UNIT_LONG = "unit_long"
    UNIT_MINUTE = "unit_minute"
    UNIT_MONTH = "unit_month"
    UNIT_QUARTER = "unit_quarter"
    UNIT_WEEK = "unit_week"
    UNIT_YEAR = "unit_year"
    UPCOMING = "upcoming"
    VAGUE_NUMBER = "vague_number"
    WEEKDAY = "weekday"
    WEEK_OR_SUNDAY = "week_or_sunday"
    YANG = "yang"
    YEAR_CUE = "year_cue"
    ZONE = "zone"


class TimeWord(LexiconEntry, frozen=True, kw_only=True):
    """Words of one kind and value; ``forms`` are lower case, several words are parted by one space."""

    kind: TimeKind
    value: int | float | str | None
    forms: tuple[str, ...]
    example: str


def read_time_words() -> tuple[TimeWord, ...]:
    """All entries of the file, in its order.

    Raises :class:`LexiconError` where the file breaks the format.
    """
    return read_entries(FILE, TimeWord)


@cache
def time_words_by_form() -> Mapping[str, TimeWord]:
    """Every form with its entry.

    Raises :class:`LexiconError` where a form is not lower case or is claimed twice.
    """
    by_form: dict[str, TimeWord] = {}
    for word in read_time_words():
        for form in word.forms:
            if form != form.lower():
                raise LexiconError(f"lexicon/{FILE}: form {form!r} of {word.kind}: write forms in lower case")
            if form in by_form:
                raise LexiconError(
                    f"lexicon/{FILE}: form {form!r} stands under {by_form[form].kind} and {word.kind}; keep one"
                )
            by_form[form] = word
    return by_form
