"""The reasons of an event, which the record keeps as ``field:reason``, told in words that need no knowledge of it."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from runut.export.marking import LEXICON, reasons_of
from runut.lexicon.languages import Language
from runut.lexicon.wordings import wordings
from runut.model import Event
from runut.view.words import Translate, name_in, translator, words

__all__ = ["Reason", "reasons_told"]

FEATURE = re.compile(r"=(?=[+-])")  # parts the name from the feature that spoke most for it
ONLY_ONE = "only one"
TO_COME = " to come"
GRAMMAR = ("subject", "object", "genitive")


class Reason(NamedTuple):
    """What decided a field, in a sentence; ``field`` is the event's field, ``type`` for what makes it an event."""

    field: str
    told: str


class _Event(NamedTuple):
    """The event whose reasons are told, and the words to tell them with."""

    event: Event
    language: Language
    t: Translate


def reasons_told(event: Event, language: Language) -> tuple[Reason, ...]:
    """Every reason of ``event`` in ``language``, in the order in which a reader asks."""
    given = reasons_of(event)
    about = _Event(event, language, translator(language))
    return tuple(Reason(field, told) for field, tell in TELLERS.items() for told in tell(about, given))


Given = Mapping[str, list[str]]


def _of_type(about: _Event, given: Given) -> Iterator[str]:
    for entry in given.get("lexicon", ()):
        file, _, key = entry.removeprefix("events/").partition("#")
        yield about.t("why.entry", type=name_in(about.language, "type", file.upper()), entry=key or file)
    for found in given.get("type", ()):
        yield about.t(
            "why.to_come",
            type=name_in(about.language, "type", found.removesuffix(TO_COME)),
            now=name_in(about.language, "type", about.event.type),
        )
    for sign, side in (("+", "for"), ("-", "against")):
        features = [reason[1:] for reason in given.get("event", ()) if reason[:1] == sign]
        if features:
            told = "; ".join(wordings(about.language).told(feature) for feature in features)
            yield about.t(f"why.{side}", reasons=told)


def _of_mode(about: _Event, given: Given) -> Iterator[str]:
    for cue in given.get("mode", ()):
        if cue == LEXICON:
            yield about.t("why.mode.lexicon", mode=name_in(about.language, "mode", about.event.mode))
        else:
            yield about.t("why.words", words=cue)


def _of_words(field: str) -> Callable[[_Event, Given], Iterator[str]]:
    def tell(about: _Event, given: Given) -> Iterator[str]:
        yield from (about.t("why.words", words=cue) for cue in given.get(field, ()))

    return tell


def _of_party(field: str) -> Callable[[_Event, Given], Iterator[str]]:
    def tell(about: _Event, given: Given) -> Iterator[str]:
        for reason in given.get(field, ()):
            name, slot = _named(reason)
            if slot[:1] in {"+", "-"}:
                told = about.t("why.learnt", clue=_clue(about, slot[1:]))
            elif slot in GRAMMAR:
                told = about.t(f"why.slot.{slot}")
            elif slot == ONLY_ONE:
                told = about.t("why.only")
            elif slot == "no slot":
                told = about.t("why.slot.none")
            else:
                told = about.t("why.slot.after", word=slot)
            yield about.t("why.named", name=name, reason=told)

    return tell


def _named(reason: str) -> tuple[str, str]:
    """The name, and what gave it its part; either may hold the sign ``=``."""
    parted = FEATURE.split(reason, maxsplit=1)
    if len(parted) > 1:
        return parted[0], parted[1]
    name, _, slot = reason.rpartition("=")
    return name, slot


def _clue(about: _Event, feature: str) -> str:
    name, _, rest = feature.partition("=")
    key = f"why.clue.{name}"
    if key not in words():
        return wordings(about.language).told(feature)
    return about.t(key, value=rest.split("|", maxsplit=1)[0])


def _of_contexts(about: _Event, given: Given) -> Iterator[str]:
    for reason in given.get("context", ()):
        name, _, cue = reason.partition("=")
        context = name_in(about.language, "context", name)
        if cue == LEXICON:
            yield about.t("why.context.lexicon", context=context)
        elif cue.startswith("mode "):
            yield about.t(
                "why.context.mode", context=context, mode=name_in(about.language, "mode", cue.removeprefix("mode "))
            )
        else:
            yield about.t("why.context.words", context=context, words=cue)


TELLERS: Mapping[str, Callable[[_Event, Given], Iterator[str]]] = {
    "type": _of_type,
    "mode": _of_mode,
    "actor": _of_party("actor"),
    "recipient": _of_party("recipient"),
    "date": _of_party("date"),
    "place": _of_party("place"),
    "status": _of_words("status"),
    "certainty": _of_words("certainty"),
    "context": _of_contexts,
}
