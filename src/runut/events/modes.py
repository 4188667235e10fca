"""How an event was done: the mode that its sense gives, or that words beside the trigger tell."""

from spacy.tokens import Doc

from runut.events.triggers import Trigger
from runut.language.columns import columns
from runut.lexicon.event_types import ModeCue, mode_cues

__all__ = ["mode_of"]

# Mode words stand close: *serangan pesawat nirawak Israel*, *menembak dengan senapan*.
WINDOW = 8


def mode_of(doc: Doc, trigger: Trigger) -> tuple[str | None, str | None]:
    """The mode of the event at ``trigger`` and the words beside it that tell it; None for what there is not."""
    own = trigger.sense.mode
    sent = doc[trigger.start].sent
    near = columns(doc).lowers[max(sent.start, trigger.start - WINDOW) : min(sent.end, trigger.end + WINDOW)]
    line = f" {' '.join(near)} "
    for cue in mode_cues().get(trigger.sense.type, ()):
        words = _standing_in(cue, line) if own is None or own in cue.over else None
        if words is not None:
            return cue.mode, words
    return own, None


def _standing_in(cue: ModeCue, line: str) -> str | None:
    return next((word for word in cue.words if f" {word} " in line), None)
