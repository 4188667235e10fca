"""Label Studio: tasks with predictions, the labelling set-up for them, and corrected tasks read back.

Every field of the coding can be corrected there: types and spans as labels, roles as relations, the rest as choices and
text fields of the marked region.
"""

import json
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Any, TextIO, get_args
from xml.etree import ElementTree as ET

import msgspec

from runut.errors import ArticleError
from runut.export.regions import EVENT_LABELS, LINKS, OTHER_LABELS, Link, Marked, Region, checked, marked_of
from runut.lexicon.actors import Sector
from runut.lexicon.event_types import event_types
from runut.model import Certainty, QuoteKind, Record, SourceKind, Span, Status

__all__ = ["label_studio_config", "read_label_studio", "write_label_studio"]

LABELS, TEXT = "label", "text"
MODES = tuple(dict.fromkeys(mode for entry in event_types().values() for mode in entry.modes))
SECTORS: tuple[str, ...] = get_args(Sector)
# Field of the set-up → attribute of a region, the labels that have it, and what may be chosen (None: free text).
# Names of fields must differ, names of attributes need not.
FIELDS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...] | None]] = {
    "mode": ("mode", EVENT_LABELS, MODES),
    "status": ("status", EVENT_LABELS, tuple(Status)),
    "certainty": ("certainty", EVENT_LABELS, tuple(Certainty)),
    "date": ("date", EVENT_LABELS, None),
    "sector": ("sector", ("PARTICIPANT",), SECTORS),
    "code": ("code", ("PARTICIPANT", "PLACE"), None),
    "source_kind": ("kind", ("SOURCE",), tuple(SourceKind)),
    "source_name": ("name", ("SOURCE",), None),
    "quote_kind": ("kind", ("QUOTE",), tuple(QuoteKind)),
    "speaker": ("speaker", ("QUOTE",), None),
}
COLOURS = {1: "#2e7d32", 2: "#1b5e20", 3: "#ef6c00", 4: "#c62828"}


def write_label_studio(records: Iterable[Record], stream: TextIO) -> None:
    """Write a JSON list of tasks, one a report; what Runut found stands in each as a prediction."""
    stream.write("[")
    separator = "\n"
    for record in records:
        stream.write(separator + json.dumps(_task(marked_of(record)), ensure_ascii=False))
        separator = ",\n"
    stream.write("\n]\n")


def _task(marked: Marked) -> dict[str, Any]:
    head = {name: getattr(marked, name) for name in ("id", "text", "title", "outlet", "published")}
    sentences = [[span.start, span.end] for span in marked.sentences]
    result = [item for region in marked.regions for item in _items(marked, region)]
    result += [
        {"type": "relation", "from_id": link.start, "to_id": link.end, "direction": "right", "labels": [link.label]}
        for link in marked.links
    ]
    prediction = {"model_version": f"runut-{version('runut')}", "result": result}
    return {"data": {**head, "sentences": sentences}, "predictions": [prediction]}


def _items(marked: Marked, region: Region) -> Iterator[dict[str, Any]]:
    """A region's label, then its attributes under the same id. Offsets are code points, as Label Studio stores."""
    where = {"start": region.start, "end": region.end}
    common = {"id": region.id, "to_name": TEXT}
    words = marked.text[region.start : region.end]
    value: dict[str, Any] = {**where, "text": words, "labels": [region.label]}
    yield {**common, "from_name": LABELS, "type": "labels", "value": value}
    for field, (attribute, labels, choices) in FIELDS.items():
        told = region.attributes.get(attribute)
        if told is None or region.label not in labels:
            continue
        if choices is None:
            yield {**common, "from_name": field, "type": "textarea", "value": {**where, "text": [told]}}
        else:
            yield {**common, "from_name": field, "type": "choices", "value": {**where, "choices": [told]}}


def label_studio_config() -> str:
    """The set-up (XML) for a Label Studio project that is to take these tasks."""
    view = ET.Element("View")
    ET.SubElement(view, "Header", value="$title")
    relations = ET.SubElement(view, "Relations")
    for name in LINKS:
        ET.SubElement(relations, "Relation", value=name)
    labels = ET.SubElement(view, "Labels", name=LABELS, toName=TEXT, showInline="true")
    for kind, entry in event_types().items():
        ET.SubElement(labels, "Label", value=kind, background=COLOURS[entry.quad])
    for name in OTHER_LABELS:
        ET.SubElement(labels, "Label", value=name, background="#607d8b")
    ET.SubElement(view, "Text", name=TEXT, value="$text", granularity="word")
    for field, (_, of, choices) in FIELDS.items():
        shown = ET.SubElement(
            view, "View", visibleWhen="region-selected", whenTagName=LABELS, whenLabelValue=",".join(of)
        )
        ET.SubElement(shown, "Header", value=field, size="6")
        if choices is None:
            ET.SubElement(shown, "TextArea", name=field, toName=TEXT, perRegion="true", maxSubmissions="1")
            continue
        control = ET.SubElement(shown, "Choices", name=field, toName=TEXT, perRegion="true", choice="single")
        for choice in choices:
            ET.SubElement(control, "Choice", value=choice)
    ET.indent(view)
    return ET.tostring(view, encoding="unicode") + "\n"


class _Value(msgspec.Struct):
    start: int | None = None
    end: int | None = None
    text: str | list[str] | None = None
    labels: list[str] = []
    choices: list[str] = []


class _Item(msgspec.Struct):
    type: str
    id: str | None = None
    from_name: str | None = None
    value: _Value = msgspec.field(default_factory=_Value)
    from_id: str | None = None
    to_id: str | None = None
    labels: list[str] | None = None


class _Annotation(msgspec.Struct):
    result: list[_Item]
    was_cancelled: bool = False


class _Data(msgspec.Struct):
    id: str
    text: str
    sentences: list[Span]
    title: str | None = None
    outlet: str | None = None
    published: str | None = None


class _Task(msgspec.Struct):
    data: _Data
    annotations: list[_Annotation] = []


def read_label_studio(content: bytes) -> Iterator[Marked]:
    """The corrected reports of a Label Studio export in JSON: the last annotation of each task that has one.

    Raises :class:`ArticleError` where the export was not made of tasks that :func:`write_label_studio` wrote.
    """
    try:
        tasks = msgspec.json.decode(content, type=list[_Task])
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise ArticleError(f"is no Label Studio export of Runut's tasks ({error}); export as JSON") from error
    for task in tasks:
        given = [annotation for annotation in task.annotations if not annotation.was_cancelled]
        if given:
            yield _marked(task.data, given[-1].result)


def _marked(data: _Data, result: list[_Item]) -> Marked:
    attributes: dict[str, dict[str, str]] = {}
    for item in result:
        told = item.value.choices or (item.value.text if isinstance(item.value.text, list) else [])
        if item.from_name in FIELDS and item.id and told:
            attributes.setdefault(item.id, {})[FIELDS[item.from_name][0]] = told[-1].strip()
    regions = [
        _region(data, item, attributes.get(item.id or "", {})) for item in result if item.type == "labels" and item.id
    ]
    known = {region.id for region in regions}
    links = [
        Link(item.from_id, item.to_id, label)
        for item in result
        if item.type == "relation" and item.from_id in known and item.to_id in known
        for label in item.labels or [""]
        if item.from_id and item.to_id
    ]
    unnamed = next((link for link in links if link.label not in LINKS), None)
    if unnamed:
        raise ArticleError(f"{data.id}: a relation named {unnamed.label!r}; name it one of {', '.join(LINKS)}")
    return Marked(
        id=data.id,
        text=data.text,
        sentences=tuple(data.sentences),
        title=data.title,
        outlet=data.outlet,
        published=data.published,
        regions=tuple(checked(regions, data.id, data.text)),
        links=tuple(links),
    )


def _region(data: _Data, item: _Item, attributes: dict[str, str]) -> Region:
    value = item.value
    if value.start is None or value.end is None or len(value.labels) != 1:
        raise ArticleError(f"{data.id}: region {item.id} has no offsets or not one label; correct it in the task")
    start, end = value.start, value.end
    if isinstance(value.text, str) and data.text[start:end] != value.text:
        # Label Studio before 1.5 counted as JavaScript does, an emoji as two.
        start, end = (len(data.text.encode("utf-16-le")[: 2 * at].decode("utf-16-le", "ignore")) for at in (start, end))
        if data.text[start:end] != value.text:
            raise ArticleError(f"{data.id}: {value.text!r} is not at {value.start} to {value.end} of the text")
    return Region(id=item.id or "", start=start, end=end, label=value.labels[0], attributes=attributes)
