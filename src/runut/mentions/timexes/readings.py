"""What each rule of the grammar means: a matched piece in its setting becomes a TIMEX3 type and value."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from runut.mentions.timexes.pieces import (
    Piece,
    amount,
    clocks,
    full_year,
    glued_day,
    integer,
    numeric_day,
    ordinal,
    turn,
    unit,
)
from runut.mentions.timexes.values import (
    calendar_day,
    day_of,
    duration_value,
    month_value,
    nearest_day,
    nearest_month,
    shift,
    week_value,
    weekday_near,
    weekday_of_week,
    year_value,
)
from runut.model import TimexType

__all__ = ["READINGS", "Reading", "Setting"]

Reading = tuple[TimexType, str | None]
PARTS_OF_YEAR = {"Q": 4, "H": 2}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a time expression leans on.

    ``anchor`` is the day of publication, ``told`` the last date told in the report, ``weekdays`` the last day told
    in full for each weekday (1 Monday … 7 Sunday), ``upcoming`` whether the words before speak of what is to come,
    ``opens`` whether the expression opens its sentence.
    """

    anchor: date | None
    told: str | None
    weekdays: Mapping[int, date]
    upcoming: bool
    opens: bool


def _direction(piece: Piece, setting: Setting) -> int:
    """-1 behind, 0 not told, 1 leans ahead, 2 ahead (see ``values.nearest_day``)."""
    if piece.has("Lf"):
        return -1
    if piece.has("N"):
        return 2
    if "H" in piece.codes:
        return -1 if integer(piece.value("H")) < 0 else 2
    return int(setting.upcoming)


def _year(piece: Piece, setting: Setting) -> int | None:
    """The year told with a date: in digits, or as *tahun lalu*."""
    for index in piece.places("42"):
        if piece.codes[index] == "4" or piece.codes[index - 1] == "'":
            return int(piece.shapes[index]) if piece.codes[index] == "4" else full_year(piece.shapes[index].zfill(2))
    if "'1" in piece.codes:
        return full_year(piece.shapes[piece.codes.index("'1") + 1].zfill(2))
    told_turn = turn(piece) if "t" in piece.codes else None
    return setting.anchor.year + told_turn if setting.anchor and told_turn is not None else None


def _day(day: int, month: int, year: int | None, piece: Piece, setting: Setting) -> str | None:
    if year is not None:
        found = calendar_day(year, month, day)
    else:
        found = nearest_day(setting.anchor, month, day, _direction(piece, setting)) if setting.anchor else None
    return found.isoformat() if found else None


def _interval(days: list[str | None]) -> str | None:
    """One day, or an interval from the first to the last; None where one of them is impossible."""
    if not days or None in days:
        return None
    first, last = days[0], days[-1]
    return first if first == last or (first or "") > (last or "") else f"{first}/{last}"


def _timed(value: str | None, piece: Piece) -> Reading:
    """The date with the clock time or part of day told beside it."""
    times = clocks(piece)
    if times:
        return TimexType.TIME, "/".join(f"{value or ''}T{time}" for time in times)
    if "P" in piece.codes:
        return TimexType.TIME, f"{value}T{piece.value('P')}" if value else None
    return TimexType.DATE, value


def _weekday(piece: Piece) -> int:
    """The weekday told, 0 where none is."""
    return integer(piece.value("WG"))


def _numeric_days(piece: Piece, setting: Setting) -> list[str | None]:
    """Dates in digits: ``17/6/2024``, ``17-18/6``, ``2592025``."""
    days: list[str | None] = []
    numeric = [(index, numeric_day(piece.shapes[index])) for index in piece.places("DE")]
    year = next((told for _, (_, _, told) in numeric if told), None)
    for index, (day, month, told) in numeric:
        if index > 1 and piece.codes[index - 1] in "-~&" and piece.codes[index - 2] == "1":
            days.append(_day(int(piece.shapes[index - 2]), month, told or year, piece, setting))
        days.append(_day(day, month, told or year, piece, setting))
    return days or [glued_day(piece.shapes[index], _weekday(piece), setting.anchor) for index in piece.places("g")]


def _month_years(piece: Piece, setting: Setting) -> list[tuple[int, int | None]]:
    """Where each month stands, and its year: its own, else that of the month after it (*Juni - Juli 2016*)."""
    places = piece.places("Mm")
    years: list[int | None] = []
    for start, end in zip(places, [*places[1:], len(piece.codes)], strict=True):
        years.append(_year(piece.part(start, end), setting))
    for index in range(len(places) - 2, -1, -1):
        following = years[index + 1]
        if years[index] is None and following is not None:
            over_new_year = integer(piece.values[places[index]]) > integer(piece.values[places[index + 1]])
            years[index] = following - over_new_year
    return list(zip(places, years, strict=True))


def _named_days(piece: Piece, setting: Setting) -> list[str | None]:
    """Dates with a month's name: *12-14 Juli 2016, 27 Juni hingga 6 Juli*."""
    days: list[str | None] = []
    begin = 0
    for place, year in _month_years(piece, setting):
        numbers = [int(piece.shapes[index]) for index in range(begin, place) if piece.codes[index] == "1"]
        days += [_day(number, integer(piece.values[place]), year, piece, setting) for number in numbers]
        begin = place + 1
    return days


def _calendar(piece: Piece, setting: Setting) -> Reading:
    days = _numeric_days(piece, setting) if piece.has("DEg") else _named_days(piece, setting)
    return _timed(_interval(days), piece)


def _day_of_month(piece: Piece, setting: Setting) -> Reading:
    """*tanggal 28*: of the month last told, else the nearest."""
    numbers = [int(piece.shapes[index]) for index in piece.places("1") if piece.codes[index - 1] in "T-~&"]
    base = setting.told if setting.told and len(setting.told) > 4 and "W" not in setting.told else None  # noqa: PLR2004
    if "b" in piece.codes or base is None:
        base = setting.anchor.isoformat() if setting.anchor else None
    month = shift(base, (turn(piece) or 0) if "b" in piece.codes else 0, "M") if base else None
    if month is None:
        return TimexType.DATE, None
    days = [calendar_day(int(month[:4]), int(month[5:7]), number) for number in numbers]
    return _timed(_interval([day.isoformat() if day else None for day in days]), piece)


def _months(piece: Piece, setting: Setting) -> Reading:
    values: list[str | None] = []
    for place, year in _month_years(piece, setting):
        month = integer(piece.values[place])
        if year is not None:
            values.append(month_value(year, month))
        elif setting.anchor:
            values.append(nearest_month(setting.anchor, month, _direction(piece, setting)))
        else:
            values.append(None)
    return TimexType.DATE, _interval(values)


def _is_sunday(piece: Piece, setting: Setting) -> bool:
    """Whether *minggu* is the day: after *hari*, before a part of day, or with a capital inside the sentence."""
    place = piece.codes.index("G")
    return piece.has("hP") or piece.has("W") or (piece.shapes[place][0].isupper() and not setting.opens)


def _weekdays(piece: Piece, setting: Setting) -> Reading | None:
    if piece.codes[0] == "G" and not _is_sunday(piece, setting):
        return _turned(piece, setting) if turn(piece) is not None else None
    days = [_bare_weekday(piece, integer(piece.values[index]), setting) for index in piece.places("WG")[:2]]
    if "p" in piece.codes or re.search("[WG]P?Z?G", piece.codes):
        days = [_weekday_of_turn(_weekday(piece), turn(piece) or 0, setting)]
    return _timed(_interval([day.isoformat() if day else None for day in days]), piece)


def _weekday_of_turn(weekday: int, weeks: int, setting: Setting) -> date | None:
    return weekday_of_week(setting.anchor, weekday, weeks) if setting.anchor else None


def _bare_weekday(piece: Piece, weekday: int, setting: Setting) -> date | None:
    """*Senin lalu, Kamis ini, Rabu*; a weekday alone that the report has told in full is that day."""
    if "I" in piece.codes:
        return _weekday_of_turn(weekday, 0, setting)
    alone = not piece.has("LNHf")
    if alone and weekday in setting.weekdays:
        return setting.weekdays[weekday]
    direction = _direction(piece, setting)
    if piece.has("Hf") and direction < 0:
        direction = 0  # "Senin kemarin" may be today's date where the report came out late in the day
    return weekday_near(setting.anchor, weekday, direction) if setting.anchor else None


def _turned(piece: Piece, setting: Setting) -> Reading:
    """*pekan lalu, awal tahun ini, akhir pekan depan*."""
    value = shift(setting.anchor.isoformat(), turn(piece) or 0, unit(piece)) if setting.anchor else None
    edge = piece.value("a")
    if edge and unit(piece) == "W":
        value = f"{value}-{edge}" if value and turn(piece) is not None else None
    return TimexType.DATE, value


def _counted(piece: Piece, start: str | None, sign: int) -> str | None:
    number = amount(piece)
    if number is None or number != int(number) or start is None:
        return None
    return shift(start, sign * int(number), unit(piece))


def _from_anchor(sign: int, vague: str) -> Callable[[Piece, Setting], Reading]:
    """*dua hari lalu, dua hari lagi*: counted from the day of publication."""

    def read(piece: Piece, setting: Setting) -> Reading:
        number = amount(piece)
        if number is None or number != int(number) or unit(piece)[0] == "T":
            return TimexType.DATE, vague
        return TimexType.DATE, _counted(piece, setting.anchor.isoformat() if setting.anchor else None, sign)

    return read


def _from_told(sign: int) -> Callable[[Piece, Setting], Reading]:
    """*dua hari kemudian, bulan sebelumnya*: counted from the last date told."""

    def read(piece: Piece, setting: Setting) -> Reading:
        bare = not piece.has("1234wqs")
        value = shift(setting.told, sign, unit(piece)) if bare and setting.told else _counted(piece, setting.told, sign)
        return TimexType.DATE, None if _beyond(value, setting) else value

    return read


def _beyond(value: str | None, setting: Setting) -> bool:
    """Whether a day reckoned in a story lies after publication: then the story has another start than the date told."""
    day = day_of(value)
    return day is not None and setting.anchor is not None and day > setting.anchor and not setting.upcoming


def _next_day(piece: Piece, setting: Setting) -> Reading:
    return _timed(shift(setting.told, integer(piece.values[0]), "D") if setting.told else None, piece)


def _same(piece: Piece, setting: Setting) -> Reading:
    told = setting.told
    if told and unit(piece) == "W":
        day = day_of(told)
        return TimexType.DATE, week_value(day) if day else None
    return TimexType.DATE, shift(told, 0, unit(piece)) if told else None


def _day_word(piece: Piece, setting: Setting) -> Reading:
    """*kemarin sore, hari ini, tadi pagi, malam ini, semalam*."""
    if setting.anchor is None:
        return _timed(None, piece)
    offset = integer(piece.value("HA"))
    if piece.has("f") and piece.value("P") == "NI":
        offset = -1  # "malam tadi" is last night
    day = shift(setting.anchor.isoformat(), offset, "D")
    if "A" in piece.codes:
        return TimexType.TIME, f"{day}TNI" if day else None
    return _timed(day, piece)


def _holiday(piece: Piece, setting: Setting) -> Reading | None:
    day, _, part = str(piece.values[0]).partition("T")
    found = _day(int(day[3:]), int(day[:2]), _year(piece, setting), piece, setting)
    return (TimexType.TIME, f"{found}T{part}" if found else None) if part else (TimexType.DATE, found)


def _part_of_year(piece: Piece, setting: Setting) -> Reading | None:
    """*kuartal pertama 2024, semester II tahun lalu*; without a year the last one that has begun."""
    kind = str(piece.values[piece.codes.index("Q")])
    place = piece.places("0R1")[0]
    number = ordinal(piece, place)
    if not 1 <= number <= PARTS_OF_YEAR[kind]:
        return None
    year = _year(piece.part(place + 1, len(piece.codes)), setting)
    if year is None and setting.anchor:
        begun = (number - 1) * 12 // PARTS_OF_YEAR[kind] < setting.anchor.month
        year = setting.anchor.year - (0 if begun or setting.upcoming else 1)
    return TimexType.DATE, f"{year:04d}-{kind}{number}" if year is not None else None


def _season(piece: Piece, setting: Setting) -> Reading:
    year = _year(piece, setting)
    return TimexType.DATE, f"{year:04d}-{piece.values[0]}" if year is not None else None


def _decade(piece: Piece, _: Setting) -> Reading | None:
    year = full_year(piece.shapes[piece.places("412")[0]])
    return (TimexType.DATE, f"{year // 10:03d}") if year % 10 == 0 else None


def _century(piece: Piece, _: Setting) -> Reading | None:
    if piece.value("z") != "C":
        return None
    return TimexType.DATE, f"{ordinal(piece, len(piece.codes) - 1) - 1:02d}"


def _years(piece: Piece, _: Setting) -> Reading | None:
    if "6" in piece.codes:
        start, end = piece.shapes[piece.codes.index("6")].split("/")
        years = [int(start), int(end) if len(end) > 2 else int(start[:2] + end)]  # noqa: PLR2004
    else:
        years = [int(piece.shapes[index]) for index in piece.places("4")]
    return (TimexType.DATE, f"{years[0]}/{years[1]}") if years[0] < years[1] else None


def _one_year(piece: Piece, _: Setting) -> Reading:
    return TimexType.DATE, year_value(full_year(piece.shapes[piece.places("421")[0]].zfill(2)))


def _clock_only(piece: Piece, _: Setting) -> Reading | None:
    """A clock time alone; its day is looked for once all expressions are read."""
    return _timed(None, piece) if clocks(piece) else None


def _reference(piece: Piece, _: Setting) -> Reading | None:
    return (TimexType.DATE, str(piece.values[0])) if piece.values[0] else None


def _duration(piece: Piece, _: Setting) -> Reading:
    units = piece.places("hbtpGjizQ")
    if len(units) > 1:
        first, rest = piece.part(0, units[0] + 1), piece.part(units[0] + 1, len(piece.codes))
        head, tail = duration_value(amount(first), unit(first)), duration_value(amount(rest), unit(rest))[1:]
        return TimexType.DURATION, head + (tail.removeprefix("T") if "T" in head else tail)
    number = None if piece.has("Bq") else amount(piece)
    return TimexType.DURATION, duration_value(number, str(piece.values[0]) if piece.has("B") else unit(piece))


def _every(piece: Piece, _: Setting) -> Reading:
    """*setiap Senin, tiap dua tahun, setahun sekali*."""
    clock = f"T{piece.value('P')}" if "P" in piece.codes else ""
    if piece.has("W") or ("G" in piece.codes and (piece.has("h") or piece.shapes[piece.codes.index("G")][0].isupper())):
        return TimexType.SET, f"XXXX-WXX-{_weekday(piece)}{clock}"
    if "M" in piece.codes:
        day = f"-{int(piece.shapes[piece.codes.index('1')]):02d}" if "1" in piece.codes else ""
        return TimexType.SET, f"XXXX-{integer(piece.value('M')):02d}{day}"
    if not piece.has("hbtpGjizQs"):
        return TimexType.SET, f"XXXX-XX-XX{clock}"
    return TimexType.SET, duration_value(amount(piece) or 1, unit(piece))


READINGS: Mapping[str, Callable[[Piece, Setting], Reading | None]] = {
    "every": _every,
    "day_full": _calendar,
    "day_relative_full": _calendar,
    "day_interval": _calendar,
    "day_month": _calendar,
    "day_number": _calendar,
    "day_of_month": _day_of_month,
    "month_interval": _months,
    "month": _months,
    "ago": _from_anchor(-1, "PAST_REF"),
    "hence": _from_anchor(1, "FUTURE_REF"),
    "coming": _duration,
    "latest": _duration,
    "after": _from_told(1),
    "before": _from_told(-1),
    "next_day": _next_day,
    "following": _from_told(1),
    "same": _same,
    "weekday": _weekdays,
    "day_relative": _day_word,
    "holiday": _holiday,
    "quarter": _part_of_year,
    "quarter_turn": _turned,
    "season": _season,
    "edge_turn": _turned,
    "turn": _turned,
    "duration": _duration,
    "decade": _decade,
    "century": _century,
    "year_interval": _years,
    "year": _one_year,
    "bare_year": _one_year,
    "clock": _clock_only,
    "reference": _reference,
}
