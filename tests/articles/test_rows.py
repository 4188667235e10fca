"""Rows of JSON, JSON Lines, CSV and Parquet: fields by name, broken rows named by their line and passed over."""

import json
from pathlib import Path

import duckdb
import pytest

from runut.articles import Failure, Reading, read_articles

BODY = 'Polisi menahan dua orang di Ambon, Senin.\n"Kami menolak," kata pengacara mereka, Made.'


def read(path: Path) -> list[Reading | Failure]:
    return list(read_articles([path]))


def places(items: list[Reading | Failure]) -> list[tuple[str, bool]]:
    return [(Path(item.where).name, isinstance(item, Reading)) for item in items]


def test_fields_are_mapped_by_name_and_the_text_is_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    row = {
        "ID": 12,
        "Title": "Dua Ditahan",
        "text": f"\n {BODY}\r\n",
        "date": "2024-06-21",
        "outlet": "Contoh.com",
        "url": "https://contoh.example/12",
        "author": ["Sari", "Made"],
        "tags": ["hukum"],
    }
    path.write_text(json.dumps(row), encoding="utf-8")
    (item,) = read(path)
    assert isinstance(item, Reading)
    article = item.article
    assert (article.id, article.title, article.published) == ("12", "Dua Ditahan", "2024-06-21")
    assert (article.outlet, article.url, article.authors) == (
        "Contoh.com",
        "https://contoh.example/12",
        ("Sari", "Made"),
    )
    assert article.text == f"\n {BODY}\r\n"


def test_published_wins_over_date(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": BODY, "date": "2020-01-01", "published": "2024-06-21"}), encoding="utf-8")
    (item,) = read(path)
    assert isinstance(item, Reading)
    assert item.article.published == "2024-06-21"


def test_broken_jsonl_rows_are_named_by_line_and_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"text": BODY})
    lines = [
        good,
        "{broken",
        "",
        "[1, 2]",
        '{"isi": "x"}',
        '{"text": 3}',
        '{"text": ""}',
        '{"text": "x", "url": {}}',
        good,
    ]
    path.write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    items = read(path)
    assert places(items) == [
        ("a.jsonl:1", True),
        ("a.jsonl:2", False),
        ("a.jsonl:4", False),
        ("a.jsonl:5", False),
        ("a.jsonl:6", False),
        ("a.jsonl:7", False),
        ("a.jsonl:8", False),
        ("a.jsonl:9", True),
    ]
    reasons = [item.reason for item in items if isinstance(item, Failure)]
    assert "not valid JSON" in reasons[0]
    assert "isi" in reasons[2]
    assert "url" in reasons[5]


def test_a_lone_surrogate_in_a_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Polisi \\ud83d menahan dua orang."}', encoding="utf-8")
    assert places(read(path)) == [("a.jsonl:1", False)]


def test_a_line_too_long_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"text": BODY})
    path.write_text(f'{good}\n{{"text": "{"a" * 21_000_000}"}}\n{good}\n', encoding="utf-8")
    assert places(read(path)) == [("a.jsonl:1", True), ("a.jsonl:2", False), ("a.jsonl:3", True)]


def test_a_json_list_is_a_report_each(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"text": BODY}, "x", {"text": BODY}]), encoding="utf-8")
    assert places(read(path)) == [("a.json:1", True), ("a.json:2", False), ("a.json:3", True)]


@pytest.mark.parametrize(("content", "said"), [("{", "not valid JSON"), ("[]", "no report"), ("3", "not an object")])
def test_json_that_is_no_report_is_refused(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    (item,) = read(path)
    assert isinstance(item, Failure)
    assert said in item.reason


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_cells_may_hold_line_breaks_and_delimiters(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    text = BODY + " Satu, dua; tiga\tempat."
    quoted = text.replace('"', '""')
    path.write_text(f'Title{delimiter}Text\nDua Ditahan{delimiter}"{quoted}"\n', encoding="utf-8-sig")
    (item,) = read(path)
    assert isinstance(item, Reading)
    assert item.article.title == "Dua Ditahan"
    assert item.article.text == text


def test_broken_csv_rows_are_named_by_line_and_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'id,text\n1,"Polisi menahan\ndua orang."\n2,satu,lebih\n3,"a"b\n4,Polisi menahan dua.\n', encoding="utf-8"
    )
    assert places(read(path)) == [("a.csv:2", True), ("a.csv:4", False), ("a.csv:5", False), ("a.csv:6", True)]


def test_a_table_without_text_is_refused_with_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("judul,isi\na,b\n", encoding="utf-8")
    (item,) = read(path)
    assert isinstance(item, Failure)
    assert "judul, isi" in item.reason


def test_parquet_rows_keep_dates_and_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    with duckdb.connect() as database:
        database.execute("CREATE TABLE r (id INTEGER, Text VARCHAR, published DATE, authors VARCHAR[], n DOUBLE)")
        database.execute(
            "INSERT INTO r VALUES (1, ?, DATE '2024-06-21', ['Sari', 'Made'], 1), (2, NULL, NULL, NULL, 2)", [BODY]
        )
        database.execute(f"COPY r TO '{path}' (FORMAT parquet)")
    first, second = read(path)
    assert isinstance(first, Reading)
    assert (first.article.id, first.article.published) == ("1", "2024-06-21")
    assert (first.article.text, first.article.authors) == (BODY, ("Sari", "Made"))
    assert isinstance(second, Failure)
    assert second.where.endswith(":2")


@pytest.mark.parametrize("content", [b"", b"PAR1 not really PAR1", b"Polisi menahan dua orang."])
def test_a_broken_parquet_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(content)
    (item,) = read(path)
    assert isinstance(item, Failure)
    assert "Parquet" in item.reason
