"""What speaks for and against an entity's being the actor, or the recipient, of a trigger."""

from collections.abc import Iterator, Sequence

from runut.events.arguments import Argument
from runut.events.report import EntityMention, Report
from runut.events.scene import AGENTS, ROLES, Scene, preference
from runut.model import Entity, EntityType

__all__ = ["beside_actor", "role_features"]

MANY = 5
SURE, LIKELY = 0.5, 0.25  # an actor more probable than this
FAR_BACK = 4
LONGEST_PATH = 5
MODIFIERS = ("nmod", "compound", "flat", "amod")


def role_features(scene: Scene, entity: int, mention: int) -> dict[str, tuple[str, ...]]:
    """Named features of ``entity``, at its mention ``mention``, for each role."""
    held = scene.slots.get(entity)
    argument = held[0] if held else None
    shared = (*_of_entity(scene, entity, argument), *_of_mention(scene, entity, mention, argument))
    return {role: (*shared, *_of_frame(scene, entity, argument, role)) for role in ROLES}


def beside_actor(
    scene: Scene, number: int, best: int, entities: Sequence[int], chances: Sequence[float]
) -> Iterator[str]:
    """What candidate ``number`` is to the likeliest actor, candidate ``best``.

    ``entities`` are the candidates' and ``chances`` how probable each is as actor. Who acts tells much of whom it
    is done to: police act on suspects, a state on another one, nobody but in a mutual event on himself.
    """
    sense = scene.trigger.sense
    event = str(sense.type)
    sure = _sureness(chances[best])
    is_actor = str(number == best)
    yield f"as-actor={min(int(chances[number] * 10), 9)}"
    yield f"is-actor={is_actor}|{sure}|{sense.id}"
    yield f"is-actor={is_actor}|{sure}|{event}"
    if number == best:
        return
    own, other = (scene.report.entities[entities[n]] for n in (number, best))
    country = "unknown" if own.code is None or other.code is None else own.code == other.code
    sectors = f"{_sector(other)}>{_sector(own)}"
    slots = f"{_slot(scene, entities[best])}>{_slot(scene, entities[number])}"
    yield f"actor-country={country}|{event}"
    yield f"actor-country={country}|{sure}"
    yield f"actor-sector={sectors}"
    yield f"actor-sector={sectors}|{event}"
    yield f"actor-slot={slots}"
    yield f"actor-slot={slots}|{event}"
    yield f"actor-slot={slots}|{scene.form}"
    yield f"actor-entity={other.type!s}>{own.type!s}|{event}"


def _sureness(chance: float) -> str:
    return "sure" if chance > SURE else "likely" if chance > LIKELY else "unsure"


def _sector(entity: Entity) -> str:
    return entity.sectors[0] if entity.sectors else "-"


def _slot(scene: Scene, entity: int) -> str:
    held = scene.slots.get(entity)
    return held[0].slot if held else "none"


def _of_entity(scene: Scene, entity: int, argument: Argument | None) -> Iterator[str]:
    thing = scene.report.entities[entity]
    sense = scene.trigger.sense
    event, kind = str(sense.type), str(thing.type)  # an enum's member takes four times as long to format
    slot = argument.slot if argument else "none"
    sector = thing.sectors[0] if thing.sectors else "-"
    speaks = thing.id in scene.speakers
    yield f"slot={slot}"
    yield f"slot={slot}|{scene.form}"
    yield f"slot={slot}|{event}"
    yield f"slot={slot}|{sense.id}"
    yield f"entity={kind}"
    yield f"entity={kind}|{slot != 'none'}"
    yield f"sector={sector}"
    yield f"sector={sector}|{event}"
    yield f"sector={sector}|{event}/{sense.mode}"
    yield f"sector={sector}|{sense.id}"
    yield f"code={'none' if thing.code is None else 'some'}"
    yield f"speaks={speaks}|{slot}"
    yield f"speaks={speaks}|{event}"
    yield f"quoted={bool(scene.speakers)}|{slot}"


def _of_mention(scene: Scene, entity: int, number: int, argument: Argument | None) -> Iterator[str]:
    report = scene.report
    mention = report.mentions[number]
    back = scene.sentence - mention.sentence
    place = "same" if back == 0 else f"back{min(back, FAR_BACK)}"
    slot = argument.slot if argument else "none"
    often = min(len(report.entities[entity].mentions), MANY)
    nested = _nested(report, mention)
    yield f"path={argument.path if argument else place}"
    yield f"where={place}"
    yield f"where={place}|{scene.trigger.sense.type!s}"
    yield f"early={report.first_sentence[entity] == 0}|{place}"
    yield f"often={often}|{place}"
    yield f"nested={nested}|{slot}"
    yield f"nested={nested}|{place}"
    yield f"wording={_wording(report, mention)}|{place}"
    if back == 0:
        yield from _word_order(scene, mention, slot)
        yield from _standing(scene, number, mention)
    else:
        subject = "nsubj" in report.labels[mention.start : mention.end]
        yield f"subject={subject}|{place}"
        yield f"subject={subject}|{place}|{scene.form}"


def _word_order(scene: Scene, mention: EntityMention, slot: str) -> Iterator[str]:
    report, trigger, form = scene.report, scene.trigger, scene.form
    event = str(trigger.sense.type)
    side = "left" if mention.start < trigger.start else "right"
    gap = range(mention.end, trigger.start) if side == "left" else range(trigger.end, mention.start)
    between = len({*report.mention_of[gap.start : gap.stop]} - {None})
    before = mention.start - 1
    preposition = report.lowers[before] if before >= 0 and report.tags[before] in ("ADP", "SCONJ") else "-"
    verbs = min(report.tags[gap.start : gap.stop].count("VERB"), 2)
    yield f"side={side}|{form}|{slot == 'none'}"
    yield f"side={side}|between={min(between, 3)}|{form}"
    yield f"side={side}|gap={_bucket(len(gap))}|{form}"
    yield f"side={side}|{event}|{form}"
    yield f"marked={preposition}|{side}|{form}"
    yield f"marked={preposition}|{side}|{event}"
    yield f"verbs-between={verbs}|{side}|{slot == 'none'}"


def _standing(scene: Scene, number: int, mention: EntityMention) -> Iterator[str]:
    """Where the mention stands among its rivals, and in the tree."""
    sense, form = scene.trigger.sense, scene.form
    event = str(sense.type)
    rank = "no"
    for side, rivals in (("left", scene.left), ("right", scene.right)):
        if number in rivals:
            rank = f"{side}{min(rivals.index(number), 3)}"
    path = _tree_path(scene, mention)
    yield f"rank={rank}|{form}"
    yield f"rank={rank}|{event}"
    yield f"rank={rank}|{sense.id}"
    yield f"tree={path}|{form}"
    yield f"tree={path}|{event}"


def _tree_path(scene: Scene, mention: EntityMention) -> str:
    """The labels from the mention up to the common ancestor, and down to the trigger."""
    upward = []
    for token in scene.report.ancestry(mention.root):
        if token in scene.ancestry:
            break
        upward.append(token)
    else:
        return "none"
    down = scene.ancestry[: scene.ancestry.index(token)]
    labels = [scene.report.labels[token] for token in upward]
    labels += ["^", *(scene.report.labels[token] for token in reversed(down))]
    return "/".join(labels) if len(labels) <= LONGEST_PATH else "long"


def _of_frame(scene: Scene, entity: int, argument: Argument | None, role: str) -> Iterator[str]:
    sense = scene.trigger.sense
    event, kind = str(sense.type), scene.report.entities[entity].type
    other = ROLES[1 - ROLES.index(role)]
    slot = argument.slot if argument else "none"
    order = preference(scene.trigger, role)
    best = scene.best[role] == entity
    taken = scene.best[role] is not None
    yield f"order={order.index(slot) if slot in order else 'no'}|{sense.kind}|{sense.mutual}"
    yield f"best={best}|other={scene.best[other] == entity}|{sense.mutual}"
    yield f"best={best}|taken={taken}|{scene.form}"
    yield f"best={best}|taken={taken}|{event}"
    yield f"best={best}|{kind!s}"
    yield f"fits={_fits(kind, event)}|{slot != 'none'}"


def _fits(kind: EntityType, event_type: str) -> str:
    if kind in AGENTS:
        return "agent"
    return f"thing/{event_type}" if kind is EntityType.LOC else "thing"


def _wording(report: Report, mention: EntityMention) -> str:
    if report.tags[mention.start] in ("PRON", "DET"):
        return "pronoun"
    return "name" if report.article.text[report.offsets[mention.start]].isupper() else "description"


def _nested(report: Report, mention: EntityMention) -> bool:
    """Whether the mention is only the modifier of a longer one (*Rusia* in *Presiden Rusia*)."""
    above = report.mention_of[report.heads[mention.root]]
    if above is None or report.labels[mention.root] not in MODIFIERS:
        return False
    return report.mentions[above].entity != mention.entity


def _bucket(distance: int) -> str:
    for limit in (0, 1, 2, 4, 8, 16):
        if distance <= limit:
            return str(limit)
    return "far"
