"""Why an event was coded as it was: for each field what decided, as ``field:reason``; see ``docs/record.md``."""

from collections.abc import Iterator, Mapping, Sequence

from runut.events.coding import Coding, Pooled
from runut.events.options import nearest
from runut.events.report import Report
from runut.events.roles import Filler
from runut.events.setting_features import date_features, place_features
from runut.events.weights import Decision

__all__ = ["why"]

MOST = 3  # features told of the decision that it is an event


def why(report: Report, ranked: Sequence[Coding], pooled: Pooled, decisions: Mapping[str, Decision]) -> tuple[str, ...]:
    """The reasons for an event whose mentions ``ranked`` has, the best first."""
    best = ranked[0]
    told = (("status", pooled.settles.status_cue), ("certainty", best.certainty_cue))
    return (
        f"lexicon:events/{best.trigger.sense.id}",
        *(f"event:{reason}" for reason in decisions["event"].reasons(best.features, MOST)),
        *_of_type(best, pooled.mode, ranked),
        *_of_roles(report, pooled, decisions),
        *_of_setting(report, ranked, pooled, decisions),
        *(f"{name}:{cue}" for name, cue in told if cue),
        *(f"context:{name}={words}" for name, words in pooled.contexts.items()),
    )


def _of_type(best: Coding, mode: str | None, ranked: Sequence[Coding]) -> Iterator[str]:
    if best.type is not best.trigger.sense.type:
        yield f"type:{best.trigger.sense.type} to come"
    cue = next((coding.mode_cue for coding in ranked if coding.mode == mode), None)
    if mode is not None:
        yield f"mode:{cue or 'lexicon'}"


def _of_roles(report: Report, pooled: Pooled, decisions: Mapping[str, Decision]) -> Iterator[str]:
    for role, fillers in (("actor", pooled.actors), ("recipient", pooled.recipients)):
        for filler in fillers:
            yield f"{role}:{report.entities[filler.entity].name}={_filler_reason(filler, decisions[role])}"


def _filler_reason(filler: Filler, decide: Decision) -> str:
    """The grammatical slot that gave ``filler`` its role, else the feature that spoke most for it."""
    return filler.slot if filler.slot != "none" else decide.strongest(filler.features) or "no slot"


def _of_setting(
    report: Report, ranked: Sequence[Coding], pooled: Pooled, decisions: Mapping[str, Decision]
) -> Iterator[str]:
    if pooled.date is not None:
        coding = max(ranked, key=lambda one: one.dates[pooled.date or 0])
        option = report.dates[pooled.date]
        (features,) = date_features(coding, pooled.date)
        timex = report.timexes[option.things[nearest(option, *_where(report, coding))]]
        words = report.article.text[timex.start : timex.end]
        yield f"date:{words}={decisions['date'].strongest(features) or 'only one'}"
    if pooled.place is not None:
        coding = max(ranked, key=lambda one: one.places[pooled.place or 0])
        option = report.wheres[pooled.place]
        (features,) = place_features(coding, pooled.place)
        place = report.places[option.things[nearest(option, *_where(report, coding))]]
        yield f"place:{place.name}={decisions['place'].strongest(features) or 'only one'}"


def _where(report: Report, coding: Coding) -> tuple[int, int]:
    start = coding.trigger.start
    return start, report.sentence_of[start]
