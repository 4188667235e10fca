"""Counts of what is right, and what they come to."""

from collections.abc import Mapping
from typing import Self

import msgspec

__all__ = ["SHARES", "TALLIES", "Scores", "Share", "Tally"]


class Tally(msgspec.Struct, frozen=True):
    """How many were right, how many the records gave and how many the gold wanted."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Right of given; 0 where nothing was given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Right of wanted; 0 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def value(self) -> float:
        """F1, the harmonic mean of precision and recall; 0 where both are 0."""
        return 2 * self.right / (self.given + self.wanted) if self.right else 0.0

    def __add__(self, other: "Tally") -> "Tally":
        """Add the counts up."""
        return Tally(self.right + other.right, self.given + other.given, self.wanted + other.wanted)


class Share(msgspec.Struct, frozen=True):
    """How many of those that could be judged were right."""

    right: int = 0
    of: int = 0

    @property
    def value(self) -> float:
        """Accuracy; 0 where nothing could be judged."""
        return self.right / self.of if self.of else 0.0

    def __add__(self, other: "Share") -> "Share":
        """Add the counts up."""
        return Share(self.right + other.right, self.of + other.of)


TALLIES = (
    "sentence",
    "event",
    "dyad",
    "actor",
    "recipient",
    "actor_name",
    "recipient_name",
    "sector",
    "source",
    "quote",
    "unreal",
    "hedged",
)
SHARES = ("date", "place", "status", "certainty", "mode", "speaker")


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """What a set of records comes to. ``missing`` are the reports for which there was no record."""

    tallies: Mapping[str, Tally]
    shares: Mapping[str, Share]
    types: Mapping[str, Tally]
    missing: tuple[str, ...] = ()

    def __add__(self, other: "Scores") -> "Scores":
        """Take both sets of records together."""
        types = {*self.types, *other.types}
        return Scores(
            tallies={name: tally + other.tallies[name] for name, tally in self.tallies.items()},
            shares={name: share + other.shares[name] for name, share in self.shares.items()},
            types={name: self.types.get(name, Tally()) + other.types.get(name, Tally()) for name in sorted(types)},
            missing=self.missing + other.missing,
        )

    @classmethod
    def nothing(cls) -> Self:
        """Score no report at all: the start of a sum."""
        return cls(tallies=dict.fromkeys(TALLIES, Tally()), shares=dict.fromkeys(SHARES, Share()), types={})

    def values(self) -> dict[str, float]:
        """One number a measure: F1 of what is counted, accuracy of what is judged."""
        measured: Mapping[str, Tally | Share] = {**self.tallies, **self.shares}
        return {name: measure.value for name, measure in measured.items()}
