"""``runut add``, ``query``, ``search``, ``link``, ``index`` and ``copy``: collections of many reports."""

import csv
import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing, redirect_stdout
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TextIO

import typer

from runut.cli.fetching import PAUSE, Delay, Fetching, Private
from runut.cli.reports import Published, published_date
from runut.cli.terminal import UNREADABLE, complain, one_line_errors, open_output

if TYPE_CHECKING:
    from runut.articles import Failure, Reading
    from runut.store import Coder, Loaded

__all__ = ["add", "copy", "index", "link", "query", "search"]

ROWS_SHOWN = 40
WIDTH = 200  # of a table that goes into a file
MINUTE = 60
HOUR = 3600

Root = Annotated[Path, typer.Argument(metavar="COLLECTION", help="The collection's folder.", envvar="RUNUT_STORE")]
Output = Annotated[Path | None, typer.Option(metavar="FILE", help="Write here, not to standard output.")]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only reports published on this day or later: 2024-06-21 or 2024-06.")
]


New = Annotated[
    list[str] | None, typer.Argument(metavar="PATH…", help="What `runut read` reads: files, folders, patterns, -.")
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, help="Processes to code in.", show_default="all processors")
]
Reread = Annotated[
    bool,
    typer.Option("--reread", help="As --redo, and read the pages that were fetched anew: the reader may be better."),
]
CodedBy = Annotated[
    Literal["processes", "ray"],
    typer.Option("--engine", help="Code in processes of this computer, or on a Ray cluster (extra `ray`)."),
]
Address = Annotated[
    str | None,
    typer.Option(metavar="HOST:PORT", help="The Ray cluster. If not given: $RAY_ADDRESS, the one here, or a new one."),
]
Redo = Annotated[
    bool, typer.Option("--redo", help="Code anew what an older model, lexicon or program coded, or none could.")
]


class Rows(StrEnum):
    """How rows are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


Table = tuple[list[str], Iterable[tuple[Any, ...]]]
Form = Annotated[Rows | None, typer.Option("--format", help="If not given: by the suffix of --output, else table.")]


def add(  # noqa: PLR0913 - each option is a user's own wish
    collection: Root,
    sources: New = None,
    *,
    jobs: Jobs = None,
    engine: CodedBy = "processes",
    address: Address = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Add at most so many new reports.")] = None,
    since: Since = None,
    published: Published = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first input that cannot be read.")] = False,
    redo: Redo = False,
    reread: Reread = False,
    delay: Delay = PAUSE,
    private: Private = None,
) -> None:
    """Add reports to a collection, which is made if need be.

    Can be stopped at any moment: run again, it passes over what is there and goes on.
    """
    from runut import store  # noqa: PLC0415

    if not sources and not redo and not reread:
        raise typer.BadParameter("name what to add, or give --redo", param_hint="PATH…")
    progress, failed = Progress(), 0
    jobs = jobs or (0 if engine == "ray" else os.cpu_count() or 1)
    plan = store.Plan(jobs=jobs, engine=engine, address=address, limit=limit, since=since, strict=strict)
    with one_line_errors(), closing(Fetching(private, delay, collection=collection, since=since)) as fetching:
        if redo or reread:
            again = fetching.again if reread else None
            done = store.redo(collection, *reader(), plan=plan, tell=progress.show, reread=again)
            failed += progress.close(done, "coded anew")
        if sources:
            readings = progress.of(sources, fetching.articles(sources, published_date(published)))
            done = store.load(collection, readings, *reader(), plan=plan, tell=progress.show)
            fetching.settle()
            failed += progress.close(done, "added")
        tell_broken(collection)
    if failed:
        raise typer.Exit(UNREADABLE)


def reader() -> "tuple[Coder, dict[str, str]]":
    """What makes records, here and wherever it is sent, and the versions by which it does so or not at all."""
    from runut import pipeline  # noqa: PLC0415

    versions = pipeline.versions()
    return partial(pipeline.read_as, versions), versions


def tell_broken(collection: Path) -> None:
    """Tell which shards had to be left out."""
    from runut import store  # noqa: PLC0415

    for path in store.broken_shards(store.existing(collection)):
        complain(f"{path}: broken and left out; add its reports again, then remove it")


def query(
    collection: Root,
    sql: Annotated[str, typer.Argument(metavar="SQL", help="Such as: SELECT type, count(*) FROM events GROUP BY type")],
    *,
    form: Form = None,
    output: Output = None,
) -> None:
    """Ask a collection in SQL. docs/store.md lists the tables."""
    from runut.store import open_collection  # noqa: PLC0415

    with one_line_errors(), open_collection(collection) as opened:
        write_rows(opened.sql(sql), lambda: opened.rows(sql), form, output)


def search(  # noqa: PLR0913 - each option is a user's own wish
    collection: Root,
    words: Annotated[str, typer.Argument(metavar="WORDS", help='Such as: menlu AND sanksi; "uji coba rudal"; nuklir*')],
    *,
    since: Since = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only reports published on this day or before.")
    ] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only with an event that this code takes part in.")
    ] = None,
    kind: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Only with an event of this type.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Only of this outlet.")] = None,
    quotes: Annotated[bool, typer.Option("--quotes", help="Search what people are quoted to say.")] = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Show at most so many.")] = 20,
    form: Form = None,
    output: Output = None,
) -> None:
    """Find reports, or quotes, by their words."""
    from runut.store import Wanted, open_collection  # noqa: PLC0415

    wanted = Wanted(since=since, until=until, actor=actor, type=kind, outlet=outlet)
    with one_line_errors(), open_collection(collection) as opened:
        found = opened.search(words, wanted, quotes=quotes, limit=limit)
        write_rows(found, lambda: (found.columns, found.fetchall()), form, output)


def index(
    collection: Root,
    *,
    anew: Annotated[bool, typer.Option("--anew", help="Build all of it from the shards.")] = False,
    compact: Annotated[bool, typer.Option("--compact", help="Join the small shards of many small loads.")] = False,
) -> None:
    """Bring the tables up to date with the shards, as after an update of Runut."""
    from runut import store  # noqa: PLC0415

    with one_line_errors():
        if compact:
            done = store.compact(collection)
            complain(f"{done.before:,} shards became {done.after:,}")
        layout = store.existing(collection)
        with store.writing(layout):
            store.refresh(layout, anew=anew)


def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A collection's folder, or s3://… or gs://…")],
    target: Annotated[str, typer.Argument(metavar="TO", help="The other of the two.")],
) -> None:
    """Copy a collection to object storage, or from there: only what the other side lacks (extra `objects`)."""
    with one_line_errors():
        from runut.store.objects import pull, push  # noqa: PLC0415 - needs the optional extra `objects`

        if ("://" in source) == ("://" in target):
            raise typer.BadParameter("must be a folder and an address such as s3://bucket/berita", param_hint="FROM TO")
        done = pull(source, Path(target)) if "://" in source else push(Path(source), target)
    complain(f"{done.copied:,} files copied, {done.there:,} were there, {done.removed:,} replaced by others")


def link(collection: Root) -> None:
    """Find reprinted texts, stories and incidents across the reports of a collection."""
    from runut import store  # noqa: PLC0415

    with one_line_errors():
        found = store.link(collection)
    complain(
        f"{found.articles:,} reports are {found.texts:,} texts in {found.stories:,} stories; "
        f"their events are {found.incidents:,} incidents"
    )


def write_rows(relation: Any, rows: Callable[[], Table], form: Rows | None, output: Path | None) -> None:
    """Write what was asked for: as ``relation``, or row by row."""
    form = form or (Rows(output.suffix[1:]) if output and output.suffix[1:] in set(Rows) else Rows.TABLE)
    if relation is None:
        raise typer.BadParameter("gives no rows; begin it with SELECT", param_hint="SQL")
    if form is Rows.PARQUET:
        if output is None:
            raise typer.BadParameter("parquet is not for the terminal: give --output", param_hint="--format")
        relation.write_parquet(str(output))
        return
    with open_output(output) as stream:
        if form is Rows.TABLE:
            _show(relation, stream)
        else:
            WRITERS[form](*rows(), stream)


def _show(relation: Any, stream: TextIO) -> None:
    width = os.get_terminal_size().columns if stream.isatty() else WIDTH
    with redirect_stdout(stream):
        relation.show(max_rows=ROWS_SHOWN, max_width=width)


def _write_csv(columns: list[str], rows: Iterable[tuple[Any, ...]], stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_as_json(cell) if isinstance(cell, list | dict) else cell for cell in row])


def _write_json(columns: list[str], rows: Iterable[tuple[Any, ...]], stream: TextIO) -> None:
    stream.writelines(_as_json(dict(zip(columns, row, strict=True))) + "\n" for row in rows)


def _as_json(cell: object) -> str:
    return json.dumps(cell, ensure_ascii=False, default=str)


WRITERS = {Rows.CSV: _write_csv, Rows.JSON: _write_json}


class Progress:
    """How far a load has come, on standard error: one line that is written over, on a terminal."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.total: int | None = None

    def of(self, sources: list[str], readings: "Iterable[Reading | Failure]") -> "Iterable[Reading | Failure]":
        """``readings`` as they are; ``sources`` tell how many there will be."""
        from runut.articles import count_reports  # noqa: PLC0415

        self.total = count_reports(sources)
        return readings

    def show(self, done: "Loaded") -> None:
        """Tell what could not be read, how many are done, how fast, and how long it will take."""
        self._clear()
        for failure in done.latest:
            complain(f"{failure.where}: {failure.reason}")
        passed = time.monotonic() - self.started
        rate = (done.added + done.failed) / passed
        of_all = f" of about {self.total:,}" if self.total else ""
        left = f", {_span(max(0, self.total - done.seen) / rate)} left" if self.total and rate else ""
        line = f"runut: {done.seen:,}{of_all} reports, {rate:.1f} a second{left}"
        print(line, end="\r" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)

    def close(self, done: "Loaded", verb: str) -> int:
        """Tell the outcome, and how many inputs failed."""
        self._clear()
        told = [f"{done.added:,} reports {verb}"]
        told += [f"{done.known:,} were there"] if done.known else []
        told += [f"{done.older:,} were older"] if done.older else []
        told += [f"{done.failed:,} could not be read (table failures)"] if done.failed else []
        complain("; ".join(told))
        return done.failed

    def _clear(self) -> None:
        if sys.stderr.isatty():
            print("\033[K", end="", file=sys.stderr)


def _span(seconds: float) -> str:
    if seconds < MINUTE:
        return f"{seconds:.0f} s"
    return f"{seconds / MINUTE:.0f} min" if seconds < HOUR else f"{seconds / HOUR:.1f} h"
