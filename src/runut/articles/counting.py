"""How many reports sources hold, about, without reading them: so that a long run can tell how far it is."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from runut.articles.reading import PACKED, READERS, STDIN, kind_of

__all__ = ["count_reports"]

ROWS = {".jsonl", ".ndjson", ".csv", ".tsv"}
UNKNOWN = {*PACKED, ".warc"}
CHUNK = 1 << 20


def count_reports(sources: Iterable[str | Path]) -> int | None:
    """About how many reports ``sources`` hold; None where that is not told cheaply (streams, packed files)."""
    total = 0
    for source in map(str, sources):
        path = Path(source)
        if source == STDIN or not path.exists():
            return None
        files = [one for one in path.rglob("*") if kind_of(one) in READERS] if path.is_dir() else [path]
        if any(one.suffix.lower() in UNKNOWN for one in files):
            return None
        total += sum(map(_count, files))
    return total


def _count(path: Path) -> int:
    if path.suffix.lower() in ROWS:
        with path.open("rb") as stream:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(CHUNK), b""))
    if path.suffix.lower() == ".parquet":
        with duckdb.connect() as database:
            try:
                rows = database.execute("SELECT sum(num_rows) FROM parquet_file_metadata(?)", [str(path)]).fetchone()
            except duckdb.Error:
                return 0  # the reader will say what is wrong with it
            return int(rows[0]) if rows and rows[0] else 0
    return 1
