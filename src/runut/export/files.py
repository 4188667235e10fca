"""Files that are there as a whole or not at all."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from runut.errors import StoreError

__all__ = ["replaced"]


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
