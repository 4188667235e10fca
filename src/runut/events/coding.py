"""One trigger, fully coded, and what the triggers of one event tell together."""

import msgspec

from runut.events.roles import Filler
from runut.events.scene import Scene
from runut.events.triggers import Trigger
from runut.model import Certainty, EventType, Status

__all__ = ["Coding", "Pooled"]


class Coding(msgspec.Struct, frozen=True):
    """One trigger with all that was decided about it; ``type`` already counts for what is still to come.

    ``scene`` is what surrounds it. ``status_cue``, ``certainty_cue`` and ``mode_cue`` are the words that told, None
    where none had to. ``dates`` and ``places`` hold the probability of each of the report's days and places, by its
    index.
    """

    scene: Scene
    type: EventType
    mode: str | None
    mode_cue: str | None
    actors: tuple[Filler, ...]
    recipients: tuple[Filler, ...]
    status: Status
    status_cue: str | None
    certainty: Certainty
    certainty_cue: str | None
    features: tuple[str, ...]
    probability: float
    dates: dict[int, float] = {}
    places: dict[int, float] = {}

    @property
    def trigger(self) -> Trigger:
        """The trigger that was coded."""
        return self.scene.trigger


class Pooled(msgspec.Struct, frozen=True):
    """What the mentions of one event tell together.

    ``date`` and ``place`` are indices into the report's options; ``contexts`` has what gave each.
    """

    mode: str | None
    settles: Coding
    actors: tuple[Filler, ...]
    recipients: tuple[Filler, ...]
    date: int | None
    place: int | None
    contexts: dict[str, str]
