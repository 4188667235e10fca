"""Number words before what they count (*tiga demonstran*)."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from runut.lexicon.time_words import TimeKind, read_time_words

__all__ = ["number_words"]


@cache
def number_words() -> Mapping[str, str]:
    """The words and the whole numbers that they mean, in digits."""
    entries = [entry for entry in read_time_words() if entry.kind is TimeKind.NUMBER and isinstance(entry.value, int)]
    return MappingProxyType({form: str(entry.value) for entry in entries for form in entry.forms})
