"""Titles of other reports set into a report: *Baca juga: Dua Menteri Bertemu di Ambon*.

Rows of a collection keep them, often glued into a paragraph; the text must stay as it was given, so they are only
marked as no part of the report.
"""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from runut.articles.boilerplate import boilerplate
from runut.model import Span

__all__ = ["find_insertions"]

LONGEST_TITLE = 20  # words
LONGEST_QUOTED = 150  # characters
VIDEO = " Video"
JUDGED = 6  # by so many words a title shows whether it is written With Capitals
SURE = 6  # so many words of a title without capitals are its own where nothing shows its end
SMALL = frozenset({"ADP", "ADV", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ"})  # what titles write small
OPENING = frozenset({"ADP", "CCONJ", "SCONJ"})  # with a capital they begin a sentence
CONTENT = frozenset({"ADJ", "AUX", "NOUN", "VERB"})
ENDS = frozenset({".", "?", "!"})
GOES_ON = frozenset({":", ",", "-", "–", "(", '"', "“"})


def find_insertions(doc: Doc) -> tuple[Span, ...]:
    """Where ``doc`` names other reports: the words that announce them (*Baca juga:*) and the title after these.

    A title that is followed by more of the report on its line ends where a sentence plainly begins. Where none
    plainly does, too little is taken rather than too much.
    """
    videos = [Span(*found.span()) for found in _video().finditer(doc.text)]
    others = [Span(found.start(), _title_end(doc, found.end())) for found in _opener().finditer(doc.text)]
    return (*videos, *others)


@cache
def _opener() -> re.Pattern[str]:
    words = "|".join(re.escape(entry.words) for entry in boilerplate() if entry.next)
    return re.compile(rf"(?<!\w)(?:{words})(?: +video)? *: *", re.IGNORECASE)


@cache
def _video() -> re.Pattern[str]:
    """*Simak juga Video 'Dua Menteri Bertemu di Ambon':* the title stands in quotation marks."""
    words = "|".join(re.escape(entry.words) for entry in boilerplate() if entry.next or entry.words.endswith(VIDEO))
    return re.compile(
        rf"(?<!\w)(?:{words})(?: +video)? *:? *['‘\"“][^\n]{{3,{LONGEST_QUOTED}}}?['’\"”](?!\w) *:?", re.IGNORECASE
    )


def _title_end(doc: Doc, start: int) -> int:
    title = list(_on_line(doc, start))
    if not title:
        return start
    judged = [token for token in title[:JUDGED] if token.is_alpha and token.pos_ not in SMALL]
    capitals = 2 * sum(token.text[0].isupper() for token in judged) > len(judged) + 1
    end = next((token.idx for token in title[1:] if _begins_sentence(token, capitals=capitals)), None)
    if end is not None:
        return end
    last = title[-1] if capitals or _ends_line(title[-1]) else title[:SURE][-1]
    return last.idx + len(last)


def _on_line(doc: Doc, start: int) -> Iterator[Token]:
    """The tokens from ``start`` to the line's end, or the next such title, at most as many as a title has."""
    other = _opener().search(doc.text, start)
    stop = other.start() if other else len(doc.text)
    count = 0
    for token in doc:
        if token.idx < start:
            continue
        if token.idx >= stop or "\n" in token.text or count == LONGEST_TITLE:
            return
        count += 1
        yield token


def _ends_line(token: Token) -> bool:
    """Whether a title's last word stands there; a full stop there is a sentence's."""
    after = token.doc.text[token.idx + len(token) :].lstrip(" )]")
    return token.text not in ENDS and (not after or after.startswith("\n"))


def _begins_sentence(token: Token, *, capitals: bool) -> bool:
    before = token.nbor(-1)
    if before.text in ENDS:
        return True
    opening = OPENING if capitals else OPENING | {"ADV"}
    if token.text[0].isupper() and token.pos_ in opening and before.text not in GOES_ON:
        return True
    if not capitals:
        return False
    # With capitals a small verb is the report's, and the name before it is its subject: ... Ambon | Budi menjelaskan.
    after = next((word for word in token.doc[token.i + 1 : token.i + 3] if not word.is_punct), token)
    return token.text[0].isupper() and after.is_lower and after.pos_ in CONTENT
