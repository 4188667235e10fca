"""What an event is about: PLOVER's contexts, by the cues in its own sentence and its paragraph.

A cue in the event's sentence is enough. In the sentences right before and after it, of the same paragraph, two
different cues are needed: one word there is too often of something else.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec
from spacy.tokens import Doc

from runut.events.coding import Coding
from runut.events.report import Report
from runut.language.affixes import verb_forms
from runut.language.columns import columns
from runut.lexicon.contexts import ContextEntry, contexts

__all__ = ["ContextCue", "contexts_of", "find_context_cues", "most_exact", "words_of"]

NEARBY = 2  # cues that the neighbouring sentences need


class ContextCue(msgspec.Struct, frozen=True):
    """The lower-case ``words`` by which a sentence shows a context."""

    context: str
    words: str


class Phrase(msgspec.Struct, frozen=True):
    """Words to look for; ``written`` where their capitals matter; ``bars`` where they forbid cues within them."""

    context: str
    words: tuple[str, ...]
    written: tuple[str, ...] | None
    bars: bool
    alone: bool


class Hit(msgspec.Struct, frozen=True):
    """A phrase at tokens ``start`` to ``end`` (exclusive)."""

    phrase: Phrase
    start: int
    end: int


@cache
def _phrases() -> Mapping[str, tuple[Phrase, ...]]:
    """All phrases by their first word, longest first."""
    by_first: dict[str, set[Phrase]] = defaultdict(set)
    for entry in contexts():
        for phrase in _of_entry(entry):
            by_first[phrase.words[0]].add(phrase)
    return {first: tuple(sorted(found, key=_longest_first)) for first, found in by_first.items()}


def _longest_first(phrase: Phrase) -> tuple[int, str, tuple[str, ...], bool, bool]:
    return -len(phrase.words), phrase.context, phrase.words, phrase.bars, not phrase.alone


def _of_entry(entry: ContextEntry) -> Iterator[Phrase]:
    alone = (*entry.cues, *(form for base in entry.verbs for form in verb_forms(base)))
    parts = {word for words in entry.together for word in words}
    for words, bars, counts in ((alone, False, True), (entry.barred, True, False), (parts, False, False)):
        for text in words:
            written = tuple(text.split())
            lower = tuple(text.lower().split())
            yield Phrase(entry.context, lower, None if bars or written == lower else written, bars, counts)


def find_context_cues(report: Report) -> tuple[tuple[ContextCue, ...], ...]:
    """The context cues of each sentence of ``report``."""
    return tuple(tuple(_in_sentence(report.doc, start, end)) for start, end in report.sentences)


def words_of(doc: Doc) -> dict[str, str]:
    """The contexts of a sentence by itself, each with the first words that show it."""
    found: dict[str, str] = {}
    for cue in _in_sentence(doc, 0, len(doc)):
        found.setdefault(cue.context, cue.words)
    return found


def _in_sentence(doc: Doc, start: int, end: int) -> Iterator[ContextCue]:
    by_context: dict[str, list[Hit]] = defaultdict(list)
    for hit in _hits(doc, start, end):
        by_context[hit.phrase.context].append(hit)
    for entry in contexts():
        if entry.context in by_context:
            yield from _cues(entry, by_context[entry.context])


def _hits(doc: Doc, start: int, end: int) -> Iterator[Hit]:
    words = columns(doc).lowers[start:end]
    phrases = _phrases()
    for i, word in enumerate(words):
        for phrase in phrases.get(word, ()):
            stop = i + len(phrase.words)
            if words[i:stop] == phrase.words and _as_written(doc, start + i, phrase):
                yield Hit(phrase, start + i, start + stop)


def _as_written(doc: Doc, start: int, phrase: Phrase) -> bool:
    return phrase.written is None or columns(doc).words[start : start + len(phrase.written)] == phrase.written


def _cues(entry: ContextEntry, hits: Sequence[Hit]) -> Iterator[ContextCue]:
    """The cues of one context in one sentence; a word within a longer cue, or a forbidding phrase, counts nothing."""
    barred = [hit for hit in hits if hit.phrase.bars]
    free = [hit for hit in hits if not hit.phrase.bars and not any(_within(hit, bar) for bar in barred)]
    seen: set[str] = set()
    for hit in free:
        words = " ".join(hit.phrase.words)
        inner = any(_within(hit, other) and other.end - other.start > hit.end - hit.start for other in free)
        if hit.phrase.alone and not inner and words not in seen:
            seen.add(words)
            yield ContextCue(entry.context, words)
    said = {" ".join(hit.phrase.words) for hit in free}
    for parts in entry.together:
        if said.issuperset(part.lower() for part in parts):
            yield ContextCue(entry.context, " + ".join(parts).lower())


def _within(hit: Hit, other: Hit) -> bool:
    return other.start <= hit.start and hit.end <= other.end


def contexts_of(
    report: Report, cues: Sequence[Sequence[ContextCue]], group: Sequence[Coding], mode: str | None
) -> dict[str, str]:
    """The contexts of the event that ``group`` mentions, sorted, each with what gave it.

    ``cues`` are those of :func:`find_context_cues`. What gave it are the cue's words, or ``lexicon`` where the
    sense itself tells the context, or the event's ``mode``.
    """
    own = sorted({report.sentence_of[coding.trigger.start] for coding in group})
    near = sorted({sentence for number in own for sentence in _neighbours(report, number)} - set(own))
    found: dict[str, str] = {}
    for name in (name for coding in group for name in coding.trigger.sense.contexts):
        found.setdefault(name, "lexicon")
    for cue in (cue for number in own for cue in cues[number]):
        found.setdefault(cue.context, cue.words)
    for name, words in _nearby([cue for number in near for cue in cues[number]]):
        found.setdefault(name, words)
    for entry in contexts():
        if mode is not None and mode in entry.modes:
            found.setdefault(entry.context, f"mode {mode}")
    return most_exact(found)


def most_exact(found: Mapping[str, str]) -> dict[str, str]:
    """``found`` in the order of the names, without the contexts that another says more exactly."""
    general = {entry.context for entry in contexts() if found.keys() & set(entry.unless)}
    return {name: found[name] for name in sorted(found.keys() - general)}


def _neighbours(report: Report, number: int) -> Iterator[int]:
    """The sentences before and after sentence ``number``, where no line break parts them."""
    text = report.article.text
    for one, other in ((number - 1, number), (number, number + 1)):
        if one >= 0 and other < len(report.sentences):
            end = report.doc[report.sentences[one][1] - 1]
            gap = text[end.idx : report.offsets[report.sentences[other][0]]]
            if "\n" not in gap:
                yield one if other == number else other


def _nearby(cues: Sequence[ContextCue]) -> Iterator[tuple[str, str]]:
    """The contexts for which enough different cues stand there, none within another."""
    words: dict[str, list[str]] = defaultdict(list)
    for cue in cues:
        if not any(cue.words in other or other in cue.words for other in words[cue.context]):
            words[cue.context].append(cue.words)
    for name, told in words.items():
        if len(told) >= NEARBY:
            yield name, ", ".join(told[:NEARBY])
