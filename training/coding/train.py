"""Learn the event coding's weights from coded reports.

    python -m training.coding.train GOLD_DIR [GOLD_DIR …] --output src/runut/events/weights.json
    python -m training.coding.train GOLD_DIR … --cross-validate RECORDS.jsonl

The second form writes records of every report, coded by weights that never saw it (ten folds by report).
"""

import argparse
from pathlib import Path

import msgspec

from runut.events.weights import FORMAT, WeightsFile
from runut.language.loading import load_language
from runut.pipeline import record_of
from training.coding.gold import read_gold
from training.coding.learn import cross_fitted, fit_all, folds

OUTER_FOLDS = 10


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--cross-validate", type=Path)
    options = parser.parse_args()
    reports = list(read_gold(options.gold, load_language()))
    examples = cross_fitted(reports)
    if options.cross_validate:
        with options.cross_validate.open("w", encoding="utf-8") as out:
            for held in folds(len(reports), OUTER_FOLDS):
                learnt = fit_all([e for number, e in enumerate(examples) if number not in set(held)])
                out.writelines(record_of(reports[number].report, learnt).to_json() + "\n" for number in held)
    if options.output:
        events = sum(len(gold.events) for gold in reports)
        content = WeightsFile(
            format=FORMAT, trained_on=f"{len(reports)} reports, {events} events", decisions=fit_all(examples)
        )
        options.output.write_bytes(msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n")


if __name__ == "__main__":
    main()
