"""A graph-based dependency parser as a spaCy component.

It keeps the sentences that an earlier component has set, finds the best tree of each, and labels
its arcs. White space hangs on the word before it.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import srsly
from spacy import util
from spacy.attrs import DEP, HEAD, IS_SPACE, SENT_START
from spacy.language import Language
from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from spacy.pipeline import TrainablePipe
from spacy.pipeline.dep_parser import parser_score
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import Maxout, Model, chain, with_array

from id_runut_news import biaffine
from id_runut_news.biaffine import Array, Indices
from id_runut_news.trees import best_tree

DEFAULT_CONFIG = """
[model]
@architectures = "id_runut_news.Biaffine.v1"
arc_width = 96
label_width = 48
hidden_width = 128
depth = 2

[model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
"""
WINDOW = 2  # words to each side, per layer of the parser's own


@util.registry.architectures("id_runut_news.Biaffine.v1")
def create_model(
    tok2vec: Model, arc_width: int, label_width: int, hidden_width: int, depth: int
) -> Model[list[Doc], list[Array]]:
    """Four vectors for every word (as dependent and as head, for arcs and for labels), and the scorer's parameters."""
    width = tok2vec.get_dim("nO")
    project = with_array(Maxout(nO=2 * (arc_width + label_width), nI=width, nP=2, normalize=False, dropout=0.0))
    layers = [tok2vec]
    if depth:
        layers.append(MaxoutWindowEncoder(width=width, window_size=WINDOW, maxout_pieces=3, depth=depth))
    body = chain(*layers, project)
    scorer = biaffine.create_scorer(arc_width, label_width, hidden_width)
    model: Model[list[Doc], list[Array]] = Model(
        "runut_biaffine", lambda model, docs, is_train: model.layers[0](docs, is_train), layers=[body, scorer]
    )
    model.set_ref("body", body)
    model.set_ref("scorer", scorer)
    model.set_ref("tok2vec", tok2vec)
    return model


class Parser(TrainablePipe):
    """Sets ``token.head`` and ``token.dep`` (Universal Dependencies)."""

    def __init__(self, vocab: Vocab, model: Model, name: str = "parser") -> None:
        super().__init__(vocab, model, name)
        self.cfg = {"labels": []}
        self.scorer = parser_score

    @property
    def labels(self) -> tuple[str, ...]:
        """The relations known, the most frequent first."""
        return tuple(self.cfg["labels"])

    @property
    def label_data(self) -> list[str]:
        """The labels in the form that ``initialize`` takes."""
        return list(self.labels)

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,
        labels: list[str] | None = None,
    ) -> None:
        """Collect the labels and draw the first parameters."""
        del nlp
        if labels is None:
            counts: dict[str, int] = {}
            for example in get_examples():
                for token in example.reference:
                    if token.dep_ and not token.is_space:
                        counts[token.dep_] = counts.get(token.dep_, 0) + 1
            labels = sorted(counts, key=lambda label: (-counts[label], label))
        self.cfg["labels"] = labels
        sample = [example.x for example in islice(get_examples(), 10)]
        self.model.get_ref("body").initialize(X=sample)
        biaffine.initialize_scorer(self.model.get_ref("scorer"), len(labels))

    def predict(self, docs: Iterable[Doc]) -> list[tuple[Indices, Indices]]:
        """For each doc, the head and the label number of each token."""
        docs = list(docs)
        scorer = self.model.get_ref("scorer")
        predictions = []
        for doc, vectors in zip(docs, self.model.predict(docs), strict=True):
            heads = np.arange(len(doc))
            arc_dep, arc_head, label_dep, label_head = self._split(vectors)
            for words in sentences(doc):
                scores = biaffine.arc_scores(scorer, arc_dep[words], arc_head[words])
                heads[words] = words[best_tree(scores)]
            where = biaffine.buckets(np.arange(len(doc)), heads)
            labels = biaffine.label_scores(scorer, label_dep, label_head[heads], where)[0].argmax(axis=1)
            predictions.append((heads, labels))
        return predictions

    def set_annotations(self, docs: Iterable[Doc], scores: list[tuple[Indices, Indices]]) -> None:
        """Write heads and relations into the docs."""
        names = np.array([self.vocab.strings.add(label) for label in self.labels], dtype=np.uint64)
        root, space = self.vocab.strings.add("ROOT"), self.vocab.strings.add("dep")
        for doc, (heads, labels) in zip(docs, scores, strict=True):
            if not len(doc):
                continue
            deps = names[labels]
            deps[heads == np.arange(len(doc))] = root
            for at in space_tokens(doc):
                heads[at] = heads_of_space(doc, at)
                deps[at] = space
            offsets = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
            doc.from_array([HEAD, DEP], np.stack([offsets, deps], axis=1))

    def get_loss(self, examples: Iterable[Example], scores: list[Array]) -> tuple[float, list[Array]]:
        """Cross-entropy of heads and labels, and its gradient for the four vectors of each word."""
        examples = list(examples)
        loss = 0.0
        gradients = []
        for example, vectors in zip(examples, scores, strict=True):
            gradient = np.zeros_like(vectors)
            if example.reference.has_annotation("DEP"):
                loss += self._add_gradient(example, vectors, gradient)
            gradients.append(gradient)
        return loss, gradients

    def _add_gradient(self, example: Example, vectors: Array, gradient: Array) -> float:
        gold_heads, gold_labels = example.get_aligned_parse(projectivize=False)
        words = np.flatnonzero(example.predicted.to_array(IS_SPACE) == 0)
        place = {word: at for at, word in enumerate(words.tolist())}
        known = [at for at, word in enumerate(words.tolist()) if place.get(gold_heads[word]) is not None]
        if not known:
            return 0.0
        heads = np.array([place[gold_heads[words[at]]] for at in known])
        rows = np.array(known)
        scorer = self.model.get_ref("scorer")
        arc_dep, arc_head, label_dep, label_head = self._split(vectors[words])
        d_split = self._split(d_words := np.zeros_like(vectors[words]))

        chances = biaffine.softmax(biaffine.arc_scores(scorer, arc_dep, arc_head))
        loss = -float(np.log(chances[rows, heads] + 1e-8).sum())
        d_arcs = np.zeros_like(chances)
        d_arcs[rows] = chances[rows]
        d_arcs[rows, heads] -= 1
        d_dep, d_head = biaffine.arc_gradients(scorer, arc_dep, arc_head, d_arcs)
        d_split[0][:] += d_dep
        d_split[1][:] += d_head

        names = self.cfg["labels"]
        targets = [names.index(label) if (label := gold_labels[words[at]]) in names else -1 for at in known]
        where = biaffine.buckets(rows, heads)
        label_chances, hidden = biaffine.label_scores(scorer, label_dep[rows], label_head[heads], where)
        d_labels = biaffine.softmax(label_chances)
        kept = np.array(targets)
        loss -= float(np.log(d_labels[kept >= 0, kept[kept >= 0]] + 1e-8).sum())
        d_labels[kept < 0] = 0
        d_labels[kept >= 0, kept[kept >= 0]] -= 1
        d_dep, d_head = biaffine.label_gradients(scorer, label_dep[rows], label_head[heads], where, hidden, d_labels)
        np.add.at(d_split[2], rows, d_dep)
        np.add.at(d_split[3], heads, d_head)
        gradient[words] += d_words
        return loss

    def _split(self, vectors: Array) -> list[Array]:
        """Views on the four vectors of each word."""
        scorer = self.model.get_ref("scorer")
        arc, label = scorer.get_dim("nA"), scorer.get_dim("nL")
        return np.split(vectors, [arc, 2 * arc, 2 * arc + label], axis=1)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The labels and parameters."""
        return util.to_bytes({"cfg": lambda: srsly.json_dumps(self.cfg), "model": self.model.to_bytes}, exclude)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "Parser":
        """Restore what :meth:`to_bytes` gave."""
        util.from_bytes(
            data, {"cfg": lambda b: self.cfg.update(srsly.json_loads(b)), "model": self.model.from_bytes}, exclude
        )
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write labels and parameters to the folder ``path``."""
        writers = {
            "cfg": lambda p: srsly.write_json(p, self.cfg),
            "model": lambda p: p.write_bytes(self.model.to_bytes()),
        }
        util.to_disk(util.ensure_path(path), writers, exclude)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> "Parser":
        """Restore what :meth:`to_disk` wrote."""
        readers = {
            "cfg": lambda p: self.cfg.update(srsly.read_json(p)),
            "model": lambda p: self.model.from_bytes(p.read_bytes()),
        }
        util.from_disk(util.ensure_path(path), readers, exclude)
        return self


def sentences(doc: Doc) -> Iterator[Indices]:
    """The words (no white space) of each sentence; a doc without sentences set is one sentence."""
    blank = doc.to_array(IS_SPACE).astype(bool)
    breaks = np.flatnonzero(doc.to_array(SENT_START)[1:].astype(np.int64) == 1) + 1
    for words in np.split(np.arange(len(doc)), breaks):
        kept = words[~blank[words]]
        if len(kept):
            yield kept


def space_tokens(doc: Doc) -> list[int]:
    """Places of tokens that are white space."""
    places: list[int] = np.flatnonzero(doc.to_array(IS_SPACE)).tolist()
    return places


def heads_of_space(doc: Doc, at: int) -> int:
    """The token before, or at the start of the text the one after; alone, the white space itself."""
    if at:
        return at - 1
    return 1 if len(doc) > 1 else 0


@Language.factory(
    "runut_parser",
    assigns=["token.dep", "token.head", "doc.sents"],
    default_config={**util.load_config_from_str(DEFAULT_CONFIG)},
    default_score_weights={"dep_uas": 0.5, "dep_las": 0.5},
)
def create_parser(nlp: Language, name: str, model: Model) -> Parser:
    """The parser, as a spaCy config names it."""
    return Parser(nlp.vocab, model, name)
