"""Embeddings of words by their form, worked out once for each word that running text repeats.

What the embedding sees of a word - its norm, first letter, ending, shape and floret vector - is the
same wherever it stands, and in news nine words of ten have been met a moment before.
"""

from collections import defaultdict
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from spacy import util
from spacy.attrs import ORTH
from spacy.ml.models.tok2vec import MultiHashEmbed
from spacy.tokens import Doc
from thinc.api import Model

Array = NDArray[np.float32]

MEMORY = 50_000  # words; about 20 MB when full, then it is emptied


class _Memory:
    """Rows of a table of embeddings, and the parameters that they were made with."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._table: Array = np.zeros((0, 0), dtype=np.float32)
        self._made_with: list[Array] = []

    def forget(self) -> None:
        """Empty the table."""
        self._rows = {}
        self._table = self._table[:0]

    def embed(self, model: Model, docs: list[Doc]) -> list[Array]:
        """The embeddings of the docs' words, from the table as far as they are in it."""
        made_with = [node.get_param(name) for node in model.walk() for name in node.param_names if node.has_param(name)]
        made_with.append(docs[0].vocab.vectors.data)
        if len(self._rows) > MEMORY or list(map(id, made_with)) != list(map(id, self._made_with)):
            self.forget()
            self._made_with = made_with  # kept, so that no other array can take the place of one of them
        words, inverse = np.unique(np.concatenate([doc.to_array(ORTH) for doc in docs]), return_inverse=True)
        keys = words.tolist()
        self._learn([key for key in keys if key not in self._rows], model, docs[0])
        rows = np.array([self._rows[key] for key in keys], dtype=np.int64)
        return np.split(self._table[rows[inverse]], np.cumsum([len(doc) for doc in docs])[:-1])

    def _learn(self, new: list[int], model: Model, example: Doc) -> None:
        if not new:
            return
        vectors = model.predict([Doc(example.vocab, words=[example.vocab.strings[key] for key in new])])[0]
        first = len(self._table)
        self._rows.update(zip(new, range(first, first + len(new)), strict=True))
        self._table = np.concatenate([self._table, vectors]) if first else vectors


@util.registry.architectures("id_runut_news.WordEmbedding.v1")
def create_embedding(width: int, attrs: list[str], rows: list[int]) -> Model[list[Doc], list[Array]]:
    """spaCy's ``MultiHashEmbed`` with static vectors, with a memory when it predicts."""
    embed = MultiHashEmbed(width=width, attrs=attrs, rows=rows, include_static_vectors=True)
    memories: dict[int, _Memory] = defaultdict(_Memory)  # a copy of the model has parameters of its own

    def forward(
        model: Model[list[Doc], list[Array]],
        docs: list[Doc],
        is_train: bool,  # noqa: FBT001 - thinc calls it so
    ) -> tuple[list[Array], Callable[[list[Array]], list[Doc]]]:
        inner = model.layers[0]
        if is_train:
            memories[model.id].forget()  # training changes parameters in place
            return inner(docs, is_train)
        if not any(len(doc) for doc in docs):
            return inner(docs, is_train)
        return memories[model.id].embed(inner, docs), lambda _: []

    def initialize(
        model: Model[list[Doc], list[Array]],
        X: list[Doc] | None = None,
        Y: list[Array] | None = None,  # noqa: N803
    ) -> Model[list[Doc], list[Array]]:
        model.layers[0].initialize(X=X, Y=Y)
        return model

    return Model("runut_word_embedding", forward, init=initialize, layers=[embed], dims={"nO": width})
