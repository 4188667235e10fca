"""The example reports, read by the whole program as a user runs it."""

import subprocess
import sys
from pathlib import Path

import pytest

from runut.model import Record

EXAMPLES = Path(__file__).parents[1] / "examples"
MAIN = "from runut.cli import main; main()"


@pytest.mark.model
def test_the_examples_become_records_with_events() -> None:
    command = [sys.executable, "-c", MAIN, "read", str(EXAMPLES)]
    result = subprocess.run(command, capture_output=True, check=True)  # noqa: S603
    records = [Record.from_json(line) for line in result.stdout.splitlines()]
    assert len(records) == 7
    assert all(record.events for record in records)
    assert result.stderr == b""
    for record in records:
        for event in record.events:
            for participant in (*event.actors, *event.recipients):
                assert record.article.text[participant.start : participant.end] == participant.text
