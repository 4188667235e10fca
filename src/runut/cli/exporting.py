"""``runut export`` and ``runut gold``: records in other formats, and corrected ones back as gold."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from runut.cli.formats import Format, write_out
from runut.cli.reports import Tally
from runut.cli.terminal import complain, one_line_errors, open_output
from runut.errors import ArticleError

if TYPE_CHECKING:
    from runut.articles import Failure
    from runut.model import Record

__all__ = ["export", "gold", "label_studio_config"]


def export(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…",
            help="Collections, or records that `runut read --format jsonl` wrote: files, folders, or - for stdin.",
        ),
    ],
    *,
    form: Annotated[
        Format | None,
        typer.Option("--to", help="How to write. If not given: by the suffix of --output.", show_default=False),
    ] = None,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Write here, not to standard output.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first record that cannot be read.")] = False,
) -> None:
    """Write records that were read before in another format."""
    tally = Tally(strict=strict)
    with one_line_errors():
        write_out(tally.recorded(records_of(sources)), form, output)
    tally.close()


def records_of(sources: Iterable[str]) -> "Iterator[Record | Failure]":
    """The records of collections and of files, as ``sources`` name them."""
    from runut.export import read_recorded  # noqa: PLC0415 - as are the commands' own imports
    from runut.store import is_collection, open_collection  # noqa: PLC0415

    for source in sources:
        if is_collection(source):
            with open_collection(source) as collection:
                yield from collection.records()
        else:
            yield from read_recorded([source])


def gold(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="Corrected tasks: Label Studio's JSON export or `prodigy db-out` lines."),
    ],
    *,
    output: Annotated[Path, typer.Option(metavar="FOLDER", help="Write a gold file for each report here.")],
    coder: Annotated[str | None, typer.Option(metavar="NAME", help="Who corrected them.")] = None,
) -> None:
    """Turn corrected tasks of Prodigy or Label Studio into gold, as `python -m eval.gate` reads it."""
    from runut.export import file_name, gold_of, read_corrected  # noqa: PLC0415

    written = 0
    with one_line_errors():
        output.mkdir(parents=True, exist_ok=True)
        for file in files:
            try:
                content = file.read_bytes()
            except OSError as error:
                raise ArticleError(f"{file}: cannot be opened ({error.strerror})") from error
            for marked in read_corrected(content):
                report = msgspec.json.format(msgspec.json.encode(gold_of(marked, coder)), indent=1)
                (output / f"{file_name(marked.id)}.json").write_bytes(report + b"\n")
                written += 1
    complain(f"{written} reports written to {output}")


def label_studio_config() -> None:
    """Print the labelling set-up (XML) that a Label Studio project needs for these tasks."""
    from runut.export import label_studio_config as config  # noqa: PLC0415

    with open_output(None) as stream:
        stream.write(config())
