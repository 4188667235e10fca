"""Whether the words of a sense report an event here: one logistic regression over named features."""

from collections.abc import Iterator, Sequence

from runut.events.company import company_features
from runut.events.report import Report
from runut.events.roles import Filler
from runut.events.triggers import Trigger
from runut.model import Certainty, Status

__all__ = ["recognition_features"]

FEW = 3


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


def _of_sense(report: Report, trigger: Trigger) -> Iterator[str]:
    sense = trigger.sense
    head = report.doc[trigger.head]
    yield f"sense={sense.id}"
    yield f"type={sense.type}"
    yield f"type={sense.type}/{sense.mode}"
    yield f"form={sense.kind}/{trigger.voice}"
    yield f"sense={sense.id}|{trigger.voice}"
    yield f"required={bool(sense.required)}|{sense.type}"
    yield f"words={trigger.end - trigger.start}"
    yield f"pos={head.pos_}|{sense.kind}"
    yield f"dep={head.dep_.split(':')[0]}|{sense.kind}"
    yield f"dep={head.dep_.split(':')[0]}|{sense.type}"


def _of_words(report: Report, trigger: Trigger) -> Iterator[str]:
    doc = report.doc
    start, end = report.sentences[report.sentence_of[trigger.start]]
    before = doc[trigger.start - 1].lower_ if trigger.start > start else "^"
    after = doc[trigger.end].lower_ if trigger.end < end else "$"
    governor = doc[trigger.head].head
    yield f"before={before}"
    yield f"after={after}"
    yield f"before={before}|{trigger.sense.kind}"
    yield f"after={after}|{trigger.sense.id}"
    yield f"governor={governor.lower_ if governor.i != trigger.head else 'root'}|{trigger.sense.kind}"
    yield f"governor-pos={governor.pos_}|{trigger.sense.type}"
    yield f"capital={doc[trigger.start].text[0].isupper()}|{trigger.start == start}"
    for token in doc[max(start, trigger.start - FEW) : min(end, trigger.end + FEW)]:
        if not trigger.start <= token.i < trigger.end:
            yield f"near={token.lower_}"


def _of_people(
    report: Report, trigger: Trigger, actors: Sequence[Filler], recipients: Sequence[Filler]
) -> Iterator[str]:
    kind = trigger.sense.type
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


def _of_report(report: Report, trigger: Trigger) -> Iterator[str]:
    sentence = report.sentence_of[trigger.start]
    start, end = report.sentences[sentence]
    offset = report.offsets[trigger.start]
    quote = next((q for q in report.quotes if q.start <= offset < q.end), None)
    title = (report.article.title or "").lower()
    yield f"sentence={min(sentence, 5)}"
    yield f"sentence-length={min((end - start) // 10, 5)}"
    yield f"quoted={quote.kind if quote else 'no'}"
    yield f"quoted={quote.kind if quote else 'no'}|{trigger.sense.type}"
    yield f"quoted={quote.kind if quote else 'no'}|{trigger.sense.kind}"
    yield f"titled={trigger.sense.key in title}"
    yield f"entities={min(sum(m.sentence == sentence for m in report.mentions), 5)}"
