"""Which events of a story's reports are one event in the world, who tells it first, and where they differ.

Two events may be one if they are of one type, their dates can be the same day, and their participants do not speak
against it. Nothing is averaged: where reports differ, every value stays, with the event that gives it.
"""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from runut.lexicon.common_words import common_words
from runut.lexicon.numbers import number_words

__all__ = ["Contradiction", "Incident", "Party", "Seen", "find_incidents"]

ENOUGH = 3  # points: a name and a code, or a name and the day, or a name and the place
DAYS_APART = 1  # reports of two time zones, or of the night, are a day apart
SHORTEST_WORD = 3
DAY = "day"
WORD = re.compile(r"[^\W_]+")
DIGITS = re.compile(r"\d+(?:[.]\d{3})*$")


class Party(NamedTuple):
    """An actor or recipient: its name, its words in the report, its code."""

    name: str
    text: str
    code: str | None


class Seen(NamedTuple):
    """An event of a report, as far as it is looked at here. ``source`` is the last one behind it, else the outlet."""

    event_id: str
    article_id: str
    text_id: str
    outlet: str | None
    type: str
    mode: str | None
    status: str
    date: str | None
    day: dt.date | None
    precision: str | None
    place: str | None
    country: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    source: str | None


class Contradiction(NamedTuple):
    """A value that a report gives where the reports of an incident differ."""

    field: str
    value: str
    event_id: str
    article_id: str


class Incident(NamedTuple):
    """Events that are one, the first report's first, and where they differ."""

    events: tuple[Seen, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def agreement(self) -> float:
        """The share of its reports that contradict no other."""
        articles = {event.article_id for event in self.events}
        return 1 - len({one.article_id for one in self.contradictions}) / len(articles)

    def most(self, value: Callable[[Seen], str | None]) -> str | None:
        """What most of the events that give a value give; of equals, what came first."""
        counted = Counter(found for event in self.events if (found := value(event)) is not None)
        return counted.most_common(1)[0][0] if counted else None

    def date(self) -> str | None:
        """The date that most reports give, of the most precise ones."""
        days = [event.date for event in self.events if event.precision == DAY]
        return self.most(lambda event: event.date if event.precision == DAY or not days else None)


def find_incidents(events: Iterable[Seen]) -> list[Incident]:
    """The incidents that the events of one story tell; ``events`` come in the order in which they were published."""
    groups: list[list[Seen]] = []
    of_type: defaultdict[str, list[list[Seen]]] = defaultdict(list)
    for event in events:
        best, most = None, ENOUGH - 1
        for group in of_type[event.type]:
            points = [_points(event, other) for other in group]
            if min(points) >= 0 and max(points) > most:
                best, most = group, max(points)
        if best is None:
            groups.append([event])
            of_type[event.type].append(groups[-1])
        else:
            best.append(event)
    return [Incident(tuple(group), tuple(_contradictions(group))) for group in groups]


def _points(one: Seen, other: Seen) -> int:
    """How much speaks for two events being one; -1 where something speaks against it."""
    days = _same_day(one, other)
    if days < 0:
        return -1
    sides = [_alike(one.actors, other.actors), _alike(one.recipients, other.recipients)]
    if min(sides) < 0:
        return -1
    places = _same_place(one, other)
    if places < 0 and sum(sides) < 2 * NAMED:
        return -1
    modes = one.mode is not None and one.mode == other.mode
    return days + sum(sides) + max(places, 0) + modes


NAMED = 2
CODED = 1
COMMON = 0.02  # share of news reports: warga, korban, tim name nobody


def _alike(ones: Sequence[Party], others: Sequence[Party]) -> int:
    """2 if a name is the same, 1 if only a code or a common word is, 0 if one side is not told, else -1."""
    if not ones or not others:
        return 0
    shared = {word for one in ones for other in others for word in _words(one) & _words(other)}
    if any(common_words().get(word, 0.0) < COMMON for word in shared):
        return NAMED
    codes = {one.code for one in ones if one.code} & {other.code for other in others if other.code}
    return CODED if codes or shared else -1


@lru_cache(maxsize=10_000)
def _words(party: Party) -> frozenset[str]:
    words = WORD.findall(f"{party.name} {party.text}".lower())
    return frozenset(word for word in words if len(word) >= SHORTEST_WORD and word not in number_words())


def _same_day(one: Seen, other: Seen) -> int:
    if one.day is None or other.day is None:
        return 0
    if one.precision == DAY == other.precision:
        apart = abs((one.day - other.day).days)
        return 1 if apart == 0 else 0 if apart <= DAYS_APART else -1
    shorter, longer = sorted((one.date or "", other.date or ""), key=len)
    return 0 if longer.startswith(shorter) or "W" in shorter else -1


def _same_place(one: Seen, other: Seen) -> int:
    if one.country and other.country and one.country != other.country:
        return -1
    return int(one.place is not None and one.place == other.place)


def _contradictions(events: Sequence[Seen]) -> Iterator[Contradiction]:
    """Every value of every field in which the events differ. That something was planned is no contradiction."""
    yield from _differing("status", events, lambda event: event.status if event.status in REAL else None)
    yield from _differing("date", events, lambda event: event.date if event.precision == DAY else None)
    yield from _differing("country", events, lambda event: event.country)
    counts = {event.event_id: dict(_counts(event)) for event in events}
    for thing in dict.fromkeys(thing for found in counts.values() for thing in found):
        yield from _differing(f"number of {thing}", events, _counted(counts, thing))


REAL = ("actual", "negated")


def _counted(counts: dict[str, dict[str, str]], thing: str) -> Callable[[Seen], str | None]:
    return lambda event: counts[event.event_id].get(thing)


def _differing(field: str, events: Sequence[Seen], value: Callable[[Seen], str | None]) -> Iterator[Contradiction]:
    given = [(found, event) for event in events if (found := value(event)) is not None]
    if len({found for found, _ in given}) > 1:
        yield from (Contradiction(field, found, event.event_id, event.article_id) for found, event in given)


def _counts(event: Seen) -> Iterator[tuple[str, str]]:
    """What the participants of an event number: *tiga demonstran* → demonstran, 3."""
    for party in (*event.actors, *event.recipients):
        first, _, rest = party.text.lower().partition(" ")
        thing = rest.removeprefix("orang ").partition(" ")[0] or "orang"
        number = first.replace(".", "") if DIGITS.match(first) else number_words().get(first)
        if number is not None and rest:
            yield thing, number
