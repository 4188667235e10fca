"""Which events of a story's reports are one event in the world, who tells it first, and where they differ.

Two events may be one if they are of one type, their dates can be the same day, and their participants, mode and numbers
do not speak against it. Two events that one report tells apart are two, unless all that is known of them is the same.
Nothing is averaged: where reports differ, every value stays, with the event that gives it.
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

ENOUGH = 3  # points: a name and a code, or a name and the day or place; without a name the day, the place and more
TIMES = 5  # more: another happening, not a first count
DAYS_APART = 1  # reports of two time zones, or of the night, are a day apart
SHORTEST_WORD = 3
FEWEST_INITIALS = 2
INITIALS = "="  # before initials, so that AS, the country, is nobody called Ahmad Sahroni
PERSON = "PER"
DAY = "day"
WORD = re.compile(r"[^\W_]+")
DIGITS = re.compile(r"\d+(?:[.]\d{3})*$")


class Party(NamedTuple):
    """An actor or recipient: its name, its words in the report, its code, and its kind of entity, such as PER."""

    name: str
    text: str
    code: str | None
    kind: str | None


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
        best, most = None, (0, 0)
        for group in of_type[event.type]:
            points = [_points(event, other) for other in group]
            # Half of them must be like it, lest one loosely told event lead from one happening to the next.
            like = sum(one >= ENOUGH for one in points)
            if min(points) >= 0 and 2 * like >= len(points) and (max(points), like) > most:
                best, most = group, (max(points), like)
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
    if min(sides) < 0 or _other_numbers(one, other, same_day=days > 0):
        return -1
    places, modes = _same_place(one, other), _same_mode(one, other)
    if places < 0 and sum(sides) < 2 * NAMED:
        return -1
    if one.article_id == other.article_id and (sum(sides) < 2 * NAMED or modes < 0):
        return -1
    if max(sides) < NAMED and min(days, places) < 1:
        return 0  # two officials of one country who ask somebody for something
    return max(days + sum(sides) + max(places, 0) + modes, 0)


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
    if all(_is_named_person(party) for party in (*ones, *others)):
        return -1  # of one country, but two people
    codes = {one.code for one in ones if one.code} & {other.code for other in others if other.code}
    return CODED if codes or shared else -1


def _is_named_person(party: Party) -> bool:
    """Whether a name stands for a person: *Sari Dewi*, *Wiryo*; not *Hakim* at the head of a sentence."""
    words = party.name.split()
    capitals = all(word[0].isupper() for word in words)
    return party.kind == PERSON and capitals and (len(words) > 1 or party.name.lower() not in common_words())


@lru_cache(maxsize=10_000)
def _words(party: Party) -> frozenset[str]:
    """The words that may be shared, initials among them: *Rasuli Efendi Siregar* is *RES* to the police."""
    words = WORD.findall(f"{party.name} {party.text}")
    found = {word.lower() for word in words if len(word) >= SHORTEST_WORD and word.lower() not in number_words()}
    if party.kind == PERSON:
        found.update(INITIALS + word for word in words if word.isupper() and len(word) >= FEWEST_INITIALS)
        letters = "".join(word[0] for word in party.name.split())
        if letters.isupper() and len(letters) >= FEWEST_INITIALS:
            found.add(INITIALS + letters)
    return frozenset(found)


def _same_mode(one: Seen, other: Seen) -> int:
    if one.mode is None or other.mode is None:
        return 0
    return 1 if one.mode == other.mode else -1


def _other_numbers(one: Seen, other: Seen, *, same_day: bool) -> bool:
    """Whether the numbers tell them apart: the dead of one day are counted anew, but those of two days are others."""
    ours, theirs = dict(_counts(one)), dict(_counts(other))
    pairs = [sorted((int(ours[thing]), int(theirs[thing]))) for thing in ours.keys() & theirs.keys()]
    return any(less < more and (not same_day or more > TIMES * max(less, 1)) for less, more in pairs)


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
    """Every value, if no single one is given by all the reports: what one report says twice contradicts no other."""
    given = [(found, event) for event in events if (found := value(event)) is not None]
    by_report: dict[str, set[str]] = {}
    for found, event in given:
        by_report.setdefault(event.article_id, set()).add(found)
    if by_report and not set.intersection(*by_report.values()):
        yield from (Contradiction(field, found, event.event_id, event.article_id) for found, event in given)


def _counts(event: Seen) -> Iterator[tuple[str, str]]:
    """What the participants of an event number: *tiga demonstran* → demonstran, 3."""
    for party in (*event.actors, *event.recipients):
        first, _, rest = party.text.lower().partition(" ")
        thing = rest.removeprefix("orang ").partition(" ")[0] or "orang"
        number = first.replace(".", "") if DIGITS.match(first) else number_words().get(first)
        if number is not None and rest:
            yield thing, number
