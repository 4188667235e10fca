"""``runut evaluate`` and ``runut gold`` of a collection that people corrected."""

from pathlib import Path

import pytest
from tests.store.reading import VERSIONS, article, code, readings, record
from typer.testing import CliRunner, Result

from runut.cli import app
from runut.scoring import read_gold
from runut.store import Field, correct, finish, keep_corrections, load

GOLD = Path(__file__).parents[1] / "eval" / "gold"
RECORD = record(article(1))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    load(tmp_path / "berita", readings(5), code, VERSIONS)
    return tmp_path / "berita"


def test_what_nobody_corrected_cannot_be_evaluated(root: Path) -> None:
    result = run("evaluate", root)
    assert result.exit_code == 1
    assert "no report is called done and no event is judged" in result.stderr


def test_the_table_says_which_reports_it_is_about(root: Path) -> None:
    other = record(article(2))
    keep_corrections(
        root,
        [
            finish(RECORD, "Sari"),
            correct(other.article, other.events[0], Field.VERDICT, (None, "wrong"), "Sari"),
            correct(article(3, text="Teks lama."), RECORD.events[0], Field.VERDICT, (None, "wrong"), "Sari"),
        ],
    )
    told = run("evaluate", root).stdout
    assert "Reports called done: 1. They were corrected from what Runut had read" in told
    assert "event           P 1.000  R 1.000  F1 1.000   (1 right, 1 given, 1 wanted)" in told
    assert "Judged events of other reports: 1.\n" in told
    assert "event           P 0.000   (0 right, 1 given)" in told
    assert "not the one that was corrected: a3." in told


def test_done_reports_become_gold_that_the_gate_reads(root: Path, tmp_path: Path) -> None:
    keep_corrections(root, [finish(RECORD, "Sari")])
    result = run("gold", root, "--output", tmp_path / "emas", "--coder", "Redaksi")
    assert result.stderr == f"runut: 1 reports written to {tmp_path / 'emas'}\n"
    (report,) = read_gold(tmp_path / "emas")
    assert (report.id, report.text, report.coder) == ("a1", RECORD.article.text, "Redaksi")
    assert [event.type for event in report.events] == ["COERCE"]


@pytest.mark.model
def test_a_folder_of_gold_is_read_anew(tmp_path: Path) -> None:
    first = min(GOLD.glob("*.json"))
    (tmp_path / first.name).write_bytes(first.read_bytes())
    told = run("evaluate", tmp_path).stdout
    assert told.startswith("sentence ")
    assert "no record for" not in told
