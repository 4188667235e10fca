"""Cues: the words that introduce quotations, name sources, and say whether an event is real."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from runut.errors import LexiconError
from runut.lexicon.loader import LexiconEntry, read_entries, read_head

__all__ = [
    "Content",
    "CuePlace",
    "CueVerb",
    "FactualityCue",
    "Mark",
    "Outlet",
    "OutletKind",
    "Scope",
    "SourceCue",
    "SourceCueKind",
    "cue_verbs",
    "factuality_cues",
    "factuality_words",
    "outlets",
    "relays",
    "source_cues",
    "speech_words",
]


class CuePlace(StrEnum):
    """Where a cue stands between its speaker and what is said."""

    AFTER = "after"
    BEFORE = "before"
    PASSIVE = "passive"
    PREPOSITION = "preposition"


class Content(StrEnum):
    """What must follow a cue for it to be a quotation."""

    ANY = "any"
    CLAUSE = "clause"
    MARKED = "marked"


class OutletKind(StrEnum):
    """What sort of newsroom an outlet is."""

    AGENCY = "agency"
    BROADCASTER = "broadcaster"
    NEWSPAPER = "newspaper"
    ONLINE = "online"


class SourceCueKind(StrEnum):
    """What a word says about the source that it names."""

    RELAY = "relay"
    RELAY_LISTED = "relay-listed"
    CARRIER = "carrier"
    DOCUMENT = "document"
    UNNAMED = "unnamed"
    NORM = "norm"
    NOT_OUTLET = "not-outlet"


class Mark(StrEnum):
    """What a factuality cue does to an event: the first three are statuses, the others certainties."""

    NEGATED = "negated"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Scope(StrEnum):
    """Where an event must stand for a factuality cue to reach it; see ``factuality_cues.yaml``."""

    CHAIN = "chain"
    COMPLEMENT = "complement"
    OBJECT = "object"
    NOUN = "noun"
    PREDICATE = "predicate"
    MODIFIER = "modifier"
    CLAUSE = "clause"
    AGENT = "agent"
    SENTENCE = "sentence"


class CueVerb(LexiconEntry, frozen=True, kw_only=True):
    """A word of saying."""

    lemma: str
    forms: tuple[str, ...]
    place: CuePlace
    content: Content
    example: str


class Outlet(LexiconEntry, frozen=True, kw_only=True):
    """A newsroom that reports quote."""

    name: str
    kind: OutletKind
    aliases: tuple[str, ...]


class SourceCue(LexiconEntry, frozen=True, kw_only=True):
    """A word that brings in a source which is not a speaker."""

    lemma: str
    kind: SourceCueKind
    forms: tuple[str, ...]
    example: str


class FactualityCue(LexiconEntry, frozen=True, kw_only=True):
    """A word that changes the status or the certainty of an event in its scope."""

    lemma: str
    forms: tuple[str, ...]
    marks: Mark
    scope: Scope
    example: str


@cache
def cue_verbs() -> Mapping[str, CueVerb]:
    """Every form of every word of saying, in lower case, with its entry."""
    return _by_form("cue_verbs.yaml", read_entries("cue_verbs.yaml", CueVerb))


@cache
def speech_words(name: str) -> frozenset[str]:
    """A word list from the head of ``cue_verbs.yaml`` (``pronouns``, ``complementizers`` ...), in lower case."""
    words: list[str] = read_head("cue_verbs.yaml")[name]
    return frozenset(words)


@cache
def outlets() -> Mapping[str, Outlet]:
    """Every name and alias of every outlet, as written, with its entry."""
    named: dict[str, Outlet] = {}
    for outlet in read_entries("outlets.yaml", Outlet):
        for name in (outlet.name, *outlet.aliases):
            if name in named:
                raise LexiconError(f"lexicon/outlets.yaml: {name!r} stands under {named[name].name} and {outlet.name}")
            named[name] = outlet
    return MappingProxyType(named)


@cache
def source_cues(kind: SourceCueKind) -> frozenset[str]:
    """The forms, in lower case, of the source cues of one kind."""
    entries = read_entries("source_cues.yaml", SourceCue)
    return frozenset(form for entry in entries if entry.kind is kind for form in entry.forms)


@cache
def relays() -> frozenset[str]:
    """The words after which a relayed outlet's name stands: *melansir*, *dikutip*, *ditulis*."""
    return source_cues(SourceCueKind.RELAY) | source_cues(SourceCueKind.RELAY_LISTED)


@cache
def factuality_cues() -> Mapping[str, tuple[FactualityCue, ...]]:
    """Every form of every factuality cue, in lower case, with the entries that claim it.

    One form may have several entries of different scope (*batal menyerang*, *serangan batal*).
    """
    claimed: dict[str, tuple[FactualityCue, ...]] = {}
    for entry in read_entries("factuality_cues.yaml", FactualityCue):
        for form in entry.forms:
            claimed[form] = (*claimed.get(form, ()), entry)
    return MappingProxyType(claimed)


@cache
def factuality_words(name: str) -> frozenset[str]:
    """A word list from the head of ``factuality_cues.yaml`` (``past``, ``purpose`` ...), in lower case."""
    words: list[str] = read_head("factuality_cues.yaml")[name]
    return frozenset(words)


def _by_form(name: str, entries: Iterable[CueVerb]) -> Mapping[str, CueVerb]:
    forms: dict[str, CueVerb] = {}
    for entry in entries:
        for form in entry.forms:
            if form in forms:
                raise LexiconError(f"lexicon/{name}: {form!r} stands under {forms[form].lemma} and {entry.lemma}")
            forms[form] = entry
    return MappingProxyType(forms)
