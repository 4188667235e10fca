"""Who speaks when and where: whether a day or a place is that of the speech in which the trigger is done or told.

*"Kami menolak," kata Budi di Bandung, Rabu (10/1)* dates Budi's refusal, also where another sentence tells it; what
Budi tells of others happened on some other day.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from runut.events.coding import Coding
from runut.events.report import Option, Report
from runut.events.scene import Scene
from runut.lexicon.actors import Pronoun, pronouns
from runut.lexicon.senses import Sense
from runut.mentions.codes import kindred
from runut.model import Entity, EventType

__all__ = ["Sessions", "act_of", "following_features", "session_features", "sessions_of"]

# What is done by speaking; an inquiry, a charge or an arrest is not.
SPOKEN = frozenset(
    {
        EventType.ACCUSE,
        EventType.AGREE,
        EventType.CONCEDE,
        EventType.REJECT,
        EventType.REQUEST,
        EventType.SUPPORT,
        EventType.THREATEN,
    }
)
INQUIRY = "investigate"
MANY = 3
SELF_REACH = 4  # tokens: kami sangat mengecam


class Sessions(NamedTuple):
    """The speeches of a report as seen from a trigger: what whoever acts has to do with each of them.

    ``relations`` says by option (day or place) who of its speakers acts: *same*, *kin*, *other*, or *none* where nobody
    speaks. ``turn`` has the speeches next to the trigger, ``turns`` those of each relation, ``follows`` the options.
    """

    scene: Scene
    act: str
    manner: str
    myself: bool
    relations: tuple[str, ...]
    turn: "Turn"
    turns: "dict[str, Turn]"
    follows: "Turn"


class Turn(NamedTuple):
    """Of ``number`` options the one that stands last before the trigger or beside it, and the next one after it."""

    number: int
    last: Option | None
    coming: Option | None

    def place(self, option: Option) -> str:
        """Whether ``option`` is the last one, the next one or neither."""
        return "last" if option is self.last else "next" if option is self.coming else "no"


def sessions_of(coding: Coding, options: Sequence[Option]) -> Sessions:
    """The speeches of the days, or of the places, ``options`` of the report, as seen from the trigger coded."""
    scene = coding.scene
    entity = scene.report.entities[coding.actors[0].entity] if coding.actors else None
    relations = tuple(_relation(scene.report, entity, option.sessions) for option in options)
    voiced = [option for option in options if option.sessions]
    told: dict[str, list[Option]] = {}
    for option in voiced:
        told.setdefault(relations[option.order], []).append(option)
    return Sessions(
        scene=scene,
        act=act_of(scene.trigger.sense),
        manner=_manner(scene, entity),
        myself=_of_himself(scene),
        relations=relations,
        turn=_turn(scene.sentence, voiced),
        turns={relation: _turn(scene.sentence, among) for relation, among in told.items()},
        follows=_turn(scene.sentence, options),
    )


def session_features(sessions: Sessions, option: Option) -> Iterator[str]:
    """What speaks for ``option`` being of the speech in which the actor does, or tells, what the trigger says."""
    scene, act, manner = sessions.scene, sessions.act, sessions.manner
    sense, kind = scene.trigger.sense, str(scene.trigger.sense.type)
    own = sessions.relations[option.order]
    turn = sessions.turn.place(option)
    theirs = sessions.turns.get(own)
    rival = "no" if theirs is None else "sole" if theirs.number == 1 else theirs.place(option)
    yield f"session={own}|{manner}|{act}"
    yield f"session={own}|{manner}|{kind}"
    yield f"session={own}|{manner}|{sense.id}"
    yield f"session={own}|sessions={min(sessions.turn.number, MANY)}|{manner}|{act}"
    yield f"session={own}|turn={turn}|{manner}|{act}"
    yield f"session={own}|rival={rival}|{manner}|{act}"
    yield f"session={own}|relayed={option.relayed}|{manner}|{act}"
    yield f"session={own}|aspect={scene.aspect}|{act}"
    yield f"session={own}|{manner}|dep={scene.report.labels[scene.trigger.head]}|{act}"
    yield f"session={own}|myself={sessions.myself}|{manner}|{act}"
    yield f"session={own}|{scene.form}|pointed={scene.pointed}|{act}"
    yield f"manner={manner}|spoken={option.spoken}|{act}"
    yield f"turn={turn}|{manner}|{act}"
    yield f"turn={turn}|{kind}"


def following_features(sessions: Sessions, option: Option) -> Iterator[str]:
    """Whether the day is the last one named before the trigger: what is told goes on from it."""
    scene, act = sessions.scene, sessions.act
    turn = sessions.follows.place(option)
    yield f"follows={turn}|{scene.sentence in option.sentences}|{act}"
    yield f"follows={turn}|{scene.trigger.sense.type!s}"
    yield f"follows={turn}|quoted={bool(scene.quotes)}|{act}"
    yield f"follows={turn}|{scene.trigger.sense.kind}|pointed={scene.pointed}"


def act_of(sense: Sense) -> str:
    """Whether what the sense says is done by speaking, by meeting or by hand."""
    if sense.type is EventType.CONSULT:
        return "meeting"
    return "spoken" if sense.type in SPOKEN and sense.mode != INQUIRY else "deed"


def _relation(report: Report, entity: Entity | None, speakers: frozenset[str | None]) -> str:
    """Whether the entity is among the speakers, or somebody of its country and kind is."""
    if not speakers:
        return "none"
    if entity is None:
        return "no-actor"
    if entity.id in speakers:
        return "same"
    others = (other for other in report.entities if other.id in speakers)
    return "kin" if any(kindred(entity, other) for other in others) else "other"


def _manner(scene: Scene, entity: Entity | None) -> str:
    """Whether the trigger stands in the words of who acts, in another's, or in nobody's."""
    if not scene.quotes:
        return "plain"
    speakers = frozenset(quote.speaker for quote in scene.quotes)
    return {"same": "self", "kin": "kin"}.get(_relation(scene.report, entity, speakers), "told")


def _of_himself(scene: Scene) -> bool:
    """Whether *saya, kami* stands shortly before the trigger, in its sentence."""
    report, start = scene.report, scene.trigger.start
    first = max(report.sentences[scene.sentence][0], start - SELF_REACH)
    return any(pronouns().get(word) is Pronoun.SPEAKER for word in report.lowers[first:start])


def _turn(here: int, among: Sequence[Option]) -> Turn:
    """Which of ``among`` are next to sentence ``here``; of several in one sentence the nearest in order."""
    before = [(max(s for s in o.sentences if s <= here), n) for n, o in enumerate(among) if min(o.sentences) <= here]
    after = [(min(s for s in o.sentences if s > here), n) for n, o in enumerate(among) if max(o.sentences) > here]
    return Turn(
        len(among),
        among[max(before)[1]] if before else None,
        among[min(after)[1]] if after else None,
    )
