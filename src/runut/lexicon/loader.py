"""Strict reading of the lexicon's files.

A YAML file has a head (``about``, ``source``, ``licence``) and ``entries``; a TSV file has a header
row. Every entry is converted to a frozen struct whose fields are its exact keys, so that a
misspelt key, a missing value or YAML's ``no`` read as False is refused with the file and the entry.
"""

import csv
import hashlib
import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec
import yaml

from runut.errors import LexiconError

__all__ = ["LexiconEntry", "lexicon_names", "lexicon_version", "read_entries", "read_head", "read_tsv"]

HEAD = ("about", "source", "licence")
# read with the page, when exporting or when explaining: no record changes with them
NOT_CODING = {
    "bylines.yaml",
    "cameo_groups.yaml",
    "cameo_scale.tsv",
    "malay.yaml",
    "sites.yaml",
    "state_codes.tsv",
    "wordings.yaml",
}

Loader: type[Any] = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)  # the C loader is ten times faster, but not in every build


class LexiconEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all lexicon entries: immutable, no unknown keys."""


Entry = TypeVar("Entry", bound=msgspec.Struct)


def lexicon_file(name: str) -> Traversable:
    """The file ``name`` (path below ``runut/lexicon``) in the installed package."""
    return files("runut.lexicon").joinpath(*name.split("/"))


def lexicon_names(folder: str = "", suffix: str = ".yaml") -> tuple[str, ...]:
    """Names of the lexicon's files in ``folder``, sorted, relative to ``runut/lexicon``."""
    where = lexicon_file(folder) if folder else files("runut.lexicon")
    prefix = f"{folder}/" if folder else ""
    return tuple(sorted(prefix + path.name for path in where.iterdir() if path.name.endswith(suffix)))


@cache
def lexicon_version() -> str:
    """Twelve hex digits that change with everything in the lexicon that a record may depend on.

    What is only read by people (heads, comments, examples) or by what comes before or after the coding changes nothing.
    """
    digest = hashlib.sha256()
    folders = ("", *(path.name for path in files("runut.lexicon").iterdir() if path.is_dir() and path.name[0] != "_"))
    for folder in sorted(folders):
        for name in (*lexicon_names(folder), *lexicon_names(folder, ".tsv")):
            if name not in NOT_CODING:
                digest.update(f"{name}\0".encode() + _read_by_coding(name))
    return digest.hexdigest()[:12]


def _read_by_coding(name: str) -> bytes:
    if name.endswith(".tsv"):
        return lexicon_file(name).read_bytes()
    entries = [entry | {"example": None} if isinstance(entry, dict) else entry for entry in _read_yaml(name)["entries"]]
    return json.dumps(entries, sort_keys=True, default=str).encode()


@cache
def _read_yaml(name: str) -> dict[str, Any]:
    try:
        data = yaml.load(lexicon_file(name).read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 - a safe loader, chosen above
    except (OSError, yaml.YAMLError) as error:
        raise LexiconError(f"lexicon/{name}: not readable as YAML: {error}") from error
    if not isinstance(data, dict) or not isinstance(data.get("entries"), list):
        raise LexiconError(f"lexicon/{name}: needs a list under `entries:`; see docs/lexicon.md")
    for key in HEAD:
        if not isinstance(data.get(key), str):
            raise LexiconError(
                f"lexicon/{name}: the head lacks `{key}:`; say what the file is, whence, and under which licence"
            )
    return data


def read_head(name: str) -> dict[str, Any]:
    """Everything in a YAML file beside its entries (``about``, ``source``, ``licence``, ``ambiguous`` …)."""
    return {key: value for key, value in _read_yaml(name).items() if key != "entries"}


def read_entries(name: str, kind: type[Entry]) -> tuple[Entry, ...]:
    """Read every entry of a YAML file as ``kind``.

    Raises :class:`LexiconError` naming the file, the entry and what is wrong with it.
    """
    entries = []
    for number, raw in enumerate(_read_yaml(name)["entries"], start=1):
        try:
            entries.append(msgspec.convert(raw, kind))
        except msgspec.ValidationError as error:
            raise LexiconError(f"lexicon/{name}: entry {number} ({_label(raw)}): {error}") from error
    return tuple(entries)


def read_tsv(name: str, kind: type[Entry]) -> tuple[Entry, ...]:
    """Read every row of a TSV file as ``kind``; empty cells count as absent, numbers are parsed.

    Raises :class:`LexiconError` naming the file, the line and what is wrong with it.
    """
    entries = []
    lines = lexicon_file(name).read_text(encoding="utf-8").splitlines()
    for number, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), start=2):
        try:
            entries.append(msgspec.convert({key: cell for key, cell in row.items() if cell}, kind, strict=False))
        except msgspec.ValidationError as error:
            raise LexiconError(f"lexicon/{name}: line {number}: {error}") from error
    return tuple(entries)


def _label(raw: object) -> str:
    """How an entry is named in an error: its first value."""
    return str(next(iter(raw.values()), "empty")) if isinstance(raw, dict) else repr(raw)
