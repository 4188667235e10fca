"""A report as a string of token codes, one character a token, so that grammar rules are regular expressions over it.

Words get the code of their kind in the lexicon (``KIND_CODES``), numbers one of the digits ``1`` to
``6`` or a letter by their form, other words ``x`` (lower case) or ``X`` (capital), punctuation itself.
A phrase of the lexicon (*dini hari, keesokan harinya*) is one token.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from runut.lexicon.time_words import TimeKind, time_words_by_form

__all__ = ["KIND_CODES", "Tokens", "Value", "tokenise"]

KIND_CODES: dict[TimeKind, str] = {
    TimeKind.AFTER: "F",
    TimeKind.AGE: "U",
    TimeKind.AHEAD: ">",
    TimeKind.AND: "&",
    TimeKind.APPROXIMATE: "@",
    TimeKind.BEFORE: "V",
    TimeKind.CLOCK_WORD: "k",
    TimeKind.COUNTED: "%",
    TimeKind.DATE_WORD: "T",
    TimeKind.DAY_WORD: "H",
    TimeKind.DECADE_MARK: "r",
    TimeKind.DOCUMENT_NUMBER: "n",
    TimeKind.EDGE: "a",
    TimeKind.ERA: "O",
    TimeKind.EVERY: "e",
    TimeKind.FUTURE: "N",
    TimeKind.HOLIDAY: "y",
    TimeKind.JUST_NOW: "f",
    TimeKind.LAST_NIGHT: "A",
    TimeKind.LATEST: "K",
    TimeKind.LAW: "l",
    TimeKind.MANY_UNITS: "B",
    TimeKind.MONTH: "M",
    TimeKind.MONTH_SHORT: "m",
    TimeKind.MORE: "+",
    TimeKind.NAME: "X",
    TimeKind.NAMED_YEAR: "X",
    TimeKind.NEXT_DAY: "d",
    TimeKind.NUMBER: "w",
    TimeKind.ONCE: "o",
    TimeKind.ONE_UNIT: "s",
    TimeKind.ORDINAL: "0",
    TimeKind.ORDINAL_MARK: "J",
    TimeKind.PART_OF_DAY: "P",
    TimeKind.PAST: "L",
    TimeKind.PER: "_",
    TimeKind.PERSON: "u",
    TimeKind.RANGE: "~",
    TimeKind.REFERENCE: "v",
    TimeKind.SAME: "=",
    TimeKind.SEASON: "S",
    TimeKind.THAT: ":",
    TimeKind.THIS: "I",
    TimeKind.UNIT_DAY: "h",
    TimeKind.UNIT_HOUR: "j",
    TimeKind.UNIT_LONG: "z",
    TimeKind.UNIT_MINUTE: "i",
    TimeKind.UNIT_MONTH: "b",
    TimeKind.UNIT_QUARTER: "Q",
    TimeKind.UNIT_WEEK: "p",
    TimeKind.UNIT_YEAR: "t",
    TimeKind.UPCOMING: "!",
    TimeKind.VAGUE_NUMBER: "q",
    TimeKind.WEEKDAY: "W",
    TimeKind.WEEK_OR_SUNDAY: "G",
    TimeKind.YANG: "Y",
    TimeKind.YEAR_CUE: "C",
    TimeKind.ZONE: "Z",
}

CLOSING_QUOTE = "\u2019"  # stands for the apostrophe in typeset text
TOKEN = re.compile(
    rf"[^\W\d_]+(?:['{CLOSING_QUOTE}][^\W\d_]+)*"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}(?![0-9])|[0-9]+(?:[./:,][0-9]+)*"
    r"|[^\w\s]|\n"
)

# The form of a number decides what it may be; the first pattern that fits names its code.
NUMBER_CODES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("1", re.compile(r"0?[1-9]|[12][0-9]|3[01]")),  # a day of the month, or any small number
    ("2", re.compile(r"[0-9]{1,2}")),
    ("4", re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}|21[0-9]{2}")),  # a year
    ("5", re.compile(r"(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9](?:[.:][0-5][0-9])?")),  # a clock time
    ("E", re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])/(?:0?[1-9]|1[0-2])")),  # day/month
    (
        "D",  # day/month/year, or a full ISO date
        re.compile(
            r"(?:0?[1-9]|[12][0-9]|3[01])([/.-])(?:0?[1-9]|1[0-2])\1(?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}"
        ),
    ),
    ("6", re.compile(r"(?:19|20)[0-9]{2}/(?:19|20)?[0-9]{2}")),  # a season or school year: 2017/2018
    ("g", re.compile(r"[0-9]{6,8}")),  # a date whose slashes were lost: (2592025)
    ("3", re.compile(r"[0-9.,]+")),
)
ROMAN = re.compile(r"[IVX]+")
DASHES = frozenset("-\u2013\u2014")
QUOTES = frozenset("'`\u2018\u2019")
YEAR_DIGITS = 4
GROWN_ON = re.compile(r"[^\W\d_]{3}")  # but 60an is a decade
PLAIN_MARKS = frozenset("().,/%\n")


Value = int | float | str | None


@dataclass(frozen=True, slots=True)
class Tokens:
    """The codes and, for each code, where its token stands in ``text`` and what the lexicon says that it stands for."""

    text: str
    codes: str
    starts: Sequence[int]
    ends: Sequence[int]
    values: Sequence[Value]


class _Phrase(NamedTuple):
    rest: re.Pattern[str]
    code: str
    value: Value


class _Word(NamedTuple):
    """A word's code, empty where it is known only as the first word of ``phrases``, longest first."""

    code: str
    value: Value
    phrases: tuple[_Phrase, ...]


UNKNOWN = _Word("", None, ())


@cache
def _words() -> Mapping[str, _Word]:
    found: dict[str, _Word] = {}
    for form, word in sorted(time_words_by_form().items(), key=lambda item: -len(item[0])):
        code = KIND_CODES[word.kind]
        parts = [form] if "'" in form else re.findall(r"[^\W\d_]+|[^\w\s]", form)
        known = found.get(parts[0], UNKNOWN)
        if len(parts) > 1:
            rest = re.compile(r"[ \t\xa0]*".join(["", *map(re.escape, parts[1:])]) + r"(?!\w)", re.IGNORECASE)
            found[parts[0]] = known._replace(phrases=(*known.phrases, _Phrase(rest, code, word.value)))
        else:
            found[form] = known._replace(code=code, value=word.value)
    return found


def _number_code(shape: str) -> str:
    return next((code for code, pattern in NUMBER_CODES if pattern.fullmatch(shape)), "3")


def _mark_code(mark: str) -> str:
    if mark in PLAIN_MARKS:
        return mark
    if mark in DASHES:
        return "-"
    return "'" if mark in QUOTES else ";"


# News repeats its words: remembering the commonest halves the time that a report takes.
@lru_cache(maxsize=1 << 16)
def _classify(shape: str) -> _Word:
    """The code and meaning of a token by itself."""
    if not shape[0].isalpha():
        return _Word(_number_code(shape) if "0" <= shape[0] <= "9" else _mark_code(shape), None, ())
    word = _words().get(shape.lower().replace(CLOSING_QUOTE, "'"), UNKNOWN)
    # In capitals a preposition is an outlet's name: (ANTARA).
    if word.code and not (word.code == "C" and shape.isupper()):
        return word
    return word._replace(code="x" if shape[0].islower() else "R" if ROMAN.fullmatch(shape) else "X")


def _is_glued(text: str, shape: str, end: int) -> bool:
    """*20detik*: a small number with a word right after it is part of a name."""
    return shape.isdigit() and len(shape) < YEAR_DIGITS and GROWN_ON.match(text, end) is not None


def tokenise(text: str) -> Tokens:
    """Cut ``text`` into tokens and give each its code; white space other than line breaks is passed over."""
    codes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[Value] = []
    done = 0
    for match in TOKEN.finditer(text):
        start = match.start()
        if start < done:
            continue
        shape = match[0]
        code, value, phrases = _classify(shape)
        done = start + len(shape)
        for phrase in phrases:
            if rest := phrase.rest.match(text, done):
                done, code, value = rest.end(), phrase.code, phrase.value
                break
        codes.append("x" if _is_glued(text, shape, done) else code)
        starts.append(start)
        ends.append(done)
        values.append(value)
    return Tokens(text, "".join(codes), starts, ends, values)
