"""Why a report was coded as it was: for a person who corrects the lexicon."""

from collections.abc import Iterator, Mapping

import msgspec

from runut.events.coding import Coding
from runut.events.finding import code_trigger, recognise
from runut.events.report import Report
from runut.events.roles import Filler
from runut.events.triggers import near_misses
from runut.events.weights import Decision
from runut.model import Span

__all__ = ["Explanation", "SentenceExplanation", "explain"]


class SentenceExplanation(msgspec.Struct, frozen=True):
    """One sentence: what was found in it and why, and what came nearest to being found."""

    span: Span
    text: str
    findings: tuple[str, ...]
    near_misses: tuple[str, ...]


class Explanation(msgspec.Struct, frozen=True):
    """A report explained sentence by sentence."""

    sentences: tuple[SentenceExplanation, ...]


def explain(report: Report, decisions: Mapping[str, Decision]) -> Explanation:
    """Explain every sentence of ``report``."""
    findings: dict[int, list[str]] = {}
    misses: dict[int, list[str]] = {}
    kept = {(coding.trigger.start, coding.trigger.end) for coding in recognise(report, decisions)}
    for trigger in report.triggers:
        coding = code_trigger(report, trigger, decisions)
        chosen = (trigger.start, trigger.end) in kept and coding.probability >= decisions["event"].threshold
        (findings if chosen else misses).setdefault(report.sentence_of[trigger.start], []).append(
            _told(report, coding, decisions["event"])
        )
    for miss in near_misses(report.doc):
        words = report.doc[miss.trigger.start : miss.trigger.end].text
        line = f"{miss.trigger.sense.type} '{words}' (events/{miss.trigger.sense.id}): {miss.reason}"
        misses.setdefault(report.sentence_of[miss.trigger.start], []).append(line)
    return Explanation(tuple(_sentences(report, findings, misses)))


def _sentences(
    report: Report, findings: Mapping[int, list[str]], misses: Mapping[int, list[str]]
) -> Iterator[SentenceExplanation]:
    for number, (start, end) in enumerate(report.sentences):
        span = report.doc[start:end]
        text = span.text.rstrip()
        if text:
            where = Span(span.start_char, span.start_char + len(text))
            yield SentenceExplanation(where, text, tuple(findings.get(number, ())), tuple(misses.get(number, ())))


def _told(report: Report, coding: Coding, decide: Decision) -> str:
    trigger = coding.trigger
    words = report.doc[trigger.start : trigger.end].text
    mode = f"/{coding.mode}" if coding.mode else ""
    roles = f"{_names(report, coding.actors)} -> {_names(report, coding.recipients)}"
    told = ", ".join(cue for cue in (coding.status_cue, coding.certainty_cue) if cue)
    cues = f" [{told}]" if told else ""
    why = ", ".join(decide.reasons(coding.features))
    return (
        f"{coding.type}{mode} '{words}' (events/{trigger.sense.id}) {coding.probability:.2f}: {roles}"
        f" {coding.status}, {coding.certainty}{cues}; {why}"
    )


def _names(report: Report, fillers: tuple[Filler, ...]) -> str:
    return " + ".join(f"{report.entities[f.entity].name} ({f.slot} {f.probability:.2f})" for f in fillers) or "?"
