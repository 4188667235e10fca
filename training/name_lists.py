"""The package's list of names that are of one kind nearly everywhere, from Runut's lexicon."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

__all__ = ["write_names"]

LEXICON = files("runut.lexicon")
# Where people write and watch, a kind of kitchen, or too short to be one thing only.
UNWANTED = frozenset(
    {
        *("DPD", "Facebook", "ICE", "Instagram", "SPPG", "Satuan Pelayanan Pemenuhan Gizi", "Telegram", "TikTok"),
        *("Twitter", "WhatsApp", "YouTube"),
    }
)
GOVERNED = frozenset({"regency", "province", "city"})


def write_names(data: Path) -> None:
    """Write ``names.tsv`` and ``given_names.txt`` into the package's ``data`` folder, sorted.

    A name of one word that is also a common word is left out: *Tempo, Antara, Fajar*.
    """
    common = _words(data / "known_words.txt") - _words(data / "capital_words.txt")
    names = {
        name: label
        for label, name in [*_places(), *_people(), *_organisations()]
        if name[0].isupper() and len(name) > 1 and (" " in name or name.isupper() or name.lower() not in common)
    }
    rows = "".join(f"{label}\t{name}\n" for name, label in sorted(names.items()))
    (data / "names.tsv").write_text(f"# label, name: from Runut's lexicon\n{rows}", encoding="utf-8")
    given = [name for name in _column("given_names.tsv", "name") if name and name.lower() not in common]
    about = "# Indonesian given names, from Runut's lexicon, but for those that are common words.\n"
    (data / "given_names.txt").write_text(about + "".join(f"{name}\n" for name in given), encoding="utf-8")


def _words(path: Path) -> set[str]:
    return {line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")}


def _entries(name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load(LEXICON.joinpath(name).read_text(encoding="utf-8"))["entries"]
    return entries


def _rows(name: str) -> Iterator[dict[str, str]]:
    head, *rows = LEXICON.joinpath(name).read_text(encoding="utf-8").splitlines()
    columns = head.split("\t")
    for row in rows:
        cells = row.split("\t")
        yield dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))


def _column(name: str, column: str) -> list[str]:
    return [row[column] for row in _rows(name)]


def _organisations() -> Iterator[tuple[str, str]]:
    for file, others in (("institutions.yaml", "forms"), ("outlets.yaml", "aliases")):
        for entry in _entries(file):
            for name in (entry["name"], *entry.get(others, ())):
                if name not in UNWANTED and not name.startswith("Fraksi "):
                    yield "ORG", name


def _people() -> Iterator[tuple[str, str]]:
    for entry in _entries("known_people.yaml"):
        for name in (entry["name"], *entry.get("forms", ())):
            yield "PER", name


def _places() -> Iterator[tuple[str, str]]:
    for place in _rows("places.tsv"):
        if place["country"] == "IDN" and place["kind"] in GOVERNED and not place["ambiguous"]:
            yield "GPE", place["name"]
