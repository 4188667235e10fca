"""What people say of the coding is kept: whole, in order, whatever else happens to the collection."""

import json
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec
import pytest
from tests.store.reading import VERSIONS, article, code, readings, record

from runut.errors import StoreError
from runut.model import EventPlace, EventType, Status
from runut.store import (
    Correction,
    Field,
    Verdict,
    add_event,
    compact,
    correct,
    existing,
    finish,
    keep_corrections,
    link,
    load,
    open_collection,
    read_corrections,
    redo,
    refresh,
    writing,
)
from runut.store.layout import create

ARTICLE = article(1)
RECORD = record(ARTICLE)
EVENT = RECORD.events[0]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    load(tmp_path / "k", readings(5), code, VERSIONS)
    return tmp_path / "k"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A collection without reports: enough to keep corrections in."""
    return create(tmp_path / "k").root


def status(value: Status = Status.FUTURE, by: str = "Sari") -> Correction:
    return correct(ARTICLE, EVENT, Field.STATUS, (EVENT.status, value), by)


def test_who_when_which_words_and_both_values_are_kept(empty: Path) -> None:
    made = correct(ARTICLE, EVENT, Field.PLACE, (EVENT.place, EventPlace(name="Tual", country="IDN")), "  Sari  Dewi ")
    keep_corrections(empty, [made])
    (kept,) = read_corrections(empty)
    assert kept == made
    assert kept.by == "Sari Dewi"
    assert kept.at.endswith("+00:00")
    assert (kept.old["name"], kept.new["name"]) == ("Ambon", "Tual")
    assert kept.event == EVENT
    assert kept.value == EventPlace(name="Tual", country="IDN")


def test_nothing_that_is_done_to_the_collection_touches_them(root: Path) -> None:
    keep_corrections(root, [status()])
    before = (root / "corrections.jsonl").read_bytes()

    def build_anew() -> None:
        with writing(existing(root)):
            refresh(existing(root), anew=True)

    acts: list[Callable[[], object]] = [
        lambda: load(root, readings(9), code, VERSIONS),
        lambda: redo(root, code, VERSIONS | {"lexicon": "l2"}),
        lambda: compact(root),
        lambda: link(root),
        build_anew,
    ]
    for act in acts:
        act()
        assert (root / "corrections.jsonl").read_bytes() == before


def test_a_load_need_not_be_waited_for(empty: Path) -> None:
    with writing(existing(empty)):
        keep_corrections(empty, [status()])
    assert len(read_corrections(empty)) == 1


def test_a_torn_last_line_costs_itself_and_nothing_else(empty: Path) -> None:
    keep_corrections(empty, [status(), status(Status.NEGATED)])
    path = empty / "corrections.jsonl"
    path.write_bytes(path.read_bytes()[:-40])
    assert [one.new for one in read_corrections(empty)] == ["future"]
    keep_corrections(empty, [status(Status.HYPOTHETICAL)])
    assert [one.new for one in read_corrections(empty)] == ["future", "hypothetical"]


def test_a_line_torn_inside_a_letter_is_passed_over(empty: Path) -> None:
    whole = msgspec.json.encode(status(by="Ågot — “é”"))
    at = whole.index("Å".encode())
    for cut in range(at - 3, at + 20):
        (empty / "corrections.jsonl").write_bytes(whole[:cut])
        assert read_corrections(empty) == ()


def keep_many(root: Path, by: str) -> None:
    for _ in range(25):
        keep_corrections(root, [status(by=by), status(Status.ACTUAL, by=by)])


def test_many_who_write_at_once_lose_nothing(empty: Path) -> None:
    names = ["Sari", "Budi", "Tuti"]
    with ProcessPoolExecutor(3) as pool:
        list(pool.map(keep_many, [empty] * 3, names))
    kept = read_corrections(empty)
    assert {name: sum(one.by == name for one in kept) for name in names} == dict.fromkeys(names, 50)


def test_a_newer_programs_line_is_refused_by_its_number(empty: Path) -> None:
    keep_corrections(empty, [status()])
    with (empty / "corrections.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps({"id": "x", "what": "new"}) + "\n")
    with pytest.raises(StoreError, match=r"corrections\.jsonl:2: no correction that this program knows"):
        read_corrections(empty)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (Field.TYPE, "PARTY", "type: Invalid enum value 'PARTY'"),
        (Field.STATUS, "maybe", "status: Invalid enum value 'maybe'"),
        (Field.MODE, "picnic", "mode: no type has 'picnic'"),
        (Field.VERDICT, "so-so", "verdict: Invalid enum value"),
    ],
)
def test_a_value_that_the_codebook_does_not_know_is_refused(field: Field, value: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        correct(ARTICLE, EVENT, field, (None, value), "Sari")


def test_a_correction_has_a_name_on_it() -> None:
    with pytest.raises(StoreError, match="say who makes it"):
        finish(RECORD, "  ")


def test_without_a_collection_nothing_is_kept(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no collection there"):
        keep_corrections(tmp_path, [status()])


def rows(root: Path, sql: str) -> list[tuple[object, ...]]:
    with open_collection(root) as collection:
        found: list[tuple[object, ...]] = collection.sql(sql).fetchall()
        return found


def test_they_are_a_table_beside_the_others(root: Path) -> None:
    other = msgspec.structs.replace(EVENT, type=EventType.ASSAULT, mode=None)
    keep_corrections(
        root,
        [
            status(),
            status(Status.NEGATED, by="Budi"),
            correct(ARTICLE, EVENT, Field.VERDICT, (None, Verdict.RIGHT), "Budi"),
            add_event(ARTICLE, other, "Budi"),
            finish(RECORD, "Budi"),
        ],
    )
    assert rows(root, "SELECT corrector, event_id, field, old, new, latest FROM corrections") == [
        ("Sari", "a1#v1", "status", '"actual"', '"future"', False),
        ("Budi", "a1#v1", "status", '"actual"', '"negated"', True),
        ("Budi", "a1#v1", "verdict", "null", '"right"', True),
        ("Budi", None, "missing", "null", "true", True),
        ("Budi", None, "done", "false", "true", True),
    ]
    assert rows(root, "SELECT words FROM corrections JOIN events ON events.id = event_id WHERE latest") == [
        ("menangkap",),
        ("menangkap",),
    ]
    assert rows(root, "SELECT count(*) FROM corrections WHERE type = 'ASSAULT' AND start_char = 0") == [(1,)]


def test_a_collection_without_any_has_the_table_all_the_same(root: Path) -> None:
    assert rows(root, "SELECT * FROM corrections") == []


def test_of_another_text_none_counts(root: Path) -> None:
    elsewhere = correct(article(1, text="Polisi menangkap orang."), EVENT, Field.VERDICT, (None, "wrong"), "Sari")
    keep_corrections(root, [elsewhere])
    assert rows(root, "SELECT event_id, latest, words FROM corrections") == [(None, False, None)]
