"""``runut export``: records that were read before, in another format."""

from pathlib import Path
from typing import Annotated

import typer

from runut.cli.formats import Format, write_out
from runut.cli.reports import Tally
from runut.cli.terminal import one_line_errors

__all__ = ["export"]


def export(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…", help="Records that `runut read --format jsonl` wrote: files, folders, or - for stdin."
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
    from runut.export import read_recorded  # noqa: PLC0415

    tally = Tally(strict=strict)
    with one_line_errors():
        write_out(tally.recorded(read_recorded(sources)), form, output)
    tally.close()
