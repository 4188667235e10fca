"""Collections: many reports in one folder, to be asked in SQL. Parquet is the truth, DuckDB the index over it."""

from runut.store.coding import Coder
from runut.store.compacting import Compacted, compact
from runut.store.corrections import (
    MENDED,
    Correction,
    Field,
    Verdict,
    add_event,
    correct,
    finish,
    keep_corrections,
    read_corrections,
)
from runut.store.evaluating import Evaluated, corrected_gold, evaluate
from runut.store.index import refresh
from runut.store.judging import Judged, Judgement, gold_of_report, judge, paired, same_value
from runut.store.layout import existing, is_collection, pages_folder, writing
from runut.store.linking import Linked, link
from runut.store.loading import Loaded, Plan, load, redo
from runut.store.reading import Collection, Wanted, open_collection
from runut.store.shards import broken_shards

__all__ = [
    "MENDED",
    "Coder",
    "Collection",
    "Compacted",
    "Correction",
    "Evaluated",
    "Field",
    "Judged",
    "Judgement",
    "Linked",
    "Loaded",
    "Plan",
    "Verdict",
    "Wanted",
    "add_event",
    "broken_shards",
    "compact",
    "correct",
    "corrected_gold",
    "evaluate",
    "existing",
    "finish",
    "gold_of_report",
    "is_collection",
    "judge",
    "keep_corrections",
    "link",
    "load",
    "open_collection",
    "pages_folder",
    "paired",
    "read_corrections",
    "redo",
    "refresh",
    "same_value",
    "writing",
]
