"""The events that one sees as a file: CSV, Parquet, GDELT, by the writers of ``runut export``."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

import msgspec
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse

from runut.errors import RunutError
from runut.export import write_csv, write_gdelt, write_jsonl, write_parquet
from runut.model import Record
from runut.view.filters import Filters, Search
from runut.view.library import Library
from runut.view.pages import library_of

__all__ = ["FORMS", "chosen_records", "download"]

TOGETHER = 64  # reports written before they are sent


class Form(NamedTuple):
    """A kind of file that is text: what it is called, how it is written, and whether a line of names heads it."""

    name: str
    media: str
    write: Callable[[Iterable[Record], TextIO], None]
    headed: bool = False


PARQUET = "parquet"
TEXTS: Mapping[str, Form] = {
    "csv": Form("runut-events.csv", "text/csv", write_csv, headed=True),
    "gdelt": Form("runut-events.export.tsv", "text/tab-separated-values", write_gdelt),
    "jsonl": Form("runut-events.jsonl", "application/x-ndjson", write_jsonl),
}
FORMS = ("csv", PARQUET, "gdelt", "jsonl")


def download(request: Request) -> Response:
    """All events that fit the filters of the address, in the order in which their reports came in."""
    form = request.path_params["form"]
    if form not in FORMS:
        raise HTTPException(404)
    filters = Filters.from_query(request.query_params.multi_items())
    library = library_of(request)
    return _parquet(library, filters) if form == PARQUET else _text(TEXTS[form], library, filters)


def _parquet(library: Library, filters: Filters) -> Response:
    folder = Path(tempfile.mkdtemp(prefix="runut-"))
    path = folder / "runut-events.parquet"
    clean_up = partial(shutil.rmtree, folder, ignore_errors=True)
    try:
        with library.reading() as collection:
            write_parquet(chosen_records(Search(filters, collection)), path)
    except RunutError:
        clean_up()
        raise
    media = "application/vnd.apache.parquet"
    return FileResponse(path, filename=path.name, media_type=media, background=BackgroundTask(clean_up))


def _text(form: Form, library: Library, filters: Filters) -> Response:
    with library.reading() as collection:
        Search(filters, collection)  # what cannot be understood is told before anything is sent

    def written() -> Iterator[str]:
        with library.reading() as collection:
            yield from _pieces(form, chosen_records(Search(filters, collection)))

    named = {"Content-Disposition": f'attachment; filename="{form.name}"'}
    return StreamingResponse(written(), media_type=form.media, headers=named)


def chosen_records(search: Search) -> Iterator[Record]:
    """The records of the reports that hold a chosen event, without their other events."""
    where = search.condition
    query = f"SELECT articles.number, articles.id, events.id {search.tables} WHERE {where.sql}"
    numbers: set[int] = set()
    chosen: dict[str, set[str]] = {}
    for number, article_id, event_id in search.collection.rows(query, where.values)[1]:
        numbers.add(number)
        chosen.setdefault(article_id, set()).add(event_id.rpartition("#")[2])
    for record in search.collection.records(numbers):
        wanted = chosen[record.article.id]
        yield msgspec.structs.replace(record, events=tuple(event for event in record.events if event.id in wanted))


def _pieces(form: Form, records: Iterator[Record]) -> Iterator[str]:
    """The text, some records at a time, headed once."""
    some, headed = list(islice(records, TOGETHER)), False
    while some or not headed:
        stream = StringIO()
        form.write(some, stream)
        text = stream.getvalue()
        yield text.partition("\n")[2] if headed and form.headed else text
        some, headed = list(islice(records, TOGETHER)), True
