"""Where a collection keeps what, and how it is written so that neither kill nor power loss leaves half of anything.

A collection is a folder::

    collection.json     the format
    shards/             the truth: records as Parquet, one file a few hundred reports, never changed once there
    index/              tables and full text made of the shards; may be deleted at any time
    corrections.jsonl   what people said of the coding; only ever appended to, by whoever corrects
    pages/              the pages that were fetched, as web archives, and which address was asked for when
    lock                held by the one who writes
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from runut.errors import StoreError
from runut.store.schema import FORMAT

__all__ = ["Layout", "create", "durably", "existing", "is_collection", "pages_folder", "sync", "writing"]

UNFINISHED = ".unfinished-"


class Layout:
    """The places in the collection at ``root``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings = root / "collection.json"
        self.shards = root / "shards"
        self.index = root / "index"
        self.manifest = root / "index" / "manifest.json"
        self.corrections = root / "corrections.jsonl"
        self.pages = root / "pages"
        self.lock = root / "lock"


def existing(root: Path) -> Layout:
    """The collection at ``root``. Raises :class:`StoreError` if there is none or its format is not known."""
    layout = Layout(root)
    try:
        settings = msgspec.json.decode(layout.settings.read_bytes(), type=dict[str, int])
    except OSError as error:
        raise StoreError(f"{root}: no collection there ({error.strerror}); make one with `runut add`") from error
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise StoreError(
            f"{layout.settings}: cannot be read ({error}); it should say {{'format': {FORMAT}}}"
        ) from error
    if settings.get("format") != FORMAT:
        raise StoreError(f"{root}: format {settings.get('format')}, this program reads {FORMAT}; use a newer runut")
    return layout


def is_collection(root: str | Path) -> bool:
    """Whether a collection lies at ``root``."""
    return Layout(Path(root)).settings.is_file()


def pages_folder(root: Path) -> Path:
    """Where the collection at ``root`` keeps the pages that were fetched for it."""
    return Layout(root).pages


def create(root: Path) -> Layout:
    """The collection at ``root``, made if need be. Raises :class:`StoreError` if something else lies there."""
    layout = Layout(root)
    if layout.settings.exists():
        return existing(root)
    try:
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise StoreError(f"{root}: is no collection and not empty; name another folder")
        layout.shards.mkdir(parents=True, exist_ok=True)
        layout.index.mkdir(exist_ok=True)
        with durably(layout.settings) as unfinished:
            unfinished.write_bytes(msgspec.json.encode({"format": FORMAT}))
    except OSError as error:
        raise StoreError(f"{root}: cannot be made ({error.strerror}); name a folder that can be written") from error
    return layout


@contextmanager
def writing(layout: Layout) -> Iterator[None]:
    """Be the one who writes; what an earlier writer left unfinished is removed.

    Raises :class:`StoreError` while another process writes. The lock goes with the process that holds it.
    """
    with layout.lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(f"{layout.root}: another process is writing to it; wait until it is done") from error
        for folder in (layout.root, layout.shards, layout.index):
            folder.mkdir(exist_ok=True)
            for path in folder.glob(f"{UNFINISHED}*"):
                remove(path)
        yield


@contextmanager
def durably(path: Path) -> Iterator[Path]:
    """A place to write what shall stand at ``path``: it appears there whole, and safe on disk, or not at all."""
    unfinished = path.with_name(UNFINISHED + path.name)
    try:
        yield unfinished
        for part in sorted(unfinished.rglob("*")) if unfinished.is_dir() else []:
            sync(part)
        sync(unfinished)
        unfinished.replace(path)
        sync(path.parent)
    finally:
        remove(unfinished)


def remove(path: Path) -> None:
    """Remove a file or folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Return when the file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
