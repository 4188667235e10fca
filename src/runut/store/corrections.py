"""What people say of the coding: whether an event is right, what its fields should be, what is missing.

Kept beside the data, in the collection's ``corrections.jsonl``, one line each and never changed: who, when, which
event, the old value and the new. Nothing that reads or codes reports touches that file. A line holds the whole event as
it was seen, so that it keeps its meaning when a later program reads the report otherwise. What the lines come to, taken
together: :mod:`runut.store.judging`.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from runut.errors import StoreError
from runut.lexicon.event_types import event_types
from runut.model import (
    Article,
    Certainty,
    Event,
    EventPlace,
    EventType,
    Participant,
    Record,
    Source,
    Span,
    Status,
)
from runut.store.engine import writing_to
from runut.store.layout import existing, sync
from runut.store.shards import fingerprint

__all__ = [
    "MENDED",
    "Coding",
    "Correction",
    "Field",
    "Verdict",
    "add_event",
    "correct",
    "finish",
    "keep_corrections",
    "read_corrections",
    "text_digest",
]


class Field(StrEnum):
    """What a correction is about: a field of the event, the event as a whole, or the report as a whole."""

    VERDICT = "verdict"  # right, wrong, or null: withdrawn
    TYPE = "type"
    MODE = "mode"
    ACTORS = "actors"
    RECIPIENTS = "recipients"
    DATE = "date"
    PLACE = "place"
    STATUS = "status"
    CERTAINTY = "certainty"
    SOURCES = "sources"
    MISSING = "missing"  # true: the report tells this event, which was not read; false: withdrawn
    DONE = "done"  # true: every event of the report is right or corrected, and none is missing; false: withdrawn


class Verdict(StrEnum):
    """Whether an event is one, of this type, in these words."""

    RIGHT = "right"
    WRONG = "wrong"


VALUES: dict[Field, Any] = {
    Field.VERDICT: Verdict | None,
    Field.TYPE: EventType,
    Field.MODE: str | None,
    Field.ACTORS: tuple[Participant, ...],
    Field.RECIPIENTS: tuple[Participant, ...],
    Field.DATE: str | None,
    Field.PLACE: EventPlace | None,
    Field.STATUS: Status,
    Field.CERTAINTY: Certainty,
    Field.SOURCES: tuple[Source, ...],
    Field.MISSING: bool,
    Field.DONE: bool,
}
MENDED = tuple(field for field in Field if field not in (Field.VERDICT, Field.MISSING, Field.DONE))


class Coding(msgspec.Struct, frozen=True, kw_only=True):
    """The sentences and events of a report as they stood when somebody called it done."""

    sentences: tuple[Span, ...]
    events: tuple[Event, ...]


class Correction(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that somebody said of an event or a report.

    ``at`` is UTC. ``text`` is the digest of the report's text, without which offsets mean nothing. ``old`` and ``new``
    are JSON as the record has it. ``event`` is the event as the program told it when it was looked at; ``coding``
    stands where the report was called done.
    """

    id: str
    at: str
    by: str
    article: str
    text: str
    field: Field
    old: Any = None
    new: Any = None
    event: Event | None = None
    coding: Coding | None = None

    @property
    def value(self) -> Any:
        """``new`` as the model's own type."""
        return msgspec.convert(self.new, VALUES[self.field])


def text_digest(text: str) -> str:
    """What tells a report's text from any other."""
    return f"{fingerprint(text):016x}"


def correct(article: Article, event: Event, field: Field, value: tuple[object, object], by: str) -> Correction:
    """``by`` says of ``field`` of ``event``, as the program told it, that it is ``value[1]`` rather than ``value[0]``.

    Raises :class:`StoreError` where the codebook knows no such value.
    """
    old, new = (msgspec.to_builtins(one) for one in value)
    made = _made(article, field, by, old=old, new=new, event=event)
    _check(made)
    return made


def add_event(article: Article, event: Event, by: str) -> Correction:
    """``by`` says that the report tells ``event``, which was not read. Raises as :func:`correct`."""
    made = _made(article, Field.MISSING, by, new=True, event=event)
    _check(msgspec.structs.replace(made, field=Field.MODE, new=event.mode))
    return made


def finish(record: Record, by: str, *, done: bool = True) -> Correction:
    """``by`` says that the report's coding, with what was corrected in it, is whole (or, after all, is not)."""
    coding = Coding(sentences=record.sentences, events=record.events) if done else None
    return _made(record.article, Field.DONE, by, old=not done, new=done, coding=coding)


def _made(article: Article, field: Field, by: str, **given: Any) -> Correction:
    if not by.strip():
        raise StoreError("a correction has no name on it; say who makes it")
    return Correction(
        id=secrets.token_hex(8),
        at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        by=" ".join(by.split()),
        article=article.id,
        text=text_digest(article.text),
        field=field,
        **given,
    )


def _check(made: Correction) -> None:
    try:
        value = made.value
    except msgspec.ValidationError as error:
        raise StoreError(f"{made.field}: {error}; see docs/event-types.md") from error
    if made.field is Field.MODE and value is not None and made.event is not None:
        known = {mode for entry in event_types().values() for mode in entry.modes}
        if value not in known:
            raise StoreError(f"mode: no type has {value!r}; see docs/event-types.md")


@contextmanager
def _held(path: Path) -> Iterator[int]:
    """The file, to append to, while nobody else does."""
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def keep_corrections(root: Path, corrections: Sequence[Correction]) -> None:
    """Write them behind those that the collection at ``root`` has; they are on the disk when this returns.

    Loads need not be waited for. Raises :class:`StoreError` if there is no collection or the disk takes nothing.
    """
    path = existing(root).corrections
    with writing_to(path), _held(path) as handle:
        size = os.fstat(handle).st_size
        torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
        lines = b"".join(msgspec.json.encode(one) + b"\n" for one in corrections)
        left = memoryview((b"\n" if torn else b"") + lines)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
        if size == 0:
            sync(path.parent)


def read_corrections(root: Path) -> tuple[Correction, ...]:
    """What was said of the reports of the collection at ``root``, in its order.

    A line that a power cut tore is passed over: nobody was told that it was kept. Raises :class:`StoreError` at a line
    that is whole and no correction.
    """
    path = existing(root).corrections
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror})") from error
    return tuple(_lines(path, content))


def _lines(path: Path, content: bytes) -> Iterator[Correction]:
    for number, line in enumerate(content.split(b"\n"), 1):
        try:
            yield msgspec.json.decode(line, type=Correction)
        except msgspec.ValidationError as error:
            raise StoreError(
                f"{path}:{number}: no correction that this program knows ({error}); use a newer"
            ) from error
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
