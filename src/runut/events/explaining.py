"""Why a report was coded as it was: for a person who corrects the lexicon."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from runut.events.coding import Coding
from runut.events.contexts import ContextCue, contexts_of, find_context_cues
from runut.events.finding import code_trigger, recognise, threshold_in
from runut.events.report import Option, Report
from runut.events.roles import Filler, weigh
from runut.events.telling import Teller, features_told, listed
from runut.events.triggers import NearMiss, near_misses
from runut.events.weights import Decision
from runut.lexicon.languages import Language
from runut.lexicon.wordings import wordings
from runut.model import Span

__all__ = ["Explanation", "SentenceExplanation", "explain"]

MOST_LOST = 2  # alternatives told of each field
LEAST_LOST = 0.1  # less probable ones were never thought of
MOST_MISSES = 2  # near misses told of a sentence
NEAR_AN_EVENT = 0.25  # beside an event only a miss at least as probable is worth telling
REASONS = 4
CONTENT = ("VERB", "NOUN", "PROPN", "ADJ")  # tersebut has the form of a verb, and is none


class SentenceExplanation(msgspec.Struct, frozen=True):
    """One sentence: what was found in it and why, and what came nearest to being found; lines of text."""

    span: Span
    text: str
    findings: tuple[str, ...]
    near_misses: tuple[str, ...]


class Explanation(msgspec.Struct, frozen=True):
    """A report explained sentence by sentence; ``nothing`` is said of a sentence with nothing to tell."""

    sentences: tuple[SentenceExplanation, ...]
    nothing: str


def explain(report: Report, decisions: Mapping[str, Decision], language: Language = Language.EN) -> Explanation:
    """Explain every sentence of ``report``."""
    words = wordings(language)
    teller = Teller(report, words)
    found: dict[int, list[Coding]] = defaultdict(list)
    missed: dict[int, list[Coding]] = defaultdict(list)
    barred: dict[int, list[NearMiss]] = defaultdict(list)
    about = find_context_cues(report)
    kept = {(coding.trigger.start, coding.trigger.end): coding for coding in recognise(report, decisions)}
    codings = [code_trigger(report, trigger, decisions) for trigger in report.triggers]
    for coding in kept.values():
        found[report.sentence_of[coding.trigger.start]].append(coding)
    for coding in codings:
        if (coding.trigger.start, coding.trigger.end) not in kept:
            missed[report.sentence_of[coding.trigger.start]].append(coding)
    for miss in near_misses(report.doc):
        if report.doc[miss.trigger.head].pos_ in CONTENT:
            barred[report.sentence_of[miss.trigger.start]].append(miss)
    sentences = [
        SentenceExplanation(
            span,
            report.article.text[span.start : span.end],
            tuple(_found(teller, coding, codings, about, decisions) for coding in found[number]),
            tuple(_missed(teller, missed[number], barred[number], decisions["event"], beside=bool(found[number]))),
        )
        for number, span in _spans(report)
    ]
    return Explanation(tuple(sentences), words.frames["nothing"])


def _spans(report: Report) -> Iterator[tuple[int, Span]]:
    for number, (start, end) in enumerate(report.sentences):
        span = report.doc[start:end]
        length = len(span.text.rstrip())
        if length:
            yield number, Span(span.start_char, span.start_char + length)


def _found(
    teller: Teller,
    coding: Coding,
    codings: Sequence[Coding],
    about: Sequence[Sequence[ContextCue]],
    decisions: Mapping[str, Decision],
) -> str:
    decide = decisions["event"]
    reasons = decide.reasons(coding.features, len(coding.features))
    contexts = [f"{name} ({words})" for name, words in contexts_of(teller.report, about, [coding], coding.mode).items()]
    cues = [cue for cue in (coding.mode_cue, coding.status_cue, coding.certainty_cue) if cue]
    lines = [
        teller.found(coding, decisions),
        teller.entry(coding.trigger.sense),
        *features_told(teller.words, reasons, REASONS),
        *([teller.frame("cues", words=", ".join(cues))] if cues else []),
        *([teller.frame("about", contexts=", ".join(contexts))] if contexts else []),
        *_lost(teller, coding, codings, decisions),
    ]
    return "\n".join(lines)


def _lost(
    teller: Teller, coding: Coding, codings: Sequence[Coding], decisions: Mapping[str, Decision]
) -> Iterator[str]:
    """The alternatives that lost, for each field that had any."""
    report = teller.report
    rivals = [
        (other.probability, f"{other.type} (events/{other.trigger.sense.id})")
        for other in codings
        if _overlap(other, coding) and other.trigger.sense.id != coding.trigger.sense.id
    ]
    choices = {"sense": rivals}
    choices |= {role: _losers(report, coding, role, decisions) for role in ("actor", "recipient")}
    choices["date"] = _unchosen(coding.dates, report.dates, decisions["date"])
    choices["place"] = _unchosen(coding.places, report.wheres, decisions["place"])
    told = [
        teller.frame(f"lost-{field}", choices=", ".join(f"{name} {share:.2f}" for share, name in best))
        for field, all_of_field in choices.items()
        if (best := sorted((pair for pair in all_of_field if pair[0] >= LEAST_LOST), reverse=True)[:MOST_LOST])
    ]
    if told:
        yield teller.frame("lost", choices="; ".join(told))


def _overlap(one: Coding, other: Coding) -> bool:
    return one.trigger.start < other.trigger.end and other.trigger.start < one.trigger.end


def _losers(report: Report, coding: Coding, role: str, decisions: Mapping[str, Decision]) -> list[tuple[float, str]]:
    chosen: set[int] = {filler.entity for filler in (*coding.actors, *coding.recipients) if _has(coding, filler, role)}
    return [
        (one.chance, report.entities[one.candidate.entity].name)
        for one in weigh(coding.scene, decisions)[role]
        if one.candidate.entity not in chosen
    ]


def _has(coding: Coding, filler: Filler, role: str) -> bool:
    return filler in (coding.actors if role == "actor" else coding.recipients)


def _unchosen(told: Mapping[int, float], options: Sequence[Option], decide: Decision) -> list[tuple[float, str]]:
    best = max(told, key=lambda option: told[option], default=None)
    chosen = best if best is not None and told[best] >= decide.threshold else None
    return [(share, options[number].key) for number, share in told.items() if number != chosen]


def _missed(
    teller: Teller, codings: Sequence[Coding], barred: Sequence[NearMiss], decide: Decision, *, beside: bool
) -> Iterator[str]:
    """The nearest misses, the most probable first; those of the company only where nothing else is to tell."""
    least = NEAR_AN_EVENT if beside else 0.0
    ranked = sorted(codings, key=lambda coding: -coding.probability)
    near = [coding for coding in ranked if coding.probability >= least][:MOST_MISSES]
    for coding in near:
        against = [reason for reason in decide.reasons(coding.features, len(coding.features)) if reason[0] == "-"]
        yield "\n".join(
            [
                teller.missed(coding, threshold_in(teller.report, coding, decide)),
                teller.entry(coding.trigger.sense),
                *features_told(teller.words, against, REASONS),
            ]
        )
    if not beside:
        for miss in barred[: MOST_MISSES - len(near)]:
            yield "\n".join([_company(teller, miss), teller.entry(miss.trigger.sense)])


def _company(teller: Teller, miss: NearMiss) -> str:
    sense = miss.trigger.sense
    told = {"type": sense.type, "words": teller.words_of(miss.trigger)}
    if miss.barred is not None:
        return f"{sense.type} '{told['words']}': {teller.frame('barred', word=miss.barred)}"
    return teller.frame("missing", **told, words_asked=listed(teller.words, sorted(sense.required)))
