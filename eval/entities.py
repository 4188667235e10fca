#!/usr/bin/env python3
"""Measure who is found: are gold participants among their sentences' entities, with the right code and sector.

    entities.py GOLD_DIR [--wrong]

For every participant of a gold event: does an entity that shares a word with it have a mention in a sentence of the
event? Of several the one whose mention is most like the gold text counts. Prints the shares found, with the right
country code and with the right sector (where the gold has one), and the processor time per report. --wrong lists what
is missed or wrong.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from runut.language.loading import load_language
from runut.mentions.entities import find_entities
from runut.model import Article, Entity

WORD = re.compile(r"\w{2,}")
EMPTY = frozenset(
    {
        "di",
        "ke",
        "da",
        "dan",
        "atau",
        "yang",
        "dari",
        "pada",
        "untuk",
        "para",
        "si",
        "sang",
        "itu",
        "ini",
        "the",
        "of",
        "al",
    }
)


def words_of(text: str) -> frozenset[str]:
    """The words that count when names are compared."""
    return frozenset(word.lower() for word in WORD.findall(text)) - EMPTY


def likeness(gold: frozenset[str], entity: Entity, text: str) -> float:
    """How like the gold words the entity's best mention is: shared words among all words."""
    mentions = {text[span.start : span.end] for span in entity.mentions} | {entity.name}
    shares = [len(gold & words) / len(gold | words) for words in map(words_of, mentions) if words]
    return max(shares, default=0.0)


def best_entity(
    person: dict[str, Any], sentences: list[list[int]], entities: tuple[Entity, ...], text: str
) -> Entity | None:
    """The entity in these sentences that is most like the gold participant, if any shares a word with it."""
    present = [
        entity
        for entity in entities
        if any(span.start < end and start < span.end for span in entity.mentions for start, end in sentences)
    ]
    gold = words_of(person["text"])
    ranked = sorted(present, key=lambda entity: -likeness(gold, entity, text))
    return ranked[0] if ranked and likeness(gold, ranked[0], text) > 0 else None


def participants(report: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[list[int]]]]:
    """Every participant of the report's events with the sentences in which the event is told."""
    for event in report["events"]:
        numbers = {mention["sentence"] for mention in event["mentions"]}
        sentences = [report["sentences"][number] for number in sorted(numbers)]
        for person in (*event["actors"], *event["recipients"]):
            yield person, sentences


def measure(folder: Path, *, wrong: bool) -> Counter[str]:
    """Count what is found and right over a folder of gold reports."""
    nlp = load_language()
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        article = Article(
            id=report["id"],
            text=report["text"],
            title=report["title"],
            outlet=report["outlet"],
            published=report["published"],
        )
        doc = nlp(article.text)
        if not counts:
            find_entities(doc, article)  # the first call reads the lexicon
        begun = time.process_time()
        entities = find_entities(doc, article)
        counts["microseconds"] += round(1e6 * (time.process_time() - begun))
        counts["tokens"] += len(doc)
        counts["reports"] += 1
        for person, sentences in participants(report):
            entity = best_entity(person, sentences, entities, article.text)
            verdict = judge(person, entity, counts)
            if wrong and verdict:
                got = f"{entity.name} {entity.code} {'/'.join(entity.sectors)}" if entity else ""
                print(f"{report['id']} {verdict:6} {person['text']} | {person['code']} {person['sector']} | {got}")
    return counts


def judge(person: dict[str, Any], entity: Entity | None, counts: Counter[str]) -> str:
    """Count one participant; what is wrong with it, in a word, or nothing."""
    counts["wanted"] += 1
    if entity is None:
        return "missed"
    counts["found"] += 1
    code = entity.code == person["code"]
    counts["code"] += code
    given = entity.sectors[0] if entity.sectors else None
    sector = given == person["sector"]
    if person["sector"]:
        counts["sectored"] += 1
        counts["sector"] += sector
    else:
        counts["plain"] += 1
        counts["plain_right"] += sector
    return "" if code and sector else "code" if not code else "sector"


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    counts = measure(options.gold, wrong=options.wrong)
    rows = (
        ("participants found", "found", "wanted"),
        ("country code right, of found", "code", "found"),
        ("sector right, of found with one", "sector", "sectored"),
        ("no sector given, of found without", "plain_right", "plain"),
    )
    for label, right, of in rows:
        sys.stdout.write(f"{label:36} {counts[right] / max(1, counts[of]):.3f}   ({counts[right]} of {counts[of]})\n")
    per_report = counts["microseconds"] / 1000 / max(1, counts["reports"])
    sys.stdout.write(
        f"{'milliseconds a report':36} {per_report:.1f}   ({counts['tokens'] // max(1, counts['reports'])} tokens)\n"
    )


if __name__ == "__main__":
    main()
