"""TimeML 1.2.1, a file a report: its text, unchanged, with events and time expressions marked in it.

TimeML marks words only once and without nesting. Two events on one trigger are two instances of it; a trigger that
overlaps a time expression or another trigger has no mark.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from lxml import etree

from runut.errors import StoreError
from runut.export.dates import days_of
from runut.export.files import file_name
from runut.model import Certainty, Event, EventType, Record, Status, Timex, TimexType

__all__ = ["timeml_of", "write_timeml"]

INTENSIONAL = frozenset({EventType.AGREE, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN})
# What TimeML writes for a value that the report leaves open.
OPEN = {
    TimexType.DATE: "XXXX-XX-XX",
    TimexType.TIME: "XXXX-XX-XXTXX:XX",
    TimexType.DURATION: "PXX",
    TimexType.SET: "XXXX",
}
PUBLISHED = "t0"


class Mark(msgspec.Struct, frozen=True):
    """Words to be marked, with the tag and its attributes."""

    start: int
    end: int
    tag: str
    attributes: dict[str, str]


def write_timeml(records: Iterable[Record], folder: Path) -> None:
    """Write ``<id>.tml`` into ``folder`` for each report. Raises :class:`StoreError` where it cannot be written."""
    try:
        folder.mkdir(exist_ok=True)
        for record in records:
            (folder / f"{file_name(record.article.id)}.tml").write_bytes(timeml_of(record))
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written ({error.strerror}); give a folder with --output") from error


def timeml_of(record: Record) -> bytes:
    """One report as a TimeML document."""
    marks = _marks(record)
    root = etree.Element("TimeML")
    root.text, at = "", 0
    last: etree._Element | None = None
    for mark in marks:
        _append(root, last, _printable(record.article.text[at : mark.start]))
        last = etree.SubElement(root, mark.tag, mark.attributes)
        last.text = _printable(record.article.text[mark.start : mark.end])
        at = mark.end
    _append(root, last, _printable(record.article.text[at:]))
    for attributes in _points(record, marks):
        etree.SubElement(root, "TIMEX3", attributes)
    for tag, attributes in _instances(record, marks):
        etree.SubElement(root, tag, attributes)
    document: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return document


def _append(root: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        root.text = text
    else:
        last.tail = text


def _printable(text: str) -> str:
    """The text with a replacement character for each that XML forbids, so that offsets stay."""
    return "".join(
        sign if sign in "\t\n\r" or (sign >= " " and sign not in "\ufffe\uffff") else "\ufffd" for sign in text
    )


def _marks(record: Record) -> list[Mark]:
    """Time expressions and triggers in the order of the text, none overlapping another."""
    timexes = [Mark(timex.start, timex.end, "TIMEX3", _time(timex)) for timex in record.timexes]
    triggers: dict[tuple[int, int], Mark] = {}
    for event in record.events:
        kind = "I_ACTION" if event.type in INTENSIONAL else "OCCURRENCE"
        for one in event.mentions:
            mark = Mark(one.start, one.end, "EVENT", {"eid": f"e{len(triggers) + 1}", "class": kind})
            triggers.setdefault((one.start, one.end), mark)
    kept: list[Mark] = []
    for mark in (*timexes, *triggers.values()):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)


def _time(timex: Timex) -> dict[str, str]:
    """A time expression's attributes. An interval is to TimeML a duration with two points in time."""
    if timex.value is None or "/" not in timex.value:
        return {"tid": timex.id, "type": timex.type, "value": timex.value or OPEN[timex.type]}
    days = days_of(timex.value)
    length = f"P{(days[1] - days[0]).days + 1}D" if days else "PXD"
    points = {"beginPoint": f"{timex.id}begin", "endPoint": f"{timex.id}end"}
    return {"tid": timex.id, "type": "DURATION", "value": length} | points


def _points(record: Record, marks: list[Mark]) -> Iterator[dict[str, str]]:
    """The ends of intervals, which are tags without words, as is the day of publication."""
    told = {mark.attributes["tid"] for mark in marks if mark.tag == "TIMEX3"}
    for timex in record.timexes:
        if timex.id in told and timex.value and "/" in timex.value:
            for end, value in zip(("begin", "end"), timex.value.split("/", 1), strict=True):
                yield {"tid": f"{timex.id}{end}", "type": "DATE", "value": value}
    if record.article.published:
        kind = "TIME" if "T" in record.article.published else "DATE"
        published = {"tid": PUBLISHED, "type": kind, "value": record.article.published}
        yield published | {"functionInDocument": "PUBLICATION_TIME"}


def _instances(record: Record, marks: list[Mark]) -> Iterator[tuple[str, dict[str, str]]]:
    """An instance for each mention, then what links it to a time and to the event's other mentions."""
    marked = {(mark.start, mark.end): mark.attributes["eid"] for mark in marks if mark.tag == "EVENT"}
    times = {mark.attributes["tid"] for mark in marks if mark.tag == "TIMEX3"}
    links: list[dict[str, str]] = []
    number = 0
    for event in record.events:
        first = None
        for mention in event.mentions:
            eid = marked.get((mention.start, mention.end))
            if eid is None:
                continue
            number += 1
            instance = f"ei{number}"
            yield "MAKEINSTANCE", {"eiid": instance, "eventID": eid} | _qualities(event)
            if first is not None:
                links.append({"relType": "IDENTITY", "eventInstanceID": instance, "relatedToEventInstance": first})
            elif event.timex in times and event.timex:
                links.append({"relType": "IS_INCLUDED", "eventInstanceID": instance, "relatedToTime": event.timex})
            first = first or instance
    for position, link in enumerate(links, start=1):
        yield "TLINK", {"lid": f"l{position}"} | link


def _qualities(event: Event) -> dict[str, str]:
    """Indonesian verbs have no tense; a word class is not in the record."""
    told = {
        "tense": "FUTURE" if event.status is Status.FUTURE else "NONE",
        "aspect": "NONE",
        "pos": "OTHER",
        "polarity": "NEG" if event.status is Status.NEGATED else "POS",
        "comment": " ".join(filter(None, (event.id, event.type, event.mode))),
    }
    if event.status is Status.HYPOTHETICAL:
        return told | {"modality": "HYPOTHETICAL"}
    return told if event.certainty is Certainty.CERTAIN else told | {"modality": event.certainty.upper()}
