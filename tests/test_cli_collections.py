"""The command line of collections."""

import csv
import io
import json
import re
import shlex
from pathlib import Path

import duckdb
import pytest
from tests.store.reading import VERSIONS, code, readings
from typer.testing import CliRunner, Result

from runut.articles import read_articles
from runut.cli import app
from runut.store import load

EXAMPLES = Path(__file__).parents[1] / "examples"
PAGE = (Path(__file__).parents[1] / "docs" / "collection.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("collection") / "berita"
    load(root, readings(30), code, VERSIONS)
    return root


@pytest.mark.model
def test_reports_are_added_once_and_asked(tmp_path: Path) -> None:
    root = tmp_path / "berita"
    (tmp_path / "kosong.txt").write_text("", encoding="utf-8")
    first = run("add", root, EXAMPLES, tmp_path / "kosong.txt", "--jobs", "1", "--limit", "2")
    assert first.exit_code == 0
    assert "2 reports added" in first.stderr
    last = run("add", root, EXAMPLES, tmp_path / "kosong.txt", "--jobs", "1")
    assert last.exit_code == 1
    assert "2 were there; 1 could not be read" in last.stderr
    assert "kosong.txt: is empty" in last.stderr
    assert "left" in last.stderr
    found = list(read_articles([EXAMPLES]))
    counted = run("query", root, "SELECT count(*) AS reports, sum(events) > 0 AS some FROM articles", "--format=json")
    assert json.loads(counted.stdout) == {"reports": len(found), "some": True}
    assert run("add", root, "--redo", "--jobs", "1").stderr.splitlines()[-1] == "runut: 0 reports coded anew"


def test_rows_as_csv_json_table_and_parquet(root: Path, tmp_path: Path) -> None:
    sql = "SELECT event_id, name, sectors FROM participants ORDER BY event_id, role LIMIT 2"
    rows = list(csv.reader(io.StringIO(run("query", root, sql, "--format", "csv").stdout)))
    assert rows == [["event_id", "name", "sectors"], ["a0#v1", "Polisi", '["COP"]'], ["a0#v1", "demonstran", "[]"]]
    assert json.loads(run("query", root, sql, "--format", "json").stdout.splitlines()[0])["sectors"] == ["COP"]
    assert "demonstran" in run("query", root, sql).stdout
    parquet = tmp_path / "baris.parquet"
    assert run("query", root, sql, "--output", parquet).exit_code == 0
    assert len(duckdb.read_parquet(str(parquet)).fetchall()) == 2


def test_search_with_its_filters(root: Path) -> None:
    found = run("search", root, "demonstran AND ditangkap", "--since", "2025-03-20", "--format", "csv").stdout
    assert {row["id"] for row in csv.DictReader(io.StringIO(found))} == {f"a{n}" for n in range(19, 28) if n != 21}
    assert run("search", root, "demonstran", "--actor", "PRK", "--format", "csv").stdout.count("\n") == 1
    assert "Kami menahan mereka" in run("search", root, "menahan", "--quotes", "--limit", "1").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "SELECT nosuch FROM articles"], "nosuch"),
        (["search", "AND"], "no word to look for"),
        (["query", "SELECT 1", "--format", "parquet"], "give --output"),
        (["add"], "name what to add"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(root: Path, arguments: list[str], message: str) -> None:
    command, *rest = arguments
    result = run(command, root, *rest)
    assert result.exit_code != 0
    assert message in " ".join(result.stderr.split()).replace("│ ", "")


def test_no_collection_is_one_line_and_exits_with_1(tmp_path: Path) -> None:
    result = run("query", tmp_path, "SELECT 1")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"runut: {tmp_path}: no collection there")


def test_a_collection_is_exported_as_its_records_are(root: Path) -> None:
    lines = run("export", root, "--to", "jsonl").stdout.splitlines()
    assert [json.loads(line)["article"]["id"] for line in lines][:3] == ["a0", "a1", "a2"]


def test_the_index_is_built_anew(root: Path) -> None:
    before = run("query", root, "SELECT * FROM events ORDER BY ALL", "--format", "json").stdout
    assert run("index", root, "--anew").exit_code == 0
    assert run("query", root, "SELECT * FROM events ORDER BY ALL", "--format", "json").stdout == before


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.split()[1] in {"query", "search", "index", "link"}])
def test_every_command_of_the_page_runs(line: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root.parent)
    result = run(*shlex.split(line, comments=True)[1:])
    assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.split()[1] == "add"])
def test_every_option_of_the_page_is_there(line: str) -> None:
    shown = run("add", "--help").stdout
    assert all(option in shown for option in re.findall(r"--\w+", line))


@pytest.mark.parametrize("block", BLOCKS)
def test_every_python_block_of_the_page_runs(block: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root.parent)
    exec(compile(block, "docs/collection.md", "exec"), {})  # noqa: S102 - our own page
