"""What stands in a stretch of tokens that a rule has matched: numbers, days, clock times, turns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from runut.mentions.timexes.tokens import Value
from runut.mentions.timexes.values import calendar_day

__all__ = ["Piece", "amount", "clocks", "glued_day", "integer", "numeric_day", "ordinal", "turn", "unit"]

PLAIN_NUMBER = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,6})(?:,([0-9]{1,2}))?|([0-9]{1,3})\.([0-9]{1,2})")
GLUED = re.compile(r"([0-9]{2,4})((?:19|20)[0-9]{2})")
MULTIPLIERS = {"tens": 10, "hundreds": 100}
TURNS = {"L": -1, "I": 0, "N": 1}
ROMAN = {"I": 1, "V": 5, "X": 10}
UNITS = frozenset("hbtpGjizQsB")
NUMERALS = frozenset("1234w")
NOON = 12
TEN = 10
LAST_HOUR = 24
EVENING_STARTS = 6  # "jam 6 malam" is 18:00, "jam 2 malam" stays in the small hours
TWO_DIGIT_YEAR = 30  # '98 is 1998, '24 is 2024


@dataclass(frozen=True, slots=True)
class Piece:
    """The matched tokens: their codes, the words as written, what the lexicon says that they stand for."""

    codes: str
    shapes: Sequence[str]
    values: Sequence[Value]

    def has(self, codes: str) -> bool:
        """Whether a token of one of the codes stands in the piece."""
        return any(code in self.codes for code in codes)

    def places(self, codes: str) -> list[int]:
        """Where tokens of one of the codes stand."""
        return [index for index, code in enumerate(self.codes) if code in codes]

    def value(self, codes: str) -> Value:
        """What the first token of one of the codes stands for; None where there is no such token."""
        return next((value for code, value in zip(self.codes, self.values, strict=True) if code in codes), None)

    def part(self, start: int, end: int) -> "Piece":
        """The tokens from ``start`` up to ``end``."""
        return Piece(self.codes[start:end], self.shapes[start:end], self.values[start:end])


def integer(value: float | str | None) -> int:
    """A lexicon value that the lexicon promises to be a whole number."""
    return int(value or 0)


def turn(piece: Piece) -> int | None:
    """-1 for *lalu*, 0 for *ini*, 1 for *depan*; None where nothing of the kind stands."""
    return next((TURNS[code] for code in piece.codes if code in TURNS), None)


def unit(piece: Piece) -> str:
    """The ISO unit of the last unit word; *minggu* counts as a week."""
    place = piece.places("".join(UNITS))[-1]
    return "W" if piece.codes[place] == "G" else str(piece.values[place])


def amount(piece: Piece) -> float | None:
    """How many, in digits or words; None where the text leaves it open (*beberapa, dua-tiga*)."""
    groups = re.findall(r"[1-4]w*|w+", piece.codes)
    if "s" in piece.codes:
        return 1
    if len(groups) != 1:
        return None
    start = re.search(r"[1-4w]", piece.codes)
    return _numeral(piece, start.start(), start.start() + len(groups[0])) if start else None


def _numeral(piece: Piece, start: int, end: int) -> float | None:
    total: float = 0
    pending: float = 0
    for index in range(start, end):
        value = piece.values[index] if piece.codes[index] == "w" else _plain_number(piece.shapes[index])
        if value is None:
            return None
        if value == "teens":
            total, pending = total + pending + 10, 0
        elif value == "thousands":
            total, pending = (total + pending) * 1000, 0
        elif isinstance(value, str):
            total, pending = total + pending * MULTIPLIERS[value], 0
        elif value == 0.5:  # noqa: PLR2004 - setengah
            pending += value
        elif piece.codes[index] == "w" and value >= TEN:  # sepuluh, sebelas, seratus
            total += value
        elif pending:
            return None
        else:
            pending = float(value)
    return total + pending


def ordinal(piece: Piece, place: int) -> int:
    """The number of *kedua, II, 2* at ``place``."""
    if piece.codes[place] == "R":
        digits = [ROMAN[letter] for letter in piece.shapes[place]]
        return sum(-digit if digit < max(digits[index:]) else digit for index, digit in enumerate(digits))
    return int(piece.shapes[place]) if piece.codes[place] == "1" else integer(piece.values[place])


def _plain_number(shape: str) -> float | None:
    found = PLAIN_NUMBER.fullmatch(shape)
    if not found:
        return None
    whole, decimals, english_whole, english_decimals = found.groups()
    return float(f"{(whole or english_whole).replace('.', '')}.{decimals or english_decimals or 0}")


def full_year(shape: str) -> int:
    """The year that two or four digits stand for."""
    year = int(shape)
    return year if len(shape) > 2 else year + (1900 if year >= TWO_DIGIT_YEAR else 2000)  # noqa: PLR2004


def numeric_day(shape: str) -> tuple[int, int, int | None]:
    """Day, month and year of a date in digits; the year is None where it is not told."""
    parts = re.split(r"[/.-]", shape)
    if len(parts[0]) == 4:  # noqa: PLR2004 - year first
        return int(parts[2]), int(parts[1]), int(parts[0])
    return int(parts[0]), int(parts[1]), full_year(parts[2]) if len(parts) > 2 else None  # noqa: PLR2004


def glued_day(shape: str, weekday: int, anchor: date | None) -> str | None:
    """The date of digits that have lost their slashes.

    Where they may be cut twice, the weekday decides, then nearness to ``anchor``.
    """
    found = GLUED.fullmatch(shape)
    if not found:
        return None
    digits, year = found.groups()
    cuts = [(digits[:cut], digits[cut:]) for cut in range(1, len(digits))]
    # An outlet that writes the month with a nought writes the day so too: 3092025 is 30/9, not 3/09.
    plain = [(first, month) for first, month in cuts if len(first) > 1 or month[0] != "0"]
    days = [day for first, month in plain if (day := calendar_day(int(year), int(month), int(first)))]
    fitting = [day for day in days if day.isoweekday() == weekday] or days
    if anchor:
        fitting.sort(key=lambda day: abs((day - anchor).days))
    return fitting[0].isoformat() if fitting and (anchor or len(fitting) == 1) else None


def clocks(piece: Piece) -> list[str]:
    """The clock times told, as ``hh:mm`` with their UTC offset where a zone is told.

    A time that no clock shows is left out.
    """
    offset = piece.value("Z") or ""
    part = str(piece.value("P") or "")
    found = []
    after_word = False
    for index, code in enumerate(piece.codes):
        if code == "5" or (after_word and code in "12w"):
            if code != "w" or piece.codes[index - 1] != "w":
                found.append(_clock(piece, index, part))
            after_word = True
        elif code not in "-~kj.":
            after_word = False
        elif code in "kj":
            after_word = True
    return [f"{time}{offset}" for time in found if time]


def _clock(piece: Piece, index: int, part: str) -> str | None:
    if piece.codes[index] == "w":
        end = index + len(piece.codes[index:]) - len(piece.codes[index:].lstrip("w"))
        told = _numeral(piece, index, end)
        hour, minute = (int(told), 30 if told % 1 else 0) if told is not None else (LAST_HOUR + 1, 0)
    else:
        parts = re.split(r"[.:]", piece.shapes[index])
        hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
    if hour < NOON and (
        (part == "NI" and hour >= EVENING_STARTS) or part == "EV" or (part == "AF" and hour < EVENING_STARTS)
    ):
        hour += NOON
    return f"{hour:02d}:{minute:02d}" if hour <= LAST_HOUR else None
