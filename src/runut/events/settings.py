"""When and where an event happened: each day and each place that the report names weighed against the trigger."""

from collections.abc import Mapping

from runut.events.scene import Scene
from runut.events.setting_features import date_features, place_features
from runut.events.weights import Decision

__all__ = ["choose"]


def choose(scene: Scene, decisions: Mapping[str, Decision]) -> tuple[dict[int, float], dict[int, float]]:
    """How probable each day and each place of the report is as the trigger's, by its index."""
    report = scene.report
    return (
        {
            n: decisions["date"].probability(date_features(scene, option, report.dates))
            for n, option in enumerate(report.dates)
        },
        {
            n: decisions["place"].probability(place_features(scene, option, report.wheres))
            for n, option in enumerate(report.wheres)
        },
    )
