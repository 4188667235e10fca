"""The reports that the viewer is tested with: coded before, so that no model need be loaded."""

from pathlib import Path

from runut.model import Record

__all__ = ["RECORDS"]

# Reports of eval/gold as the pipeline once coded them; the last two reprint the first elsewhere.
RECORDS = [Record.from_json(line) for line in (Path(__file__).parent / "records.jsonl").read_text("utf-8").splitlines()]
