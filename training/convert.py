"""Corpora in, ``.spacy`` files for ``spacy train`` out."""

import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from id_runut_news.tokenizer import Tokenizer
from spacy.tokens import Doc, DocBin, Span

from training.corpora import ner_docs, read_treebank, treebank_doc
from training.settings import Settings

__all__ = ["convert", "copy_sentence", "write_docs"]


def convert(corpora: Path, out: Path, settings: Settings, silver: Path | None = None) -> None:
    """Write ``train.spacy`` and ``dev.spacy``; ``silver`` is added to the former."""
    out.mkdir(parents=True, exist_ok=True)
    nlp = spacy.blank("id")
    tokenizer = Tokenizer(nlp.vocab)
    mix = settings.corpus

    def treebank(name: str) -> list[Doc]:
        return [treebank_doc(sentence, tokenizer) for sentence in read_treebank(corpora / "ud" / f"{name}.conllu")]

    def ner(name: str) -> list[Doc]:
        return list(ner_docs(corpora / "ner" / f"{name}.jsonl", tokenizer))

    csui = treebank("csui-train")
    train = [
        *csui[: -mix.csui_held_out] * mix.csui_weight,
        *treebank("gsd2017-train.harmonised"),
        *ner("idner-news-2k-train") * mix.idner_weight,
        *ner("nergrit-train"),
        *(DocBin().from_disk(silver).get_docs(nlp.vocab) if silver else ()),
    ]
    rng = random.Random(settings.seed)  # noqa: S311 - not for secrets
    train = [copy_sentence(doc[:], line_break=rng.random() < mix.line_breaks) for doc in train]
    rng.shuffle(train)
    write_docs(out / "train.spacy", train)
    write_docs(out / "dev.spacy", [*csui[-mix.csui_held_out :], *treebank("gsd-dev"), *ner("idner-news-2k-dev")])


def write_docs(path: Path, docs: Iterable[Doc]) -> None:
    """Write docs to a ``.spacy`` file."""
    DocBin(docs=docs, store_user_data=False).to_disk(path)


def copy_sentence(sentence: Span, *, line_break: bool) -> Doc:
    """The sentence as a doc of its own, with what annotation it has.

    In running text the line break that ends a paragraph is a token; ``line_break`` adds it, so
    that the model meets it in training.
    """
    source = sentence.doc
    last = len(sentence)
    columns: dict[str, Any] = {}
    if source.has_annotation("DEP"):
        columns = {
            "pos": [token.pos_ for token in sentence],
            "lemmas": [token.lemma_ for token in sentence],
            "heads": [token.head.i - sentence.start for token in sentence],
            "deps": [token.dep_ for token in sentence],
            "sent_starts": [at == 0 for at in range(last)],
        }
    if source.has_annotation("ENT_IOB"):
        columns["ents"] = [f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in sentence]
    words = [token.text for token in sentence]
    spaces = [bool(token.whitespace_) for token in sentence]
    if line_break:
        words, spaces = [*words, "\n"], [*spaces[:-1], False, False]
        final = {"pos": "SPACE", "lemmas": "\n", "heads": last - 1, "deps": "dep", "sent_starts": False, "ents": "O"}
        columns = {name: [*values, final[name]] for name, values in columns.items()}
    return Doc(source.vocab, words=words, spaces=spaces, **columns)
