"""Turn reports that were written and coded as plain text into gold files: ``python -m eval.coding FILE… --to FOLDER``.

The plain form, a report after the other (see GUIDELINES.md for what to code)::

    # slug | part | outlet | title | published
    One sentence a line; an empty line ends a paragraph.
    Sekjen mengatakan <Sekjen PBB|usul itu ditolak>. "<Sekjen PBB|Kami menolak,>" kata dia.

    * REJECT/change | 0:ditolak; 1:menolak | Sekjen PBB=UNO | Suriah=SYR/GOV | 2024-03-02 | Jenewa=CHE | future probable
      | person:Sekjen PBB; outlet:AFP

``<speaker|content>`` marks a quote; it is direct where a quotation mark stands before it. ``0:ditolak#2`` is the second
*ditolak* of sentence 0. Everything after the mentions may be left out. The offsets are computed here, and every
trigger, participant, place, source and speaker must stand in the report word for word.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from runut.errors import ArticleError
from runut.model import Certainty, EventType, QuoteKind, SourceKind, Span, Status
from runut.scoring.gold import GoldEvent, GoldMention, GoldParticipant, GoldPlace, GoldQuote, GoldReport, GoldSource

MARK = re.compile(r"<([^<>|]*)\||>")
CODER = "language model"


def split_reports(text: str) -> Iterator[str]:
    """Each report of a plain file, from its head line on."""
    return (part for part in re.split(r"^(?=# )", text, flags=re.MULTILINE) if part.startswith("# "))


def read_report(plain: str) -> GoldReport:
    """Read one report; raises :class:`ArticleError` where the coding names words that the report has not."""
    head, *lines = plain.strip().splitlines()
    slug, part, outlet, title, published = (field.strip() for field in head.removeprefix("# ").split("|"))
    split = next((number for number, line in enumerate(lines) if line.startswith("* ")), len(lines))
    text, sentences, quotes = read_text(lines[:split])
    codings = " ".join(line.strip() for line in lines[split:] if line.strip())
    try:
        events = tuple(read_event(line, text, sentences) for line in re.split(r"(?:^| )\* ", codings) if line)
    except ValueError as error:
        raise ArticleError(f"{slug}: {error}") from error
    for quote in quotes:
        stands_in(text, quote.speaker or "", slug)
    return GoldReport(
        id=slug,
        outlet=outlet,
        title=title,
        published=published,
        text=text,
        sentences=sentences,
        events=events,
        quotes=quotes,
        coder=CODER,
        part=part,
    )


def read_text(lines: list[str]) -> tuple[str, tuple[Span, ...], tuple[GoldQuote, ...]]:
    """Read the report without marks, its sentences and its quotes."""
    paragraphs = re.split(r"\n{2,}", "\n".join(line.strip() for line in lines).strip())
    marked = "\n".join("\0".join(paragraph.split("\n")) for paragraph in paragraphs)
    text, quotes = read_quotes(marked)
    ends = [found.start() for found in re.finditer(r"[\0\n]|\Z", text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return text.replace("\0", " "), tuple(map(Span, starts, ends)), quotes


def read_quotes(marked: str) -> tuple[str, tuple[GoldQuote, ...]]:
    """Take the marks out; the text, and the quotes that they bound, in the order in which they begin."""
    plain = ""
    done = 0
    opened: list[tuple[str, int]] = []
    quotes: list[GoldQuote] = []
    for mark in MARK.finditer(marked):
        plain += marked[done : mark.start()]
        done = mark.end()
        if mark[0] != ">":
            opened.append((mark[1], len(plain)))
            continue
        speaker, start = opened.pop()
        kind = QuoteKind.DIRECT if plain[start - 1] in '"“' else QuoteKind.INDIRECT
        quotes.append(GoldQuote(start=start, end=len(plain), kind=kind, speaker=speaker or None))
    return plain + marked[done:], tuple(sorted(quotes, key=lambda quote: quote.start))


def read_event(line: str, text: str, sentences: tuple[Span, ...]) -> GoldEvent:
    """One coding; raises ValueError where it names words that the report has not."""
    fields = [field.strip() for field in line.split("|")]
    kind, mentions, actors, recipients, date, place, marks, sources = fields + [""] * (8 - len(fields))
    name, _, mode = kind.partition("/")
    words = set(marks.split())
    where, _, country = place.partition("=")
    return GoldEvent(
        type=EventType(name),
        mode=mode or None,
        mentions=tuple(read_mention(mention, text, sentences) for mention in pieces(mentions)),
        actors=tuple(read_participant(person, text) for person in pieces(actors)),
        recipients=tuple(read_participant(person, text) for person in pieces(recipients)),
        date=date or None,
        place=GoldPlace(stands_in(text, where, name), country or None) if place else None,
        status=Status(next(iter(words & set(Status)), Status.ACTUAL)),
        certainty=Certainty(next(iter(words & set(Certainty)), Certainty.CERTAIN)),
        sources=tuple(read_source(source, text) for source in pieces(sources)),
    )


def pieces(field: str) -> list[str]:
    """Split a list field."""
    return [piece.strip() for piece in field.split(";") if piece.strip()]


def stands_in(text: str, words: str, what: str) -> str:
    """``words``, which must stand in the text."""
    if words not in text:
        raise ValueError(f"{what}: {words!r} does not stand in the report; write it as the report has it")
    return words


def read_mention(mention: str, text: str, sentences: tuple[Span, ...]) -> GoldMention:
    """``3:menolak`` or ``3:menolak#2``."""
    number, _, words = mention.partition(":")
    trigger, _, which = words.partition("#")
    span = sentences[int(number)]
    found = [match.start() for match in re.finditer(rf"\b{re.escape(trigger)}", text[span.start : span.end])]
    if len(found) < int(which or 1) or (len(found) > 1 and not which):
        raise ValueError(f"{mention!r} stands {len(found)} times in its sentence; say which with #1, #2")
    start = span.start + found[int(which or 1) - 1]
    return GoldMention(int(number), trigger, start, start + len(trigger))


def read_participant(person: str, text: str) -> GoldParticipant:
    """``Sekjen PBB=UNO``, ``polisi=IDN/COP`` or ``sekutunya``."""
    words, _, coded = person.partition("=")
    code, _, sector = coded.partition("/")
    return GoldParticipant(stands_in(text, words, person), code or None, sector or None)


def read_source(source: str, text: str) -> GoldSource:
    """``person:Sekjen PBB``."""
    kind, _, words = source.partition(":")
    return GoldSource(SourceKind(kind), stands_in(text, words, source))


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("plain", type=Path, nargs="+")
    parser.add_argument("--to", type=Path, default=Path(__file__).parent / "gold")
    options = parser.parse_args()
    for path in options.plain:
        for plain in split_reports(path.read_text(encoding="utf-8")):
            report = read_report(plain)
            encoded = msgspec.json.format(msgspec.json.encode(report), indent=1)
            (options.to / f"{report.id}.json").write_bytes(encoded + b"\n")


if __name__ == "__main__":
    main()
