"""Finding the inputs that a source names, and handing each to the reader of its kind."""

import bz2
import gzip
import io
import lzma
import re
import sys
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from glob import glob, has_magic
from pathlib import Path
from typing import Any, BinaryIO, cast

from runut.articles.decoding import decode, read_all
from runut.articles.feeds import KINDS, feed_links
from runut.articles.html import parts_from_html, read_html
from runut.articles.making import article_from_parts, parts_from_text
from runut.articles.rows import read_csv, read_json, read_jsonl, read_parquet
from runut.articles.types import Failure, Parts, Reading
from runut.articles.warc import read_warc
from runut.errors import ArticleError

__all__ = ["PACKED", "READERS", "STDIN", "Reader", "kind_of", "read_articles"]

Reader = Callable[[BinaryIO, str], Iterator[Parts | Failure]]

IsKnown = Callable[[str], bool]

STDIN = "-"
PAUSE = 1.0  # seconds between two pages of a feed: most are of one host
DEEPEST = 2  # a sitemap's index lists sitemaps, and these pages
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
PACKED: Mapping[str, Callable[[Path], Any]] = {".bz2": bz2.open, ".gz": gzip.open, ".xz": lzma.open}


def read_articles(
    sources: Iterable[str | Path],
    *,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    is_known: IsKnown = lambda _: False,
) -> Iterator[Reading | Failure]:
    """Read every report that ``sources`` name, one after the other.

    A source is a file, a folder (every file in it and below whose suffix is in :data:`READERS`), a
    pattern such as ``berita/*.txt``, an http address (of a page, a feed or a sitemap), or ``-`` for
    ``stdin``. ``published`` is an ISO date for reports that do not say. What a feed lists is not
    fetched if ``is_known`` says so of its address. An input that cannot be read comes as a :class:`Failure`
    in its place and the next one follows; nothing is raised.
    """
    for source in sources:
        for item in _read_source(str(source), stdin or sys.stdin.buffer, is_known):
            yield item if isinstance(item, Failure) else _finish(item, published)


def _finish(parts: Parts, published: str | None) -> Reading | Failure:
    try:
        return article_from_parts(parts, published)
    except ArticleError as error:
        return Failure(where=parts.where, reason=str(error))


def _read_source(source: str, stdin: BinaryIO, is_known: IsKnown) -> Iterator[Parts | Failure]:
    if source == STDIN:
        yield from _read_stream(stdin, "standard input", None)
    elif source.startswith(("http://", "https://")):
        yield from _read_url(source, is_known)
    elif Path(source).is_dir():
        yield from _read_folder(Path(source))
    elif has_magic(source) and not Path(source).exists():
        yield from _read_pattern(source)
    else:
        yield from _read_file(Path(source))


def _read_folder(folder: Path) -> Iterator[Parts | Failure]:
    found = [path for path in sorted(folder.rglob("*")) if kind_of(path) in READERS and path.is_file()]
    paths = [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    if not paths:
        yield Failure(
            where=str(folder), reason=f"holds no file of a known kind ({', '.join(READERS)}); name the files themselves"
        )
    for path in paths:
        yield from _read_file(path)


def _read_pattern(pattern: str) -> Iterator[Parts | Failure]:
    found = glob(pattern, recursive=True)  # noqa: PTH207 - the pattern may be absolute
    paths = sorted(path for path in map(Path, found) if path.is_file())
    if not paths:
        yield Failure(where=pattern, reason="matches no file; check the pattern")
    for path in paths:
        yield from _read_file(path)


def _read_file(path: Path) -> Iterator[Parts | Failure]:
    kind = kind_of(path)
    unpack = None if kind == WARC else PACKED.get(path.suffix.lower())  # an archive is packed page by page
    try:
        with unpack(path) if unpack else path.open("rb") as stream:
            yield from _read_stream(stream, str(path), READERS.get(kind))
    except (EOFError, gzip.BadGzipFile, lzma.LZMAError, zlib.error) as error:
        yield Failure(where=str(path), reason=f"is not packed as its name says, or broken ({error}); pack it again")
    except OSError as error:
        yield Failure(where=str(path), reason=f"cannot be opened ({error.strerror}); check the path")


def kind_of(path: Path) -> str:
    """The suffix that tells the reader: ``.jsonl`` of ``berita.jsonl.gz``."""
    return (Path(path.stem) if path.suffix.lower() in PACKED else path).suffix.lower()


def _read_stream(stream: BinaryIO, where: str, reader: Reader | None) -> Iterator[Parts | Failure]:
    """Read on until the stream ends or the reader cannot go on; ``reader`` None if the suffix does not tell it."""
    try:
        if reader is None:
            stream = (
                stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
            )
            reader = _sniff(stream.peek(SNIFFED)[:SNIFFED])
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


def _read_url(url: str, is_known: IsKnown) -> Iterator[Parts | Failure]:
    """The report at an address, or those that the feed or sitemap there lists, but what is known."""
    waiting = deque([(url, 0)])
    while waiting:
        address, depth = waiting.popleft()
        if depth:
            if is_known(address):
                continue
            time.sleep(PAUSE)
        try:
            from runut.articles.fetching import fetch_page  # noqa: PLC0415 - needs the optional extra `fetch`

            page = fetch_page(address)
            links = feed_links(page.data) if page.kind in KINDS else None
            if links is None:
                markup, warnings = decode(page.data, page.charset)
                yield parts_from_html(markup, where=address, url=page.url, warnings=warnings)
            elif depth < DEEPEST:
                waiting.extend((link, depth + 1) for link in links)
        except ArticleError as error:
            yield Failure(where=address, reason=str(error))
