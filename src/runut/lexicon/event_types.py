"""PLOVER's event types, modes, scores and CAMEO codes (``lexicon/event_types.yaml``, ``lexicon/modes.yaml``)."""

from functools import cache

import msgspec

from runut.errors import LexiconError
from runut.lexicon.loader import LexiconEntry, read_entries
from runut.model import EventType

__all__ = ["EventTypeEntry", "ModeCue", "ModeEntry", "event_types", "mode_cues"]


class ModeEntry(LexiconEntry, frozen=True, kw_only=True):
    """A mode's own score and CAMEO code."""

    score: float
    cameo: str


class EventTypeEntry(LexiconEntry, frozen=True, kw_only=True):
    """One event type; ``future_as`` is the type as which an event of it that is still to come is coded."""

    type: EventType
    about: str
    quad: int
    score: float
    cameo: str
    future_as: EventType
    modes: dict[str, ModeEntry]


class ModeCue(LexiconEntry, frozen=True, kw_only=True):
    """Words that, beside a trigger of ``type``, tell its ``mode`` (*serangan* … *pesawat nirawak*: drone)."""

    type: EventType
    mode: str
    words: tuple[str, ...]
    over: tuple[str, ...] = msgspec.field(default=())


@cache
def event_types() -> dict[EventType, EventTypeEntry]:
    """The sixteen types by name; raises :class:`LexiconError` unless all are there."""
    entries = {entry.type: entry for entry in read_entries("event_types.yaml", EventTypeEntry)}
    missing = set(EventType) - set(entries)
    if missing:
        raise LexiconError(f"lexicon/event_types.yaml: no entry for {sorted(missing)}")
    return entries


@cache
def mode_cues() -> dict[EventType, tuple[ModeCue, ...]]:
    """Mode cues by type, in file order: the first that fits wins."""
    cues: dict[EventType, list[ModeCue]] = {}
    for cue in read_entries("modes.yaml", ModeCue):
        if cue.mode not in event_types()[cue.type].modes:
            raise LexiconError(f"lexicon/modes.yaml: {cue.type} has no mode '{cue.mode}'; see event_types.yaml")
        cues.setdefault(cue.type, []).append(cue)
    return {event_type: tuple(found) for event_type, found in cues.items()}
