"""What one searches for: the same filters in the address, in the form, and as an SQL condition.

Every list, chart, map, network and download takes them, so that each shows the same events.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlencode

import msgspec

from runut.errors import RequestError
from runut.lexicon.contexts import context_names
from runut.lexicon.event_types import event_types
from runut.model import Certainty, EventType, Status
from runut.store import Collection

__all__ = ["FROM", "SEPARATOR", "WHEN", "WRITTEN", "Condition", "Filters", "Search", "bounds", "condition", "modes"]

CODE = re.compile(r"[A-Z]{3}")
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
NO_WORD = re.compile(r"[\W_]+")
LONGEST = 200  # characters of a value
SEPARATOR = ";"
WRITTEN = frozenset({"who", "actor", "recipient", "source", "place"})
MOST = 50  # values in all

# What a condition speaks of: queries begin with it.
FROM = "FROM events JOIN articles ON articles.number = events.report"

WORDS = {
    "who": ("events.actor_words", "events.recipient_words"),
    "actor": ("events.actor_words",),
    "recipient": ("events.recipient_words",),
    "source": ("events.source_words",),
}
WHEN = "coalesce(events.day, events.reported)"  # the day of an event; of one without a date, that of its report


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What events are narrowed to. Several values of one filter: any of them. An empty one narrows nothing.

    Values that are written, not chosen, may also stand in one, parted by a semicolon.

    ``who`` is an actor or a recipient. Participants are names (or how words of names begin) or codes in capitals,
    such as IDN or COP. ``since`` and ``until`` are days, months or years, both included.
    """

    q: str = ""
    who: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    confidence: float = 0.0

    @classmethod
    def from_query(cls, items: Iterable[tuple[str, str]]) -> "Filters":
        """The filters that an address tells; what is no filter in it is passed over.

        Raises :class:`RequestError` naming the filter whose value cannot be.
        """
        given: dict[str, list[str]] = {}
        for name, value in items:
            if name in cls.__struct_fields__:
                parts = value.split(SEPARATOR) if name in WRITTEN else [value]
                given.setdefault(name, []).extend(_checked(name, part.strip()) for part in parts if part.strip())
        if sum(map(len, given.values())) > MOST:
            raise RequestError(f"more than {MOST} filters at once; leave some out")
        found: dict[str, Any] = {}
        for name, values in ((name, values) for name, values in given.items() if values):
            default = cls.__struct_defaults__[cls.__struct_fields__.index(name)]
            if isinstance(default, tuple):
                found[name] = tuple(dict.fromkeys(values))
            else:
                found[name] = float(values[-1]) if isinstance(default, float) else values[-1]
        return cls(**found)

    def items(self) -> list[tuple[str, str]]:
        """The filters that narrow anything, as they stand in an address."""
        return [
            (name, str(one))
            for name, value in msgspec.structs.asdict(self).items()
            for one in (value if isinstance(value, tuple) else (value,) if value else ())
        ]

    def query(self, **more: object) -> str:
        """The query part of an address, without the question mark; ``more`` is put behind, where not None."""
        extra = [(name, str(value)) for name, value in more.items() if value is not None]
        return urlencode(self.items() + extra)

    def but(self, **changed: Any) -> "Filters":
        """The same with other values."""
        return msgspec.structs.replace(self, **changed)

    def without(self, name: str, value: str) -> "Filters":
        """The same without one value of a filter."""
        held = getattr(self, name)
        if isinstance(held, tuple):
            return self.but(**{name: tuple(one for one in held if one != value)})
        return self.but(**{name: type(held)()})


def modes() -> frozenset[str]:
    """The modes of all types."""
    return frozenset(mode for entry in event_types().values() for mode in entry.modes)


KNOWN: dict[str, Callable[[], Iterable[str]]] = {
    "type": lambda: EventType,
    "mode": modes,
    "context": context_names,
    "status": lambda: Status,
    "certainty": lambda: Certainty,
}


def _checked(name: str, value: str) -> str:
    if len(value) > LONGEST:
        raise RequestError(f"{name}: longer than {LONGEST} characters; shorten it")
    if name in KNOWN and value not in (allowed := set(KNOWN[name]())):
        raise RequestError(f"{name}: {value!r} is none of {', '.join(sorted(allowed))}")
    if name in {"since", "until"}:
        bounds(name, value)
    if name == "confidence":
        _share(value)
    return value


def _share(value: str) -> float:
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise RequestError(f"confidence: {value!r} is no number from 0 to 1")
    return share


def bounds(name: str, value: str) -> tuple[date, date]:
    """The first day that a date tells, and the day after its last.

    Raises :class:`RequestError`, which names the parameter ``name``, if it is no date.
    """
    if not DATE.fullmatch(value):
        raise RequestError(f"{name}: {value!r} is no date; write it as 2024-06-21, 2024-06 or 2024")
    year, month, day = [*map(int, value.split("-")), 0, 0][:3]
    try:
        first = date(year, month or 1, day or 1)
        if day:
            return first, date.fromordinal(first.toordinal() + 1)
        return first, date(year + (month in {0, 12}), month % 12 + 1 if month else 1, 1)
    except (ValueError, OverflowError) as error:
        raise RequestError(f"{name}: {value!r} is no day of the calendar") from error


class Condition(NamedTuple):
    """What stands behind WHERE in a query over :data:`FROM`, and the values of its parameters."""

    sql: str
    values: dict[str, object]


def condition(filters: Filters, collection: Collection) -> Condition:
    """What ``filters`` ask of an event.

    Raises :class:`runut.errors.StoreError` if the words of ``q`` cannot be understood.
    """
    return Search(filters, collection).condition


class Search:
    """``filters`` put to a ``collection``; the words of ``q`` are looked up once, for however many conditions.

    Raises :class:`runut.errors.StoreError` if they cannot be understood.
    """

    def __init__(self, filters: Filters, collection: Collection) -> None:
        self.filters = filters
        self.collection = collection
        self.tables = FROM
        self._numbers = collection.found(filters.q) if filters.q else []
        self.condition = _condition(filters, self._numbers)

    def without(self, name: str) -> Condition:
        """What the other filters ask."""
        return (
            _condition(self.filters.but(**{name: ()}), self._numbers) if getattr(self.filters, name) else self.condition
        )


def _condition(filters: Filters, numbers: list[int]) -> Condition:
    written = _Written()
    if filters.q:
        written.add("articles.number IN (SELECT unnest({}::BIGINT[]))", numbers)
    for name, columns in WORDS.items():
        written.any_of(getattr(filters, name), partial(written.takes_part, columns))
    for name in ("type", "mode", "status", "certainty"):
        if values := getattr(filters, name):
            written.add(f"events.{name} IN (SELECT unnest({{}}::VARCHAR[]))", list(values))
    if filters.context:
        written.add("list_has_any(events.contexts, {}::VARCHAR[])", list(filters.context))
    if filters.outlet:
        written.add("articles.outlet IN (SELECT unnest({}::VARCHAR[]))", list(filters.outlet))
    written.any_of(filters.place, written.place)
    if filters.since:
        written.add(f"{WHEN} >= {{}}", bounds("since", filters.since)[0])
    if filters.until:
        written.add(f"{WHEN} < {{}}", bounds("until", filters.until)[1])
    if filters.confidence:
        written.add("events.confidence >= {}", filters.confidence)
    return Condition(" AND ".join(written.parts) or "true", written.values)


class _Written:
    """A condition as it grows; values are never written into it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.values: dict[str, object] = {}

    def bind(self, value: object) -> str:
        name = f"f{len(self.values)}"
        self.values[name] = value
        return f"${name}"

    def add(self, sql: str, value: object) -> None:
        self.parts.append(sql.format(self.bind(value)))

    def any_of(self, values: Iterable[str], sql: Callable[[str], str]) -> None:
        if options := [sql(value) for value in values]:
            self.parts.append(f"({' OR '.join(options)})")

    def takes_part(self, columns: tuple[str, ...], value: str) -> str:
        """Somebody of that name, code or sector is among the words of one of the columns."""
        sought = [_begun(value)] + ([f"={value}="] if CODE.fullmatch(value) else [])
        return " OR ".join(self.holds(column, one) for column in columns for one in sought)

    def place(self, value: str) -> str:
        named = self.holds("' ' || lower(events.place)", _begun(value))
        return f"({named} OR events.country = {self.bind(value)})" if CODE.fullmatch(value) else named

    def holds(self, column: str, part: str) -> str:
        return f"contains({column}, {self.bind(part)})" if part.strip() else "false"


def _begun(value: str) -> str:
    """What stands in the words of the store where one of them begins as ``value`` does."""
    return " " + NO_WORD.sub(" ", value.lower()).strip()
