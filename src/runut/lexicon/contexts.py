"""PLOVER's contexts and the words that show them (``lexicon/contexts.yaml``)."""

from functools import cache

import msgspec

from runut.errors import LexiconError
from runut.lexicon.loader import LexiconEntry, read_entries

__all__ = ["ContextEntry", "context_names", "contexts"]

FILE = "contexts.yaml"


class ContextEntry(LexiconEntry, frozen=True, kw_only=True):
    """One context.

    ``cues`` are taken as written, ``verbs`` are bases whose forms are made by rule, each item of ``together``
    counts only where all its words stand in one sentence, and within a phrase of ``barred`` no cue counts.
    ``modes`` of events bring the context with them; it gives way to those in ``unless``.
    """

    context: str
    about: str
    cues: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    barred: tuple[str, ...] = msgspec.field(default=(), name="not")
    modes: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()


@cache
def contexts() -> tuple[ContextEntry, ...]:
    """All contexts, in the order of their names.

    Raises :class:`LexiconError` naming the entry where a name stands twice or is unknown, or where a phrase
    bars nothing.
    """
    entries = read_entries(FILE, ContextEntry)
    names = {entry.context for entry in entries}
    for before, entry in zip(("", *(entry.context for entry in entries)), entries, strict=False):
        if before >= entry.context:
            raise LexiconError(f"lexicon/{FILE}: {entry.context} stands twice or after {before}; sort by context")
        if unknown := set(entry.unless) - names:
            raise LexiconError(f"lexicon/{FILE}: {entry.context}: no context is named {sorted(unknown)}")
        if idle := [phrase for phrase in entry.barred if not _bars(entry, phrase)]:
            raise LexiconError(f"lexicon/{FILE}: {entry.context}: `not: {idle}` contains none of its cues")
        if short := [words for words in entry.together if len(words) < len(("one", "another"))]:
            raise LexiconError(f"lexicon/{FILE}: {entry.context}: `together: {short}` needs two words or more")
    return entries


@cache
def context_names() -> frozenset[str]:
    """The names of all contexts."""
    return frozenset(entry.context for entry in contexts())


def _bars(entry: ContextEntry, phrase: str) -> bool:
    line = f" {phrase.lower()} "
    return any(f" {cue.lower()} " in line for cue in (*entry.cues, *entry.verbs))
