"""DuckDB as this room uses it: never on the network, never more memory than asked."""

from pathlib import Path
from typing import Any

import duckdb

__all__ = ["MEMORY", "connect", "quoted"]

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
