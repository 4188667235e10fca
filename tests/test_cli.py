"""The command line: exit statuses, one line an error, formats; reading itself is stood in for."""

import json
import resource
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from runut.cli import app
from runut.errors import ModelError
from runut.events.explaining import Explanation, SentenceExplanation
from runut.lexicon.languages import Language
from runut.model import Article, Record, Span

TEXT = "Polisi menahan dua orang di Ambon, Senin. Keduanya dibebaskan kemarin."
SAMPLE = Record.from_json((Path(__file__).parent / "cases/export/record.json").read_bytes())

HELP = "import sys; sys.argv = ['runut', '--help']; from runut.cli import main; main()"
HEAVY = ("spacy", "numpy", "trafilatura", "lxml", "duckdb", "dateparser", "py3langid", "jinja2", "yaml", "rich.console")


@pytest.fixture(autouse=True)
def reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records without the language model: the article, and a warning if a confidence was asked for."""

    def read_records(articles: Iterable[Article], *, min_confidence: float | None) -> Iterator[Record]:
        for article in list(articles):  # a batch at a time, as the pipeline does
            yield Record(article=article, warnings=() if min_confidence is None else (f"at least {min_confidence}",))

    def explain_article(article: Article, *, language: Language) -> Explanation:
        found = SentenceExplanation(Span(0, 41), article.text[:41], ("COERCE 'menahan'\nentry",), ())
        missed = SentenceExplanation(
            Span(42, len(article.text)), article.text[42:], (), ("RETREAT 'dibebaskan': passive",)
        )
        empty = SentenceExplanation(Span(0, 0), "Hujan.", (), ())
        return Explanation((found, missed, empty), f"nothing ({language})")

    monkeypatch.setattr("runut.pipeline.read_records", read_records)
    monkeypatch.setattr("runut.pipeline.explain_article", explain_article)


def run(*arguments: str | Path, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


def report(folder: Path, name: str = "laporan.txt", text: str = TEXT) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def records(result: Result) -> list[Record]:
    return [Record.from_json(line) for line in result.stdout.splitlines()]


def test_a_report_is_read_as_jsonl_where_there_is_no_terminal(tmp_path: Path) -> None:
    result = run("read", report(tmp_path), "--published", "21 Juni 2024")
    assert result.exit_code == 0
    (record,) = records(result)
    assert record.article.text == TEXT
    assert record.article.published == "2024-06-21"
    assert result.stderr == ""


def test_standard_input_is_read() -> None:
    result = run("read", "-", stdin=json.dumps({"text": TEXT, "id": "a"}) + "\n")
    assert [record.article.id for record in records(result)] == ["a"]


def test_the_good_are_done_and_the_bad_are_listed_and_counted(tmp_path: Path) -> None:
    result = run("read", report(tmp_path, "kosong.txt", ""), tmp_path / "tiada.txt", report(tmp_path))
    assert result.exit_code == 1
    assert len(records(result)) == 1
    first, second, count = result.stderr.splitlines()
    assert first.startswith(f"runut: {tmp_path}/kosong.txt: is empty")
    assert second.startswith(f"runut: {tmp_path}/tiada.txt: cannot be opened")
    assert count == "runut: 2 of 3 reports could not be read"


def test_strict_stops_at_the_first_bad_input_and_keeps_what_came_before(tmp_path: Path) -> None:
    good = report(tmp_path)
    result = run("read", good, report(tmp_path, "kosong.txt", ""), good, "--strict")
    assert result.exit_code == 1
    assert len(records(result)) == 1


def test_a_broken_row_among_good_ones_is_named_by_its_line(tmp_path: Path) -> None:
    row = json.dumps({"text": TEXT})
    result = run("read", report(tmp_path, "a.jsonl", f"{row}\n{{broken\n{row}\n"))
    assert result.exit_code == 1
    assert len(records(result)) == 2
    assert "a.jsonl:2: is not valid JSON" in result.stderr


def test_what_the_readers_warn_of_is_in_the_right_record(tmp_path: Path) -> None:
    rows = [{"text": TEXT}, {"text": TEXT, "published": "entah"}, {"text": TEXT}]
    found = records(run("read", report(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)))))
    assert ["entah" in "".join(record.warnings) for record in found] == [False, True, False]


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "-", "--format", "xml"],
        ["read", "-", "--published", "entah kapan"],
        ["read", "-", "--min-confidence", "2"],
        ["read", "-", "--output", "/tiada/folder/a.html"],
        ["baca", "-"],
    ],
    ids=["no path", "format", "date", "confidence", "output", "command"],
)
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    assert run(*arguments, stdin=TEXT).exit_code == 2


def test_min_confidence_reaches_the_reading(tmp_path: Path) -> None:
    assert records(run("read", report(tmp_path), "--min-confidence", "0.5"))[0].warnings == ("at least 0.5",)


@pytest.mark.parametrize(
    ("form", "beginning"),
    [("table", "(no title)"), ("csv", "article_id,"), ("html", "<!doctype"), ("jsonl", '{"schema"')],
)
def test_each_format_is_written(tmp_path: Path, form: str, beginning: str) -> None:
    assert run("read", report(tmp_path), "--format", form).stdout.lstrip().startswith(beginning)


@pytest.mark.parametrize(
    ("name", "beginning"), [("a.html", "<!doctype"), ("a.csv", "article_id,"), ("a.dat", '{"schema"')]
)
def test_the_output_files_suffix_chooses_the_format(tmp_path: Path, name: str, beginning: str) -> None:
    result = run("read", report(tmp_path), "--output", tmp_path / name)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)


def recorded(folder: Path, name: str = "a.jsonl", count: int = 1) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"{SAMPLE.to_json()}\n" * count, encoding="utf-8")
    return path


def test_records_are_exported_from_files_folders_and_standard_input(tmp_path: Path) -> None:
    recorded(tmp_path / "b", "2.jsonl", count=2)
    result = run("export", recorded(tmp_path), tmp_path / "b", "-", "--to", "jsonl", stdin=SAMPLE.to_json() + "\n\n")
    assert result.exit_code == 0
    assert records(result) == [SAMPLE] * 4


@pytest.mark.parametrize(
    ("form", "beginning"),
    [("gdelt", "\t20240603\t"), ("polecat", "Event ID\t"), ("plover", '{"id"'), ("geojson", '{"type": "Feat')],
)
def test_records_are_exported_in_other_formats(tmp_path: Path, form: str, beginning: str) -> None:
    assert beginning in run("export", recorded(tmp_path), "--to", form).stdout[:60]


def test_what_is_no_record_is_named_by_its_line_and_the_rest_is_exported(tmp_path: Path) -> None:
    path = recorded(tmp_path)
    path.write_text(f'{{"text": "Laporan"}}\n{SAMPLE.to_json()}\n', encoding="utf-8")
    result = run("export", path, tmp_path / "tiada.jsonl", "--to", "csv")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1 + len(SAMPLE.events)
    first, second, count = result.stderr.splitlines()
    assert first.startswith(f"runut: {path}:1: not a runut/1 record")
    assert second.startswith(f"runut: {tmp_path}/tiada.jsonl: cannot be opened")
    assert count == "runut: 2 of 3 reports could not be read"
    assert run("export", path, "--to", "csv", "--strict").stdout.count("\n") == 1


def test_a_folder_without_records_is_told(tmp_path: Path) -> None:
    result = run("export", tmp_path, "--to", "csv")
    assert result.exit_code == 1
    assert "has no .jsonl file" in result.stderr


def test_a_missing_model_is_one_line_and_exits_with_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: Iterable[Article], **__: object) -> Iterator[Record]:
        raise ModelError("the language model is not installed; run make setup")

    monkeypatch.setattr("runut.pipeline.read_records", missing)
    result = run("read", report(tmp_path))
    assert result.exit_code == 1
    assert result.stderr == "runut: the language model is not installed; run make setup\n"


def test_a_hostile_file_name_sends_nothing_to_the_terminal(tmp_path: Path) -> None:
    result = run("read", tmp_path / "a\x1b[31m.txt")
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr


def test_explain_tells_each_sentence(tmp_path: Path) -> None:
    result = run("explain", report(tmp_path))
    assert result.exit_code == 0
    assert "1. Polisi menahan dua orang di Ambon, Senin.\n   + COERCE 'menahan'\n       entry" in result.stdout
    assert "2. Keduanya dibebaskan kemarin.\n   - RETREAT 'dibebaskan': passive" in result.stdout
    assert "3. Hujan.\n     nothing (en)" in result.stdout


def test_explain_speaks_indonesian(tmp_path: Path) -> None:
    assert "nothing (id)" in run("explain", report(tmp_path), "--language", "id").stdout


def test_the_version_is_told() -> None:
    assert run("--version").stdout.startswith("runut ")


def test_an_address_without_the_extra_or_page_is_one_line() -> None:
    result = run("read", "http://127.0.0.1:9/berita")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_utf_8_is_written_whatever_the_locale() -> None:
    command = [
        sys.executable,
        "-c",
        "import sys; from runut.cli import open_output\nwith open_output(None) as out: out.write('“→”')",
    ]
    result = subprocess.run(command, capture_output=True, env={"PYTHONIOENCODING": "ascii"}, check=True)  # noqa: S603
    assert result.stdout.decode() == "“→”"


@pytest.mark.parametrize("code", ["import runut", "from runut.cli import app; app(['--help'], standalone_mode=False)"])
def test_starting_brings_no_heavy_room_along(code: str) -> None:
    check = f"{code}\nimport sys; print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    result = subprocess.run([sys.executable, "-c", check], capture_output=True, check=True, text=True)  # noqa: S603
    assert result.stderr.strip() == "[]"


@pytest.mark.parametrize("arguments", [["-c", "import runut"], ["-c", HELP]], ids=["import", "help"])
def test_starting_takes_less_than_0_3_seconds_of_work(arguments: list[str]) -> None:
    """Processor time, the best of three: other programs on the machine must not decide."""

    def used() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)  # noqa: S603
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(used() for _ in range(3)) < 0.3
