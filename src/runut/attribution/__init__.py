"""Who vouches for what a report says: grammar names the chain behind a stretch, learnt weights choose for an event."""

from runut.attribution.chain import Page, chain_of, find_sources
from runut.attribution.weighing import Weigher, event_sources, weighed
from runut.attribution.witnesses import Hearing, Witness, hear

__all__ = [
    "Hearing",
    "Page",
    "Weigher",
    "Witness",
    "chain_of",
    "event_sources",
    "find_sources",
    "hear",
    "weighed",
]
