"""The pages fetched for a collection: each as it came, in web archives, and which address was asked for when.

``visits.sqlite`` tells of each address where its page lies, and whether what it held has reached the collection. A page
is there before its report is coded, so that a run that is killed need not fetch it again.
"""

import gzip
import io
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import msgspec

from runut.articles.fetching import Page, Version
from runut.articles.links import Address
from runut.articles.warc import Archived, archived_pages
from runut.errors import ArticleError, StoreError
from runut.model import Struct

__all__ = ["Pages", "Visit"]

VISITS = """
CREATE TABLE IF NOT EXISTS visits (
    url TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    address TEXT NOT NULL,
    version TEXT NOT NULL,
    file TEXT,
    place INTEGER NOT NULL,
    handled INTEGER NOT NULL
) WITHOUT ROWID
"""
LARGEST_FILE = 1_000_000_000  # bytes, as archives usually are; then another is begun


class Visit(Struct, frozen=True):
    """What is known of an address: ``handled`` if what it held was handed on, or has reached the collection."""

    address: Address
    version: Version = Version()
    file: str | None = None
    place: int = 0
    handled: bool = False


class Pages:
    """The pages in ``folder``, which is made when the first comes. One process writes at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._visits: sqlite3.Connection | None = None
        self._file: Path | None = None
        self._handed_on: set[str] = set()

    def visit(self, url: str) -> Visit | None:
        """What is known of ``url``; None if it was never asked for."""
        row = self._database().execute("SELECT * FROM visits WHERE url = ?", [url]).fetchone()
        found = _visit(row) if row else None
        return msgspec.structs.replace(found, handled=True) if found and url in self._handed_on else found

    def left_over(self) -> Iterator[Visit]:
        """The pages that were fetched by a run that was stopped before their reports reached the collection."""
        if (self._folder / "visits.sqlite").exists():
            rows = self._database().execute(
                "SELECT * FROM visits WHERE file IS NOT NULL AND NOT handled ORDER BY at, url"
            )
            yield from map(_visit, rows.fetchall())

    def keep(self, address: Address, page: Page) -> None:
        """Keep ``page``, which was fetched at ``address``; it is on the disk when this returns."""
        file = self._archive()
        with file.open("ab") as stream:
            place = stream.tell()
            stream.write(_record(page))
            stream.flush()
            os.fsync(stream.fileno())
        self._note(address, page.version, file.name, place)

    def note(self, address: Address, version: Version) -> None:
        """Note that ``address`` was asked for, without its page: a feed, or an address with nothing to be had."""
        self._note(address, version, None, 0)

    def page(self, visit: Visit) -> Page:
        """The page of a visit. Raises :class:`ArticleError` if its archive is broken or gone."""
        path = self._folder / (visit.file or "")
        try:
            with path.open("rb") as stream:
                stream.seek(visit.place)
                found = next(archived_pages(stream), None)
        except OSError as error:
            raise ArticleError(f"its page cannot be read in {path} ({error}); it is fetched again") from error
        if not isinstance(found, Archived):
            raise ArticleError(f"its page is not in {path}; it is fetched again")
        return Page(url=found.url or visit.address.url, data=found.data, charset=found.charset, version=visit.version)

    def handed_on(self, url: str) -> None:
        """Remember until :meth:`settle` that all that ``url`` held was handed on."""
        self._handed_on.add(url)

    def settle(self) -> None:
        """Note that what was handed on has reached the collection."""
        if self._handed_on:
            with self._database() as database:
                database.executemany("UPDATE visits SET handled = 1 WHERE url = ?", [[url] for url in self._handed_on])
            self._handed_on.clear()

    def close(self) -> None:
        """Close the files."""
        if self._visits is not None:
            self._visits.close()
            self._visits = None

    def _note(self, address: Address, version: Version, file: str | None, place: int) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        said = [msgspec.json.encode(part).decode() for part in (address, version)]
        with self._database() as database:
            database.execute(
                "INSERT OR REPLACE INTO visits VALUES (?, ?, ?, ?, ?, ?, 0)", [address.url, now, *said, file, place]
            )

    def _database(self) -> sqlite3.Connection:
        if self._visits is None:
            path = self._folder / "visits.sqlite"
            try:
                self._folder.mkdir(exist_ok=True)
                self._visits = sqlite3.connect(path, timeout=60)
                self._visits.execute("PRAGMA journal_mode = WAL")
                self._visits.execute(VISITS)
            except (OSError, sqlite3.Error) as error:
                raise StoreError(
                    f"{path}: cannot be used ({error}); remove it, and addresses are asked anew"
                ) from error
        return self._visits

    def _archive(self) -> Path:
        if self._file is None or self._file.stat().st_size > LARGEST_FILE:
            self._file = self._folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid4().hex[:8]}.warc.gz"
            self._file.touch()
        return self._file


def _visit(row: tuple[str, str, str, str, str | None, int, int]) -> Visit:
    _, _, address, version, file, place, handled = row
    return Visit(
        address=msgspec.json.decode(address, type=Address),
        version=msgspec.json.decode(version, type=Version),
        file=file,
        place=place,
        handled=bool(handled),
    )


def _record(page: Page) -> bytes:
    """``page`` as a record of an archive, packed by itself so that it can be read without those before it."""
    kind = page.type if page.charset is None else f"{page.type}; charset={page.charset}"
    http = _lines("HTTP/1.1 200 OK", ("Content-Type", kind), ("Content-Length", str(len(page.data)))) + page.data
    head = _lines(
        "WARC/1.1",
        ("WARC-Type", "response"),
        ("WARC-Record-ID", f"<urn:uuid:{uuid4()}>"),
        ("WARC-Date", f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"),
        ("WARC-Target-URI", page.url),
        ("Content-Type", "application/http; msgtype=response"),
        ("Content-Length", str(len(http))),
    )
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as stream:
        stream.write(head + http + b"\r\n\r\n")
    return packed.getvalue()


def _lines(first: str, *fields: tuple[str, str]) -> bytes:
    written = [first, *(f"{name}: {' '.join(value.split())}" for name, value in fields)]
    return "\r\n".join(written).encode() + b"\r\n\r\n"
