"""The formats that records are written in, and where they go."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TextIO

import typer

from runut.cli.terminal import open_output
from runut.model import Record

__all__ = ["Format", "write_out"]


class Format(StrEnum):
    """How records are written."""

    TABLE = "table"
    JSONL = "jsonl"
    HTML = "html"
    CSV = "csv"
    GDELT = "gdelt"
    GDELT_MENTIONS = "gdelt-mentions"
    POLECAT = "polecat"
    PLOVER = "plover"
    GEOJSON = "geojson"
    JSONLD = "jsonld"
    FTM = "ftm"
    CONLLU = "conllu"
    LABEL_STUDIO = "label-studio"
    PRODIGY = "prodigy"
    PARQUET = "parquet"
    SQLITE = "sqlite"
    TIMEML = "timeml"
    SITE = "site"  # made of a collection by the viewer: `runut export` alone writes it


FORMAT_OF_SUFFIX = {
    ".jsonl": Format.JSONL,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".csv": Format.CSV,
    ".geojson": Format.GEOJSON,
    ".conllu": Format.CONLLU,
    ".jsonld": Format.JSONLD,
    ".parquet": Format.PARQUET,
    ".sqlite": Format.SQLITE,
    ".db": Format.SQLITE,
    ".txt": Format.TABLE,
}


def write_out(records: Iterable[Record], form: Format | None, output: Path | None) -> None:
    """Write records in a format to a file or standard output. Wrong usage if the format cannot go there."""
    from runut.export import EXPORTERS, FILE_EXPORTERS  # noqa: PLC0415

    chosen = form or default_format(output, sys.stdout)
    if chosen is Format.SITE:
        raise typer.BadParameter(
            "a site is made of one collection: runut export COLLECTION --to site", param_hint="--to"
        )
    if chosen in EXPORTERS:
        with open_output(output) as stream:
            EXPORTERS[chosen](records, stream)
        return
    if output is None or not output.parent.is_dir():
        raise typer.BadParameter(f"{chosen} needs a place of its own in a folder that is there", param_hint="--output")
    FILE_EXPORTERS[chosen](records, output)


def default_format(output: Path | None, stream: TextIO) -> Format:
    """The format where none is given."""
    if output is not None:
        return FORMAT_OF_SUFFIX.get(output.suffix.lower(), Format.JSONL)
    return Format.TABLE if stream.isatty() else Format.JSONL
