"""What every command does alike: where output goes, how errors are told."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import typer

from runut.errors import RunutError

__all__ = ["UNREADABLE", "complain", "one_line_errors", "open_output"]

UNREADABLE = 1  # exit status where an input could not be read; typer exits with 2 for wrong usage


@contextmanager
def open_output(path: Path | None) -> Iterator[TextIO]:
    """The file at ``path``, or standard output; always UTF-8."""
    if path is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    try:
        stream = path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise typer.BadParameter(f"{path} cannot be written ({error.strerror})", param_hint="--output") from error
    with stream:
        yield stream


@contextmanager
def one_line_errors() -> Iterator[None]:
    """What Runut refuses to do is told in one line, without a traceback."""
    try:
        yield
    except RunutError as error:
        complain(str(error))
        raise typer.Exit(UNREADABLE) from error


def complain(message: str) -> None:
    """Print one line on standard error, without the control characters that a hostile input could hold."""
    print("runut:", "".join(filter(str.isprintable, message)), file=sys.stderr)
