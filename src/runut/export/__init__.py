"""Records written out: a table for the terminal, JSON Lines, CSV, and a page to look at."""

from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from runut.export.csv import write_csv
from runut.export.html import html_of, write_html
from runut.export.jsonl import write_jsonl
from runut.export.table import write_table
from runut.model import Record

__all__ = ["EXPORTERS", "Exporter", "html_of", "write_csv", "write_html", "write_jsonl", "write_table"]

Exporter = Callable[[Iterable[Record], TextIO], None]

EXPORTERS: Mapping[str, Exporter] = {
    "table": write_table,
    "jsonl": write_jsonl,
    "html": write_html,
    "csv": write_csv,
}
