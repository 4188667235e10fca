"""Collections: many reports in one folder, to be asked in SQL. Parquet is the truth, DuckDB the index over it."""

from runut.store.coding import Coder
from runut.store.compacting import Compacted, compact
from runut.store.index import refresh
from runut.store.layout import existing, is_collection, pages_folder, writing
from runut.store.linking import Linked, link
from runut.store.loading import Loaded, Plan, load, redo
from runut.store.reading import Collection, Wanted, open_collection
from runut.store.shards import broken_shards

__all__ = [
    "Coder",
    "Collection",
    "Compacted",
    "Linked",
    "Loaded",
    "Plan",
    "Wanted",
    "broken_shards",
    "compact",
    "existing",
    "is_collection",
    "link",
    "load",
    "open_collection",
    "pages_folder",
    "redo",
    "refresh",
    "writing",
]
