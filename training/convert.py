"""Corpora in, ``.spacy`` files out."""

import random
import sys
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

from id_runut_news.tokenizer import Tokenizer
from training.corpora import ner_docs, read_treebank, treebank_doc

CSUI_WEIGHT = 5  # news, and annotated as of today: seen five times for each time that a GSD sentence is
CSUI_HELD_OUT = 60  # sentences cut off the end of CSUI train for measuring: it has no dev part


def write(path: Path, docs: Iterable[Doc]) -> None:
    DocBin(docs=docs, store_user_data=False).to_disk(path)


def with_break(doc: Doc) -> Doc:
    """The same sentence with the line break that ends a paragraph, a token of its own in running text."""
    last = len(doc)
    annotated = doc.has_annotation("DEP")
    kwargs = {}
    if annotated:
        kwargs = {
            "pos": [t.pos_ for t in doc] + ["SPACE"],
            "heads": [t.head.i for t in doc] + [last - 1],
            "deps": [t.dep_ for t in doc] + ["dep"],
            "sent_starts": [t.i == 0 for t in doc] + [False],
            "lemmas": [t.lemma_ for t in doc] + ["\n"],
        }
    new = Doc(doc.vocab, words=[t.text for t in doc] + ["\n"], spaces=[bool(t.whitespace_) for t in doc] + [False], **kwargs)
    if not annotated:
        new.set_ents([spacy.tokens.Span(new, e.start, e.end, label=e.label_) for e in doc.ents])
    return new


def main(corpora: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer(spacy.blank("id").vocab)
    csui = [treebank_doc(s, tokenizer) for s in read_treebank(corpora / "ud/csui-train.conllu")]
    gsd = [treebank_doc(s, tokenizer) for s in read_treebank(corpora / "ud/gsd2017-train.harmonised.conllu")]
    gsd_dev = [treebank_doc(s, tokenizer) for s in read_treebank(corpora / "ud/gsd-dev.conllu")]
    idner = list(ner_docs(corpora / "ner/idner-news-2k-train.jsonl", tokenizer))
    grit = list(ner_docs(corpora / "ner/nergrit-train.jsonl", tokenizer))
    rng = random.Random(1)
    train = csui[:-CSUI_HELD_OUT] * CSUI_WEIGHT + gsd + idner * 2 + grit
    train = [with_break(doc) if rng.random() < 0.25 and len(doc) > 1 else doc for doc in train]
    rng.shuffle(train)
    write(out / "train.spacy", train)
    write(out / "csui-dev.spacy", csui[-CSUI_HELD_OUT:])
    write(out / "gsd-dev.spacy", gsd_dev)
    for name in ("idner-news-2k", "nergrit"):
        write(out / f"{name}-dev.spacy", ner_docs(corpora / f"ner/{name}-dev.jsonl", tokenizer))
    write(out / "dev.spacy", csui[-CSUI_HELD_OUT:] + gsd_dev[:250] + list(ner_docs(corpora / "ner/idner-news-2k-dev.jsonl", tokenizer)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
