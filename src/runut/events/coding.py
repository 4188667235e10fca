"""One trigger, fully coded."""

import msgspec

from runut.events.roles import Filler
from runut.events.triggers import Trigger
from runut.model import Certainty, EventType, Place, Status, Timex

__all__ = ["Coding"]


class Coding(msgspec.Struct, frozen=True):
    """One trigger with all that was decided about it; ``type`` already counts for what is still to come."""

    trigger: Trigger
    type: EventType
    mode: str | None
    actors: tuple[Filler, ...]
    recipients: tuple[Filler, ...]
    status: Status
    certainty: Certainty
    cues: tuple[str, ...]
    timex: Timex | None
    place: Place | None
    features: tuple[str, ...]
    probability: float
    reasons: tuple[str, ...]
