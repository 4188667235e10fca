"""The collection that the pages show, opened anew whenever somebody has added to it or linked it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from runut.store import Collection, open_collection

__all__ = ["Library"]

Edition = tuple[int, int]  # the manifest's time and size


class Opened:
    """A collection, and how many read it: it is closed when a newer one has taken its place and nobody does."""

    def __init__(self, collection: Collection, edition: Edition) -> None:
        self.collection = collection
        self.edition = edition
        self.readers = 0


class Library:
    """Lends the collection at ``root`` to requests, which come from several threads at once.

    Raises :class:`runut.errors.StoreError` if there is none.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = Lock()
        collection = open_collection(root)
        self._current = Opened(collection, _edition(collection))

    @contextmanager
    def reading(self) -> Iterator[Collection]:
        """The collection as it is now; it stays as it is until the reader is done.

        Use only ``rows`` and ``found`` of it: they may be called from several threads at once.
        """
        opened = self._borrow()
        try:
            yield opened.collection
        finally:
            self._give_back(opened)

    def close(self) -> None:
        """Let go of the files."""
        self._current.collection.close()

    def _borrow(self) -> Opened:
        with self._lock:
            before = self._current
            if _edition(before.collection) != before.edition:
                collection = open_collection(self.root)
                self._current = Opened(collection, _edition(collection))
                if not before.readers:
                    before.collection.close()
            self._current.readers += 1
            return self._current

    def _give_back(self, opened: Opened) -> None:
        with self._lock:
            opened.readers -= 1
            if not opened.readers and opened is not self._current:
                opened.collection.close()


def _edition(collection: Collection) -> Edition:
    try:
        found = collection.layout.manifest.stat()
    except FileNotFoundError:  # an empty collection has none
        return (0, 0)
    return found.st_mtime_ns, found.st_ino
