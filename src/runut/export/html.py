"""A page to look at: the report with every span marked, what was read from it beside."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape
from typing import TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined

from runut.export.marking import paragraphs, reasons_of
from runut.model import Record

__all__ = ["html_of", "write_html"]

QUAD_NAMES = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}


def write_html(records: Iterable[Record], stream: TextIO) -> None:
    """Write one self-contained page that shows all ``records``; it loads nothing and runs offline."""
    stream.writelines(_page(records))


def html_of(record: Record) -> str:
    """Put the page of one record in a frame, for notebooks: neither's styles reach the other."""
    page = escape("".join(_page([record])))
    return f'<iframe sandbox="allow-scripts" width="100%" height="640" title="Runut record" srcdoc="{page}"></iframe>'


def _page(records: Iterable[Record]) -> Iterator[str]:
    assets = {"css": _asset("report.css"), "js": _asset("report.js")}
    hashes = {f"{name}_hash": _csp_hash(content) for name, content in assets.items()}
    return _environment().get_template("page.html").generate(records=enumerate(records), **assets, **hashes)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("runut.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(paragraphs=paragraphs, quad_names=QUAD_NAMES, names_of=_names_of, reasons_of=reasons_of)
    return environment


def _names_of(record: Record) -> Mapping[str, str]:
    """Entity id → name."""
    return {entity.id: entity.name for entity in record.entities}


@cache
def _asset(name: str) -> str:
    loader = _environment().loader
    if loader is None:
        raise LookupError(name)
    return loader.get_source(_environment(), name)[0]


def _csp_hash(content: str) -> str:
    """The digest by which the page's content policy allows its own style and script, and no others."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
