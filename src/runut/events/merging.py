"""One event, several mentions: codings of the same event joined."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean

from runut.events.coding import Coding
from runut.events.report import Option, Report
from runut.events.roles import Filler
from runut.events.weights import Decision

__all__ = ["group_mentions", "same_features"]

FAR = 4
COMPARED = 20  # mentions of a group that another is compared with: the nearest before it tell enough
LIKELY = 0.35  # a day or place less probable than this tells nothing of whether two mentions are one event


def group_mentions(report: Report, codings: Sequence[Coding], decide: Decision) -> list[list[Coding]]:
    """Partition ``codings`` (in text order) into events: each joins the group that it fits best on average."""
    groups: list[list[Coding]] = []
    for coding in codings:
        scored = [
            (fmean(decide.probability(same_features(report, other, coding)) for other in group[-COMPARED:]), number)
            for number, group in enumerate(groups)
            if group[0].type == coding.type
        ]
        if scored and max(scored)[0] >= decide.threshold:
            groups[max(scored)[1]].append(coding)
        else:
            groups.append([coding])
    return groups


def same_features(report: Report, one: Coding, other: Coding) -> tuple[str, ...]:
    """What speaks for two codings of one type, ``one`` before ``other``, being the same event."""
    return tuple(_features(report, one, other))


def _features(report: Report, one: Coding, other: Coding) -> Iterator[str]:
    kind = str(one.type)
    gap = report.sentence_of[other.trigger.start] - report.sentence_of[one.trigger.start]
    actors = _overlap(report, one.actors, other.actors)
    recipients = _overlap(report, one.recipients, other.recipients)
    dates = _dates(report, one, other)
    yield f"type={kind}"
    yield f"gap={min(gap, FAR)}"
    yield f"gap={min(gap, FAR)}|{kind}"
    yield f"sense={'same' if one.trigger.sense.id == other.trigger.sense.id else 'other'}|{kind}"
    yield f"mode={'same' if one.mode == other.mode else 'other'}|{kind}"
    yield f"actors={actors}"
    yield f"recipients={recipients}"
    yield f"actors={actors}|recipients={recipients}"
    yield f"actors={actors}|recipients={recipients}|{kind}"
    yield f"crossed={_overlap(report, one.actors, other.recipients)}/{_overlap(report, one.recipients, other.actors)}"
    yield f"status={'same' if one.status == other.status else 'other'}"
    yield f"dates={dates}"
    yield f"dates={dates}|{kind}"
    yield f"places={_places(report, one, other)}"
    yield f"kinds={one.trigger.sense.kind}/{other.trigger.sense.kind}"


def _overlap(report: Report, one: Sequence[Filler], other: Sequence[Filler]) -> str:
    if not one or not other:
        return "missing"
    first, second = {filler.entity for filler in one}, {filler.entity for filler in other}
    if first & second:
        return "same"
    codes = {report.entities[entity].code for entity in first} & {report.entities[entity].code for entity in second}
    return "country" if codes - {None} else "different"


def _dates(report: Report, one: Coding, other: Coding) -> str:
    first, second = (_likely(report.dates, coding.dates) for coding in (one, other))
    if first is None or second is None:
        return "missing"
    if first == second:
        return "same"
    return "within" if first.startswith(second) or second.startswith(first) else "different"


def _places(report: Report, one: Coding, other: Coding) -> str:
    first, second = (_likely(report.wheres, coding.places) for coding in (one, other))
    if first is None or second is None:
        return "missing"
    return "same" if first == second else "different"


def _likely(options: Sequence[Option], told: Mapping[int, float]) -> str | None:
    best = max(told, key=lambda option: told[option], default=None)
    return options[best].key if best is not None and told[best] >= LIKELY else None
