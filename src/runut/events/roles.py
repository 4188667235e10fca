"""Who acts, and on whom: each entity of the report weighed as actor and as recipient of a trigger.

The grammar proposes (``arguments.py``), the sense's frame orders the slots, and a logistic regression over
named features decides, so that a wrong parse can be outvoted by word order, sector and salience.
"""

from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Token

from runut.events.arguments import Argument, arguments_of
from runut.events.report import EntityMention, Report
from runut.events.triggers import Trigger
from runut.events.weights import Decision
from runut.model import EntityType, EventType

__all__ = ["ROLES", "Candidate", "Filler", "candidates", "fill_role"]

ROLES = ("actor", "recipient")
# Entities last mentioned farther back than this are not thought of: of the participants
# in the training gold few stand farther from the trigger.
MAX_SENTENCES_BACK = 6
NEAR = 5
INNER_DEPTH = 2
INNER_LABELS = frozenset({"nmod", "flat", "appos", "compound", "conj", "obl", "obj", "amod"})
AGENTS = frozenset({EntityType.PER, EntityType.ORG, EntityType.GPE, EntityType.GRP})
LONGEST_PATH = 5


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


def candidates(report: Report, trigger: Trigger) -> tuple[Candidate, ...]:
    """Every entity that may take part in ``trigger``, with its features for both roles."""
    slots = _slots(report, arguments_of(report.doc, trigger))
    best = {role: _best_by_frame(trigger, slots, role) for role in ROLES}
    found = []
    for entity, mention in _in_reach(report, trigger):
        argument = slots.get(entity)
        chosen = argument[1] if argument else mention
        slot = argument[0].slot if argument else "none"
        shared = tuple(_common(report, trigger, entity, chosen, argument[0] if argument else None))
        features = {}
        for role in ROLES:
            rival = best[ROLES[1 - ROLES.index(role)]]
            features[role] = (
                *shared,
                *_of_role(report, trigger, entity, slot, role),
                *_of_frame(trigger, report.entities[entity].type, best[role] == entity, rival == entity),
            )
        found.append(Candidate(entity, chosen, slot, features))
    return tuple(found)


def _slots(report: Report, arguments: Sequence[Argument]) -> dict[int, tuple[Argument, int]]:
    """The argument that names each entity, and the mention through which it does."""
    found: dict[int, tuple[Argument, int]] = {}
    inner: dict[int, tuple[Argument, int]] = {}
    for argument in arguments:
        mention = report.mention_of[argument.head]
        if mention is not None:
            found.setdefault(report.mentions[mention].entity, (argument, mention))
        else:
            held = _inner_mention(report, argument.head)
            if held is not None:
                told = msgspec.structs.replace(argument, path=f"inner-{argument.path}")
                inner.setdefault(report.mentions[held].entity, (told, held))
    return inner | found


def _inner_mention(report: Report, head: int) -> int | None:
    """The entity inside a phrase that is none itself: *langkah Indonesia*, *tim Densus 88*, *dirinya*."""
    layer = [report.doc[head]]
    for _ in range(INNER_DEPTH):
        layer = [child for token in layer for child in token.children if child.dep_.split(":")[0] in INNER_LABELS]
        for token in layer:
            mention = report.mention_of[token.i]
            if mention is not None:
                return mention
    return None


def _preference(trigger: Trigger, role: str) -> tuple[str, ...]:
    sense = trigger.sense
    slots = sense.actor if role == "actor" else sense.recipient
    if sense.genitive == role:
        slots = ("genitive", *slots)
    if sense.mutual and role == "actor":
        slots = (*slots, "dengan", "antara", "dan", "object")
    return slots


def _best_by_frame(trigger: Trigger, slots: dict[int, tuple[Argument, int]], role: str) -> int | None:
    order = _preference(trigger, role)
    ranked = [(order.index(argument.slot), entity) for entity, (argument, _) in slots.items() if argument.slot in order]
    return min(ranked)[1] if ranked else None


def _in_reach(report: Report, trigger: Trigger) -> Iterator[tuple[int, int]]:
    """Entities mentioned in the trigger's sentence or shortly before, each with its nearest mention."""
    here = report.sentence_of[trigger.start]
    nearest: dict[int, tuple[int, int]] = {}
    for number, mention in enumerate(report.mentions):
        back = here - mention.sentence
        overlaps = mention.start < trigger.end and trigger.start < mention.end
        if not 0 <= back <= MAX_SENTENCES_BACK or (
            overlaps and mention.end - mention.start <= trigger.end - trigger.start
        ):
            continue
        distance = back * 1000 + abs(mention.start - trigger.start)
        if mention.entity not in nearest or distance < nearest[mention.entity][0]:
            nearest[mention.entity] = (distance, number)
    for entity, (_, number) in nearest.items():
        yield entity, number


def _common(report: Report, trigger: Trigger, entity: int, number: int, argument: Argument | None) -> Iterator[str]:
    """Features that do not depend on the role."""
    mention = report.mentions[number]
    thing = report.entities[entity]
    sense = trigger.sense
    sector = thing.sectors[0] if thing.sectors else "-"
    back = report.sentence_of[trigger.start] - mention.sentence
    place = "same" if back == 0 else f"back{min(back, 4)}"
    form = f"{sense.kind}/{trigger.voice or '-'}"
    slot = argument.slot if argument else "none"
    yield f"slot={slot}"
    yield f"slot={slot}|{form}"
    yield f"slot={slot}|{sense.type}"
    yield f"slot={slot}|{sense.id}"
    yield f"path={argument.path if argument else place}"
    yield f"entity={thing.type}"
    yield f"sector={sector}"
    yield f"sector={sector}|{sense.type}"
    yield f"sector={sector}|{sense.type}/{sense.mode}"
    yield f"code={'none' if thing.code is None else 'some'}"
    yield f"where={place}"
    yield f"known-early={mention.sentence == 0 or _first_sentence(report, entity) == 0}|{place}"
    if back == 0:
        yield from _word_order(report, trigger, mention, form, slot)
        path = _dependency_path(report, trigger, mention)
        yield f"tree={path}|{form}"
        yield f"tree={path}|{sense.type}"
        yield f"nearest={_nearest(report, trigger, number)}|{form}"
        yield f"nearest={_nearest(report, trigger, number)}|{sense.type}"
    else:
        yield f"subject-before={_is_subject(report, mention)}|{place}"
    yield f"said-in-quote={_speaks(report, trigger, thing.id)}|{slot}"
    yield f"mentions={min(len(thing.mentions), NEAR)}|{place}"
    yield f"nested={_nested(report, mention)}|{slot}"


def _first_sentence(report: Report, entity: int) -> int:
    return next(mention.sentence for mention in report.mentions if mention.entity == entity)


def _dependency_path(report: Report, trigger: Trigger, mention: EntityMention) -> str:
    """The labels from the mention up to the common ancestor, and down to the trigger."""
    doc = report.doc
    upward = _ancestry(doc[mention.start : mention.end].root)
    downward = _ancestry(doc[trigger.head])
    common = next((token for token in upward if token in downward), None)
    if common is None:
        return "none"
    labels = [*(token.dep_.split(":")[0] for token in upward[: upward.index(common)]), "^"]
    labels += [token.dep_.split(":")[0] for token in reversed(downward[: downward.index(common)])]
    return "/".join(labels) if len(labels) <= LONGEST_PATH else "long"


def _ancestry(token: Token) -> list[Token]:
    return [token, *token.ancestors]


def _nearest(report: Report, trigger: Trigger, number: int) -> str:
    """Whether the mention is the nearest possible agent to the left, or to the right, of the trigger."""
    sentence = report.mentions[number].sentence
    here = [
        (n, mention)
        for n, mention in enumerate(report.mentions)
        if mention.sentence == sentence and report.entities[mention.entity].type in AGENTS
    ]
    left = max((pair for pair in here if pair[1].end <= trigger.start), key=lambda pair: pair[1].end, default=None)
    right = min((pair for pair in here if pair[1].start >= trigger.end), key=lambda pair: pair[1].start, default=None)
    if left is not None and left[0] == number:
        return "left"
    return "right" if right is not None and right[0] == number else "no"


def _word_order(report: Report, trigger: Trigger, mention: EntityMention, form: str, slot: str) -> Iterator[str]:
    side = "left" if mention.start < trigger.start else "right"
    gap = range(mention.end, trigger.start) if side == "left" else range(trigger.end, mention.start)
    between = len({report.mention_of[token] for token in gap} - {None})
    before = report.doc[mention.start - 1] if mention.start > 0 else None
    preposition = before.lower_ if before is not None and before.pos_ in ("ADP", "SCONJ") else "-"
    yield f"side={side}|{form}|{slot == 'none'}"
    yield f"side={side}|between={min(between, 3)}|{form}"
    yield f"side={side}|gap={_bucket(len(gap))}|{form}"
    yield f"marked={preposition}|{side}|{form}"
    yield f"marked={preposition}|{side}|{trigger.sense.type}"
    yield f"verbs-between={min(sum(report.doc[token].pos_ == 'VERB' for token in gap), 2)}|{side}"


def _of_role(
    report: Report, trigger: Trigger, entity: int, slot: str, role: str, best: bool, best_of_other: bool
) -> Iterator[str]:
    order = _preference(trigger, role)
    rank = str(order.index(slot)) if slot in order else "no"
    thing = report.entities[entity]
    mutual = trigger.sense.mutual
    yield f"rank={rank}|{trigger.sense.kind}|{mutual}"
    yield f"best={best}|other={best_of_other}|{mutual}"
    yield f"best={best}|{thing.type}"
    yield f"best={best}|{trigger.sense.type}"
    yield f"fits={_fits(thing.type, trigger.sense.type)}|{slot != 'none'}"


def _fits(entity_type: EntityType, event_type: EventType) -> str:
    if entity_type in (EntityType.PER, EntityType.ORG, EntityType.GPE, EntityType.GRP):
        return "agent"
    return f"thing/{event_type}" if entity_type is EntityType.LOC else "thing"


def _is_subject(report: Report, mention: EntityMention) -> bool:
    return any(token.dep_.startswith("nsubj") for token in report.doc[mention.start : mention.end])


def _speaks(report: Report, trigger: Trigger, entity_id: str) -> bool:
    start, end = report.offsets[trigger.start], report.offsets[trigger.end - 1]
    return any(quote.speaker == entity_id and quote.start <= start and end < quote.end for quote in report.quotes)


def _nested(report: Report, mention: EntityMention) -> bool:
    """Whether the mention is only the modifier of a longer one (*Rusia* in *Presiden Rusia*)."""
    root = report.doc[mention.start : mention.end].root
    above = report.mention_of[root.head.i]
    outer = report.mentions[above] if above is not None else None
    return (
        outer is not None
        and outer.entity != mention.entity
        and root.dep_.split(":")[0] in ("nmod", "compound", "flat", "amod")
    )


def _bucket(distance: int) -> str:
    for limit in (0, 1, 2, 4, 8, 16):
        if distance <= limit:
            return str(limit)
    return "far"


def fill_role(found: Sequence[Candidate], role: str, decide: Decision) -> tuple[Filler, ...]:
    """The candidates that ``decide`` accepts for ``role``, most probable first.

    Where none is, the best one, if it is not too unlikely.
    """
    scored = sorted(((decide.probability(c.features[role]), c) for c in found), key=lambda pair: -pair[0])
    accepted = [pair for pair in scored if pair[0] >= decide.threshold] or scored[:1]
    accepted = [pair for pair in accepted if pair[0] >= decide.least]
    return tuple(Filler(c.entity, c.mention, c.slot, round(probability, 4)) for probability, c in accepted)
