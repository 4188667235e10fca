"""Sentences of Indonesian news, by rule.

A line break always ends a sentence. A full stop, question or exclamation mark ends one where a
new one can begin after it, unless it stands within quotation marks that are closed later in the
paragraph: «"Kami siap. Semua aman," kata Budi.» is one sentence, as its reporting clause says.
What is longer than any sentence (a table, text in a broken encoding) is cut, at a comma if there is one.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

ENDS = frozenset({".", "?", "!", "...", "…", "..", "....", "?!", "!!", "??", "!!!", "???"})
QUOTES = frozenset({'"', "“", "”", "``", "''", "„", "«", "»"})
CLOSERS = QUOTES | {"'", "’", ")", "]"}
OPENERS = QUOTES | {"'", "‘", "(", "[", "-", "–", "—", "•", "*", "#", "@"}
# Abbreviations that often end a sentence, though their full stop is part of the token.
MAY_END = frozenset({"dll.", "dsb.", "dst.", "dkk.", "Tbk.", "tbk."})
LONGEST = 256  # tokens; what reads a sentence takes the square of its length in time and memory
# Abbreviations that stand before a name, whose full stop is a token of its own to the treebanks.
BEFORE_NAME = frozenset({"dk", "ds", "dsn", "fr", "jl", "kab", "kec", "kel", "kep", "ph", "rev", "tb", "tgk"})
# More words than any speaker is quoted with in one paragraph: the mark that would close them opens another.
LONGEST_QUOTATION = 150


@Language.component("runut_sentences", assigns=["token.is_sent_start", "doc.sents"])
def split_sentences(doc: Doc) -> Doc:
    """Set ``token.is_sent_start`` of every token."""
    words = [token.text for token in doc]
    spaced = [bool(token.whitespace_) for token in doc]
    # All at once: spaCy looks through the whole text each time that a single token is set.
    starts = np.where(sentence_starts(words, spaced), 1, -1).astype(np.int64)
    doc.from_array([SENT_START], starts.view(np.uint64))
    return doc


def sentence_starts(words: Sequence[str], spaced: Sequence[bool]) -> list[bool]:
    """Whether a sentence starts at each token; ``spaced`` says after which tokens a blank stands."""
    starts = [False] * len(words)
    begin = 0
    for end in _paragraph_ends(words):
        for at in _starts_in_paragraph(words[begin:end], spaced[begin:end]):
            starts[begin + at] = True
        begin = end
    _cut_longest(words, starts)
    return starts


def _cut_longest(words: Sequence[str], starts: list[bool]) -> None:
    begin = 0
    for at in range(len(words)):
        if starts[at]:
            begin = at
        elif at - begin == LONGEST:
            begin = next((cut + 1 for cut in range(at - 1, begin, -1) if words[cut] in {",", ";"}), at)
            starts[begin] = True


def _paragraph_ends(words: Sequence[str]) -> Iterator[int]:
    """One past each token with a line break, and the end of the text."""
    for at, word in enumerate(words):
        if word.isspace() and "\n" in word:
            yield at + 1
    if words and "\n" not in words[-1]:
        yield len(words)


def _starts_in_paragraph(words: Sequence[str], spaced: Sequence[bool]) -> Iterator[int]:
    inside, closing = _quotations(words, spaced)
    start = 0
    yield start
    at = 0
    while at < len(words):
        if words[at] not in ENDS and words[at] not in MAY_END:
            at += 1
            continue
        after = at + 1
        while after < len(words) and (words[after] in ENDS or after in closing or words[after] in ")]’'"):
            after += 1
        if after < len(words) and after not in inside and _can_begin(words[after]):
            if not (_is_list_number(words[start:at]) or _is_cut_short(words[start : at + 1])):
                start = after
                yield start
        at = after


def _can_begin(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in OPENERS or (word[0] in "@#")


def _is_list_number(words: Sequence[str]) -> bool:
    """*1. Kapolri …*: the number belongs to what it counts."""
    return len(words) == 1 and (words[0].isdigit() or (len(words[0]) == 1 and words[0].isalpha()))


def _is_cut_short(words: Sequence[str]) -> bool:
    """*Ia tinggal di Kec. Sukolilo*: the full stop is that of an abbreviation."""
    return len(words) > 1 and words[-1] == "." and words[-2].lower() in BEFORE_NAME


def _quotations(words: Sequence[str], spaced: Sequence[bool]) -> tuple[set[int], set[int]]:
    """Places between the marks of each quotation, and places of closing marks.

    Which way a straight mark faces is told by the blanks around it. A mark that is never closed
    opens nothing: it must not swallow the paragraph.
    """
    inside: set[int] = set()
    closing: set[int] = set()
    opened: int | None = None
    for at, word in enumerate(words):
        if word not in QUOTES:
            continue
        if _opens(words, spaced, at, is_open=opened is not None):
            opened = at
        else:
            closing.add(at)
            if opened is not None and at - opened <= LONGEST_QUOTATION:
                inside.update(range(opened + 1, at))
            opened = None
    return inside, closing


def _opens(words: Sequence[str], spaced: Sequence[bool], at: int, *, is_open: bool) -> bool:
    if words[at] in {"“", "``", "„", "«"}:
        return True
    if words[at] in {"”", "''", "»"}:
        return False
    if is_open and at and _closes_after(words[at - 1], words[at + 1 : at + 2]):
        return False
    blank_before = at == 0 or spaced[at - 1] or words[at - 1] in {"(", "["}
    blank_after = spaced[at] or at + 1 == len(words)
    if blank_before == blank_after:
        return not is_open
    return blank_before


def _closes_after(before: str, after: Sequence[str]) -> bool:
    """*Kami siap, "kata Budi*: a mark stuck to the wrong word still closes."""
    return before == "," or (before in ENDS and bool(after) and after[0].islower())
