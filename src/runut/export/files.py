"""Files that are there as a whole or not at all."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from runut.errors import StoreError

__all__ = ["file_name", "replaced"]

LONGEST_NAME = 100  # with an ending it stays far below what file systems take


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A path to write to, in a folder of its own beside ``path``; once all went well, the file takes ``path``'s place.

    What is in that folder besides is thrown away. Raises :class:`StoreError` where the folder cannot be made.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
            unfinished = Path(folder) / path.name
            yield unfinished
            unfinished.replace(path)
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written ({error.strerror}); is the disk full or the folder closed?"
        ) from error


def file_name(report: str) -> str:
    """A name, without ending, for the file of a report with that id: letters, digits, ``-``, ``_`` and dots.

    An id that has other signs, or is long, gets a digest behind what could be kept: different ids, different names.
    """
    safe = "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in report).lstrip(".")[:LONGEST_NAME]
    return safe if safe == report else f"{safe}-{hashlib.sha256(report.encode()).hexdigest()[:12]}"
