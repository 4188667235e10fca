"""Quotation marks: the stretches of a report that stand between them."""

import re
from typing import NamedTuple

from runut.model import Span

__all__ = ["Stretch", "quoted_stretches"]

# Newsrooms mix straight, curly, doubled single and angular marks, even within one pair.
OPENING = frozenset("“„«")
CLOSING = frozenset("”»")
SINGLE_OPENING = re.compile(r"(?:(?<=\s)|^)[‘'](?=\s?\w)")
SINGLE_CLOSING = re.compile(r"[’'](?=[\s.,;:!?]|$)")
MARK = re.compile(r"''|``|[\"“”„«»\n]")


class Stretch(NamedTuple):
    """What stands between two marks: ``content`` without them and without outer blanks, ``outer`` with them."""

    content: Span
    outer: Span


def quoted_stretches(text: str) -> tuple[Stretch, ...]:
    """All stretches between quotation marks, outer before inner, in reading order.

    A stretch that is never closed ends with its paragraph. Marks within a stretch nest only where
    their shape says that they open.
    """
    found: list[Stretch] = []
    open_marks: list[re.Match[str]] = []
    for mark in MARK.finditer(text):
        if mark.group() == "\n":
            found.extend(_stretch(text, start.start(), start.end(), mark.start(), mark.start()) for start in open_marks)
            open_marks.clear()
        elif _opens(text, mark, inside=bool(open_marks)):
            open_marks.append(mark)
        elif open_marks:
            start = open_marks.pop()
            found.append(_stretch(text, start.start(), start.end(), mark.start(), mark.end()))
    found.extend(_stretch(text, start.start(), start.end(), len(text), len(text)) for start in open_marks)
    found.extend(_single_quoted(text, found))
    filled = (stretch for stretch in found if stretch.content.start < stretch.content.end)
    return tuple(sorted(filled, key=lambda stretch: (stretch.outer.start, -stretch.outer.end)))


def _opens(text: str, mark: re.Match[str], *, inside: bool) -> bool:
    """Whether a mark opens: by its shape, else because no stretch is open."""
    if mark.group() in CLOSING:
        return False
    if not inside:
        return True
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return mark.group() in OPENING and before.isspace() and not after.isspace() and after not in ".,"


def _stretch(text: str, outer_start: int, start: int, end: int, outer_end: int) -> Stretch:
    content = text[start:end]
    start += len(content) - len(content.lstrip())
    return Stretch(Span(start, max(start, start + len(content.strip()))), Span(outer_start, outer_end))


def _single_quoted(text: str, found: list[Stretch]) -> list[Stretch]:
    """Stretches between single marks that no other stretch holds; apostrophes open and close nothing."""
    single = []
    offset = 0
    while start := SINGLE_OPENING.search(text, offset):
        end = SINGLE_CLOSING.search(text, start.end())
        newline = text.find("\n", start.end())
        if end is None or -1 < newline < end.start():
            offset = start.end()
            continue
        stretch = _stretch(text, start.start(), start.end(), end.start(), end.end())
        if not any(stretch.outer.overlaps(other.outer) for other in found):
            single.append(stretch)
        offset = end.end()
    return single
