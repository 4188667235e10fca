"""Learn the event coding's weights from coded reports.

    python -m training.coding.train GOLD_DIR [GOLD_DIR …] --output src/runut/events/weights.json
    python -m training.coding.train GOLD_DIR … --cross-validate RECORDS.jsonl

The second form writes records of every report coded by weights that never saw it (ten folds by report).
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from runut.attribution import attribute
from runut.events.finding import assign_roles, find_events
from runut.events.factuality import certainty_of, status_of
from runut.events.recognition import recognition_features
from runut.events.roles import candidates
from runut.events.triggers import Trigger
from runut.events.weights import FORMAT, Decision, WeightsFile
from runut.language.loading import load_language
from training.coding.gold import GoldReport, read_gold
from training.coding.learn import Example, event_examples, fit, role_examples, same_examples, setting_examples

FOLDS = 10
# Strength of the fit (inverse of the L2 penalty) and the probability that says yes, chosen by cross-validation
# over the training reports (see README.md beside this file).
SETTINGS = {
    "actor": (0.3, 0.5),
    "recipient": (0.3, 0.5),
    "date": (0.3, 0.5),
    "place": (0.3, 0.5),
    "event": (0.3, 0.45),
    "same": (0.3, 0.5),
}


def learn(reports: Sequence[GoldReport]) -> dict[str, Decision]:
    """All decisions from ``reports``; the event decision learns from roles as unseen reports get them."""
    learnt = {name: _fit(name, role_examples(reports, name)) for name in ("actor", "recipient")}
    learnt |= {name: _fit(name, setting_examples(reports, name)) for name in ("date", "place")}
    examples: list[Example] = []
    for kept, held in _folds(reports, 5):
        roles = {name: _fit(name, role_examples(kept, name)) for name in ("actor", "recipient")}
        examples += event_examples(held, lambda gold, trigger: _recognise(gold, trigger, roles))  # noqa: B023
    learnt["event"] = _fit("event", examples)
    learnt["same"] = _fit("same", same_examples(reports, learnt))
    return learnt


def _fit(name: str, examples: Sequence[Example]) -> Decision:
    strength, threshold = SETTINGS[name]
    return fit(examples, strength=strength, threshold=threshold)


def _folds(reports: Sequence[GoldReport], number: int) -> list[tuple[list[GoldReport], list[GoldReport]]]:
    return [([r for i, r in enumerate(reports) if i % number != k], list(reports[k::number])) for k in range(number)]


def _recognise(gold: GoldReport, trigger: Trigger, roles: dict[str, Decision]) -> tuple[str, ...]:
    report = gold.report
    actors, recipients = assign_roles(candidates(report, trigger), roles)
    status, _ = status_of(report.doc, trigger.start, trigger.end, trigger.sense.type)
    certainty, _ = certainty_of(report.doc, trigger.start, trigger.end, report.quotes)
    return recognition_features(report, trigger, actors=actors, recipients=recipients, status=status, certainty=certainty)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--cross-validate", type=Path)
    options = parser.parse_args()
    reports = list(read_gold(options.gold, load_language()))
    if options.cross_validate:
        with options.cross_validate.open("w", encoding="utf-8") as out:
            for kept, held in _folds(reports, FOLDS):
                learnt = learn(kept)
                for gold in held:
                    out.write(json.dumps(record_of(gold, learnt)) + "\n")
    if options.output:
        events = sum(len(gold.events) for gold in reports)
        content = WeightsFile(format=FORMAT, trained_on=f"{len(reports)} reports, {events} events", decisions=learn(reports))
        options.output.write_bytes(msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n")


def record_of(gold: GoldReport, learnt: dict[str, Decision]) -> dict[str, object]:
    """The record that ``learnt`` makes of a report, as far as scoring looks at it."""
    report = gold.report
    events = attribute(report.doc, find_events(report, learnt), report.quotes, report.entities)
    return {
        "article": msgspec.to_builtins(report.article),
        "entities": msgspec.to_builtins(report.entities),
        "quotes": msgspec.to_builtins(report.quotes),
        "events": msgspec.to_builtins(events),
    }


if __name__ == "__main__":
    main()
