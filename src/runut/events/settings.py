"""When and where an event happened: each day and each place that the report names weighed against the trigger."""

from collections.abc import Mapping

from runut.events.coding import Coding
from runut.events.setting_features import date_features, place_features
from runut.events.weights import Decision

__all__ = ["choose"]


def choose(coding: Coding, decisions: Mapping[str, Decision]) -> tuple[dict[int, float], dict[int, float]]:
    """How probable each day and each place of the report is as that of the trigger coded, by its index."""
    return (
        dict(enumerate(map(decisions["date"].probability, date_features(coding)))),
        dict(enumerate(map(decisions["place"].probability, place_features(coding)))),
    )
