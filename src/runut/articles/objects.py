"""Object storage, as ``s3://bucket/folder`` or ``gs://bucket/folder``: what lies there, and reading it.

Who may read what is found where the storage's own tools look for it: the environment, a credentials file, the machine's
role. Needs the extra ``objects``.
"""

import io
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO, NamedTuple, cast

from runut.errors import ArticleError

try:
    from pyarrow import fs
    from pyarrow.lib import ArrowException
except ModuleNotFoundError as error:  # the optional extra `objects`
    raise ArticleError("object storage needs an extra; pip install 'runut[objects]'") from error

__all__ = ["STORAGE_FAULTS", "Stored", "open_storage", "stored"]

STORAGE_FAULTS = (ArrowException, OSError)


class Stored(NamedTuple):
    """An object: its name below what was asked for, its size in bytes, and what opens it."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


def open_storage(address: str) -> tuple[Any, str]:
    """The storage that ``address`` names, and the path in it. Raises :class:`ArticleError` if there is no such."""
    try:
        storage, path = fs.FileSystem.from_uri(address)
    except STORAGE_FAULTS as error:
        raise ArticleError(f"{address}: is no address of object storage ({error}); write s3://bucket/folder") from error
    return storage, path


def stored(address: str) -> Iterator[Stored]:
    """The object at ``address``, or every object below it, by name.

    Raises :class:`ArticleError` if the storage cannot be asked.
    """
    storage, path = open_storage(address)
    try:
        found = storage.get_file_info(path)
        if found.type is fs.FileType.File:
            objects = [found]
        else:
            below = storage.get_file_info(fs.FileSelector(path, recursive=True, allow_not_found=True))
            objects = sorted((one for one in below if one.type is fs.FileType.File), key=lambda one: one.path)
    except STORAGE_FAULTS as error:
        raise ArticleError(f"{address}: cannot be listed ({error}); check the address and your credentials") from error
    for one in objects:
        name = PurePosixPath(one.path).name if one is found else str(PurePosixPath(one.path).relative_to(path))
        yield Stored(name, one.size, lambda path=one.path: _opened(storage, path))  # type: ignore[misc]


def _opened(storage: Any, path: str) -> BinaryIO:
    return io.BufferedReader(cast("io.RawIOBase", storage.open_input_file(path)))
