"""``id_runut_news``: a spaCy pipeline for Indonesian news. It stands alone: ``spacy.load("id_runut_news")``."""

from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.util import load_model_from_init_py
from thinc.api import NumpyOps

from id_runut_news import embedding, lemmas, names, parser, places, sentences, tokenizer

__all__ = ["embedding", "lemmas", "load", "names", "parser", "places", "sentences", "tokenizer"]


def load(**overrides: Any) -> Language:
    """The trained pipeline; ``overrides`` are those of :func:`spacy.load` (``disable``, ``exclude`` …)."""
    nlp = load_model_from_init_py(__file__, **overrides)
    vectors = nlp.vocab.vectors
    vectors.data = vectors.data.astype(np.float32)  # float16 on disk
    # numpy's matrix product is two to four times as fast here as the one that thinc brings.
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.components:
        if isinstance(component, TrainablePipe):
            for node in component.model.walk():
                node.ops = ops
    return nlp
