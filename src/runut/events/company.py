"""What other triggers stand around a trigger: in its words, beside it, above it in the parse, in the report.

An attack that somebody demands, threatens or is accused of is no event of its own; and a report that speaks of one
arrest speaks of it again.
"""

from collections.abc import Iterator

from runut.events.report import Report
from runut.events.triggers import Trigger

__all__ = ["company_features"]

# Distances in words between two triggers of a sentence that mean something of their own.
BESIDE, CLOSE, NEAR = 1, 4, 10
MANY = 4
CLIMB = 6  # farther up the parse of a long news sentence is mostly wrong


def company_features(report: Report, trigger: Trigger) -> Iterator[str]:
    """What the triggers around ``trigger`` say of its being an event."""
    kind = trigger.sense.type
    event = str(kind)  # an enum's member takes four times as long to format
    others = [report.triggers[n] for n in report.triggers_in[report.sentence_of[trigger.start]]]
    rivals = {o.sense.type for o in others if o.start < trigger.end and trigger.start < o.end} - {kind}
    for rival in sorted(rivals):
        yield f"rival={rival!s}"
        yield f"rival={rival!s}|{event}"
    yield f"rivals={len(rivals)}"
    left = max((o for o in others if o.end <= trigger.start), key=lambda o: o.end, default=None)
    right = min((o for o in others if o.start >= trigger.end), key=lambda o: o.start, default=None)
    yield from _beside("left", left, trigger.start - left.end if left else 0, trigger)
    yield from _beside("right", right, right.start - trigger.end if right else 0, trigger)
    yield from _above(report, trigger, others)
    apart = sum(o.end <= trigger.start or trigger.end <= o.start for o in others)
    yield f"company={min(apart, MANY)}"
    yield f"company={min(apart, MANY)}|{event}"
    yield f"density={min(2 * len(report.triggers) // max(len(report.sentences), 1), MANY)}"
    yield f"alike={min(sum(o.sense.type == kind for o in report.triggers), 3)}|{event}"


def _beside(side: str, other: Trigger | None, gap: int, trigger: Trigger) -> Iterator[str]:
    far = "none" if other is None else _distance(gap)
    event, neighbour = str(trigger.sense.type), str(other.sense.type) if other else "none"
    yield f"{side}={neighbour}|{event}"
    yield f"{side}={neighbour}/{far}"
    yield f"{side}-far={far}|{event}"
    yield f"{side}-sense={other.sense.id if other else 'none'}"


def _distance(gap: int) -> str:
    return next((name for most, name in ((BESIDE, "beside"), (CLOSE, "close"), (NEAR, "near")) if gap <= most), "far")


def _above(report: Report, trigger: Trigger, others: list[Trigger]) -> Iterator[str]:
    """The trigger on which this one hangs: *meminta agar ditangkap*, *ancaman serangan*."""
    holders = {token: o for o in reversed(others) for token in range(o.start, o.end)}
    above: Trigger | None = None
    label = ""
    for steps, token in enumerate(report.ancestry(trigger.head)):
        if steps > CLIMB:
            break
        if token in holders and not trigger.start <= token < trigger.end:
            above = holders[token]
            break
        label = report.labels[token]
    holder = str(above.sense.type) if above else "none"
    yield f"above={holder}|{trigger.sense.type!s}"
    yield f"above={holder}|{trigger.sense.kind}"
    yield f"above={holder}/{label if above else ''}"
    yield f"above-sense={above.sense.id if above else 'none'}"
