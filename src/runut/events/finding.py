"""From triggers to events: each trigger coded on its own, then mentions of one event joined."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from runut.events.coding import Coding, Pooled
from runut.events.confidence import confidence_of, probability_of
from runut.events.contexts import ContextCue, contexts_of, find_context_cues
from runut.events.factuality import certainty_of, status_of
from runut.events.inner import held_within
from runut.events.merging import group_mentions
from runut.events.modes import mode_of
from runut.events.options import nearest
from runut.events.reasons import why
from runut.events.recognition import recognition_features, with_officials
from runut.events.report import Option, Report
from runut.events.roles import Filler, assign_roles
from runut.events.scene import Scene, scene_of
from runut.events.settings import choose
from runut.events.triggers import Trigger
from runut.events.weights import Decision
from runut.lexicon.event_types import event_types
from runut.mentions.timexes import date_value
from runut.model import Certainty, Event, EventPlace, Mention, Participant, Span, Status

__all__ = ["code_trigger", "find_events", "judge_trigger", "recognise", "threshold_in"]

# In a report on sport or prices the words of events mean other things (*serangan Persib*): without an official, a
# party or an armed group beside them only what is next to certain counts. Read on 60 such reports.
APART = 0.8
# What is denied, planned, conditional or hedged is rare in the coded reports and so improbable even where it is plain:
# of such triggers a little below the trained threshold as many are right as a little above it (cross-validated).
DOUBTED = 0.35


def find_events(
    report: Report, decisions: Mapping[str, Decision], *, min_confidence: float | None = None
) -> tuple[Event, ...]:
    """The report's events, in text order, without their sources.

    ``min_confidence`` (0 to 1) leaves out events less sure than it. Where it is lower than what the event decision
    was trained to ask for, events come in that are left out without it.
    """
    least = None if min_confidence is None else probability_of(min_confidence)
    codings = recognise(report, decisions, least=least)
    groups = group_mentions(report, codings, decisions["same"])
    cues = find_context_cues(report) if groups else ()
    coded = (_event(report, group, decisions, cues) for group in groups)
    events = [event for event in coded if min_confidence is None or (event.confidence or 0.0) >= min_confidence]
    events.sort(key=lambda event: (min(mention.start for mention in event.mentions), event.type))
    return tuple(msgspec.structs.replace(event, id=f"v{number}") for number, event in enumerate(events, start=1))


def recognise(report: Report, decisions: Mapping[str, Decision], *, least: float | None = None) -> tuple[Coding, ...]:
    """Every trigger that reports an event; of several senses of the same words the most probable.

    ``least`` lowers the probability that is asked for.
    """
    best: dict[tuple[int, int], Coding] = {}
    for trigger in report.triggers:
        coding = judge_trigger(report, trigger, decisions)
        key = (trigger.start, trigger.end)
        enough = threshold_in(report, coding, decisions["event"])
        enough = enough if least is None else min(enough, least)
        if coding.probability >= enough and (key not in best or coding.probability > best[key].probability):
            best[key] = coding
    held = held_within(report, [*best.values()])
    kept = sorted((coding for key, coding in best.items() if key not in held), key=lambda one: one.trigger.start)
    return tuple(_settle(coding, decisions) for coding in kept)


def threshold_in(report: Report, coding: Coding, decide: Decision) -> float:
    """How probable an event must be in this report."""
    plain = coding.status is Status.ACTUAL and coding.certainty is Certainty.CERTAIN
    least = decide.threshold if plain else min(decide.threshold, DOUBTED)
    if report.domain is None:
        return least
    exempt = not report.domain.steeped and with_officials(report, (*coding.actors, *coding.recipients))
    return least if exempt else max(least, APART)


def code_trigger(report: Report, trigger: Trigger, decisions: Mapping[str, Decision]) -> Coding:
    """Code one trigger: roles, factuality, setting, and the probability that it is an event at all."""
    return _settle(judge_trigger(report, trigger, decisions), decisions)


def judge_trigger(report: Report, trigger: Trigger, decisions: Mapping[str, Decision]) -> Coding:
    """As :func:`code_trigger`, without the days and places."""
    return _judge(scene_of(report, trigger), decisions)


def _settle(coding: Coding, decisions: Mapping[str, Decision]) -> Coding:
    """Add the days and places: apart, since most triggers are no events and need none."""
    dates, places = choose(coding, decisions)
    return msgspec.structs.replace(coding, dates=dates, places=places)


def _judge(scene: Scene, decisions: Mapping[str, Decision]) -> Coding:
    report, trigger = scene.report, scene.trigger
    actors, recipients = assign_roles(scene, decisions)
    span = report.doc[trigger.start : trigger.end]
    status, status_cue = status_of(span, report.cues, trigger.sense.type)
    certainty, certainty_cue = certainty_of(span, report.cues, report.quotes, trigger.sense.type)
    features = recognition_features(
        report, trigger, actors=actors, recipients=recipients, status=status, certainty=certainty
    )
    event_type = event_types()[trigger.sense.type].future_as if status is Status.FUTURE else trigger.sense.type
    mode, mode_cue = mode_of(report.doc, trigger) if event_type is trigger.sense.type else (None, None)
    return Coding(
        scene=scene,
        type=event_type,
        mode=mode,
        mode_cue=mode_cue,
        actors=actors,
        recipients=recipients,
        status=status,
        status_cue=status_cue,
        certainty=certainty,
        certainty_cue=certainty_cue,
        features=features,
        probability=decisions["event"].probability(features),
    )


def _event(
    report: Report,
    group: Sequence[Coding],
    decisions: Mapping[str, Decision],
    context_cues: Sequence[Sequence[ContextCue]],
) -> Event:
    """One event from the codings of its mentions, the most probable first."""
    ranked = sorted(group, key=lambda coding: -coding.probability)
    best = ranked[0]
    entry = event_types()[best.type]
    pooled = _pool(report, ranked, decisions, context_cues)
    scored = entry.modes.get(pooled.mode) if pooled.mode else None
    timex = None if pooled.date is None else report.timexes[_expression(report, report.dates[pooled.date], best)]
    place = None if pooled.place is None else report.places[_expression(report, report.wheres[pooled.place], best)]
    return Event(
        id="",
        type=best.type,
        mode=pooled.mode,
        contexts=tuple(pooled.contexts),
        mentions=tuple(_mention(report, coding.trigger) for coding in ranked),
        evidence=_evidence(report, min(group, key=lambda coding: coding.trigger.start)),
        actors=tuple(_participants(report, pooled.actors)),
        recipients=tuple(_participants(report, pooled.recipients)),
        date=date_value(timex) if timex else None,
        timex=timex.id if timex else None,
        place=EventPlace(name=place.name, country=place.country, place=place.id) if place else None,
        status=pooled.settles.status,
        certainty=best.certainty,
        quad=entry.quad,
        score=scored.score if scored else entry.score,
        cameo=scored.cameo if scored else entry.cameo,
        confidence=round(confidence_of(coding.probability for coding in ranked), 3),
        why=why(report, ranked, pooled, decisions),
    )


def _pool(
    report: Report,
    ranked: Sequence[Coding],
    decisions: Mapping[str, Decision],
    context_cues: Sequence[Sequence[ContextCue]],
) -> Pooled:
    """What the mentions tell together; the day and the place that any of them makes most probable."""
    kind = ranked[0].type
    mode = next((coding.mode for coding in ranked if coding.mode and coding.type == kind), None)
    actors, recipients = _pooled_roles(ranked)
    return Pooled(
        mode=mode,
        settles=_settles_status(ranked),
        actors=actors,
        recipients=recipients,
        date=_best_option([coding.dates for coding in ranked], decisions["date"]),
        place=_best_option([coding.places for coding in ranked], decisions["place"]),
        contexts=contexts_of(report, context_cues, ranked, mode),
    )


def _settles_status(ranked: Sequence[Coding]) -> Coding:
    """The mention whose status holds: the commonest of the unreal ones where half the mentions or more are unreal.

    Reports tell once that something is only planned and then speak of it without saying so again.
    """
    unreal = [coding for coding in ranked if coding.status is not Status.ACTUAL]
    if 2 * len(unreal) < len(ranked):
        return next(coding for coding in ranked if coding.status is Status.ACTUAL)
    counted = Counter(coding.status for coding in unreal)
    return max(unreal, key=lambda coding: counted[coding.status])


def _best_option(told: Sequence[Mapping[int, float]], decide: Decision) -> int | None:
    pooled = {option: max(one[option] for one in told) for option in told[0]}
    best = max(pooled, key=lambda option: (pooled[option], -option), default=None)
    return best if best is not None and pooled[best] >= decide.threshold else None


def _expression(report: Report, option: Option, best: Coding) -> int:
    """Which of the option's expressions stands nearest to the event's best mention."""
    start = best.trigger.start
    return option.things[nearest(option, start, report.sentence_of[start])]


def _pooled_roles(group: Sequence[Coding]) -> tuple[tuple[Filler, ...], tuple[Filler, ...]]:
    """The roles from whichever mention tells them most surely, an entity in the role that it fits better."""
    actors = max((coding.actors for coding in group), key=_surest)
    recipients = max((coding.recipients for coding in group), key=_surest)
    both = {filler.entity for filler in actors} & {filler.entity for filler in recipients}
    if both and _surest(actors) >= _surest(recipients):
        return actors, tuple(filler for filler in recipients if filler.entity not in both)
    return tuple(filler for filler in actors if filler.entity not in both), recipients


def _surest(fillers: Sequence[Filler]) -> float:
    return max((filler.probability for filler in fillers), default=0.0)


def _mention(report: Report, trigger: Trigger) -> Mention:
    span = report.doc[trigger.start : trigger.end]
    return Mention(start=span.start_char, end=span.end_char)


def _evidence(report: Report, coding: Coding) -> Mention:
    start, end = report.sentences[report.sentence_of[coding.trigger.start]]
    span = report.doc[start:end]
    text = span.text
    return Mention(start=span.start_char, end=span.start_char + len(text.rstrip()))


def _participants(report: Report, fillers: Sequence[Filler]) -> Iterator[Participant]:
    for filler in fillers:
        entity = report.entities[filler.entity]
        span = _best_span(report, filler)
        yield Participant(
            entity=entity.id,
            text=report.article.text[span.start : span.end],
            start=span.start,
            end=span.end,
            code=entity.code,
            sectors=entity.sectors,
        )


def _best_span(report: Report, filler: Filler) -> Span:
    """The mention beside the trigger where it names the entity, else the first that does (*ia* → *Budi*)."""
    entity = report.entities[filler.entity]
    local = report.mentions[filler.mention].span
    text = report.article.text
    if set(text[local.start : local.end].split()) & set(entity.name.split()):
        return local
    return next((span for span in entity.mentions if text[span.start : span.end] == entity.name), local)
