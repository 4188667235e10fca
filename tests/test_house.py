"""The rules of the house that no other tool checks: sizes, errors that are named, lexicon files that can be read."""

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ROOMS = ("src", "training", "eval", "docs", "tests")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
LEXICON = ROOT / "src/runut/lexicon"
FILES = sorted(LEXICON.rglob("*.yaml"))
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
NAMELESS = ("utils", "util", "common", "helpers", "base", "misc", "core")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def catches_all(handler: ast.ExceptHandler) -> bool:
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or ast.unparse(kind) in ("Exception", "BaseException") for kind in caught)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert len(source.splitlines()) <= LONGEST_FILE
    assert [f.name for f in functions(tree) if (f.end_lineno or 0) - f.lineno >= LONGEST_FUNCTION] == []
    assert path.stem not in NAMELESS


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_errors_are_caught_by_name(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [n.lineno for n in ast.walk(tree) if isinstance(n, ast.ExceptHandler) and catches_all(n)] == []


def read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return data


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_lexicon_file_says_what_it_is_whence_and_under_which_licence(path: Path) -> None:
    data = read(path)
    assert all(isinstance(data[key], str) and data[key].strip() for key in ("about", "source", "licence"))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_lexicon_file_is_sorted_or_says_its_order(path: Path) -> None:
    data = read(path)
    keys = [str(next(iter(entry.values()))).casefold() for entry in data["entries"]]
    assert "order" in data or keys == sorted(keys)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_lexicon_file_is_written_in_one_way(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\t" not in text
    assert not any(line != line.rstrip() for line in text.splitlines())


def test_no_file_keeps_the_marks_of_a_merge() -> None:
    marks = ("<" * 7 + " ", ">" * 7 + " ")
    written = [path for path in ROOT.rglob("*.md") if ".venv" not in path.parts] + MODULES + FILES
    assert [name_of(path) for path in written if any(f"\n{mark}" in path.read_text("utf-8") for mark in marks)] == []
