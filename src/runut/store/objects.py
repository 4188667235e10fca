"""A collection in object storage: its shards, and what else cannot be made anew, copied there and back.

Shards never change once they are there, so that a copy takes only what the other side lacks. A collection is written
and asked on a disk; what lies in the storage is as it was at the last copy.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from runut.articles.objects import STORAGE_FAULTS, Stored, open_storage, stored
from runut.errors import ArticleError, StoreError
from runut.store.index import refresh
from runut.store.layout import Layout, create, durably, existing, writing
from runut.store.shards import drop_superseded

__all__ = ["Copied", "pull", "push"]


class Copied(NamedTuple):
    """How many files were copied, were there already, and were removed because others took their place."""

    copied: int
    there: int
    removed: int


def push(root: Path, address: str) -> Copied:
    """Copy the collection at ``root`` to ``address``, such as ``s3://bucket/berita``.

    Raises :class:`StoreError` if there is no collection, or the storage cannot be read or written; run again, it goes
    on.
    """
    layout = existing(root)
    with writing(layout):
        storage, folder = _storage(address)
        there = {one.name: one.size for one in _below(address)}
        ours = {str(path.relative_to(root)): path for path in _kept(layout)}
        new = [name for name, path in ours.items() if there.get(name) != path.stat().st_size]
        try:
            for name in new:
                _write(storage, f"{folder}/{name}", ours[name].read_bytes())
            gone = [name for name in there if name.startswith("shards/") and name not in ours]
            for name in gone:  # last, so that no report is missing there meanwhile
                storage.delete_file(f"{folder}/{name}")
        except STORAGE_FAULTS as error:
            raise StoreError(f"{address}: cannot be written ({error}); run the same command again") from error
    return Copied(len(new), len(ours) - len(new), len(gone))


def pull(address: str, root: Path) -> Copied:
    """Bring the collection at ``root`` up to what lies at ``address``, and its index; it is made if need be.

    What only ``root`` has stays, and what people corrected there. Raises :class:`StoreError` if nothing lies there or
    it cannot be read.
    """
    found = {one.name: one for one in _below(address) if ".." not in PurePosixPath(one.name).parts}
    if "collection.json" not in found:
        raise StoreError(f"{address}: no collection there; copy one with `runut copy FOLDER {address}`")
    layout = create(root)
    with writing(layout):
        new = [one for one in found.values() if _is_lacking(layout, one)]
        try:
            for one in new:
                target = root / one.name
                target.parent.mkdir(exist_ok=True)
                with one.open() as stream, durably(target) as unfinished:
                    unfinished.write_bytes(stream.read())
        except STORAGE_FAULTS as error:
            raise StoreError(f"{address}: cannot be copied ({error}); run the same command again") from error
        before = len(list(layout.shards.iterdir()))
        refresh(layout)
        drop_superseded(layout)
    return Copied(len(new), len(found) - len(new), before - len(list(layout.shards.iterdir())))


def _storage(address: str) -> tuple[Any, str]:
    try:
        return open_storage(address)
    except ArticleError as error:
        raise StoreError(str(error)) from error


def _below(address: str) -> list[Stored]:
    try:
        return list(stored(address))
    except ArticleError as error:
        raise StoreError(str(error)) from error


def _kept(layout: Layout) -> Iterator[Path]:
    """The files of a collection but the index and the lock."""
    for path in sorted(layout.root.rglob("*")):
        inner = path.relative_to(layout.root).parts
        if path.is_file() and inner[0] not in {layout.index.name, layout.lock.name} and not path.name.startswith("."):
            yield path


def _write(storage: Any, path: str, content: bytes) -> None:
    storage.create_dir(str(PurePosixPath(path).parent), recursive=True)
    with storage.open_output_stream(path) as stream:  # an object is there when it is closed, and not before
        stream.write(content)


def _is_lacking(layout: Layout, one: Stored) -> bool:
    path = layout.root / one.name
    if path.parent == layout.shards and path.exists():
        return path.stat().st_size != one.size
    return not path.exists()
