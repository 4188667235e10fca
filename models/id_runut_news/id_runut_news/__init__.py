"""``id_runut_news``: a spaCy pipeline for Indonesian news. It stands alone: ``spacy.load("id_runut_news")``."""

from typing import Any

from spacy.language import Language
from spacy.util import load_model_from_init_py

from id_runut_news import lemmas, places, sentences, tokenizer

__all__ = ["lemmas", "load", "places", "sentences", "tokenizer"]


def load(**overrides: Any) -> Language:
    """The trained pipeline; ``overrides`` are those of :func:`spacy.load` (``disable``, ``exclude`` …)."""
    return load_model_from_init_py(__file__, **overrides)
