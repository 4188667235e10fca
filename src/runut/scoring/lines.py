"""Scores as lines for a terminal."""

from collections.abc import Iterator

from runut.scoring.counts import Scores, Share

__all__ = ["lines_of", "precision_lines"]


def lines_of(scores: Scores) -> Iterator[str]:
    """Write a line a measure and a type: what it comes to, and the counts behind it."""
    for name, tally in (*scores.tallies.items(), *((f"  {kind}", tally) for kind, tally in scores.types.items())):
        yield (
            f"{name:<15} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.value:.3f}"
            f"   ({tally.right} right, {tally.given} given, {tally.wanted} wanted)"
        )
    yield from (_judged(name, share) for name, share in scores.shares.items())
    if scores.missing:
        yield f"no record for: {', '.join(scores.missing)}"


def precision_lines(scores: Scores) -> Iterator[str]:
    """As :func:`lines_of`, where it is not known what was missed: nothing that needs it, and nothing empty."""
    for name, tally in (*scores.tallies.items(), *((f"  {kind}", tally) for kind, tally in scores.types.items())):
        if tally.given:
            yield f"{name:<15} P {tally.precision:.3f}   ({tally.right} right, {tally.given} given)"
    yield from (_judged(name, share) for name, share in scores.shares.items() if share.of)


def _judged(name: str, share: Share) -> str:
    return f"{name:<15} accuracy {share.value:.3f}   ({share.right} of {share.of})"
