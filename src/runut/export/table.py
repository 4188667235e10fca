"""The record for eyes at a terminal: the report's head, then its events."""

import re
from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from runut.model import Article, Certainty, Event, Participant, Record, Status

__all__ = ["write_table"]

QUAD_STYLES = {1: "green", 2: "bold green", 3: "yellow", 4: "bold red"}
CERTAINTY_STYLES = {Certainty.CERTAIN: "", Certainty.PROBABLE: "cyan", Certainty.POSSIBLE: "magenta"}

EVIDENCE_BEFORE = 40  # characters of the sentence shown on either side of the words that tell the event
EVIDENCE_AFTER = 60

# Escape sequences in a hostile title would otherwise reach the terminal; marks of direction would turn lines around.
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def write_table(records: Iterable[Record], stream: TextIO) -> None:
    """Print each record for reading, fitted to the terminal's width (80 columns where there is none).

    Colours only where ``stream`` is a terminal.
    """
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    for record in records:
        console.print(_head(record.article))
        console.print(_events(record) if record.events else Text("No events found.", style="dim"))
        for warning in record.warnings:
            console.print(Text(_safe(f"! {warning}"), style="yellow"))
        console.print()


def _head(article: Article) -> Group:
    title = Text(_safe(article.title or "(no title)"), style="bold")
    published = f"published {article.published}" if article.published else "publication date unknown"
    said = (article.outlet, ", ".join(article.authors), article.dateline, published)
    below = Text(_safe(" · ".join(part for part in said if part)), style="dim")
    return Group(title, below)


def _events(record: Record) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=False, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("event", min_width=9, max_width=13)
    table.add_column("who → whom", min_width=18, overflow="fold")
    table.add_column("when, where", min_width=10, max_width=18, overflow="fold")
    table.add_column("how sure, says who", min_width=10, max_width=22, overflow="fold")
    for event in record.events:
        table.add_row(_what(event), _who(record, event), _when(event), _sure(event))
    return table


def _what(event: Event) -> Text:
    what = Text(event.type, style=QUAD_STYLES.get(event.quad, ""))
    if event.mode:
        what.append(f"\n{_safe(event.mode)}", style="dim")
    return what


def _who(record: Record, event: Event) -> Group:
    who = _participants(event.actors)
    if event.recipients:
        who = Text.assemble(who, " → ", _participants(event.recipients))
    return Group(who, Padding(_evidence(record, event), (0, 0, 1, 0)))


def _participants(participants: tuple[Participant, ...]) -> Text:
    if not participants:
        return Text("(not told)", style="dim")
    return Text(", ").join(_participant(participant) for participant in participants)


def _participant(participant: Participant) -> Text:
    codes = " ".join(part for part in (participant.code, *participant.sectors) if part)
    return Text.assemble((_safe(participant.text), "bold"), (f" {codes}" if codes else "", "dim"))


def _when(event: Event) -> Text:
    when = Text(event.date or "–", style="" if event.date else "dim")
    if event.place:
        when.append(f"\n{_safe(event.place.name)}")
        if event.place.country:
            when.append(f" {event.place.country}", style="dim")
    return when


def _sure(event: Event) -> Text:
    sure = Text(event.status, style="" if event.status is Status.ACTUAL else "bold yellow")
    sure.append("\n")
    sure.append(event.certainty, style=CERTAINTY_STYLES[event.certainty])
    if event.sources:
        sure.append("\n" + _safe(" < ".join(source.name for source in event.sources)), style="italic")
    return sure


def _evidence(record: Record, event: Event) -> Text:
    """The words around the event's first mention, within its sentence; the mention in brackets."""
    text, mention = record.article.text, event.mentions[0]
    before = text[min(event.evidence.start, mention.start) : mention.start]
    after = text[mention.end : max(event.evidence.end, mention.end)]
    if len(before) > EVIDENCE_BEFORE:
        before = "… " + before[-EVIDENCE_BEFORE:].partition(" ")[2]
    if len(after) > EVIDENCE_AFTER:
        after = after[:EVIDENCE_AFTER].rpartition(" ")[0] + " …"
    told = f"[{_safe(text[mention.start : mention.end])}]"
    return Text.assemble((_safe(before), "dim"), (told, "bold"), (_safe(after), "dim"))


def _safe(text: str) -> str:
    return UNSAFE.sub(" ", text)
