"""A report as a string of token codes, one character a token, so that grammar rules are regular expressions over it.

Words get the code of their kind in the lexicon (``KIND_CODES``), numbers one of the digits ``1`` to
``6`` or a letter by their form, other words ``x`` (lower case) or ``X`` (capital), punctuation itself.
A phrase of the lexicon (*dini hari, keesokan harinya*) is one token.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from runut.lexicon.time_words import TimeKind, time_words_by_form

__all__ = ["KIND_CODES", "Token", "Tokens", "tokenise"]

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

TOKEN = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}(?![0-9])|[0-9]+(?:[./:,][0-9]+)*"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|\n"
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
        re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])([/.-])(?:0?[1-9]|1[0-2])\1(?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    ),
    ("6", re.compile(r"(?:19|20)[0-9]{2}/(?:19|20)?[0-9]{2}")),  # a season or school year: 2017/2018
    ("g", re.compile(r"[0-9]{6,8}")),  # a date whose slashes were lost: (2592025)
    ("3", re.compile(r"[0-9.,]+")),
)
ROMAN = re.compile(r"[IVX]+")
DASHES = frozenset("-–—")
QUOTES = frozenset("'’‘`")
PLAIN_MARKS = frozenset("().,/%\n")


class Token(NamedTuple):
    """Where a token stands, and what the lexicon says that it stands for."""

    start: int
    end: int
    value: int | float | str | None


@dataclass(frozen=True, slots=True)
class Tokens:
    """The codes and, one for each code, the tokens."""

    text: str
    codes: str
    tokens: tuple[Token, ...]


class _Phrase(NamedTuple):
    rest: re.Pattern[str]
    code: str
    value: int | float | str | None


@cache
def _words() -> Mapping[str, tuple[str, int | float | str | None]]:
    return {form: (KIND_CODES[word.kind], word.value) for form, word in time_words_by_form().items() if form.isalpha() or "'" in form}


@cache
def _phrases() -> Mapping[str, tuple[_Phrase, ...]]:
    """Phrases by their first word, longest first."""
    found: dict[str, list[_Phrase]] = {}
    for form, word in sorted(time_words_by_form().items(), key=lambda item: -len(item[0])):
        parts = re.findall(r"[^\W\d_]+|[^\w\s]", form)
        if len(parts) > 1 and "'" not in form:
            rest = re.compile(r"[ \t\xa0]*".join(["", *map(re.escape, parts[1:])]) + r"(?!\w)", re.IGNORECASE)
            found.setdefault(parts[0], []).append(_Phrase(rest, KIND_CODES[word.kind], word.value))
    return {first: tuple(phrases) for first, phrases in found.items()}


def _number_code(shape: str) -> str:
    return next((code for code, pattern in NUMBER_CODES if pattern.fullmatch(shape)), "3")


def _mark_code(mark: str) -> str:
    if mark in PLAIN_MARKS:
        return mark
    if mark in DASHES:
        return "-"
    return "'" if mark in QUOTES else ";"


def tokenise(text: str) -> Tokens:
    """Cut ``text`` into tokens and give each its code; white space other than line breaks is passed over."""
    words, phrases = _words(), _phrases()
    codes: list[str] = []
    tokens: list[Token] = []
    done = 0
    for match in TOKEN.finditer(text):
        start, end = match.span()
        if start < done:
            continue
        shape = match.group()
        value: int | float | str | None = None
        if shape[0].isalpha():
            lower = shape.lower()
            code, value = words.get(lower, ("", None))
            for phrase in phrases.get(lower, ()):
                if rest := phrase.rest.match(text, end):
                    end, code, value = rest.end(), phrase.code, phrase.value
                    break
            if not code:
                code = ("R" if ROMAN.fullmatch(shape) else "X") if shape[0].isupper() else "x"
                if "’" in lower:
                    code, value = words.get(lower.replace("’", "'"), (code, None))
        elif "0" <= shape[0] <= "9":
            code = _number_code(shape)
        else:
            code = _mark_code(shape)
        codes.append(code)
        tokens.append(Token(start, end, value))
        done = end
    return Tokens(text, "".join(codes), tuple(tokens))
