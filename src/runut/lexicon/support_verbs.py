"""Verbs that carry an event noun or control the clause below them (``lexicon/support_verbs.yaml``)."""

from enum import StrEnum
from functools import cache

from runut.lexicon.loader import LexiconEntry, read_entries

__all__ = ["Support", "SupportVerb", "support_verbs"]


class Support(StrEnum):
    """How a verb's arguments serve the noun or clause that it governs."""

    DOES = "does"
    UNDERGOES = "undergoes"
    OBJECT_CONTROL = "object-control"


class SupportVerb(LexiconEntry, frozen=True, kw_only=True):
    """A verb's base with its suffix, and how it passes its arguments on."""

    base: str
    kind: Support


@cache
def support_verbs() -> tuple[SupportVerb, ...]:
    """All entries of the file; raises :class:`runut.errors.LexiconError` for a broken one."""
    return read_entries("support_verbs.yaml", SupportVerb)
