"""The learned part of the coding: one logistic regression for each decision, over named features.

Weights come from ``training/coding/train.py``, learnt on hand-coded reports; ``weights.json`` is its
output. A feature is a readable string (``slot=subject``), so that a decision can be told in words.
"""

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import repeat

import msgspec

from runut.errors import ModelError

__all__ = ["FORMAT", "Decision", "WeightsFile", "decisions", "weights_version"]

FORMAT = 1
LEAST_TOLD = 0.1  # a tenth of a logit moves a probability by less than 0.03: nothing that anyone need be told
SHORTEST_TOLD = 3  # letters
OWN_WORDS = "near="  # each word near the trigger speaks for itself


class Decision(msgspec.Struct, frozen=True):
    """A logistic regression: ``bias``, one weight a feature, and the probability from which it says yes.

    Where something must be chosen, the best candidate may do with ``least``. ``usual`` has what many of
    the training examples show (a feature up to its first ``|``) and their share: what is always there is no reason.
    """

    bias: float
    threshold: float
    least: float
    weights: dict[str, float]
    usual: dict[str, float] = {}

    def probability(self, features: Iterable[str]) -> float:
        """The probability of a yes; features that were not seen in training count nothing."""
        total = self.bias + sum(map(self.weights.get, features, repeat(0.0)))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def reasons(self, features: Iterable[str], most: int = 3) -> tuple[str, ...]:
        """What decided, heaviest first, each with its sign.

        Features of one name (``slot=subject``, ``slot=subject|AID``) weigh together and are told by the
        shortest of those that pull their way; a feature weighs the less the more usual it is.
        """
        grouped = self._grouped(features)
        sums = sorted(_sums(grouped), key=_heaviest)
        return tuple(_signed(total, grouped[name]) for total, name in sums[:most] if abs(total) >= LEAST_TOLD)

    def strongest(self, features: Iterable[str]) -> str | None:
        """The first of all :meth:`reasons` for a yes."""
        grouped = self._grouped(features)
        speaking = [pair for pair in _sums(grouped) if pair[0] >= LEAST_TOLD]
        if not speaking:
            return None
        total, name = min(speaking, key=_heaviest)
        return _signed(total, grouped[name])

    def _grouped(self, features: Iterable[str]) -> dict[str, list[tuple[float, str]]]:
        grouped: dict[str, list[tuple[float, str]]] = {}
        for feature in dict.fromkeys(features):  # not a set: the order of a sum changes its last digits
            weight = self.weights.get(feature)
            if not weight:
                continue
            own = feature.startswith(OWN_WORDS)
            weight *= 1.0 - self.usual.get(feature.partition("|")[0], 0.0)
            if weight and not (own and _is_small(feature)):
                grouped.setdefault(feature if own else feature.partition("=")[0], []).append((weight, feature))
        return grouped


def _sums(grouped: Mapping[str, Sequence[tuple[float, str]]]) -> Iterator[tuple[float, str]]:
    return ((sum(weight for weight, _ in told), name) for name, told in grouped.items())


def _is_small(feature: str) -> bool:
    """Punctuation and the smallest words near a trigger weigh, but tell a reader nothing."""
    word = feature.removeprefix(OWN_WORDS)
    return len(word) < SHORTEST_TOLD or not word.isalpha()


def _heaviest(pair: tuple[float, str]) -> tuple[float, str]:
    return -abs(pair[0]), pair[1]


def _signed(total: float, told: Iterable[tuple[float, str]]) -> str:
    sign = "+" if total > 0 else "-"
    pulling = [feature for weight, feature in told if (weight > 0) == (total > 0)]
    return sign + min(pulling, key=lambda feature: (len(feature), feature))


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
    """The decisions by name: event, actor, recipient, date, place, same, source.

    Raises :class:`ModelError` where the weights file is missing or of another format.
    """
    return _weights().decisions


@cache
def weights_version() -> str:
    """Eight hex digits that change with the weights."""
    return hashlib.sha256(files("runut.events").joinpath("weights.json").read_bytes()).hexdigest()[:8]
