"""The same text printed again: wire copy, a rewritten lead, a shortened version.

Two texts are compared by their runs of four words. The measure is how many of the shorter text's words stand in runs
of the longer one, since a shortened copy shares little of the long text but nearly all of itself, and an editor who
changes one word in five leaves no long run whole but most of the words. To find whom to compare with, one run in eight
(by its hash) is looked up among the texts of the year before: a copy of 40 words has four of them.
"""

import re
import zlib
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from runut.lexicon.time_words import TimeKind, time_words_by_form

__all__ = ["Copy", "Text", "find_copies", "shingles"]

RUN = 4  # words: three are shared by chance and formula, five break at every comma that an editor moves
LOOKED_UP = 8  # one run in so many
LIKELY = 0.15  # of the runs that are looked up: fewer than that are quotations, not worth comparing
# Share of the shorter text's words. Between outlets two thirds is wire copy or a press release, rewritten; within one
# outlet, follow-ups repeat up to three quarters of what was written the day before, and more where they are much longer
# than what they repeat. Chosen on 360 pairs of 31,000 reports, judged by reading.
SAME_ELSEWHERE = 0.66
SAME_OUTLET = 0.75
SAME_WITHIN = 0.8  # of a text that makes less of the longer one than MAINLY
MAINLY = 0.6
SAME_LATER = 0.85  # after more than DAYS, when formulas and background have been repeated many times
SURELY = 0.9  # an outlet that tells of other days in the same words tells other news, unless so much is the same
SHORTEST = 0.3  # of the longer text: a round-up contains several reports and is a copy of none
# Daily prices are told in one form of words: of the figures that stand after two words which are in both texts, two in
# five are others. Figures elsewhere differ because a passage was left out or added; on one day they are corrected.
OTHER_FIGURES = 0.4
FEWEST = 12  # runs: below, captions and notices are alike by formula
DAYS = 7
OLDEST = 366  # days back
MOST = 50_000  # texts to compare with
WORD = re.compile(r"[^\W_]+")
FIGURE = re.compile(r"\d+(?:[.,]\d+)+|\d{2,}")
TWO_WORDS = re.compile(r"[^\W\d_]+\W+[^\W\d_]+(?=\W*$)")
BEFORE = 40  # characters
DATE = re.compile(
    r"\((?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?:[/.-]\d{2,4})?\)|\b(?P<of>\d{1,2}) (?P<name>[a-z]{3,9})\b"
)
MULTIPLIERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], np.uint64)

Hashes = npt.NDArray[np.uint64]
Figures = dict[str, set[str]]
Days = tuple[tuple[int, int], ...]


class Text(NamedTuple):
    """A report to be compared: ``day`` of publication, None if unknown."""

    article_id: str
    day: date | None
    outlet: str | None
    text: str


class Copy(NamedTuple):
    """A report, the first report with its text, and what share of the shorter one's words stands in the other."""

    article_id: str
    text_id: str
    share: float


def shingles(text: str) -> Hashes:
    """Hashes of the runs of four words in ``text``, in their order. The same on every machine."""
    words = np.array([zlib.crc32(word.encode()) for word in WORD.findall(text.lower())], np.uint64)
    if len(words) < RUN:
        return np.empty(0, np.uint64)
    runs = np.zeros(len(words) - RUN + 1, np.uint64)
    for place, multiplier in enumerate(MULTIPLIERS):
        runs += (words[place : len(words) - RUN + 1 + place] + np.uint64(1)) * multiplier
    runs ^= runs >> np.uint64(29)
    runs *= MULTIPLIERS[1]
    return runs ^ (runs >> np.uint64(32))


def find_copies(texts: Iterable[Text]) -> Iterator[Copy]:
    """For every text, in order of days, the first text that it repeats: itself if there is none.

    ``texts`` must come in order of days. What is in memory are the runs of a year, of 50,000 texts at most.
    """
    known = _Known()
    for text in texts:
        looked_at = _Looked(text.article_id, text.day, text.outlet, shingles(text.text), *_told(text.text))
        known.forget_before(text.day)
        copy = known.copy_of(looked_at)
        yield copy
        known.add(looked_at, copy.text_id)


class _Looked(NamedTuple):
    article_id: str
    day: date | None
    outlet: str | None
    runs: Hashes
    figures: Figures
    days: Days = ()


class _Known:
    """The texts of the days before, by some of their runs."""

    def __init__(self) -> None:
        self.texts: dict[str, _Looked] = {}
        self.original: dict[str, str] = {}
        self.holding: defaultdict[int, list[str]] = defaultdict(list)
        self.dated: deque[str] = deque()  # in the order in which they came
        self.undated: deque[str] = deque()

    def add(self, text: _Looked, original: str) -> None:
        self.texts[text.article_id] = text
        self.original[text.article_id] = original
        (self.undated if text.day is None else self.dated).append(text.article_id)
        for run in _looked_up(text.runs):
            self.holding[run].append(text.article_id)

    def forget_before(self, day: date | None) -> None:
        while self.dated and (len(self.dated) >= MOST or _too_old(self.texts[self.dated[0]].day, day)):
            self._forget(self.dated.popleft())
        while len(self.undated) >= MOST:
            self._forget(self.undated.popleft())

    def _forget(self, name: str) -> None:
        del self.original[name]
        for run in _looked_up(self.texts.pop(name).runs):
            self.holding[run].remove(name)
            if not self.holding[run]:
                del self.holding[run]

    def copy_of(self, text: _Looked) -> Copy:
        looked_up = _looked_up(text.runs)
        found = Counter(name for run in looked_up for name in self.holding.get(run, ()))
        shares = {
            name: share
            for name, shared in found.items()
            if shared >= LIKELY * min(len(looked_up), len(self.texts[name].runs) / LOOKED_UP)
            and (share := _share(text, self.texts[name]))
        }
        # A copy of a copy that shares little with the first text is another text: chains lead from report to report.
        firsts = {
            name: share
            for name, share in shares.items()
            if (first := self.original[name]) in shares or first not in self.texts
        }
        if not firsts:
            return Copy(text.article_id, text.article_id, 1.0)
        best = max(firsts, key=lambda name: (firsts[name], name))
        return Copy(text.article_id, self.original[best], round(firsts[best], 3))


def _share(text: _Looked, other: _Looked) -> float:
    """How much of the shorter text stands in the longer one; 0 if they are not the same text."""
    shorter, longer = sorted((text, other), key=lambda one: len(one.runs))
    if len(shorter.runs) < max(FEWEST, SHORTEST * len(longer.runs)):
        return 0.0
    share = _covered(shorter.runs, longer.runs)
    if share < SAME_ELSEWHERE or (share < SAME_LATER and _days_between(text.day, other.day) > DAYS):
        return 0.0
    if text.outlet is not None and text.outlet == other.outlet and not _repeated(share, shorter, longer):
        return 0.0
    corrected = text.day is not None and text.day == other.day
    return share if corrected or not _other_figures(shorter.figures, longer.figures) else 0.0


def _repeated(share: float, shorter: _Looked, longer: _Looked) -> bool:
    """Whether an outlet printed its text again, or a follow-up that repeats what was told before."""
    if share >= SURELY:
        return True
    days, others = shorter.days, longer.days
    if days and others and days[0] not in others and others[0] not in days:
        return False
    return share >= SAME_WITHIN or (share >= SAME_OUTLET and _covered(longer.runs, shorter.runs) >= MAINLY)


def _days_between(one: date | None, other: date | None) -> int:
    return 0 if one is None or other is None else abs((one - other).days)


def _other_figures(ones: Figures, others: Figures) -> bool:
    """Whether the same words are told of other figures: yesterday's prices are no copy of today's."""
    same_words = ones.keys() & others.keys()
    figures = sum(len(ones[words]) for words in same_words)
    changed = sum(len(ones[words] - others[words]) for words in same_words)
    return changed > 0 and changed >= OTHER_FIGURES * figures


def _covered(runs: Hashes, others: Hashes) -> float:
    """The share of words that stand in a run which is also among ``others``."""
    words = np.convolve(np.isin(runs, others), np.ones(RUN)) > 0
    return float(words.mean())


def _told(text: str) -> tuple[Figures, Days]:
    """The figures of a text and the days that it names, as day and month."""
    lower = text.lower()
    days = (
        (int(one["day"] or one["of"]), int(one["month"] or _months().get(one["name"], 0)))
        for one in DATE.finditer(lower)
    )
    return _figures(lower), tuple((day, month) for day, month in days if month)


@cache
def _months() -> dict[str, int]:
    words = time_words_by_form().items()
    return {form: int(word.value) for form, word in words if word.kind is TimeKind.MONTH and word.value}


def _figures(lower: str) -> Figures:
    """Figures by the two words before them. Single digits only number lists."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for figure in FIGURE.finditer(lower):
        if before := TWO_WORDS.search(lower[max(0, figure.start() - BEFORE) : figure.start()]):
            found[before.group()].add(figure.group())
    return found


def _looked_up(runs: Hashes) -> list[int]:
    found: list[int] = np.unique(runs[runs % np.uint64(LOOKED_UP) == 0]).tolist()
    return found


def _too_old(day: date | None, now: date | None) -> bool:
    return day is not None and now is not None and (now - day).days > OLDEST
