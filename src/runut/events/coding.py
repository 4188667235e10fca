"""One trigger, fully coded."""

import msgspec

from runut.events.roles import Filler
from runut.events.triggers import Trigger
from runut.model import Certainty, EventType, Status

__all__ = ["Coding"]


class Coding(msgspec.Struct, frozen=True):
    """One trigger with all that was decided about it; ``type`` already counts for what is still to come.

    ``dates`` and ``places`` hold the probability of each of the report's days and places, by its index.
    """

    trigger: Trigger
    type: EventType
    mode: str | None
    actors: tuple[Filler, ...]
    recipients: tuple[Filler, ...]
    status: Status
    certainty: Certainty
    cues: tuple[str, ...]
    features: tuple[str, ...]
    probability: float
    dates: dict[int, float] = {}
    places: dict[int, float] = {}
