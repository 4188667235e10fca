"""What the docs tell a reader to type runs, what they point at is there, and nothing public goes unmentioned."""

import json
import re
import shlex
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import duckdb
import msgspec
import pytest
import yaml
from typer.testing import CliRunner

from runut.articles import READERS
from runut.cli import app
from runut.export import EXPORTERS
from runut.lexicon.loader import lexicon_names
from runut.lexicon.senses import SenseEntry

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "eval/GUIDELINES.md"])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
REPORT = (
    "Polisi menangkap tiga demonstran di Makassar, Rabu (12/3). “Kami menahan mereka karena membakar ban di depan "
    "kantor gubernur,” kata juru bicara kepolisian Budi Santoso kepada wartawan."
)
# Commands that need what no reader can be given here: a labelling tool's export, an archive, many processors, the web,
# and what goes on until it is stopped.
NOT_RUN = (
    *("project-export.json", "CC-NEWS", "--jobs", "https://", "daftar.txt", "runut watch", "--engine ray"),
    *("runut serve", "s3://"),
)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def blocks(page: Path) -> list[tuple[str, str]]:
    """The code blocks of a page: language and content."""
    return [(match[1], match[2]) for match in FENCE.finditer(page.read_text(encoding="utf-8"))]


def commands(block: str) -> Iterator[list[str]]:
    """The ``runut`` commands of a block of shell, without what a shell does with their output."""
    for line in block.splitlines():
        if line.startswith("runut ") and not any(word in line for word in NOT_RUN):
            yield shlex.split(line.split(" > ", maxsplit=1)[0], comments=True)[1:]


WITH_CODE = [page for page in PAGES if any(lang == "python" or [*commands(code)] for lang, code in blocks(page))]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the docs speak of."""
    for name in ("report.txt", "berita.txt", "folder/a.txt", "laporan/a.txt", "laporan/b.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{REPORT}\n\n{name}", encoding="utf-8")
    for name in ("page.html", "laman.html"):
        paragraphs = "".join(f"<p>Pada hari ke-{day}, {REPORT}</p>" for day in range(5))
        (tmp_path / name).write_text(f"<html><article><h1>Tiga ditangkap</h1>{paragraphs}</article>", encoding="utf-8")
    row = {"id": "arsip", "text": REPORT, "published": "2025-03-13"}
    (tmp_path / "arsip.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    duckdb.sql(f"COPY (FROM '{tmp_path}/arsip.jsonl') TO '{tmp_path}/arsip.parquet'")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.model
@pytest.mark.parametrize("page", WITH_CODE, ids=name_of)
def test_what_a_page_tells_to_type_runs(page: Path, desk: Path) -> None:
    for language, code in blocks(page):
        for arguments in commands(code):
            result = CliRunner().invoke(app, arguments)
            assert result.exit_code == 0, (arguments, result.output, result.stderr)
        if language == "python":
            exec(compile(code, name_of(page), "exec"), {})  # noqa: S102 - our own page
    assert list(desk.iterdir())


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_pages_links_lead_somewhere(page: Path) -> None:
    targets = [link.split("#") for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [target for target, *_ in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_modules_and_make_targets_that_a_page_names_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE)) <= set(targets)
    assert [
        name for name in re.findall(r"python -m ((?:eval|training|docs|runut)[\w.]*)", text) if not find_spec(name)
    ] == []


def test_the_verb_that_add_a_verb_adds_could_be_added() -> None:
    ((_, code),) = [block for block in blocks(ROOT / "docs/add-a-verb.md") if block[0] == "yaml"]
    entries = msgspec.convert(yaml.safe_load(code), list[SenseEntry])
    assert all(entry.example for entry in entries)


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("docs/formats.md", [*READERS, *EXPORTERS]),
        ("docs/lexicon.md", [*lexicon_names(), *lexicon_names(suffix=".tsv")]),
        ("docs/cli.md", [f"runut {command.name}" for command in app.registered_commands if command.name]),
        ("docs/index.md", [path.name for path in (ROOT / "docs").glob("*.md") if path.name != "index.md"]),
    ],
    ids=["formats", "lexicon", "cli", "index"],
)
def test_nothing_goes_unmentioned(page: str, names: list[str]) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [name for name in names if name not in text] == []
