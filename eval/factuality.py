"""Score status and certainty on the trigger words of reports coded by hand.

Usage: python eval/factuality.py GOLD_DIR [--misses]

GOLD_DIR holds one JSON file a report. Each gold event is asked about by its
first mention, so that the figures tell of the cues alone and not of the finding of events. A marking is
right where the value is the gold's; ``actual`` and ``certain`` are no marking.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from runut.events.factuality import certainty_of, status_of
from runut.events.occurrences import find_cues
from runut.language.loading import load_language
from runut.model import EventType


def rows(gold: Path) -> list[dict[str, Any]]:
    """One row per gold event: what the gold says, what the program says, by which cue."""
    nlp = load_language()
    found = []
    for path in sorted(gold.glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        doc = nlp(report["text"])
        cues = find_cues(doc)
        for event in report["events"]:
            mention = event["mentions"][0]
            trigger = doc.char_span(mention["start"], mention["end"], alignment_mode="expand")
            if trigger is None:
                continue
            status, status_cue = status_of(trigger, cues, EventType(event["type"]))
            certainty, certainty_cue = certainty_of(trigger, cues, (), EventType(event["type"]))
            found.append(
                {
                    "id": report["id"],
                    "type": event["type"],
                    "text": report["text"][max(0, mention["start"] - 110) : mention["end"] + 60].replace("\n", " "),
                    "trigger": mention["trigger"],
                    "status": (event["status"], status.value, status_cue),
                    "certainty": (event["certainty"], certainty.value, certainty_cue),
                }
            )
    return found


def table(found: list[dict[str, Any]], field: str, plain: str) -> str:
    """Accuracy of a field, and P, R and F1 of its markings, in all and by value."""
    lines = []
    pairs = [row[field][:2] for row in found]
    values = sorted({value for pair in pairs for value in pair} - {plain})
    accuracy = sum(a == b for a, b in pairs) / len(pairs)
    nothing = sum(a == plain for a, _ in pairs) / len(pairs)
    lines.append(f"{field:<14} accuracy {accuracy:.3f}   (marking nothing: {nothing:.3f})")
    for name, wanted in [("all marks", set(values)), *((value, {value}) for value in values)]:
        count = Counter(
            right=sum(a == b and a in wanted for a, b in pairs),
            given=sum(b in wanted for _, b in pairs),
            gold=sum(a in wanted for a, _ in pairs),
        )
        p, r = count["right"] / max(1, count["given"]), count["right"] / max(1, count["gold"])
        both = 2 * p * r / (p + r) if p + r else 0.0
        counts = f"({count['right']} right, {count['given']} given, {count['gold']} wanted)"
        lines.append(f"  {name:<12} P {p:.3f}  R {r:.3f}  F1 {both:.3f}   {counts}")
    return "\n".join(lines)


def main() -> None:
    """Print both tables, and the misses where asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    found = rows(options.gold)
    print(table(found, "status", "actual"))
    print(table(found, "certainty", "certain"))
    if options.misses:
        for field in ("status", "certainty"):
            for row in found:
                if row[field][0] != row[field][1]:
                    print(field, row["id"], row["type"], *row[field], "|", row["trigger"], "|", row["text"])


if __name__ == "__main__":
    main()
