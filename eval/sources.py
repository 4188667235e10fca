"""Score sources on the trigger words of reports coded by hand, with quotations and speakers beside them.

Usage: python eval/sources.py GOLD_DIR [--misses]

GOLD_DIR holds one JSON file a report. Each gold event is asked about by its mentions and its gold
actors, so that the figures tell of attribution alone and not of the finding of events. A source is right
where it shares a word of two letters or more with a gold one, each used once; a quotation where contents
overlap by half of the longer one; a speaker where its names share a word.
"""

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from training.coding.gold import coded_event, coded_report

from runut.attribution import event_sources, hear
from runut.events.weights import decisions
from runut.language.loading import load_language
from runut.model import Entity, Quote

FUNCTION_WORDS = frozenset(
    ("al", "atau", "da", "dan", "dari", "di", "ini", "itu", "ke", "of", "pada", "para", "sang", "si", "the", "untuk")
) | {"yang"}


def words(text: str | None) -> set[str]:
    """The content words of a name, in lower case."""
    return {word.lower() for word in re.findall(r"\w{2,}", text or "")} - FUNCTION_WORDS


def named(entity_id: str | None, text: str | None, entities: Sequence[Entity], report: str) -> set[str]:
    """All words that name an entity anywhere in the report, and ``text``."""
    found = words(text)
    for entity in entities:
        if entity.id == entity_id:
            found |= words(entity.name)
            for mention in entity.mentions:
                found |= words(report[mention.start : mention.end])
    return found


def matched(wanted: Sequence[set[str]], given: Sequence[set[str]]) -> int:
    """How many wanted names are met by a given one, one to one."""
    free = list(given)
    right = 0
    for want in wanted:
        best = max(free, key=lambda give: len(want & give), default=set())
        if want & best:
            right += 1
            free.remove(best)
    return right


def quoted(report: dict[str, Any], quotes: Sequence[Quote], entities: Sequence[Entity]) -> tuple[int, int]:
    """How many gold quotations were found, and of how many of these the speaker."""
    free = list(quotes)
    found = speakers = 0
    for gold in report["quotes"]:
        for quote in free:
            common = min(gold["end"], quote.end) - max(gold["start"], quote.start)
            if common * 2 >= max(gold["end"] - gold["start"], quote.end - quote.start):
                found += 1
                wanted = words(gold["speaker"])
                said = named(quote.speaker, quote.speaker_text, entities, report["text"])
                speakers += bool(wanted & said) if wanted else not said
                free.remove(quote)
                break
    return found, speakers


def read(report: dict[str, Any], nlp: Language) -> dict[str, Any]:
    """What the program says of one report, counted against the gold."""
    gold = coded_report(report, nlp)
    text, quotes, entities = gold.report.article.text, gold.report.quotes, gold.report.entities
    found, speakers = quoted(report, quotes, entities)
    counts = {"quote": [found, len(quotes), len(report["quotes"])], "speaker": [speakers, found, found]}
    counts["source"] = [0, 0, 0]
    misses = []
    hearing = hear(gold.report.doc, quotes, entities, gold.report.article.outlet)
    for event in report["events"]:
        sources = event_sources(hearing, coded_event(gold, event), decisions()["source"])
        given = [named(s.entity, s.name, entities, text) for s in sources]
        wanted = [words(s["text"]) for s in event["sources"]]
        right = matched(wanted, given)
        for place, value in enumerate((right, len(given), len(wanted))):
            counts["source"][place] += value
        if right < max(len(given), len(wanted)):
            start, end = event["mentions"][0]["start"], event["mentions"][0]["end"]
            around = f"{text[max(0, start - 160) : start]}[{text[start:end]}]{text[end:][:100]}"
            names = f"wanted {[s['text'] for s in event['sources']]} given {[s.name for s in sources]}"
            misses.append(f"{report['id']} {event['type']} {names} | {around}".replace("\n", " "))
    return {"counts": counts, "misses": misses}


def main() -> None:
    """Print one line per measure, and the missed sources where asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    nlp = load_language()
    results = [read(json.loads(path.read_text(encoding="utf-8")), nlp) for path in sorted(options.gold.glob("*.json"))]
    for name in ("quote", "speaker", "source"):
        right, given, wanted = (sum(r["counts"][name][place] for r in results) for place in range(3))
        p, r = right / max(1, given), right / max(1, wanted)
        both = 2 * p * r / (p + r) if p + r else 0.0
        print(f"{name:<8} P {p:.3f}  R {r:.3f}  F1 {both:.3f}   ({right} right, {given} given, {wanted} wanted)")
    if options.misses:
        for result in results:
            print(*result["misses"], sep="\n", end="\n" if result["misses"] else "")


if __name__ == "__main__":
    main()
