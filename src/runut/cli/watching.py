"""``runut watch``: a collection kept up to date with feeds."""

import time
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runut.cli.collections import Progress, Root, Since, reader
from runut.cli.fetching import PAUSE, Delay, Fetching, Private
from runut.cli.terminal import UNREADABLE, complain, one_line_errors
from runut.errors import ModelError, RunutError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runut.articles.watching import Source

__all__ = ["watch"]

SHORTEST_SLEEP = 1.0


def watch(  # noqa: PLR0913 - each option is a user's own wish
    collection: Root,
    sources: Annotated[Path, typer.Argument(metavar="SOURCES", help="A file such as docs/collection.md shows.")],
    *,
    once: Annotated[bool, typer.Option("--once", help="Ask every source once and end.")] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, help="Processes to code in; 0: in this one, as few reports want.")
    ] = 0,
    since: Since = None,
    delay: Delay = PAUSE,
    private: Private = None,
) -> None:
    """Keep a collection up to date with feeds, sitemaps and lists of addresses.

    The file is read anew before each pass. Can be stopped at any moment.
    """
    from runut.articles.watching import read_watch_list  # noqa: PLC0415

    fetching = Fetching(private, delay, collection=collection, since=since)
    asked: dict[str, float] = {}
    with one_line_errors():
        while True:
            listed = read_watch_list(sources)
            due = listed.due(asked, time.monotonic())
            failed = _pass(collection, due, fetching, jobs, once=once)
            asked |= {one.url: time.monotonic() for one in due}
            if once:
                break
            wait = max(SHORTEST_SLEEP, listed.next_due(asked) - time.monotonic())
            complain(f"next pass at {datetime.now().astimezone() + timedelta(seconds=wait):%H:%M}")
            time.sleep(wait)
    if failed:
        raise typer.Exit(UNREADABLE)


def _pass(root: Path, due: "Sequence[Source]", fetching: Fetching, jobs: int, *, once: bool) -> int:
    """Add what is new at the sources that are due, and how much of it could not be read.

    What stops a pass, such as another who writes, does not stop the watch: the next pass finds what this one left.
    """
    from runut import store  # noqa: PLC0415
    from runut.articles import reading_or_failure  # noqa: PLC0415
    from runut.articles.watching import in_turn  # noqa: PLC0415

    progress = Progress()
    found = in_turn([fetching.read(one.address, one.limit) for one in due])
    readings = chain(fetching.left_over(), map(reading_or_failure, found))
    try:
        done = store.load(root, readings, *reader(), plan=store.Plan(jobs=jobs), tell=progress.show)
    except RunutError as error:
        if once or isinstance(error, ModelError):
            raise
        complain(str(error))
        return 0
    else:
        fetching.settle()
        return progress.close(done, "added")
    finally:
        fetching.close()
