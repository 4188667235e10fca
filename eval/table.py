"""Scores as lines for a terminal."""

from collections.abc import Iterator

from runut.scoring import Scores


def lines_of(scores: Scores) -> Iterator[str]:
    """Write a line a measure and a type: what it comes to, and the counts behind it."""
    for name, tally in (*scores.tallies.items(), *((f"  {kind}", tally) for kind, tally in scores.types.items())):
        yield (
            f"{name:<15} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.value:.3f}"
            f"   ({tally.right} right, {tally.given} given, {tally.wanted} wanted)"
        )
    for name, share in scores.shares.items():
        yield f"{name:<15} accuracy {share.value:.3f}   ({share.right} of {share.of})"
    if scores.missing:
        yield f"no record for: {', '.join(scores.missing)}"
