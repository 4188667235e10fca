"""Gold folders, and the records that the pipeline makes of their reports."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from runut.errors import ArticleError
from runut.model import Article, Record
from runut.pipeline import read_records
from runut.scoring.gold import GoldReport


def read_gold(folder: Path) -> tuple[GoldReport, ...]:
    """Read every ``*.json`` of a folder, in the order of the names.

    Raises :class:`ArticleError` where there is none, or naming the file and field where one is no gold report.
    """
    reports = tuple(_read_report(path) for path in sorted(folder.glob("*.json")))
    if not reports:
        raise ArticleError(f"{folder}: no *.json there; name a folder of gold reports")
    return reports


def _read_report(path: Path) -> GoldReport:
    try:
        return msgspec.json.decode(path.read_bytes(), type=GoldReport)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise ArticleError(f"{path}: not a gold report: {error}; compare it with GUIDELINES.md") from error


def digest_of(reports: Iterable[GoldReport]) -> str:
    """Digest what the reports say, whatever the layout of their files."""
    told = hashlib.sha256()
    for report in reports:
        told.update(msgspec.json.encode(report))
    return told.hexdigest()[:16]


def article_of(report: GoldReport) -> Article:
    """Take from a gold report what the program may see: no coding."""
    return Article(id=report.id, text=report.text, title=report.title, outlet=report.outlet, published=report.published)


def read_with_pipeline(reports: Iterable[GoldReport]) -> dict[str, Record]:
    """Run the pipeline on the reports; the records by their id."""
    return {record.article.id: record for record in read_records(article_of(report) for report in reports)}
