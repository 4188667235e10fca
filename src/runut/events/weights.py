"""The learned part of the coding: one logistic regression for each decision, over named features.

Weights come from ``training/coding/train.py``, learnt on hand-coded reports; ``weights.json`` is its
output. A feature is a readable string (``slot=subject``), so that a decision can be told in words.
"""

import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import repeat

import msgspec

from runut.errors import ModelError

__all__ = ["FORMAT", "Decision", "WeightsFile", "decisions"]

FORMAT = 1


class Decision(msgspec.Struct, frozen=True):
    """A logistic regression: ``bias``, one weight a feature, and the probability from which it says yes.

    Where something must be chosen, the best candidate may do with ``least``.
    """

    bias: float
    threshold: float
    least: float
    weights: dict[str, float]

    def probability(self, features: Iterable[str]) -> float:
        """The probability of a yes; features that were not seen in training count nothing."""
        total = self.bias + sum(map(self.weights.get, features, repeat(0.0)))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def reasons(self, features: Iterable[str], most: int = 3) -> tuple[str, ...]:
        """The features that weighed most, heaviest first, each with its sign."""
        weighed = sorted(
            ((self.weights.get(f, 0.0), f) for f in set(features)), key=lambda pair: (-abs(pair[0]), pair[1])
        )
        return tuple(f"{'+' if weight > 0 else '-'}{feature}" for weight, feature in weighed[:most] if weight)


class WeightsFile(msgspec.Struct, frozen=True):
    """The file's content; ``trained_on`` says on how many reports and events."""

    format: int
    trained_on: str
    decisions: dict[str, Decision]


@cache
def _weights() -> WeightsFile:
    path = files("runut.events").joinpath("weights.json")
    try:
        content = msgspec.json.decode(path.read_bytes(), type=WeightsFile)
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"{path}: the coding weights cannot be read: {error}; reinstall runut") from error
    if content.format != FORMAT:
        raise ModelError(f"{path}: weights of format {content.format}, this runut reads {FORMAT}; reinstall runut")
    return content


def decisions() -> Mapping[str, Decision]:
    """The decisions by name: event, actor, recipient, date, place, same.

    Raises :class:`ModelError` where the weights file is missing or of another format.
    """
    return _weights().decisions
