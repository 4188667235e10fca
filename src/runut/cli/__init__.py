"""The command line: reads inputs, shows records, tells what went wrong. The only room that prints.

The heavy rooms are imported inside the commands, so that ``runut --help`` starts at once.
"""

from typing import Annotated

import typer

from runut.cli.collections import add, copy, index, link, query, search
from runut.cli.evaluating import evaluate
from runut.cli.exporting import export, gold, label_studio_config
from runut.cli.reports import explain, read
from runut.cli.serving import serve
from runut.cli.terminal import open_output
from runut.cli.watching import watch

__all__ = ["app", "main", "open_output"]

# Plain help: rich would take a third of the time that --help needs to start.
app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)


def show_version(asked: bool) -> None:
    """Print the version and stop, if asked to."""
    from importlib.metadata import version  # noqa: PLC0415

    if asked:
        print(f"runut {version('runut')}")
        raise typer.Exit


@app.callback()
def root(
    _: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=show_version, help="Show the version and stop.")
    ] = False,
) -> None:
    """Read Indonesian news reports: who did what to whom, when, where, how surely, and who says so."""


for command in (
    *(read, add, watch, query, search, link, serve, export),
    *(gold, label_studio_config, evaluate, explain, index, copy),
):
    app.command()(command)


def main() -> None:
    """Run the command line."""
    app()
