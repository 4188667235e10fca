"""Whether the words of a sense report an event here: one logistic regression over named features."""

from collections.abc import Iterator, Sequence

from runut.events.company import company_features
from runut.events.report import Report
from runut.events.roles import Filler
from runut.events.triggers import Trigger
from runut.model import Certainty, Status

__all__ = ["recognition_features", "with_officials"]

FEW = 3
# Sectors whose acts are events even in a report on sport or prices.
STATE = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "REB", "PTY", "OPP"})


def recognition_features(
    report: Report,
    trigger: Trigger,
    *,
    actors: Sequence[Filler],
    recipients: Sequence[Filler],
    status: Status,
    certainty: Certainty,
) -> tuple[str, ...]:
    """What speaks for and against an event at ``trigger``."""
    return (
        *_of_sense(report, trigger),
        *_of_words(report, trigger),
        *_of_people(report, trigger, actors, recipients),
        *_of_report(report, trigger),
        *company_features(report, trigger),
        f"status={status}|{trigger.sense.type}",
        f"status={status}",
        f"certainty={certainty}",
    )


def with_officials(report: Report, people: Sequence[Filler]) -> bool:
    """Whether one of ``people`` acts for a state, a party or an armed group."""
    return any(STATE & set(report.entities[person.entity].sectors) for person in people)


def _of_sense(report: Report, trigger: Trigger) -> Iterator[str]:
    sense = trigger.sense
    event, voice = str(sense.type), str(trigger.voice)
    tag, label = report.tags[trigger.head], report.labels[trigger.head]
    yield f"sense={sense.id}"
    yield f"type={event}"
    yield f"type={event}/{sense.mode}"
    yield f"form={sense.kind}/{voice}"
    yield f"sense={sense.id}|{voice}"
    yield f"required={bool(sense.required)}|{event}"
    yield f"words={trigger.end - trigger.start}"
    yield f"pos={tag}|{sense.kind}"
    yield f"dep={label}|{sense.kind}"
    yield f"dep={label}|{event}"


def _of_words(report: Report, trigger: Trigger) -> Iterator[str]:
    lowers = report.lowers
    start, end = report.sentences[report.sentence_of[trigger.start]]
    before = lowers[trigger.start - 1] if trigger.start > start else "^"
    after = lowers[trigger.end] if trigger.end < end else "$"
    governor = report.heads[trigger.head]
    capital = report.article.text[report.offsets[trigger.start]].isupper()
    yield f"before={before}"
    yield f"after={after}"
    yield f"before={before}|{trigger.sense.kind}"
    yield f"after={after}|{trigger.sense.id}"
    yield f"governor={lowers[governor] if governor != trigger.head else 'root'}|{trigger.sense.kind}"
    yield f"governor-pos={report.tags[governor]}|{trigger.sense.type}"
    yield f"capital={capital}|{trigger.start == start}"
    for word in (
        lowers[max(start, trigger.start - FEW) : trigger.start] + lowers[trigger.end : min(end, trigger.end + FEW)]
    ):
        yield f"near={word}"


def _of_people(
    report: Report, trigger: Trigger, actors: Sequence[Filler], recipients: Sequence[Filler]
) -> Iterator[str]:
    kind = str(trigger.sense.type)
    for role, fillers in (("actor", actors), ("recipient", recipients)):
        best = fillers[0] if fillers else None
        entity = report.entities[best.entity] if best else None
        sector = entity.sectors[0] if entity and entity.sectors else "-"
        yield f"{role}={entity.type if entity else 'none'}|{kind}"
        yield f"{role}-sector={sector}|{kind}"
        yield f"{role}-slot={best.slot if best else 'none'}"
        yield f"{role}-slot={best.slot if best else 'none'}|{trigger.sense.kind}"
        yield f"{role}-probability={round(best.probability * 5) if best else 'none'}"
        yield f"{role}s={min(len(fillers), FEW)}"
    codes = {report.entities[filler.entity].code for filler in (*actors, *recipients)}
    yield f"codes={min(len(codes), FEW)}|{kind}"
    yield f"abroad={bool(codes - {'IDN', None})}|{kind}"
    yield f"people={bool(actors)}/{bool(recipients)}|{kind}"
    if report.domain:
        official = with_officials(report, (*actors, *recipients))
        yield f"domain={report.domain.name}"
        yield f"domain={report.domain.name}|official={official}"
        yield f"domain-steeped={report.domain.steeped}"
        yield "domain=apart"
        yield f"domain=apart|official={official}"


def _of_report(report: Report, trigger: Trigger) -> Iterator[str]:
    sentence = report.sentence_of[trigger.start]
    start, end = report.sentences[sentence]
    offset = report.offsets[trigger.start]
    quoted = next((str(q.kind) for q in report.quotes if q.start <= offset < q.end), "no")
    title = (report.article.title or "").lower()
    yield f"sentence={min(sentence, 5)}"
    yield f"sentence-length={min((end - start) // 10, 5)}"
    yield f"quoted={quoted}"
    yield f"quoted={quoted}|{trigger.sense.type}"
    yield f"quoted={quoted}|{trigger.sense.kind}"
    yield f"titled={trigger.sense.key in title}"
    yield f"entities={min(len(report.mentions_in[sentence]), 5)}"
