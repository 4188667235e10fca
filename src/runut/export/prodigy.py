"""Prodigy: one task a line for ``rel.manual``, and corrected tasks read back.

There one corrects types, spans and links. Modes, statuses, certainties, dates and codes have no place in that
interface: they travel along and come back with the words that they belong to. Spans that overlap others cannot be
shown there either; they and their links come back unseen.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, TextIO

import msgspec

from runut.errors import ArticleError
from runut.export.regions import EVENT_LABELS, Link, Marked, Region, checked, marked_of
from runut.model import Record

__all__ = ["read_prodigy", "write_prodigy"]

PIECE = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")


def write_prodigy(records: Iterable[Record], stream: TextIO) -> None:
    """Write a task for each report: text, tokens, spans and relations; what Runut found under ``runut``."""
    stream.writelines(json.dumps(_task(marked_of(record)), ensure_ascii=False) + "\n" for record in records)


def _task(marked: Marked) -> dict[str, Any]:
    tokens = _tokens(marked.text, marked.regions)
    shown = {region.id: _span(region, tokens) for region in _apart(marked.regions)}
    relations = [
        {
            "head": shown[link.start]["token_end"],
            "child": shown[link.end]["token_end"],
            "head_span": shown[link.start],
            "child_span": shown[link.end],
            "label": link.label,
        }
        for link in marked.links
        if link.start in shown and link.end in shown
    ]
    return {
        "text": marked.text,
        "tokens": tokens,
        "spans": list(shown.values()),
        "relations": relations,
        "meta": {"id": marked.id, "outlet": marked.outlet or "", "published": marked.published or ""},
        "runut": {"shown": list(shown), "marked": msgspec.to_builtins(marked)},
    }


def _tokens(text: str, regions: Iterable[Region]) -> list[dict[str, Any]]:
    """Words, punctuation and line ends, cut so that every region begins and ends with a token."""
    cuts = sorted({0, len(text), *(at for region in regions for at in (region.start, region.end))})
    pieces = [
        (left + found.start(), left + found.end())
        for left, right in pairwise(cuts)
        for found in PIECE.finditer(text[left:right])
    ]
    words = [(start, end) for start, end in pieces if text[start:end] == "\n" or not text[start:end].isspace()]
    return [
        {"text": text[start:end], "start": start, "end": end, "id": number, "ws": text[end : end + 1] == " "}
        | ({"disabled": True} if text[start:end] == "\n" else {})
        for number, (start, end) in enumerate(words)
    ]


def _apart(regions: Sequence[Region]) -> Iterator[Region]:
    """Those regions that do not overlap one shown before them, events first: they carry the links."""
    taken: list[Region] = []
    for region in sorted(regions, key=lambda region: region.label not in EVENT_LABELS):
        if all(region.end <= other.start or other.end <= region.start for other in taken):
            taken.append(region)
            yield region


def _span(region: Region, tokens: Sequence[dict[str, Any]]) -> dict[str, Any]:
    inside = [token["id"] for token in tokens if region.start <= token["start"] and token["end"] <= region.end]
    return {
        "start": region.start,
        "end": region.end,
        "token_start": inside[0],
        "token_end": inside[-1],
        "label": region.label,
    }


class _Span(msgspec.Struct, frozen=True):
    start: int
    end: int
    label: str


class _Relation(msgspec.Struct):
    head_span: _Span
    child_span: _Span
    label: str


class _Given(msgspec.Struct):
    shown: list[str]
    marked: Marked


class _Task(msgspec.Struct):
    text: str
    runut: _Given
    spans: list[_Span] = []
    relations: list[_Relation] = []
    answer: str = "accept"


def read_prodigy(content: bytes) -> Iterator[Marked]:
    """The corrected reports of a ``prodigy db-out`` file, those that were accepted.

    Raises :class:`ArticleError` naming the line that is no task that :func:`write_prodigy` wrote.
    """
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            task = msgspec.json.decode(line, type=_Task)
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            raise ArticleError(f"line {number} is no Prodigy task of Runut's ({error})") from error
        if task.answer == "accept":
            yield _corrected(task)


def _corrected(task: _Task) -> Marked:
    """Spans as they are now, with what was known of those that were left alone; and what had not been shown."""
    given = task.runut.marked
    shown = set(task.runut.shown)
    before = {_Span(one.start, one.end, one.label): one for one in given.regions}
    now = {span: before.get(span) or _new(given, shown, span, number) for number, span in enumerate(task.spans)}
    hidden = [one for one in given.regions if one.id not in shown]
    ids = {region.id for region in (*now.values(), *hidden)}
    unseen = [link for link in given.links if not {link.start, link.end} <= shown and {link.start, link.end} <= ids]
    drawn = [
        Link(now[relation.head_span].id, now[relation.child_span].id, relation.label)
        for relation in task.relations
        if relation.head_span in now and relation.child_span in now
    ]
    return msgspec.structs.replace(
        given,
        regions=tuple(checked(_in_order(given, [*now.values(), *hidden]), given.id, given.text)),
        links=tuple(_links_in_order(given, [*drawn, *unseen])),
    )


def _new(given: Marked, shown: set[str], span: _Span, number: int) -> Region:
    """A span that was not there, or had another label: an event of another type keeps all but its mode."""
    place = (span.start, span.end)
    old = next((one for one in given.regions if one.id in shown and (one.start, one.end) == place), None)
    if old is None:
        return Region(id=f"n{number}", start=span.start, end=span.end, label=span.label)
    both_events = old.label in EVENT_LABELS and span.label in EVENT_LABELS
    kept = {name: value for name, value in old.attributes.items() if both_events and name != "mode"}
    return msgspec.structs.replace(old, label=span.label, attributes=kept)


def _in_order(given: Marked, regions: Iterable[Region]) -> list[Region]:
    """Known regions as they came, new ones after them by their place in the text."""
    order = {region.id: number for number, region in enumerate(given.regions)}
    return sorted(regions, key=lambda region: (order.get(region.id, len(order)), region.start))


def _links_in_order(given: Marked, links: Iterable[Link]) -> list[Link]:
    order = {link: number for number, link in enumerate(given.links)}
    return sorted(links, key=lambda link: order.get(link, len(order)))
