"""The words of reports that are about sport, entertainment, prices or the weather (``lexicon/domains.yaml``)."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from runut.lexicon.loader import LexiconEntry, read_entries

__all__ = ["domain_words"]


class DomainEntry(LexiconEntry, frozen=True, kw_only=True):
    """A domain and the words that show it."""

    domain: str
    words: tuple[str, ...]


@cache
def domain_words() -> Mapping[str, str]:
    """Each word with its domain; raises :class:`runut.errors.LexiconError` for a broken file."""
    return MappingProxyType(
        {word: entry.domain for entry in read_entries("domains.yaml", DomainEntry) for word in entry.words}
    )
