"""Records written out: for the terminal, as pages and tables, and in the formats of other tools."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

from runut.export.conllu import write_conllu
from runut.export.csv import write_csv
from runut.export.files import file_name
from runut.export.ftm import write_ftm
from runut.export.gdelt import write_gdelt, write_gdelt_mentions
from runut.export.geojson import write_geojson
from runut.export.html import html_of, write_html
from runut.export.jsonl import write_jsonl
from runut.export.jsonld import write_jsonld
from runut.export.label_studio import label_studio_config, read_label_studio, write_label_studio
from runut.export.parquet import write_parquet
from runut.export.plover import write_plover
from runut.export.polecat import write_polecat
from runut.export.prodigy import read_prodigy, write_prodigy
from runut.export.recorded import read_recorded
from runut.export.regions import Marked, gold_of
from runut.export.sqlite import write_sqlite
from runut.export.table import write_table
from runut.export.timeml import write_timeml
from runut.model import Record

__all__ = [
    "EXPORTERS",
    "FILE_EXPORTERS",
    "Exporter",
    "FileExporter",
    "file_name",
    "gold_of",
    "html_of",
    "label_studio_config",
    "read_corrected",
    "read_recorded",
    "write_conllu",
    "write_csv",
    "write_ftm",
    "write_gdelt",
    "write_gdelt_mentions",
    "write_geojson",
    "write_html",
    "write_jsonl",
    "write_jsonld",
    "write_label_studio",
    "write_parquet",
    "write_plover",
    "write_polecat",
    "write_prodigy",
    "write_sqlite",
    "write_table",
    "write_timeml",
]

Exporter = Callable[[Iterable[Record], TextIO], None]
FileExporter = Callable[[Iterable[Record], Path], None]

EXPORTERS: Mapping[str, Exporter] = {
    "table": write_table,
    "jsonl": write_jsonl,
    "html": write_html,
    "csv": write_csv,
    "gdelt": write_gdelt,
    "gdelt-mentions": write_gdelt_mentions,
    "polecat": write_polecat,
    "plover": write_plover,
    "geojson": write_geojson,
    "jsonld": write_jsonld,
    "ftm": write_ftm,
    "conllu": write_conllu,
    "label-studio": write_label_studio,
    "prodigy": write_prodigy,
}

# Formats that are no stream of text: they need a file or a folder of their own.
FILE_EXPORTERS: Mapping[str, FileExporter] = {
    "parquet": write_parquet,
    "sqlite": write_sqlite,
    "timeml": write_timeml,
}


def read_corrected(content: bytes) -> Iterator[Marked]:
    """The reports in a file of corrected tasks: Label Studio's JSON list or Prodigy's lines.

    Raises :class:`runut.errors.ArticleError` where it is neither.
    """
    return read_label_studio(content) if content.lstrip().startswith(b"[") else read_prodigy(content)
