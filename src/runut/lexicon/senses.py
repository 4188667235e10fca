"""The senses by which Indonesian news reports PLOVER's event types (``lexicon/events/*.yaml``)."""

from functools import cache

import msgspec

from runut.errors import LexiconError
from runut.lexicon.contexts import context_names
from runut.lexicon.loader import LexiconEntry, lexicon_names, read_entries, read_head
from runut.model import EventType

__all__ = ["Sense", "SenseKind", "event_senses"]


class SenseEntry(LexiconEntry, frozen=True, kw_only=True):
    """One entry of an event file, as written there.

    Exactly one of ``verb`` (a base with its suffix: *tangkap, kunjungi*; meN-, di-, ter- and bare forms
    are made by rule), ``word`` (a predicate taken as written: *bertemu, meminta maaf*) and ``noun``
    (*serangan, gencatan senjata*) is given. ``with`` lists words of which one must stand in the clause,
    ``not`` words of which none may. ``actor`` and ``recipient`` list grammatical slots in order of
    preference; ``genitive`` says which role a noun's possessor has; ``mutual`` that all parties act.
    """

    verb: str | None = None
    word: str | None = None
    noun: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    required: tuple[str, ...] = msgspec.field(default=(), name="with")
    barred: tuple[str, ...] = msgspec.field(default=(), name="not")
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    genitive: str | None = None
    mutual: bool = False
    example: str | None = None


SenseKind = str
KINDS: tuple[SenseKind, ...] = ("verb", "word", "noun")
SLOTS = frozenset(
    [
        "subject",
        "object",
        "iobject",
        "oleh",
        "kepada",
        "terhadap",
        "dengan",
        "ke",
        "dari",
        "untuk",
        "pada",
        "atas",
        "antara",
        "di",
        "dalam",
        "bagi",
    ],
)
DEFAULT_ACTOR: dict[SenseKind, tuple[str, ...]] = {
    "verb": ("subject", "oleh"),
    "word": ("subject", "oleh"),
    "noun": ("oleh", "subject", "dari"),
}
DEFAULT_RECIPIENT: dict[SenseKind, tuple[str, ...]] = {
    "verb": ("object", "iobject", "kepada", "terhadap", "ke", "atas"),
    "word": ("kepada", "terhadap", "dengan", "ke", "atas", "object", "dari"),
    "noun": ("terhadap", "kepada", "atas", "ke", "pada", "untuk"),
}


class Sense(msgspec.Struct, frozen=True):
    """One way of reporting one event type; ``id`` names file and entry (*coerce#tangkap*)."""

    id: str
    kind: SenseKind
    key: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    required: frozenset[str]
    barred: frozenset[str]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    genitive: str | None
    mutual: bool
    example: str | None


@cache
def event_senses() -> tuple[Sense, ...]:
    """All senses of all event files, in file order.

    Raises :class:`LexiconError` naming file and entry where one breaks the format.
    """
    return tuple(sense for name in lexicon_names("events") for sense in _senses_of(name))


def _senses_of(name: str) -> tuple[Sense, ...]:
    try:
        event_type = EventType(str(read_head(name).get("type")))
    except ValueError as error:
        raise LexiconError(f"lexicon/{name}: {error}; `type:` must be one of PLOVER's sixteen") from error
    return tuple(_sense(name, event_type, entry) for entry in read_entries(name, SenseEntry))


def _sense(name: str, event_type: EventType, entry: SenseEntry) -> Sense:
    given = [(kind, key) for kind, key in zip(KINDS, (entry.verb, entry.word, entry.noun), strict=True) if key]
    if len(given) != 1:
        raise LexiconError(f"lexicon/{name}: an entry needs exactly one of verb, word, noun; this has {given}")
    kind, key = given[0]
    unknown = set(entry.actor + entry.recipient) - SLOTS
    if unknown or entry.genitive not in (None, "actor", "recipient"):
        raise LexiconError(
            f"lexicon/{name}: {key}: unknown slot {sorted(unknown) or entry.genitive}; slots are {sorted(SLOTS)}"
        )
    if stray := set(entry.contexts) - context_names():
        raise LexiconError(f"lexicon/{name}: {key}: no context is named {sorted(stray)}; see contexts.yaml")
    return Sense(
        id=f"{name.rsplit('/', 1)[-1].removesuffix('.yaml')}#{key}",
        kind=kind,
        key=key,
        type=event_type,
        mode=entry.mode,
        contexts=entry.contexts,
        required=frozenset(entry.required),
        barred=frozenset(entry.barred),
        actor=entry.actor or DEFAULT_ACTOR[kind],
        recipient=entry.recipient or DEFAULT_RECIPIENT[kind],
        genitive=entry.genitive,
        mutual=entry.mutual,
        example=entry.example,
    )
