"""A trigger in its report: what every candidate for a role is weighed against, found once."""

import msgspec

from runut.events.arguments import Argument, arguments_of
from runut.events.report import Report
from runut.events.triggers import Trigger
from runut.model import EntityType, Quote

__all__ = ["AGENTS", "ROLES", "Scene", "preference", "scene_of"]

ROLES = ("actor", "recipient")
AGENTS = frozenset({EntityType.PER, EntityType.ORG, EntityType.GPE, EntityType.GRP})
INNER_DEPTH = 2
ASPECT_REACH = 3
ASPECT_TAGS = ("AUX", "ADV", "PART", "SCONJ")
INNER_LABELS = frozenset({"nmod", "flat", "appos", "compound", "conj", "obl", "obj", "amod"})


class Scene(msgspec.Struct, frozen=True):
    """A trigger and its surroundings.

    ``slots`` has for each entity in a grammatical slot the argument and the mention that stands there;
    ``best`` the entity that the sense's frame prefers for each role; ``left`` and ``right`` the mentions of
    possible agents in the trigger's sentence, nearest first; ``speakers`` the ids of those who are quoted
    with it; ``arguments`` the trigger's grammatical arguments; ``ancestry`` the trigger's head and the tokens above it;
    ``aspect`` the auxiliary, adverb or conjunction closest before it (*telah*, *akan*, *saat*), else *-*; ``pointed``
    whether it is pointed back to (*serangan itu*); ``quotes`` those in which it begins.
    """

    report: Report
    trigger: Trigger
    sentence: int
    form: str
    arguments: tuple[Argument, ...]
    slots: dict[int, tuple[Argument, int]]
    best: dict[str, int | None]
    left: tuple[int, ...]
    right: tuple[int, ...]
    speakers: frozenset[str]
    ancestry: tuple[int, ...]
    aspect: str
    pointed: bool
    quotes: tuple[Quote, ...]


def scene_of(report: Report, trigger: Trigger) -> Scene:
    """Look at what surrounds ``trigger``."""
    arguments = arguments_of(report.doc, trigger)
    slots = _slots(report, arguments)
    sentence = report.sentence_of[trigger.start]
    here = [n for n in report.mentions_in[sentence] if report.entities[report.mentions[n].entity].type in AGENTS]
    left = [n for n in here if report.mentions[n].end <= trigger.start]
    right = [n for n in here if report.mentions[n].start >= trigger.end]
    return Scene(
        report=report,
        trigger=trigger,
        sentence=sentence,
        form=f"{trigger.sense.kind}/{trigger.voice or '-'}",
        arguments=arguments,
        slots=slots,
        best={role: _best_by_frame(trigger, slots, role) for role in ROLES},
        left=tuple(sorted(left, key=lambda n: -report.mentions[n].end)),
        right=tuple(sorted(right, key=lambda n: report.mentions[n].start)),
        speakers=frozenset(_speakers(report, trigger)),
        ancestry=tuple(report.ancestry(trigger.head)),
        aspect=_aspect(report, trigger.start, sentence),
        pointed=report.tags[trigger.end : trigger.end + 1] == ("DET",),
        quotes=tuple(quote for quote in report.quotes if quote.start <= report.offsets[trigger.start] < quote.end),
    )


def _aspect(report: Report, start: int, sentence: int) -> str:
    first = max(report.sentences[sentence][0], start - ASPECT_REACH)
    found = (report.lowers[n] for n in range(start - 1, first - 1, -1) if report.tags[n] in ASPECT_TAGS)
    return next(found, "-")


def preference(trigger: Trigger, role: str) -> tuple[str, ...]:
    """The slots in which the sense wants ``role``, best first."""
    sense = trigger.sense
    slots = sense.actor if role == "actor" else sense.recipient
    if sense.genitive == role:
        slots = ("genitive", *slots)
    if sense.mutual and role == "actor":
        slots = (*slots, "dengan", "antara", "object")
    return slots


def _slots(report: Report, arguments: tuple[Argument, ...]) -> dict[int, tuple[Argument, int]]:
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
    layer = [head]
    for _ in range(INNER_DEPTH):
        layer = [child for token in layer for child in report.children[token] if report.labels[child] in INNER_LABELS]
        for token in layer:
            mention = report.mention_of[token]
            if mention is not None:
                return mention
    return None


def _best_by_frame(trigger: Trigger, slots: dict[int, tuple[Argument, int]], role: str) -> int | None:
    order = preference(trigger, role)
    ranked = [(order.index(argument.slot), entity) for entity, (argument, _) in slots.items() if argument.slot in order]
    return min(ranked)[1] if ranked else None


def _speakers(report: Report, trigger: Trigger) -> list[str]:
    start, end = report.offsets[trigger.start], report.offsets[trigger.end - 1]
    return [q.speaker for q in report.quotes if q.speaker and q.start <= start and end < q.end]
