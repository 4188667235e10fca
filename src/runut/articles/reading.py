"""Finding the inputs that a source names, and handing each to the reader of its kind."""

import bz2
import gzip
import io
import lzma
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from functools import cache
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from runut.articles.decoding import decode, read_all
from runut.articles.html import read_html
from runut.articles.links import MAX_LIST_BYTES, Address, kind_of_list
from runut.articles.making import parts_from_text, reading_or_failure
from runut.articles.rows import read_csv, read_json, read_jsonl, read_parquet
from runut.articles.types import Failure, Parts, Reading
from runut.articles.warc import read_warc
from runut.errors import ArticleError

if TYPE_CHECKING:
    from runut.articles.web import Web

__all__ = ["PACKED", "READERS", "STDIN", "Reader", "kind_of", "read_articles"]

Reader = Callable[[BinaryIO, str], Iterator[Parts | Failure]]
Opened = Callable[[], "Web"]

STDIN = "-"
WARC = ".warc"
SNIFFED = 4096  # bytes looked at to tell what an input without a known suffix is
HTML_OPENING = re.compile(r"<(?:!doctype|!--|\?xml|html|head|body|article|div|p|main)\b", re.IGNORECASE)
JSON_LIST = re.compile(r"\[\s*\{")


def read_text(stream: BinaryIO, where: str) -> Iterator[Parts | Failure]:
    """Read the one report in a plain-text file. Raises :class:`ArticleError` if it is empty, binary or too large."""
    text, warnings = decode(read_all(stream))
    yield parts_from_text(text, where, warnings)


READERS: Mapping[str, Reader] = {
    ".csv": read_csv,
    ".htm": read_html,
    ".html": read_html,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".parquet": read_parquet,
    ".text": read_text,
    ".tsv": read_csv,
    ".txt": read_text,
    WARC: read_warc,
    ".xhtml": read_html,
}


# Packed files, by the suffix behind the reader's own: berita.jsonl.gz. Parquet packs its own columns.
PACKED: Mapping[str, Callable[[BinaryIO], Any]] = {".bz2": bz2.open, ".gz": gzip.open, ".xz": lzma.open}


def read_articles(
    sources: Iterable[str | Path],
    *,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    web: "Opened | None" = None,
) -> Iterator[Reading | Failure]:
    """Read every report that ``sources`` name, one after the other.

    A source is a file, a folder (every file in it and below whose suffix is in :data:`READERS`), a
    pattern such as ``berita/*.txt``, an http address, an object or all below an address of object storage
    (``s3://bucket/folder``), or ``-`` for ``stdin``. What is a feed, a sitemap or a list of
    addresses stands for the pages that it names; they are fetched by what
    ``web`` gives, which is asked once there is an address. ``published`` is an ISO date for reports that do not say.
    An input that cannot be read comes as a :class:`Failure` in its place and the next one follows; nothing is raised.
    """
    opened = cache(web or open_web)  # one for all sources: it knows when a host was last asked
    for source in sources:
        for item in _read_source(str(source), stdin or sys.stdin.buffer, opened):
            yield reading_or_failure(item, published)


def open_web() -> "Web":
    """The web as it is read where nothing else is said. Raises :class:`ArticleError` without the extra ``fetch``."""
    from runut.articles.web import Web  # noqa: PLC0415 - needs the optional extra `fetch`

    return Web()


def _read_source(source: str, stdin: BinaryIO, web: Opened) -> Iterator[Parts | Failure]:
    if source == STDIN:
        yield from _read_stream(stdin, "standard input", None, web)
    elif source.startswith(("http://", "https://")):
        yield from _read_url(source, web)
    elif source.startswith(("s3://", "gs://")):
        yield from _read_objects(source, web)
    elif Path(source).is_dir():
        yield from _read_folder(Path(source), web)
    elif has_magic(source) and not Path(source).exists():
        yield from _read_pattern(source, web)
    else:
        yield from _read_file(Path(source), web)


def _read_folder(folder: Path, web: Opened) -> Iterator[Parts | Failure]:
    found = [path for path in sorted(folder.rglob("*")) if kind_of(path) in READERS and path.is_file()]
    paths = [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    if not paths:
        yield Failure(
            where=str(folder), reason=f"holds no file of a known kind ({', '.join(READERS)}); name the files themselves"
        )
    for path in paths:
        yield from _read_file(path, web)


def _read_pattern(pattern: str, web: Opened) -> Iterator[Parts | Failure]:
    found = glob(pattern, recursive=True)  # noqa: PTH207 - the pattern may be absolute
    paths = sorted(path for path in map(Path, found) if path.is_file())
    if not paths:
        yield Failure(where=pattern, reason="matches no file; check the pattern")
    for path in paths:
        yield from _read_file(path, web)


def _read_file(path: Path, web: Opened) -> Iterator[Parts | Failure]:
    yield from _read_named(path, str(path), lambda: path.open("rb"), web)


def _read_objects(address: str, web: Opened) -> Iterator[Parts | Failure]:
    try:
        from runut.articles.objects import stored  # noqa: PLC0415 - needs the optional extra `objects`

        below = [one for one in stored(address) if address.endswith(one.name) or kind_of(Path(one.name)) in READERS]
    except ArticleError as error:
        yield Failure(where=address, reason=str(error))
        return
    if not below:
        yield Failure(
            where=address, reason=f"holds no object of a known kind ({', '.join(READERS)}); check the address"
        )
    for one in below:
        where = address if address.endswith(one.name) else f"{address.rstrip('/')}/{one.name}"
        yield from _read_named(Path(one.name), where, one.open, web)


def _read_named(path: Path, where: str, opened: Callable[[], BinaryIO], web: Opened) -> Iterator[Parts | Failure]:
    kind = kind_of(path)
    unpack = None if kind == WARC else PACKED.get(path.suffix.lower())  # an archive is packed page by page
    try:
        with opened() as plain, unpack(plain) if unpack else nullcontext(plain) as stream:
            yield from _read_stream(stream, where, READERS.get(kind), web)
    except (EOFError, gzip.BadGzipFile, lzma.LZMAError, zlib.error) as error:
        yield Failure(where=where, reason=f"is not packed as its name says, or broken ({error}); pack it again")
    except OSError as error:
        yield Failure(where=where, reason=f"cannot be opened ({error.strerror or error}); check the path")


def kind_of(path: Path) -> str:
    """The suffix that tells the reader: ``.jsonl`` of ``berita.jsonl.gz``."""
    return (Path(path.stem) if path.suffix.lower() in PACKED else path).suffix.lower()


def _read_stream(stream: BinaryIO, where: str, reader: Reader | None, web: Opened) -> Iterator[Parts | Failure]:
    """Read on until the stream ends or the reader cannot go on; ``reader`` None if the suffix does not tell it."""
    try:
        if reader is None or reader is read_text:
            stream = (
                stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
            )
            head = stream.peek(SNIFFED)[:SNIFFED]
            if kind := kind_of_list(head):
                yield from web().read_list(read_all(stream, MAX_LIST_BYTES), kind, where)
                return
            reader = reader or _sniff(head)
        found = False
        for item in reader(stream, where):
            found = True
            yield item
        if not found:
            yield Failure(where=where, reason="holds no report; give at least one row")
    except ArticleError as error:
        yield Failure(where=where, reason=str(error))


def _sniff(head: bytes) -> Reader:
    """The reader for an input that begins with ``head``: rows or HTML if it looks like them, else plain text."""
    opening = decode(head)[0].lstrip()
    first_line = opening.partition("\n")[0].rstrip()
    if HTML_OPENING.match(opening):
        return read_html
    if opening.startswith("{"):
        whole_object = first_line.endswith("}") or "\n" not in opening
        return read_jsonl if whole_object else read_json
    if JSON_LIST.match(opening):
        return read_json
    if any("text" in first_line.lower().split(delimiter) for delimiter in ",;\t") and len(first_line) > len("text"):
        return read_csv
    return read_text


def _read_url(url: str, web: Opened) -> Iterator[Parts | Failure]:
    try:
        yield from web().read(Address(url=url))
    except ArticleError as error:
        yield Failure(where=url, reason=str(error))
