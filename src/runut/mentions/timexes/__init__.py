"""Time expressions of a report, with their values: what TIMEX3 calls DATE, TIME, DURATION and SET.

The grammar is our own: the text becomes a string of token codes (``tokens``), rules over it find the
expressions (``grammar``), and each rule's reading gives the value (``readings``). Words come from
``lexicon/time_words.yaml``.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import structs

from runut.mentions.timexes.grammar import GRAMMAR
from runut.mentions.timexes.pieces import Piece
from runut.mentions.timexes.readings import READINGS, Setting
from runut.mentions.timexes.tokens import Tokens, tokenise
from runut.mentions.timexes.values import day_of, iso_date
from runut.model import Span, Timex, TimexType

__all__ = ["date_value", "find_timexes"]

# How many tokens "akan" or "dijadwalkan" reaches ahead, within its clause.
UPCOMING_REACH = 9
CLAUSE_ENDS = frozenset(",.;\n")
# Rules that tell a day in full, and rules that look back from the story's day without moving it.
FULL_RULES = frozenset({"day_full", "day_relative_full", "day_month", "day_number"})
BACKWARD_RULES = frozenset({"before"})
APPOSITIONS = frozenset({" ", ", "})
APPOSITION_DAYS = 2


def find_timexes(text: str, sentences: Sequence[Span], anchor: str | None) -> tuple[Timex, ...]:
    """Find the time expressions of a report, in order of the text.

    ``sentences`` are the report's sentences in order; offsets are code points of ``text``. ``anchor`` is the
    ISO 8601 date or date-time of publication: relative expressions (*kemarin, Rabu, Februari tahun ini*)
    are resolved against it, and have value None where it is None. Values that the text leaves open are
    None, or TIMEX3's ``PAST_REF``, ``PRESENT_REF``, ``FUTURE_REF``. Raises ValueError where ``anchor`` is no date.
    """
    day = date.fromisoformat(anchor[:10]) if anchor else None
    starts = [sentence.start for sentence in sentences]
    found = _read_all(tokenise(text), day, frozenset(starts))
    return tuple(
        Timex(id=f"t{number}", start=timex.start, end=timex.end, type=timex.type, value=value)
        for number, (timex, value) in enumerate(_dated_clocks(found, starts), start=1)
    )


def date_value(timex: Timex) -> str | None:
    """The ISO date, without clock, that an event at ``timex`` gets; None for durations, sets and open values."""
    if timex.value is None or timex.type in {TimexType.DURATION, TimexType.SET}:
        return None
    return iso_date(timex.value)


def _read_all(tokens: Tokens, anchor: date | None, openings: frozenset[int]) -> list[Timex]:
    found: list[Timex] = []
    told: str | None = None
    weekdays: dict[int, date] = {}
    rule_before = ""
    for match in GRAMMAR.finditer(tokens.codes):
        rule = match.lastgroup or ""
        if rule not in READINGS:
            continue
        first, last = match.span()
        start, end = tokens.starts[first], tokens.ends[last - 1]
        shapes = [tokens.text[tokens.starts[place] : tokens.ends[place]] for place in range(first, last)]
        setting = Setting(anchor, told, weekdays, _upcoming(tokens.codes, first), start in openings)
        reading = READINGS[rule](Piece(match.group(), shapes, tokens.values[first:last]), setting)
        if reading is None:
            continue
        timex = Timex(id="", start=start, end=end, type=reading[0], value=reading[1])
        found.append(timex)
        if rule not in BACKWARD_RULES:
            told = date_value(timex) or told
        day = day_of(date_value(timex))
        if day and rule in FULL_RULES:
            weekdays[day.isoweekday()] = day
            if rule_before == "day_relative":
                _correct_apposition(found, day, tokens.text)
        rule_before = rule
    return found


def _correct_apposition(found: list[Timex], day: date, text: str) -> None:
    """In *hari ini, Sabtu (27/5)* the date wins over the day word, which publication may have overtaken."""
    before, after = found[-2:]
    told = day_of(before.value)
    if (
        told
        and before.value
        and text[before.end : after.start] in APPOSITIONS
        and abs((told - day).days) <= APPOSITION_DAYS
    ):
        found[-2] = structs.replace(before, value=before.value.replace(told.isoformat(), day.isoformat()))


def _upcoming(codes: str, place: int) -> bool:
    before = codes[max(0, place - UPCOMING_REACH) : place]
    cue = before.rfind("!")
    return cue >= 0 and CLAUSE_ENDS.isdisjoint(before[cue:])


def _dated_clocks(found: Sequence[Timex], starts: Sequence[int]) -> Iterable[tuple[Timex, str | None]]:
    """Each expression with its value; a clock time alone gets the day told nearest: in its sentence, else before it."""
    days = [(timex.start, told.isoformat()) for timex in found if (told := day_of(date_value(timex)))]
    for timex in found:
        value = timex.value
        if timex.type is TimexType.TIME and value and value.startswith("T"):
            day = _day_near(timex.start, days, starts)
            value = "/".join(f"{day}{time}" for time in value.split("/")) if day else value
        yield timex, value


def _day_near(place: int, days: Sequence[tuple[int, str]], starts: Sequence[int]) -> str | None:
    sentence = bisect_right(starts, place)
    before = [day for day in days if day[0] < place]
    after = [day for day in days if day[0] > place and bisect_right(starts, day[0]) == sentence]
    if after and not (before and bisect_right(starts, before[-1][0]) == sentence):
        return after[0][1]
    return before[-1][1] if before else None
