"""Who acts, and on whom: each entity of the report weighed as actor and as recipient of a trigger.

The grammar proposes (``arguments.py``), the sense's frame orders the slots, and a logistic regression over
named features decides, so that a wrong parse can be outvoted by word order, sector and salience.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from runut.events.report import Report
from runut.events.role_features import beside_actor, role_features
from runut.events.scene import ROLES, Scene, preference
from runut.events.triggers import Trigger
from runut.events.weights import Decision
from runut.model import EventType

__all__ = ["ROLES", "Candidate", "Filler", "Weighed", "assign_roles", "candidates", "told_actor", "weigh"]

# Entities last mentioned farther back than this are not thought of: few participants of the training gold
# stand farther from their trigger.
MAX_SENTENCES_BACK = 6
# What is done towards nobody unless plainly towards somebody: troops are readied, rockets tested.
ALONE = frozenset({EventType.MOBILIZE})
# In an event that takes two, whoever is this much as probable an actor as a recipient acts too, and the second
# likeliest actor acts if at least so probable; chosen by cross-validation over the training reports.
JOINING = 0.3
SECOND = 0.2
SENTENCE_COST = 1000  # a mention in the same sentence is always nearer than one in the sentence before


class Candidate(msgspec.Struct, frozen=True):
    """An entity as a possible participant, its nearest mention, and what speaks for each role."""

    entity: int
    mention: int
    slot: str
    features: dict[str, tuple[str, ...]]


class Weighed(NamedTuple):
    """A candidate for a role, what speaks for and against it there, and how probable that makes it."""

    candidate: Candidate
    features: tuple[str, ...]
    chance: float


class Filler(msgspec.Struct, frozen=True):
    """An entity that was given a role, by which slot, with what probability, and by which features."""

    entity: int
    mention: int
    slot: str
    probability: float
    features: tuple[str, ...]


def candidates(scene: Scene) -> tuple[Candidate, ...]:
    """Every entity that may take part in the scene's trigger, with its features for both roles."""
    found = []
    for entity, nearest in _in_reach(scene.report, scene.trigger, scene.sentence):
        held = scene.slots.get(entity)
        mention = held[1] if held else nearest
        slot = held[0].slot if held else "none"
        found.append(Candidate(entity, mention, slot, role_features(scene, entity, mention)))
    return tuple(found)


def _in_reach(report: Report, trigger: Trigger, here: int) -> Iterator[tuple[int, int]]:
    """Entities mentioned in the trigger's sentence or shortly before, each with its nearest mention."""
    nearest: dict[int, tuple[int, int]] = {}
    for sentence in range(max(here - MAX_SENTENCES_BACK, 0), here + 1):
        for number in report.mentions_in[sentence]:
            mention = report.mentions[number]
            if trigger.start <= mention.start and mention.end <= trigger.end:
                continue
            distance = (here - sentence) * SENTENCE_COST + abs(mention.start - trigger.start)
            if mention.entity not in nearest or distance < nearest[mention.entity][0]:
                nearest[mention.entity] = (distance, number)
    for entity, (_, number) in nearest.items():
        yield entity, number


def weigh(scene: Scene, decisions: Mapping[str, Decision]) -> dict[str, tuple[Weighed, ...]]:
    """By role how probable everybody is who may take part in the scene's trigger."""
    found = candidates(scene)
    acting = tuple(candidate.features["actor"] for candidate in found)
    actors = tuple(map(decisions["actor"].probability, acting))
    told = told_actor(scene, found, actors)
    recipients = map(decisions["recipient"].probability, told)
    return {
        "actor": tuple(map(Weighed, found, acting, actors)),
        "recipient": tuple(map(Weighed, found, told, recipients)),
    }


def told_actor(scene: Scene, found: Sequence[Candidate], actors: Sequence[float]) -> tuple[tuple[str, ...], ...]:
    """Each candidate's features as a recipient when its chances and its rivals' as ``actors`` are known."""
    entities = [candidate.entity for candidate in found]
    best = max(range(len(found)), key=actors.__getitem__, default=0)
    return tuple(
        (*candidate.features["recipient"], *beside_actor(scene, number, best, entities, actors))
        for number, candidate in enumerate(found)
    )


def assign_roles(scene: Scene, decisions: Mapping[str, Decision]) -> tuple[tuple[Filler, ...], tuple[Filler, ...]]:
    """Actors and recipients; an entity that could be both gets the role that it fits better."""
    weighed = weigh(scene, decisions)
    actors = _fill(weighed["actor"], decisions["actor"])
    likely = {filler.entity: filler.probability for filler in actors}
    others = [one for one in weighed["recipient"] if one.chance > likely.get(one.candidate.entity, 0.0)]
    recipients = _fill(
        others,
        decisions["recipient"],
        barred=_outside_frame(scene.trigger),
        only_sure=scene.trigger.sense.type in ALONE,
    )
    rival = {filler.entity: filler.probability for filler in recipients}
    actors = tuple(filler for filler in actors if filler.probability >= rival.get(filler.entity, 0.0))
    if scene.trigger.sense.mutual and actors:
        return _together(weighed["actor"], actors, recipients)
    return actors, recipients


def _together(
    acting: Sequence[Weighed], actors: tuple[Filler, ...], recipients: tuple[Filler, ...]
) -> tuple[tuple[Filler, ...], tuple[Filler, ...]]:
    """The sides of an event that takes two (*bertemu, kesepakatan, bentrokan*): whom one meets, meets him too."""
    chances = {one.candidate.entity: one for one in acting}
    joining = [one for one in recipients if chances[one.entity].chance >= JOINING * one.probability]
    if joining and joining[0] is recipients[0]:
        return (*actors, *(_filler(chances[one.entity]) for one in joining)), ()
    if len(actors) > 1 or recipients:
        return actors, recipients
    rest = [one for one in acting if one.candidate.entity != actors[0].entity and one.chance >= SECOND]
    return (*actors, *(_filler(one) for one in sorted(rest, key=lambda one: -one.chance)[:1])), ()


def _outside_frame(trigger: Trigger) -> str | None:
    """The slot whose filler a verb does nothing to: *mengerahkan dua kapal perang* befalls nobody whom it names."""
    moves = trigger.sense.kind == "verb" and "object" not in preference(trigger, "recipient")
    return "object" if moves else None


def _fill(
    weighed: Sequence[Weighed], decide: Decision, *, barred: str | None = None, only_sure: bool = False
) -> tuple[Filler, ...]:
    """Whom ``decide`` accepts; where nobody, the best one if not too unlikely and not in the slot ``barred``."""
    ranked = sorted(weighed, key=lambda one: -one.chance)
    accepted = [one for one in ranked if one.chance >= decide.threshold]
    rest = [] if only_sure else ranked[:1]
    chosen = accepted or [one for one in rest if barred is None or one.candidate.slot != barred]
    return tuple(_filler(one) for one in chosen if one.chance >= decide.least)


def _filler(one: Weighed) -> Filler:
    return Filler(one.candidate.entity, one.candidate.mention, one.candidate.slot, round(one.chance, 4), one.features)
