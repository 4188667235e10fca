"""The embedding's memory: it changes nothing but the time."""

import numpy as np
import pytest
import spacy
from id_runut_news import embedding
from spacy.tokens import Doc
from spacy.vectors import Vectors
from thinc.api import Model


@pytest.fixture
def docs() -> list[Doc]:
    vocab = spacy.blank("id").vocab
    vocab.vectors = Vectors(strings=vocab.strings, data=np.eye(8, 5, dtype=np.float32), mode="floret", minn=2, maxn=3)
    texts = (["Kami", "pulang", "\n"], [], ["Kami", "menunggu", "kami"])
    return [Doc(vocab, words=words) for words in texts]


@pytest.fixture
def model(docs: list[Doc]) -> Model:
    return embedding.create_embedding(6, ["NORM", "SHAPE"], [20, 10]).initialize(X=docs)


def test_what_is_remembered_is_what_would_be_worked_out(model: Model, docs: list[Doc]) -> None:
    for _ in range(2):
        for ours, worked_out in zip(model.predict(docs), model.layers[0].predict(docs), strict=True):
            np.testing.assert_allclose(ours, worked_out, atol=1e-6)


def test_nothing_is_remembered_beyond_training(model: Model, docs: list[Doc]) -> None:
    before = model.predict(docs)[0].copy()
    _, backprop = model(docs, is_train=True)
    backprop([np.ones((len(doc), 6), dtype=np.float32) for doc in docs])
    model.finish_update(lambda _key, param, grad: (param - grad, grad * 0))
    assert not np.allclose(before, model.predict(docs)[0])


def test_a_full_memory_is_emptied(model: Model, docs: list[Doc], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "MEMORY", 1)
    first = model.predict(docs)[0].copy()
    np.testing.assert_allclose(model.predict(docs)[0], first, atol=1e-6)
