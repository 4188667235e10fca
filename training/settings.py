"""The recipe's settings, as ``configs/recipe.yaml`` has them."""

from pathlib import Path

import msgspec
import yaml

__all__ = ["Corpus", "Lexicon", "Settings", "Silver", "Vectors", "read_settings"]


class _Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the settings: no unknown keys."""


class Vectors(_Section, frozen=True):
    """floret's settings."""

    dim: int
    rows: int
    epochs: int
    min_count: int
    minn: int
    maxn: int
    negatives: int
    learning_rate: float


class Lexicon(_Section, frozen=True):
    """How frequent a word of the news must be to enter a word list."""

    known_min_count: int
    lemma_min_count: int


class Corpus(_Section, frozen=True):
    """How the corpora are mixed."""

    csui_held_out: int
    csui_weight: int
    idner_weight: int
    line_breaks: float


class Silver(_Section, frozen=True):
    """How much news the first model labels for the second."""

    reports: int
    sentences: int
    name_majority: float


class Settings(_Section, frozen=True):
    """All of it."""

    seed: int
    vectors: Vectors
    lexicon: Lexicon
    corpus: Corpus
    silver: Silver


def read_settings(path: Path) -> Settings:
    """Read a recipe; unknown or missing keys raise :class:`msgspec.ValidationError`."""
    return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Settings)
