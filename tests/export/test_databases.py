"""Parquet and SQLite, opened by the engines that people open them with."""

import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pytest
from typer.testing import CliRunner

from runut.cli import app
from runut.errors import StoreError
from runut.export import EXPORTERS, FILE_EXPORTERS
from runut.model import Article, Record

RECORD = Record.from_json((Path(__file__).parents[1] / "cases/export/record.json").read_bytes())


def with_id(name: str, **changes: Any) -> Record:
    return msgspec.structs.replace(RECORD, article=msgspec.structs.replace(RECORD.article, id=name), **changes)


def parquet(path: Path, *records: Record) -> list[dict[str, Any]]:
    FILE_EXPORTERS["parquet"](iter(records), path)
    with duckdb.connect() as database:
        cursor = database.execute("SELECT * FROM read_parquet(?)", [str(path)])
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def sqlite(path: Path, *records: Record) -> sqlite3.Connection:
    FILE_EXPORTERS["sqlite"](iter(records), path)
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    return database


def test_parquet_keeps_lists_structures_and_types(tmp_path: Path) -> None:
    visit, aid, protest, _ = parquet(tmp_path / "a.parquet", RECORD)
    assert (visit["type"], visit["cameo"], visit["quad"]) == ("CONSULT", "040", 1)
    assert [actor["code"] for actor in visit["actors"]] == ["IDN", "RUS"]
    assert visit["actors"][0]["sectors"] == ["GOV"]
    assert visit["place"] | {"kind": None} == {
        "name": "Jakarta",
        "kind": None,
        "country": "IDN",
        "province": visit["place"]["province"],
        "lat": -6.2,
        "lon": 106.8,
        "geonames": 1642911,
    }
    assert [mention["text"] for mention in visit["mentions"]] == ["bertemu", "pertemuan"]
    assert (aid["date"], aid["first_day"], aid["last_day"]) == ("2024-05", date(2024, 5, 1), date(2024, 5, 31))
    assert aid["sources"][0]["name"] == "Suara Bahari"
    assert (protest["date"], protest["place"], protest["recipients"]) == (None, None, [])


def test_parquet_without_events_has_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    assert parquet(path, Record(article=Article(id="x", text="Hujan turun."))) == []
    with duckdb.connect() as database:
        assert len(database.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()) == 25


def test_sqlite_tables_hang_together(tmp_path: Path) -> None:
    with closing(sqlite(tmp_path / "a.db", RECORD, with_id("lain"))) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        counts = {
            table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("articles", "entities", "events", "participants", "mentions", "sources", "quotes")
        }
        assert counts == {
            "articles": 2,
            "entities": 14,
            "events": 8,
            "participants": 14,
            "mentions": 10,
            "sources": 2,
            "quotes": 2,
        }
        visit = database.execute("SELECT * FROM events WHERE type = 'CONSULT'").fetchone()
        assert (visit["actors"], visit["latitude"], visit["longitude"]) == (
            *("Arwana Siregar; Duta Besar Rusia", -6.2, 106.8),
        )
        arrest = database.execute("SELECT * FROM dyads WHERE type = 'COERCE'").fetchone()
        assert (arrest["actor"], arrest["recipient"], arrest["recipient_code"]) == ("polisi", "tiga demonstran", "IDN")
        speaker = database.execute(
            "SELECT name FROM quotes JOIN entities ON entities.id = quotes.speaker LIMIT 1"
        ).fetchone()
        assert speaker["name"] == "Arwana Siregar"
        span = database.execute("SELECT * FROM mentions").fetchone()
        assert RECORD.article.text[span["start"] : span["end"]] == span["text"] == "bertemu"


def test_sqlite_is_searched_in_full_text(tmp_path: Path) -> None:
    with closing(sqlite(tmp_path / "a.db", RECORD)) as database:
        found = database.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'kapal AND patroli'")
        assert len(found.fetchall()) == 1
        assert database.execute("SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH 'perdagangan'").fetchone()


def test_of_two_readings_of_a_report_the_later_stays(tmp_path: Path) -> None:
    with closing(sqlite(tmp_path / "a.db", RECORD, with_id("contoh-1", events=RECORD.events[:1]))) as database:
        assert [row[0] for row in database.execute("SELECT type FROM events")] == ["CONSULT"]
        assert database.execute("SELECT count(*) FROM entities").fetchone()[0] == 7


@pytest.mark.parametrize("form", ["parquet", "sqlite"])
def test_a_file_is_there_as_a_whole_or_not_at_all(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{form}"
    path.write_text("yang lama", encoding="utf-8")

    def broken() -> Iterator[Record]:
        yield RECORD
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        FILE_EXPORTERS[form](broken(), path)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert path.read_text(encoding="utf-8") == "yang lama"
    FILE_EXPORTERS[form](iter([RECORD]), path)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("form", ["parquet", "sqlite"])
def test_a_place_that_cannot_be_written_is_told(form: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        FILE_EXPORTERS[form](iter([RECORD]), tmp_path / "tiada" / "a")


def test_the_command_wants_a_file_for_them(tmp_path: Path) -> None:
    records = tmp_path / "a.jsonl"
    records.write_text(RECORD.to_json() + "\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["export", str(records), "--to", "sqlite"]).exit_code == 2
    result = CliRunner().invoke(app, ["export", str(records), "--output", str(tmp_path / "kabar's.parquet")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "kabar's.parquet").read_bytes()[:4] == b"PAR1"
    assert CliRunner().invoke(app, ["export", str(records), "--output", str(tmp_path / "a.db")]).exit_code == 0
    assert (tmp_path / "a.db").read_bytes()[:6] == b"SQLite"


@pytest.mark.parametrize("form", [form for form in EXPORTERS if form not in ("html", "conllu")])
def test_no_format_waits_for_the_last_record(form: str) -> None:
    stream = io.StringIO()

    lengths = []

    def watched() -> Iterator[Record]:
        for name in ("satu", "dua", "tiga"):
            lengths.append(len(stream.getvalue()))
            yield with_id(name)

    EXPORTERS[form](watched(), stream)
    assert lengths[1] - lengths[0] > 100
    assert lengths[2] - lengths[1] > 100


def test_lists_in_sqlite_cells_are_json(tmp_path: Path) -> None:
    with closing(sqlite(tmp_path / "a.db", RECORD)) as database:
        row = database.execute("SELECT authors, warnings FROM articles").fetchone()
        assert json.loads(row["authors"]) == ["Sari Wulandari"]
