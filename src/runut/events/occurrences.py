"""Where the cues of factuality stand in a report."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from runut.language.columns import columns
from runut.lexicon.cues import FactualityCue, factuality_cues

__all__ = ["Occurrence", "find_cues"]


class Occurrence(NamedTuple):
    """A cue that stands at tokens ``start`` to ``end`` (exclusive) of a report."""

    cue: FactualityCue
    start: int
    end: int


def find_cues(doc: Doc) -> tuple[Occurrence, ...]:
    """The cues of every sentence of ``doc`` in order of standing; of several that start at one token the longest."""
    read = columns(doc)
    # Characters, not tokens: kabarnya is two of them.
    bounds = [(start, start + len(word)) for start, word in zip(read.offsets, read.words, strict=True)]
    found = []
    for sentence in doc.sents:
        i = sentence.start
        while i < sentence.end:
            length, entries = _longest_at(read.text, bounds, i, sentence.end)
            found += [Occurrence(entry, i, i + length) for entry in entries]
            i += length
    return tuple(found)


def _longest_at(
    text: str, bounds: Sequence[tuple[int, int]], i: int, end: int
) -> tuple[int, tuple[FactualityCue, ...]]:
    """The longest cue that starts at token ``i`` and ends before ``end``, and its entries; without one, one token."""
    length = 1
    entries: tuple[FactualityCue, ...] = ()
    start = bounds[i][0]
    for j in range(i, end):
        words = text[start : bounds[j][1]].lower()
        if words not in _beginnings():
            break
        if words in factuality_cues():
            length, entries = j - i + 1, factuality_cues()[words]
    return length, entries


@cache
def _beginnings() -> frozenset[str]:
    """The first letters of every cue: one, two, … all of them."""
    return frozenset(form[:end] for form in factuality_cues() for end in range(1, len(form) + 1))
