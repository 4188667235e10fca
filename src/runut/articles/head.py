"""The lines above a report's body: its title, byline, picture credit and date line."""

import re
from enum import StrEnum
from functools import cache

from runut.articles.datelines import find_dateline, outlet_named, outlet_pattern
from runut.articles.published import read_published
from runut.lexicon.loader import LexiconEntry, read_entries
from runut.model import Struct

__all__ = ["Head", "HeadLine", "read_head_line", "split_head"]

LONGEST_TITLE = 200
LONGEST_HEAD_LINE = 300  # picture captions run to two sentences

PERSON = r"[^\W\d_a-z][\w.'’-]*(?:\s[^\W\d_a-z][\w.'’-]*){0,4}"
PEOPLE = rf"{PERSON}(?:\s?[,/&]\s?{PERSON}|\sdan\s{PERSON})*"
BETWEEN_PEOPLE = re.compile(r"\s?[,/&]\s?|\sdan\s")
WEEKDAY = r"(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad)"
DAY = r"\d{1,2}(?:[/-]\d{1,2}[/-]|\s[^\W\d_]+\s)\d{4}"
CLOCK = r"(?:[\s,|•-]+(?:pukul\s|jam\s)?\d{1,2}[.:]\d{2}(?:\s?(?:WIB|WITA|WIT))?)?"
OPEN_END = re.compile(r"[,;:]$|(?<!\.)\.$")  # a title may trail off (Ternyata...)
SEVERAL_SENTENCES = re.compile(r"[a-z]{3}\.\s+[A-Z]")
SENTENCE_END = re.compile(r"[.!?…][\"”'’)\]]*$|[\"”)\]]$|:$")


class BylineKind(StrEnum):
    """What a line above the body gives."""

    AUTHOR = "author"
    EDITOR = "editor"
    CREDIT = "credit"


class BylineWord(LexiconEntry, frozen=True):
    """A word that opens such a line."""

    word: str
    kind: BylineKind
    example: str


class HeadLine(Struct, frozen=True):
    """What one line above the body says; all empty for a credit or an editor."""

    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None


class Head(Struct, frozen=True):
    """What stands above the body, and where in the text the body starts."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    body: int = 0


def split_head(text: str) -> Head:
    """Tell the lines above the body of a plain-text report from the body.

    A title is a first line that does not end like a sentence and is followed by something that
    looks like a paragraph; in doubt the line is left in the body, since a lost sentence is worse.
    """
    lines = _lines(text)
    title: str | None = None
    found = HeadLine()
    for number, (start, line) in enumerate(lines):
        read = read_head_line(line)
        if read is not None:
            found = HeadLine(
                authors=found.authors or read.authors,
                outlet=found.outlet or read.outlet,
                published=found.published or read.published,
            )
        elif title is None and _is_title(text, lines, number):
            title = line
        else:
            return Head(title=title, authors=found.authors, outlet=found.outlet, published=found.published, body=start)
    return Head(body=lines[0][0] if lines else 0)


def read_head_line(line: str) -> HeadLine | None:
    """What ``line`` says as a byline, credit or date line; None if it is neither."""
    if len(line) > LONGEST_HEAD_LINE:
        return None
    return _worded(line) or _byline(line) or _date_line(line)


@cache
def byline_words() -> dict[str, BylineWord]:
    """The entries of ``bylines.yaml`` by word in small letters."""
    return {entry.word.casefold(): entry for entry in read_entries("bylines.yaml", BylineWord)}


@cache
def _worded_line() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(byline_words(), key=len, reverse=True))
    return re.compile(rf"[\[(]?(?P<word>{words})\b(?P<mark>\s?[:./])?\s*(?P<rest>.*?)[\])]?", re.IGNORECASE)


@cache
def _trailing_credit() -> re.Pattern[str]:
    pictures = [word for word, entry in byline_words().items() if entry.kind is BylineKind.CREDIT]
    return re.compile(rf".+[\[(](?:{'|'.join(map(re.escape, pictures))})\b[^\])]*[\])]\.?", re.IGNORECASE)


@cache
def _outlet_first() -> re.Pattern[str]:
    return re.compile(rf"[-–—(\[]?\s?{outlet_pattern()}\s?/\s?(?P<people>{PEOPLE})[)\]]?")


@cache
def _outlet_last() -> re.Pattern[str]:
    return re.compile(rf"(?:Tim\s)?(?P<people>{PEOPLE})?\s?[-–—]\s?{outlet_pattern()}")


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(rf"(?:{outlet_pattern()}\s?[-–—,]?\s)?(?P<date>(?:{WEEKDAY},?\s)?{DAY}{CLOCK})", re.IGNORECASE)


def _worded(line: str) -> HeadLine | None:
    match = _worded_line().fullmatch(line)
    if match is None:
        return HeadLine() if _trailing_credit().fullmatch(line) else None
    kind = byline_words()[match["word"].casefold()].kind
    if kind is BylineKind.CREDIT:
        return HeadLine() if match["mark"] or _trailing_credit().fullmatch(line) else None
    outlet, people = _split_outlet(match["rest"])
    if not re.fullmatch(PEOPLE, people):
        return None
    return HeadLine(authors=_people(people), outlet=outlet) if kind is BylineKind.AUTHOR else HeadLine()


def _split_outlet(rest: str) -> tuple[str | None, str]:
    """*Contoh.com, Made Suarta* → outlet and people."""
    match = re.match(rf"{outlet_pattern()}\s?,\s?", rest)
    return (outlet_named(match["outlet"]), rest[match.end() :]) if match else (None, rest)


def _byline(line: str) -> HeadLine | None:
    match = _outlet_first().fullmatch(line) or _outlet_last().fullmatch(line)
    if match is None:
        return None
    return HeadLine(authors=_people(match["people"] or ""), outlet=outlet_named(match["outlet"]))


def _date_line(line: str) -> HeadLine | None:
    match = _dated().fullmatch(line)
    if match is None or read_published(match["date"]) is None:
        return None
    return HeadLine(outlet=outlet_named(match["outlet"]) if match["outlet"] else None, published=match["date"])


def _people(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in BETWEEN_PEOPLE.split(names) if name.strip())


def _is_title(text: str, lines: list[tuple[int, str]], number: int) -> bool:
    start, line = lines[number]
    if number + 1 == len(lines) or len(line) > LONGEST_TITLE or not any(letter.isalpha() for letter in line):
        return False
    if OPEN_END.search(line) or SEVERAL_SENTENCES.search(line) or find_dateline(text[start:]):
        return False
    following_start, following = lines[number + 1]
    if following[0].islower():
        return False
    blank_between = text.count("\n", start, following_start) > 1
    return blank_between or bool(
        read_head_line(following) or find_dateline(following) or SENTENCE_END.search(following)
    )


def _lines(text: str) -> list[tuple[int, str]]:
    """Start and stripped content of each line that has any."""
    return [(match.start(), match[0].rstrip()) for match in re.finditer(r"[^\s][^\n]*", text)]
