"""Records read back from the lines that ``runut read --format jsonl`` wrote."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from runut.articles import Failure
from runut.errors import ArticleError
from runut.model import Record

__all__ = ["read_recorded"]


def read_recorded(sources: Iterable[str]) -> Iterator[Record | Failure]:
    """The records in JSON Lines files, in every ``*.jsonl`` below folders, and in standard input (``-``).

    One at a time, in the order of the sources and of the names in a folder. What cannot be read is a failure that
    names its file and line; the rest goes on.
    """
    for source in sources:
        if source == "-":
            yield from _lines(sys.stdin.buffer, "standard input")
            continue
        path = Path(source)
        files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
        if not files:
            yield Failure(where=source, reason="has no .jsonl file; write records with `runut read --format jsonl`")
        for file in files:
            try:
                stream = file.open("rb")
            except OSError as error:
                yield Failure(where=str(file), reason=f"cannot be opened ({error.strerror})")
                continue
            with stream:
                yield from _lines(stream, str(file))


def _lines(stream: BinaryIO, where: str) -> Iterator[Record | Failure]:
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            yield Record.from_json(line)
        except ArticleError as error:
            yield Failure(where=f"{where}:{number}", reason=str(error))
