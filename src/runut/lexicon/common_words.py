"""How common words are in news, so that the rare ones tell what a report is about."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from runut.lexicon.loader import LexiconEntry, read_tsv

__all__ = ["common_words"]


class _Word(LexiconEntry, frozen=True):
    word: str
    share: float


@cache
def common_words() -> Mapping[str, float]:
    """Words in small letters, and the share of news reports that have them in title or opening."""
    return MappingProxyType({entry.word: entry.share for entry in read_tsv("common_words.tsv", _Word)})
