"""A report with its coding by hand, as a gold file holds it."""

from pathlib import Path

import msgspec

from runut.errors import ArticleError
from runut.model import Certainty, EventType, QuoteKind, SourceKind, Span, Status

__all__ = [
    "GoldEvent",
    "GoldMention",
    "GoldParticipant",
    "GoldPlace",
    "GoldQuote",
    "GoldReport",
    "GoldSource",
    "read_gold",
]


class GoldMention(msgspec.Struct, frozen=True):
    """A trigger in a gold report: the number of its sentence, its words and their offsets."""

    sentence: int
    trigger: str
    start: int
    end: int


class GoldParticipant(msgspec.Struct, frozen=True):
    """An actor or recipient as the coder wrote it."""

    text: str
    code: str | None = None
    sector: str | None = None


class GoldPlace(msgspec.Struct, frozen=True):
    """A place as written, with its country."""

    text: str
    code: str | None = None


class GoldSource(msgspec.Struct, frozen=True):
    """Who vouches for a gold event."""

    kind: SourceKind
    text: str


class GoldEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One event as the coder coded it."""

    type: EventType
    mode: str | None = None
    mentions: tuple[GoldMention, ...]
    actors: tuple[GoldParticipant, ...] = ()
    recipients: tuple[GoldParticipant, ...] = ()
    date: str | None = None
    place: GoldPlace | None = None
    status: Status = Status.ACTUAL
    certainty: Certainty = Certainty.CERTAIN
    sources: tuple[GoldSource, ...] = ()


class GoldQuote(msgspec.Struct, frozen=True, kw_only=True):
    """One quote; ``start`` and ``end`` bound its content."""

    start: int
    end: int
    kind: QuoteKind
    speaker: str | None = None


class GoldReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its coding. ``quotes`` is None where a report was not coded for quotes."""

    id: str
    text: str
    sentences: tuple[Span, ...]
    events: tuple[GoldEvent, ...]
    quotes: tuple[GoldQuote, ...] | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    coder: str | None = None
    part: str | None = None


def read_gold(folder: Path) -> tuple[GoldReport, ...]:
    """Read every ``*.json`` of a folder, in the order of the names.

    Raises :class:`ArticleError` where there is none, or naming the file and field where one is no gold report.
    """
    reports = tuple(_read_report(path) for path in sorted(folder.glob("*.json")))
    if not reports:
        raise ArticleError(f"{folder}: no *.json there; name a folder of gold reports")
    return reports


def _read_report(path: Path) -> GoldReport:
    try:
        return msgspec.json.decode(path.read_bytes(), type=GoldReport)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise ArticleError(f"{path}: not a gold report: {error}; compare it with eval/GUIDELINES.md") from error
