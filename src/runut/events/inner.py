"""Events that are only what another one demands, threatens, refuses or lifts: these are not coded again.

*Meminta Israel menghentikan serangan* is a request and no ceasefire, *mencabut larangan terbang* lifts a ban and
sets none. The codebook has the outer event alone; here the parse and the words between the two tell what belongs to it.
"""

from collections.abc import Sequence

import msgspec

from runut.events.coding import Coding
from runut.events.report import Report
from runut.lexicon.cues import factuality_words
from runut.model import EventType, Status

__all__ = ["held_within"]

CLAUSAL = frozenset({"xcomp", "ccomp", "advcl"})
NOMINAL = frozenset({"obj", "nsubj"})
LONGEST_CHAIN = 2  # meminta Israel bersedia berunding
WIDEST_GAP = 8  # words between a request and what is asked for: the one who is asked, and untuk segera


class Holding(msgspec.Struct, frozen=True):
    """What events of one type may hold: events of ``types`` told by a verb (``clausal``) or else by a noun."""

    types: frozenset[EventType]
    clausal: bool


# Read off the hand-coded reports: of what hangs so on these, nine in ten are no event of their own.
HOLDINGS = {
    EventType.REQUEST: Holding(frozenset(EventType), clausal=True),
    EventType.THREATEN: Holding(frozenset(EventType), clausal=True),
    EventType.REJECT: Holding(frozenset({EventType.CONSULT, EventType.AGREE}), clausal=True),
    EventType.CONCEDE: Holding(frozenset({EventType.COERCE, EventType.SANCTION}), clausal=False),
    EventType.SANCTION: Holding(frozenset({EventType.AID}), clausal=False),
}


def held_within(report: Report, codings: Sequence[Coding]) -> frozenset[tuple[int, int]]:
    """The tokens (start, end) of those ``codings`` that another of them holds."""
    owners = {token: c for c in codings for token in range(c.trigger.start, c.trigger.end)}
    held = (coding.trigger for coding in codings if _is_held(report, coding, owners))
    return frozenset((trigger.start, trigger.end) for trigger in held)


def _is_held(report: Report, inner: Coding, owners: dict[int, Coding]) -> bool:
    labels: list[str] = []
    for token in report.ancestry(inner.trigger.head):
        outer = owners.get(token, inner)
        if outer is not inner:
            holding = HOLDINGS.get(outer.trigger.sense.type)
            if holding is None or inner.trigger.sense.type not in holding.types:
                return False
            return _asked(report, outer, inner, labels) if holding.clausal else _lifted(outer, inner, labels)
        if len(labels) == LONGEST_CHAIN:
            return False
        labels.append(report.labels[token])
    return False


def _asked(report: Report, outer: Coding, inner: Coding, labels: Sequence[str]) -> bool:
    """*meminta Israel (untuk) menarik pasukan*: a verb of the clause that completes the outer one."""
    between = range(outer.trigger.end, inner.trigger.start)
    words = report.lowers[between.start : between.stop]
    # Any other small word (saat, karena, setelah) opens a clause of its own.
    opening = factuality_words("asked_for") | {'"'}
    opened = all(report.tags[n] not in ("SCONJ", "PUNCT") or report.lowers[n] in opening for n in between)
    follows = outer.trigger.end <= inner.trigger.start and len(between) <= WIDEST_GAP
    clause = inner.trigger.sense.kind != "noun" and CLAUSAL.issuperset(labels)
    return follows and clause and opened and factuality_words("past").isdisjoint(words)


def _lifted(outer: Coding, inner: Coding, labels: Sequence[str]) -> bool:
    """*mencabut larangan terbang*, *larangan terbang dicabut*: the noun that made the outer sense what it is."""
    named = inner.trigger.sense.key.split()[0] in outer.trigger.sense.required
    real = outer.status is Status.ACTUAL or outer.status is inner.status
    return named and real and inner.trigger.sense.kind == "noun" and len(labels) == 1 and labels[0] in NOMINAL
