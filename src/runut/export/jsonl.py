"""The record itself, one on a line."""

from collections.abc import Iterable
from typing import TextIO

from runut.model import Record

__all__ = ["write_jsonl"]


def write_jsonl(records: Iterable[Record], stream: TextIO) -> None:
    """Write each record as one line of JSON, as soon as it is there."""
    for record in records:
        stream.write(record.to_json() + "\n")
        stream.flush()
