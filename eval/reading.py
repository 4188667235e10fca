"""Gold folders, and the records that the pipeline makes of their reports."""

import hashlib
from collections.abc import Iterable

import msgspec

from runut.model import Article, Record
from runut.pipeline import read_records
from runut.scoring import GoldReport, read_gold

__all__ = ["article_of", "digest_of", "read_gold", "read_with_pipeline"]


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
