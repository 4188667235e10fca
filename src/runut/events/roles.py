"""Who acts, and on whom: each entity of the report weighed as actor and as recipient of a trigger.

The grammar proposes (``arguments.py``), the sense's frame orders the slots, and a logistic regression over
named features decides, so that a wrong parse can be outvoted by word order, sector and salience.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from runut.events.report import Report
from runut.events.role_features import beside_actor, role_features
from runut.events.scene import ROLES, Scene, preference
from runut.events.triggers import Trigger
from runut.events.weights import Decision

__all__ = ["ROLES", "Candidate", "Filler", "assign_roles", "candidates", "chances", "told_actor"]

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


class Filler(msgspec.Struct, frozen=True):
    """An entity that was given a role, by which slot, and with what probability."""

    entity: int
    mention: int
    slot: str
    probability: float


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


def chances(
    scene: Scene, found: Sequence[Candidate], decisions: Mapping[str, Decision]
) -> dict[str, tuple[float, ...]]:
    """How probable each of the candidates ``found`` is, by role."""
    actors = tuple(decisions["actor"].probability(candidate.features["actor"]) for candidate in found)
    told = told_actor(scene, found, actors)
    return {"actor": actors, "recipient": tuple(decisions["recipient"].probability(features) for features in told)}


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
    found = candidates(scene)
    weighed = chances(scene, found, decisions)
    actors, recipients = (_fill(_likely(scene, found, weighed[role], role), decisions[role]) for role in ROLES)
    likely = {filler.entity: filler.probability for filler in actors}
    rival = {filler.entity: filler.probability for filler in recipients}
    return (
        tuple(filler for filler in actors if filler.probability >= rival.get(filler.entity, 0.0)),
        tuple(filler for filler in recipients if filler.probability > likely.get(filler.entity, 0.0)),
    )


def _likely(
    scene: Scene, found: Sequence[Candidate], weighed: Sequence[float], role: str
) -> list[tuple[float, Candidate, bool]]:
    """The candidates with their chances, most probable first, and whether the sense's frame has room for each."""
    verb = scene.trigger.sense.kind == "verb"
    moved = verb and role == "recipient" and "object" not in preference(scene.trigger, role)
    scored = ((chance, one, not (moved and one.slot == "object")) for chance, one in zip(weighed, found, strict=True))
    return sorted(scored, key=lambda told: -told[0])


def _fill(scored: Sequence[tuple[float, Candidate, bool]], decide: Decision) -> tuple[Filler, ...]:
    """The candidates that ``decide`` accepts; where none is, the best if not too unlikely and not against the frame.

    *Mengerahkan dua kapal perang*: the ships are its object, but nobody whom it is done to.
    """
    accepted = [told for told in scored if told[0] >= decide.threshold] or [told for told in scored[:1] if told[2]]
    enough = [told for told in accepted if told[0] >= decide.least]
    return tuple(Filler(c.entity, c.mention, c.slot, round(probability, 4)) for probability, c, _ in enough)
