"""DuckDB as this room uses it: never on the network, never more memory than asked."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from runut.errors import StoreError

__all__ = ["MEMORY", "connect", "quoted", "unnested", "writing_to"]

MEMORY = "2GB"  # beyond it DuckDB goes to disk, beside what it writes


def connect(path: Path | None = None, *, scratch: Path | None = None) -> Any:
    """A connection to a database file, or to an empty database in memory."""
    config: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    if scratch is not None:
        config |= {"temp_directory": str(scratch), "memory_limit": MEMORY}
    connection = duckdb.connect(str(path) if path else ":memory:", config=config)
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET enable_progress_bar = false")
    return connection


def quoted(text: object) -> str:
    """``text`` as an SQL string, for statements that take no parameters."""
    return "'" + str(text).replace("'", "''") + "'"


def unnested(kinds: Mapping[str, str]) -> str:
    """Columns of the ``kinds`` that they have by name, each from the list that is the parameter of its number."""
    return ", ".join(f"unnest(${n}::{kind}[]) AS {name}" for n, (name, kind) in enumerate(kinds.items(), 1))


@contextmanager
def writing_to(target: Path, what: str = "") -> Iterator[None]:
    """Tell as :class:`StoreError` that the disk does not take what is written to ``target`` (or ``what`` it is)."""
    try:
        yield
    except (OSError, duckdb.IOException) as error:
        raise StoreError(
            f"{target}: {what}cannot be written ({error}); make room and run the same command again"
        ) from error
