"""What a collection costs: ten typical queries that any collection answers, and figures that are kept for the docs."""

import json
from pathlib import Path

import pytest
from eval.collection import QUERIES, keep, lines_of, measure_asking
from tests.store.reading import VERSIONS, code, readings

from eval import collection
from runut.store import load

FIGURES = {"reports": 1.0, "events": 0.0}


def test_the_ten_queries_are_answered_by_any_collection(tmp_path: Path) -> None:
    load(tmp_path / "berita", readings(5), code, VERSIONS)
    asked = measure_asking(tmp_path / "berita")
    assert len([name for name in asked if name.startswith("query: ")]) == len(QUERIES) + 1 == 10
    assert asked["reports"] == 5


def test_figures_kept_stand_beside_older_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results = tmp_path / "results.json"
    results.write_text(json.dumps({"model": "1", "collection": {"load, s": 5.0, "open, ms": 1.0}}), encoding="utf-8")
    monkeypatch.setattr(collection, "RESULTS", results)
    keep(FIGURES | {"open, ms": 66.04})
    kept = json.loads(results.read_text(encoding="utf-8"))
    assert kept == {"model": "1", "collection": {"load, s": 5.0, "open, ms": 66.0, "reports": 1.0, "events": 0.0}}


def test_the_table_says_how_large_the_collection_is() -> None:
    assert list(lines_of({"open, ms": 66.0} | FIGURES)) == [
        "| 1 reports, 0 events | |",
        "| --- | ---: |",
        "| open, ms | 66.0 |",
    ]
