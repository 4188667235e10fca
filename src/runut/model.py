"""The record: what one report becomes.

Every offset is a half-open pair of Unicode code points into ``Article.text``, so that
``article.text[start:end]`` is the very text meant. Field names and meanings are those of the
record contract (``docs/record.md``): PLOVER for events, TIMEX3 for times, PARC for attribution,
FactBank for certainty.

The types are :class:`msgspec.Struct` rather than dataclasses: equally typed and frozen, and they
decode JSON about ten times faster than pydantic while checking every field.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Self

import msgspec

from runut.errors import ArticleError

__all__ = [
    "SCHEMA",
    "Article",
    "Certainty",
    "Entity",
    "EntityType",
    "Event",
    "EventPlace",
    "EventType",
    "Mention",
    "Participant",
    "Place",
    "Quote",
    "QuoteKind",
    "Record",
    "Source",
    "SourceKind",
    "Span",
    "Statement",
    "Status",
    "Timex",
    "TimexType",
    "holding",
]

SCHEMA = "runut/1"


class EntityType(StrEnum):
    """Kinds of entity; ``GRP`` is a group of people (*tiga demonstran, warga*)."""

    PER = "PER"
    ORG = "ORG"
    GPE = "GPE"
    LOC = "LOC"
    GRP = "GRP"
    MISC = "MISC"


class TimexType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class QuoteKind(StrEnum):
    """Direct speech stands between quotation marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class EventType(StrEnum):
    """PLOVER 2.0's sixteen event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """Whether the event has happened, as the report has it."""

    ACTUAL = "actual"
    NEGATED = "negated"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"


class Certainty(StrEnum):
    """The report's own commitment (FactBank's scale)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class SourceKind(StrEnum):
    """What kind of thing vouches for a claim."""

    PERSON = "person"
    ORGANIZATION = "organization"
    OUTLET = "outlet"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class Struct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the record's parts: immutable, compared by value, strict about field names."""


class Span(msgspec.Struct, frozen=True, array_like=True, order=True):
    """A stretch of the report; in JSON the pair ``[start, end]``."""

    start: int
    end: int

    def within(self, other: "Span") -> bool:
        """Whether this span lies inside ``other`` (or equals it)."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


def holding(spans: Sequence[Span], offset: int) -> int | None:
    """Which of ``spans`` holds the character ``offset``, counted from 0; None if none does."""
    return next((number for number, span in enumerate(spans) if span.start <= offset < span.end), None)


class Mention(Struct, frozen=True, kw_only=True):
    """A stretch of the report; in JSON an object with ``start`` and ``end``."""

    start: int
    end: int

    @property
    def span(self) -> Span:
        """The same stretch as a :class:`Span`."""
        return Span(self.start, self.end)


class Article(Struct, frozen=True, kw_only=True):
    """A report as it came in. ``published`` is an ISO 8601 date or date-time with offset, or None."""

    id: str
    text: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    dateline: str | None = None
    language: str = "id"


class Entity(Struct, frozen=True, kw_only=True):
    """One person, organisation, place or group, with all its mentions in the report."""

    id: str
    type: EntityType
    name: str
    code: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    identifiers: dict[str, str] = {}
    mentions: tuple[Span, ...] = ()


class Timex(Struct, frozen=True, kw_only=True):
    """A time expression with its ISO 8601 value as TIMEX3 writes it; ``value`` None if left open."""

    id: str
    start: int
    end: int
    type: TimexType
    value: str | None


class Place(Struct, frozen=True, kw_only=True):
    """A named place found in the gazetteer; ``country`` is ISO 3166-1 alpha-3, degrees WGS 84."""

    id: str
    start: int
    end: int
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None


class Quote(Struct, frozen=True, kw_only=True):
    """What somebody is quoted to have said; ``start`` and ``end`` bound the content."""

    start: int
    end: int
    kind: QuoteKind
    speaker: str | None = None
    speaker_text: str | None = None
    cue: Span | None = None


class Participant(Struct, frozen=True, kw_only=True):
    """An actor or recipient: the entity, and the words that name it best."""

    entity: str | None
    text: str
    start: int
    end: int
    code: str | None = None
    sectors: tuple[str, ...] = ()


class EventPlace(Struct, frozen=True, kw_only=True):
    """Where an event happened; ``place`` is the id of a :class:`Place` of the record."""

    name: str
    country: str | None = None
    place: str | None = None


class Source(Struct, frozen=True, kw_only=True):
    """Who is responsible for a claim."""

    kind: SourceKind
    name: str
    entity: str | None = None
    start: int
    end: int


class Event(Struct, frozen=True, kw_only=True):
    """Who did what to whom, when, where, whether, how surely, and who says so."""

    id: str
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    mentions: tuple[Mention, ...]
    evidence: Mention
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    date: str | None = None
    timex: str | None = None
    place: EventPlace | None = None
    status: Status = Status.ACTUAL
    certainty: Certainty = Certainty.CERTAIN
    sources: tuple[Source, ...] = ()
    quad: int
    score: float
    cameo: str
    confidence: float | None = None
    why: tuple[str, ...] = ()


class Statement(Struct, frozen=True, kw_only=True):
    """A finite clause that carries no event: who does or is what."""

    start: int
    end: int
    subject: str | None
    predicate: str
    object: str | None = None
    object_entity: str | None = None
    date: str | None = None
    place: EventPlace | None = None
    status: Status = Status.ACTUAL
    certainty: Certainty = Certainty.CERTAIN
    sources: tuple[Source, ...] = ()


class Record(Struct, frozen=True, kw_only=True):
    """Everything that one report says, each part tied to its characters."""

    schema: str = SCHEMA
    article: Article
    sentences: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    timexes: tuple[Timex, ...] = ()
    places: tuple[Place, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    warnings: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dictionaries, lists, strings and numbers: what any JSON reader makes of its JSON."""
        # not msgspec.to_builtins, which leaves tuples
        plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return plain

    def to_json(self) -> str:
        """The record as one line of JSON."""
        return msgspec.json.encode(self).decode()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Build a record from :meth:`to_dict`'s output.

        Raises :class:`ArticleError` naming the field where ``data`` breaks the contract.
        """
        try:
            return msgspec.convert(data, cls)
        except msgspec.ValidationError as error:
            raise ArticleError(f"not a {SCHEMA} record: {error}; write it with Record.to_dict") from error

    @classmethod
    def from_json(cls, line: str | bytes) -> Self:
        """Build a record from one line of JSON; raises as :meth:`from_dict`."""
        try:
            return msgspec.json.decode(line, type=cls)
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            raise ArticleError(f"not a {SCHEMA} record: {error}; write it with Record.to_json") from error

    def _repr_html_(self) -> str:
        """The record as notebooks show it: the report with its words marked, in a frame of its own."""
        # the notebook's protocol asks the record itself, so the bottom floor must call a room above it
        from runut.export import html_of  # noqa: PLC0415 - a circle at the top, and jinja2 is slow to import

        return html_of(self)
