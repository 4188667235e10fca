"""Read a folder of gold reports and measure the records: ``python -m eval.events ../shared/gold/dev``."""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from eval.reading import read_gold, read_with_pipeline
from runut.model import Record
from runut.scoring import lines_of, score


def write_records(records: Mapping[str, Record], path: Path) -> None:
    """Write one record a line."""
    path.write_text("".join(f"{record.to_json()}\n" for record in records.values()), encoding="utf-8")


def score_with(scorer: Path, gold: Path, records: Mapping[str, Record]) -> int:
    """Let another scorer, called with the gold folder and a file of records, print its table; its exit status."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.jsonl"
        write_records(records, path)
        return subprocess.run([sys.executable, scorer, gold, path], check=False).returncode


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m eval.events", description="Measure events on a gold folder.")
    parser.add_argument("gold", type=Path, help="folder of gold reports")
    parser.add_argument("--scorer", type=Path, help="score with this script rather than with runut.scoring")
    parser.add_argument("--records", type=Path, help="keep the records here, one a line")
    options = parser.parse_args()
    reports = read_gold(options.gold)
    records = read_with_pipeline(reports)
    if options.records:
        write_records(records, options.records)
    if options.scorer:
        return score_with(options.scorer, options.gold, records)
    print("\n".join(lines_of(score(reports, records))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
