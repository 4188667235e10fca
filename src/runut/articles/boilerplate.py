"""Lines of a web page that are no part of the report."""

import re
from enum import StrEnum
from functools import cache

from runut.lexicon.loader import LexiconEntry, read_entries

__all__ = ["BoilerplateEntry", "blanked", "boilerplate", "without_boilerplate"]

LONGEST_LINE = 250  # a paragraph that happens to begin with such words is longer, and stays


class Where(StrEnum):
    """Where in a line the words must stand."""

    LINE = "line"
    START = "start"
    WITHIN = "within"


class BoilerplateEntry(LexiconEntry, frozen=True):
    """Words that give away a line as no part of the report; ``next`` takes the line below along."""

    words: str
    where: Where
    example: str
    next: bool = False


@cache
def boilerplate() -> tuple[BoilerplateEntry, ...]:
    """The entries of ``boilerplate.yaml``. Raises :class:`LexiconError` naming the file and the entry at fault."""
    return read_entries("boilerplate.yaml", BoilerplateEntry)


def without_boilerplate(lines: list[str]) -> list[str]:
    """The ``lines`` of a report without advertisements, links to other reports and empty lines."""
    kept = []
    skip_title = False
    for line in map(_without_inner_words, lines):
        opens_title = _alone().fullmatch(line) is not None
        if line and not opens_title and not _is_boilerplate(line) and not (skip_title and not line.endswith(".")):
            kept.append(line)
        skip_title = opens_title or (skip_title and not line)
    return kept


def blanked(text: str) -> str:
    """``text`` with a line break and blanks in place of words that are never part of a report; every offset holds.

    For rows of a collection: their text must stay as it was given, but nobody should read an advertisement in it.
    """
    return _within().sub(lambda found: "\n".ljust(len(found[0])), text)


def _is_boilerplate(line: str) -> bool:
    return len(line) <= LONGEST_LINE and _whole().match(line) is not None


def _without_inner_words(line: str) -> str:
    return " ".join(_within().sub(" ", line).split()) if _within().search(line) else line.strip()


def _alternatives(where: Where) -> str:
    words = sorted((entry.words for entry in boilerplate() if entry.where is where), key=len, reverse=True)
    return "|".join(map(re.escape, words))


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives(Where.LINE)})$|(?:{_alternatives(Where.START)})(?!\w)", re.IGNORECASE)


@cache
def _within() -> re.Pattern[str]:
    return re.compile(_alternatives(Where.WITHIN), re.IGNORECASE)


@cache
def _alone() -> re.Pattern[str]:
    openers = "|".join(re.escape(entry.words) for entry in boilerplate() if entry.next)
    return re.compile(rf"(?:{openers})\s?:?", re.IGNORECASE)
