"""Sentences of Indonesian news, by rule.

A line break always ends a sentence. A full stop, question or exclamation mark ends one where a
new one can begin after it, unless it stands within quotation marks that are closed later in the
paragraph: «"Kami siap. Semua aman," kata Budi.» is one sentence, as its reporting clause says.
"""

from spacy.language import Language
from spacy.tokens import Doc

ENDS = frozenset({".", "?", "!", "...", "…", "..", "....", "?!", "!!", "??"})
CLOSERS = frozenset({'"', "”", "'", "’", ")", "]", "»", "''"})
OPENERS = frozenset({'"', "“", "'", "‘", "(", "[", "«", "``", "-", "–", "—", "•"})


@Language.component("runut_sentences", assigns=["token.is_sent_start", "doc.sents"])
def split_sentences(doc: Doc) -> Doc:
    """Set ``token.is_sent_start`` of every token."""
    words = [token.text for token in doc]
    starts = sentence_starts(words)
    for token, starts_here in zip(doc, starts, strict=True):
        token.is_sent_start = starts_here
    return doc


def sentence_starts(words: list[str]) -> list[bool]:
    """For every token (white space that is more than one blank counts as one): does a sentence start?"""
    starts = [False] * len(words)
    begin = 0
    while begin < len(words):
        end = begin
        while end < len(words) and "\n" not in words[end]:
            end += 1
        end = min(end + 1, len(words))
        for at in _starts_in_paragraph(words, begin, end):
            starts[at] = True
        begin = end
    return starts


def _starts_in_paragraph(words: list[str], begin: int, end: int) -> list[int]:
    quoted = _quoted(words, begin, end)  # offset of the first token: begin
    starts = [begin]
    at = begin
    while at < end:
        if words[at] not in ENDS and not (words[at][-1] == "." and _may_end(words[at])):
            at += 1
            continue
        after = at + 1
        while after < end and (words[after] in ENDS or (words[after] in CLOSERS and quoted[after - begin] != "open")):
            after += 1
        if after < end and not words[after].isspace() and not (after < end and quoted[after - begin] == "in"):
            if _can_begin(words[after]) and not _is_list_number(words, starts[-1], at):
                starts.append(after)
        at = after
    return starts


def _may_end(word: str) -> bool:
    return word in {"dll.", "dsb.", "dst.", "Tbk.", "tbk.", "dkk."}


def _can_begin(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in OPENERS or word[0] in "@#"


def _is_list_number(words: list[str], start: int, stop: int) -> bool:
    return stop - start == 1 and words[start].isalnum() and (words[start].isdigit() or len(words[start]) == 1)


def _quoted(words: list[str], begin: int, end: int) -> list[str]:
    """For each token of the paragraph: ``open``, ``close``, ``in`` (between the two) or ``""``.

    A mark without its partner opens nothing: a lost quotation mark must not swallow the paragraph.
    """
    state = [""] * (end - begin)
    opened: int | None = None
    for at in range(begin, end):
        word = words[at]
        if word == "“" or (word in {'"', "``"} and opened is None):
            opened = at
        elif opened is not None and word in {'"', "”", "''"}:
            state[opened - begin] = "open"
            state[at - begin] = "close"
            for inner in range(opened + 1, at):
                state[inner - begin] = "in"
            opened = None
    return state
