"""Bytes to text: Unicode marks, the declared charset, UTF-8, and Latin-1 as the last resort."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from runut.articles.types import Failure
from runut.errors import ArticleError

__all__ = ["MAX_REPORT_BYTES", "decode", "read_all", "read_lines", "refuse_binary"]

MAX_REPORT_BYTES = 10_000_000  # the longest report among 31,000 is 33 KB, the heaviest news page seen about 2 MB

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip or Office file",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an Office file",
}
LATIN_1_WARNING = "not UTF-8: read as Latin-1 (Windows-1252); if letters look wrong, save the input as UTF-8"


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Turn ``data`` into text; also warnings where the encoding had to be guessed.

    ``declared`` is a charset that the input names for itself; it loses against a Unicode mark and
    against valid UTF-8, which is hardly ever something else by chance.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), ()
    for encoding in ("utf-8", declared or "utf-8"):
        try:
            return data.decode(encoding), ()
        except (UnicodeDecodeError, LookupError):
            continue
    try:
        return data.decode("cp1252"), (LATIN_1_WARNING,)
    except UnicodeDecodeError:
        return data.decode("latin-1"), (LATIN_1_WARNING,)


def refuse_binary(data: bytes) -> None:
    """Raise :class:`ArticleError` if ``data`` begins like something other than text."""
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise ArticleError(f"is {what}, not text; save or extract the report as plain text or HTML")
    if not data.startswith(tuple(mark for mark, _ in MARKS)) and b"\x00" in data[:8192]:
        raise ArticleError("is a binary file, not text; save the report as plain text or HTML")


def read_all(stream: BinaryIO, limit: int = MAX_REPORT_BYTES) -> bytes:
    """Read the whole of one report. Raises :class:`ArticleError` if it is empty, binary or over ``limit`` bytes."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ArticleError(
            f"is larger than {limit:,} bytes, which no single report is; give many reports as JSONL, CSV or Parquet"
        )
    if not data.strip():
        raise ArticleError("is empty; give a file with a report in it")
    refuse_binary(data)
    return data


def read_lines(stream: BinaryIO, where: str) -> Iterator[tuple[int, bytes] | Failure]:
    """Number and yield the lines of ``stream``; a line over the size of one report is a failure and is passed over."""
    number = 0
    while line := stream.readline(MAX_REPORT_BYTES):
        number += 1
        if number == 1:
            refuse_binary(line)
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) == MAX_REPORT_BYTES and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_REPORT_BYTES)
            yield Failure(
                where=f"{where}:{number}",
                reason=f"line is longer than {MAX_REPORT_BYTES:,} bytes; put one report in a row",
            )
            continue
        yield number, line
