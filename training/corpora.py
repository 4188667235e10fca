"""Readers of the training corpora: CoNLL-U treebanks and NER lists, brought to the package's own tokens."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from id_runut_news.tokenizer import Tokenizer
from spacy.tokens import Doc, Span

__all__ = ["Word", "ner_docs", "read_treebank", "sentence_text", "treebank_doc"]


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word of a treebank; ``head`` is the 0-based index in its sentence (itself: the root)."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    space_after: bool


def read_treebank(path: Path) -> Iterator[list[Word]]:
    """The sentences of a CoNLL-U file; relation subtypes are kept, multiword tokens give their parts' spacing."""
    rows: list[list[str]] = []
    spaced: dict[int, bool] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            if rows:
                yield _words(rows, spaced)
            rows, spaced = [], {}
        elif not line.startswith("#"):
            row = line.split("\t")
            if "-" in row[0]:
                first, last = map(int, row[0].split("-"))
                spaced.update(dict.fromkeys(range(first, last), False))
                spaced[last] = "SpaceAfter=No" not in row[9]
            elif "." not in row[0]:
                rows.append(row)
    if rows:
        yield _words(rows, spaced)


def _words(rows: list[list[str]], spaced: dict[int, bool]) -> list[Word]:
    words = []
    for at, row in enumerate(rows):
        head = int(row[6]) - 1
        space = spaced.get(int(row[0]), "SpaceAfter=No" not in row[9])
        lemma = row[2] if row[2] != "_" or row[1] == "_" else ""
        words.append(Word(row[1], lemma, row[3], row[5], at if head < 0 else head, row[7], space))
    return words


def sentence_text(words: Sequence[Word]) -> str:
    """The raw text of a sentence, without a blank after its last word."""
    return "".join(word.form + " " * word.space_after for word in words).rstrip()


def treebank_doc(words: Sequence[Word], tokenizer: Tokenizer) -> Doc:
    """The sentence as a gold :class:`Doc`, with words that the tokenizer keeps together merged.

    ``Dr`` and ``.`` are two words in GSD but one token to the tokenizer: the merged token takes the
    annotation of the word whose head lies outside. Words that the tokenizer cuts finer stay whole.
    Tags: UPOS; relations without subtypes but for ``:pass``-like ones that the product reads.
    """
    doc = Doc(
        tokenizer.vocab,
        words=[word.form for word in words],
        spaces=[word.space_after for word in words[:-1]] + [False],
        pos=[word.upos for word in words],
        morphs=["" for _ in words],
        lemmas=[word.lemma for word in words],
        heads=[word.head for word in words],
        deps=["ROOT" if word.head == at else word.deprel for at, word in enumerate(words)],
        sent_starts=[at == 0 for at in range(len(words))],
    )
    own = {(token.idx, token.idx + len(token)) for token in tokenizer(doc.text)}
    ends = {token.idx: token.i for token in doc}
    stops = {token.idx + len(token): token.i for token in doc}
    with doc.retokenize() as retokenizer:
        for start, end in sorted(own):
            if start in ends and end in stops and stops[end] > ends[start]:
                retokenizer.merge(doc[ends[start] : stops[end] + 1])
    return doc


_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%…”’")
LONGEST_MARK = 3  # "..."; a longer token that starts with a mark is a word (.NET)
_NO_SPACE_AFTER = frozenset("([{“‘$")


def ner_docs(path: Path, tokenizer: Tokenizer) -> Iterator[Doc]:
    """The sentences of a NER list, written as running text and cut by the tokenizer, with ``doc.ents`` set."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, spans = _join(row["tokens"])
        doc = tokenizer(text)
        ents: list[Span] = []
        for entity in row["entities"]:
            start, end = spans[entity["start"]][0], spans[entity["end"] - 1][1]
            span = doc.char_span(start, end, label=entity["label"], alignment_mode="expand")
            if span is not None and (not ents or span.start >= ents[-1].end):
                ents.append(_without_clitic(span))
        doc.set_ents(ents)
        yield doc


def _without_clitic(span: Span) -> Span:
    """The name without the clitic that the source counts in its last token."""
    while len(span) > 1 and span[-1].lower_ in {"nya", "-nya", "lah", "kah", "pun"}:
        span = Span(span.doc, span.start, span.end - 1, label=span.label)
    return span


def _join(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Running text of tokens, and where each token stands in it."""
    text = ""
    spans = []
    open_quote = False
    glue = True
    for token in tokens:
        quote = token in {'"', "``", "''"}
        if not (glue or (token[0] in _NO_SPACE_BEFORE and len(token) <= LONGEST_MARK) or (quote and open_quote)):
            text += " "
        spans.append((len(text), len(text) + len(token)))
        text += token
        glue = token[-1] in _NO_SPACE_AFTER or (quote and not open_quote)
        open_quote ^= quote
    return re.sub(r"\s", " ", text), spans
