"""Which reports tell the same happening: a story, followed from day to day.

Reports come in order of days. Each is a handful of features, the names it gives and the words of its title and
opening, weighed by how rare they are; it joins the story that it is most like, if it is like one, else it begins one.
A story is the sum of its reports; it sleeps when no report has joined it for some days.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from runut.lexicon.common_words import common_words

__all__ = ["Membership", "Story", "Told", "group_stories"]

# Similarity from which a report belongs to a story. On 264 reports of four days, judged by reading, 0.16 to 0.22 are
# equally good; below, two happenings of one war become one.
JOINS = 0.2
DAYS = 4  # without a report, then a story sleeps
FADES = 0.06  # of the similarity a day
LOOKED_UP = 12  # of a report's features, the rarest: what two reports on one happening share is among them
MOST = 40_000  # stories awake, where days do not limit them
NAMES_WEIGH = 1.5  # a name tells more than a word
TITLE_WEIGHS = 2.0
OPENING = 900  # characters: what happened stands in front, background behind
KEPT = 60  # features of a story
SHOWN = 6
WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*")


class Told(NamedTuple):
    """What is looked at in a report. ``names`` are the names in it, with how often each stands there."""

    article_id: str
    day: date | None
    title: str
    text: str
    names: Mapping[str, int]


class Membership(NamedTuple):
    """A report in a story, and how like the story it was when it joined; 1 for the first."""

    story_id: str
    article_id: str
    similarity: float


class Story(NamedTuple):
    """A story as it is when it is over: the title of its most typical report, and its weightiest names and words."""

    id: str
    title: str
    names: tuple[str, ...]
    words: tuple[str, ...]


Features = dict[str, float]


def group_stories(reports: Iterable[Told], frequency: Mapping[str, float]) -> Iterator[Membership | Story]:
    """Each report's story, in the order of ``reports``; and each story once it is over.

    ``reports`` must come in order of days. ``frequency`` is the share of the collection's reports that have a name or
    word; what it lacks is rare. Nothing is in memory but the stories of a few days.
    """
    awake = _Awake(frequency)
    for report in reports:
        yield from awake.asleep_by(report.day)
        yield awake.join(report)
    yield from awake.all_asleep()


class _Growing:
    """A story that may get more reports."""

    def __init__(self, report: Told, features: Features) -> None:
        self.id = report.article_id
        self.features = features
        self.last = report.day
        self.reports = 1
        self.title, self.typical = report.title, 0.0

    def like(self, features: Features, day: date | None) -> float:
        shared = sum(weight * self.features[name] for name, weight in features.items() if name in self.features)
        similarity = shared / (_length(features) * _length(self.features))
        quiet = (day - self.last).days if day and self.last else 0
        return similarity * (1 - FADES * max(quiet, 0))

    def take(self, report: Told, features: Features, similarity: float) -> None:
        for name, weight in features.items():
            self.features[name] = self.features.get(name, 0.0) + weight
        if len(self.features) > 2 * KEPT:
            self.features = dict(sorted(self.features.items(), key=lambda pair: (-pair[1], pair[0]))[:KEPT])
        self.reports += 1
        self.last = max(filter(None, (self.last, report.day)), default=None)
        if similarity > self.typical:
            self.title, self.typical = report.title, similarity

    def over(self) -> Story:
        weightiest = sorted(self.features, key=lambda name: (-self.features[name], name))
        names = tuple(one[1:] for one in weightiest if one[0] == NAME)[:SHOWN]
        words = tuple(one for one in weightiest if one[0] != NAME)[:SHOWN]
        return Story(self.id, self.title, names, words)


NAME = "="  # before a name, so that it is told from a word


class _Awake:
    """The stories that may get more reports, by their rare features."""

    def __init__(self, frequency: Mapping[str, float]) -> None:
        self.frequency = frequency
        self.stories: dict[str, _Growing] = {}
        self.dated: dict[str, None] = {}  # names, the story without a report for longest first
        self.undated: dict[str, None] = {}
        self.having: defaultdict[str, set[str]] = defaultdict(set)
        self.looked_up: dict[str, set[str]] = {}

    def join(self, report: Told) -> Membership:
        features = self._features(report)
        rarest = sorted(features, key=lambda name: (-features[name], name))[:LOOKED_UP]
        found = {name for feature in rarest for name in self.having.get(feature, ())}
        likeness = {name: self.stories[name].like(features, report.day) for name in found}
        best = max(likeness, key=lambda name: (likeness[name], name), default=None)
        if best is None or likeness[best] < JOINS:
            best = report.article_id
            self.stories[best] = _Growing(report, features)
            self.looked_up[best] = set()
            similarity = 1.0
        else:
            similarity = likeness[best]
            self.stories[best].take(report, features, similarity)
            self.dated.pop(best, None)
            self.undated.pop(best, None)
        (self.undated if self.stories[best].last is None else self.dated)[best] = None
        for feature in rarest:
            self.having[feature].add(best)
        self.looked_up[best].update(rarest)
        return Membership(best, report.article_id, round(similarity, 3))

    def asleep_by(self, day: date | None) -> Iterator[Story]:
        while self.dated and (len(self.dated) > MOST or self._sleeps(next(iter(self.dated)), day)):
            yield self._over(next(iter(self.dated)))
        while len(self.undated) > MOST:
            yield self._over(next(iter(self.undated)))

    def all_asleep(self) -> Iterator[Story]:
        while self.stories:
            yield self._over(next(iter(self.stories)))

    def _sleeps(self, name: str, day: date | None) -> bool:
        last = self.stories[name].last
        return day is not None and last is not None and (day - last).days > DAYS

    def _over(self, name: str) -> Story:
        for feature in self.looked_up.pop(name):
            self.having[feature].discard(name)
            if not self.having[feature]:
                del self.having[feature]
        self.dated.pop(name, None)
        self.undated.pop(name, None)
        return self.stories.pop(name).over()

    def _features(self, report: Told) -> Features:
        counted: Counter[str] = Counter()
        for word in WORD.findall(report.text[:OPENING].lower()):
            counted[word] += 1
        weights = {word: 1 + math.log(count) for word, count in counted.items()}
        for word in WORD.findall(report.title.lower()):
            weights[word] = weights.get(word, 0.0) + TITLE_WEIGHS
        for name, count in report.names.items():
            weights[NAME + name] = NAMES_WEIGH * (1 + math.log(count))
        return {name: weight * rarity for name, weight in weights.items() if (rarity := self._rarity(name)) > 0}

    def _rarity(self, name: str) -> float:
        usual = common_words().get(name, 0.0) if name[0] != NAME else 0.0
        share = max(self.frequency.get(name, 0.0), usual, LEAST)
        return max(0.0, math.log(COMMON / share))


LEAST = 1e-4  # a share of reports: rarer than that is chance
COMMON = 0.15  # what one report in seven has tells nothing


def _length(features: Features) -> float:
    return math.sqrt(sum(weight * weight for weight in features.values()))
