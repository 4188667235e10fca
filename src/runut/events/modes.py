"""How an event was done: the mode that its sense gives, or that words beside the trigger tell."""

from spacy.tokens import Doc

from runut.events.triggers import Trigger
from runut.lexicon.event_types import ModeCue, mode_cues

__all__ = ["mode_of"]

# Mode words stand close: *serangan pesawat nirawak Israel*, *menembak dengan senapan*.
WINDOW = 8


def mode_of(doc: Doc, trigger: Trigger) -> str | None:
    """The mode of the event at ``trigger``, or None."""
    own = trigger.sense.mode
    sent = doc[trigger.start].sent
    near = doc[max(sent.start, trigger.start - WINDOW) : min(sent.end, trigger.end + WINDOW)]
    line = f" {' '.join(token.lower_ for token in near)} "
    for cue in mode_cues().get(trigger.sense.type, ()):
        if (own is None or own in cue.over) and _stands_in(cue, line):
            return cue.mode
    return own


def _stands_in(cue: ModeCue, line: str) -> bool:
    return any(f" {word} " in line for word in cue.words)
