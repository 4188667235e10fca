"""The table ``corrections`` of an opened collection."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from runut.model import Event, EventType, Mention
from runut.store.corrections import Correction, Field, read_corrections, text_digest
from runut.store.engine import unnested
from runut.store.judging import Judgement, judge, paired
from runut.store.schema import sql, tables

__all__ = ["by_report", "make_corrections_table"]


class _Report(NamedTuple):
    text: str
    events: tuple[Event, ...]


def by_report(corrections: Sequence[Correction]) -> dict[str, list[Correction]]:
    """The corrections of each report, in their order."""
    found: dict[str, list[Correction]] = defaultdict(list)
    for one in corrections:
        found[one.article].append(one)
    return found


def make_corrections_table(connection: Any, root: Path) -> None:
    """Make the table, with what was said until now; the tables of the collection must be there."""
    connection.execute(sql("corrections"))
    said = read_corrections(root)
    if not said:
        return
    grouped = by_report(said)
    reports = _reports(connection, list(grouped))
    where: dict[str, str | None] = {}
    counting: set[str] = set()
    for article_id, some in grouped.items():
        report = reports.get(article_id, _Report("", ()))
        judgement = judge(some, report.text)
        where |= dict(_events_of(judgement, report.events))
        counting |= set(_counting(judgement))
    kinds = {column.name: column.type for column in tables("corrections")[0].columns}
    rows = [_row(one, where.get(one.id), latest=one.id in counting, report=reports.get(one.article)) for one in said]
    cells = [list(column) for column in zip(*rows, strict=True)]
    connection.execute(f"INSERT INTO corrections SELECT {unnested(kinds)}", cells)


def _events_of(judgement: Judgement, events: Sequence[Event]) -> Iterator[tuple[str, str]]:
    for place, judged in paired(judgement.judged, events).items():
        yield from ((one.id, events[place].id) for one in judged.corrections)


def _counting(judgement: Judgement) -> Iterator[str]:
    for judged in judgement.judged:
        yield from (one.id for field in Field if (one := judged.latest(field)))
    if judgement.done:
        yield judgement.done.id


def _row(one: Correction, event_id: str | None, *, latest: bool, report: _Report | None) -> tuple[object, ...]:
    trigger = one.event.mentions[0] if one.event else None
    same = report is not None and text_digest(report.text) == one.text
    return (
        one.id,
        one.at,
        one.by,
        one.article,
        event_id,
        one.field.value,
        msgspec.json.encode(one.old).decode(),
        msgspec.json.encode(one.new).decode(),
        latest,
        one.event and one.event.type.value,
        report.text[trigger.start : trigger.end] if trigger and report and same else None,
        trigger and trigger.start,
        trigger and trigger.end,
        one.event and one.event.evidence.start,
        one.event and one.event.evidence.end,
        one.text,
    )


def _reports(connection: Any, ids: Sequence[str]) -> Mapping[str, _Report]:
    """The texts of some reports, and as much of their events as it takes to know them again."""
    asked = {"ids": list(ids)}
    events: dict[str, list[Event]] = defaultdict(list)
    rows = connection.execute(
        "SELECT e.article_id, e.id, e.type, e.start_char, e.end_char, "
        "list([m.start_char, m.end_char] ORDER BY m.position) FROM events AS e JOIN mentions AS m ON m.event_id = e.id "
        "WHERE e.article_id IN (SELECT unnest($ids)) GROUP BY ALL ORDER BY e.id",
        asked,
    ).fetchall()
    for article_id, event_id, kind, start, end, mentions in rows:
        events[article_id].append(_known_again(event_id, kind, Mention(start=start, end=end), mentions))
    texts = connection.execute("SELECT id, text FROM articles WHERE id IN (SELECT unnest($ids))", asked).fetchall()
    return {article_id: _Report(text, tuple(events[article_id])) for article_id, text in texts}


def _known_again(event_id: str, kind: str, evidence: Mention, mentions: Sequence[Sequence[int]]) -> Event:
    return Event(
        id=event_id,
        type=EventType(kind),
        mentions=tuple(Mention(start=start, end=end) for start, end in mentions),
        evidence=evidence,
        quad=0,
        score=0.0,
        cameo="",
    )
