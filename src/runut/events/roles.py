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

__all__ = ["ROLES", "Candidate", "Filler", "Weighed", "assign_roles", "candidates", "told_actor", "weigh"]

# Entities last mentioned farther back than this are not thought of: few participants of the training gold
# stand farther from their trigger.
MAX_SENTENCES_BACK = 6
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
    recipients = _fill(weighed["recipient"], decisions["recipient"], barred=_outside_frame(scene.trigger))
    likely = {filler.entity: filler.probability for filler in actors}
    rival = {filler.entity: filler.probability for filler in recipients}
    return (
        tuple(filler for filler in actors if filler.probability >= rival.get(filler.entity, 0.0)),
        tuple(filler for filler in recipients if filler.probability > likely.get(filler.entity, 0.0)),
    )


def _outside_frame(trigger: Trigger) -> str | None:
    """The slot whose filler a verb does nothing to: *mengerahkan dua kapal perang* befalls nobody whom it names."""
    moves = trigger.sense.kind == "verb" and "object" not in preference(trigger, "recipient")
    return "object" if moves else None


def _fill(weighed: Sequence[Weighed], decide: Decision, barred: str | None = None) -> tuple[Filler, ...]:
    """Whom ``decide`` accepts; where nobody, the best one if not too unlikely and not in the slot ``barred``."""
    ranked = sorted(weighed, key=lambda one: -one.chance)
    accepted = [one for one in ranked if one.chance >= decide.threshold]
    chosen = accepted or [one for one in ranked[:1] if barred is None or one.candidate.slot != barred]
    return tuple(
        Filler(one.candidate.entity, one.candidate.mention, one.candidate.slot, round(one.chance, 4), one.features)
        for one in chosen
        if one.chance >= decide.least
    )
