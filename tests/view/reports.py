"""The reports that the viewer is tested with: coded before, so that no model need be loaded."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.store.reading import VERSIONS

from runut.articles import Reading
from runut.model import Article, Record
from runut.store import load

__all__ = ["RECORDS", "load_records"]

# Reports of eval/gold as the pipeline once coded them; the last two reprint the first elsewhere.
RECORDS = [Record.from_json(line) for line in (Path(__file__).parent / "records.jsonl").read_text("utf-8").splitlines()]


def load_records(root: Path, records: Iterable[Record]) -> None:
    """Make a collection of records that were coded before."""
    by_id = {record.article.id: record for record in records}

    def code(articles: Sequence[Article]) -> Iterator[Record]:
        return (by_id[article.id] for article in articles)

    load(root, [Reading(where=one.article.id, article=one.article) for one in by_id.values()], code, VERSIONS)
