"""Reports as rows: JSON, JSON Lines, CSV and Parquet, their fields mapped by name."""

import csv
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import duckdb
import msgspec

from runut.articles.decoding import MAX_REPORT_BYTES, decode, read_all, read_lines
from runut.articles.making import article_from_parts
from runut.articles.types import Failure, Parts, Reading
from runut.errors import ArticleError

__all__ = ["FIELDS", "article_from_row", "parts_from_row", "read_csv", "read_json", "read_jsonl", "read_parquet"]

MAX_JSON_BYTES = 1_000_000_000  # a JSON list has to be in memory as a whole
ROWS_AT_A_TIME = 500

# Field of an article → names that a row may give it, in order of preference. Other fields of a row are ignored.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text",),
    "title": ("title",),
    "published": ("published", "date"),
    "outlet": ("outlet",),
    "url": ("url",),
    "id": ("id",),
    "authors": ("authors", "author"),
}


def article_from_row(row: Mapping[str, Any], where: str = "row") -> Reading:
    """Make an article of named fields (:data:`FIELDS`), as a row of a table has them; the text stays as it is.

    Raises :class:`ArticleError` if there is no text, too much of it, if it is not Indonesian, or if
    a field is of a kind that it cannot be.
    """
    return article_from_parts(parts_from_row(row, where))


def parts_from_row(row: Mapping[str, Any], where: str, warnings: tuple[str, ...] = ()) -> Parts:
    """The parts of the report in one row; its text is the body and stays as it is.

    Raises :class:`ArticleError` if there is no text, or a field is of a kind that it cannot be.
    """
    named = {name.strip().lower(): value for name, value in row.items() if value is not None and value != ""}
    values = {field: next((named[name] for name in names if name in named), None) for field, names in FIELDS.items()}
    text = values["text"]
    if not isinstance(text, str):
        found = ", ".join(map(str, row)) or "nothing"
        raise ArticleError(
            f"row has no text in a field named 'text' (it has: {found}); rename the field that holds the report"
        )
    authors = values["authors"] or ()
    return Parts(
        where=where,
        text=text,
        title=_plain("title", values["title"]),
        published=_plain("published", values["published"]),
        outlet=_plain("outlet", values["outlet"]),
        url=_plain("url", values["url"]),
        id=_plain("id", values["id"]),
        authors=tuple(map(str, authors)) if isinstance(authors, list | tuple) else (str(authors),),
        warnings=warnings,
    )


def read_json(stream: BinaryIO, where: str) -> Iterator[Parts | Failure]:
    """Read a JSON object (one report) or a list of them. Raises :class:`ArticleError` if it is neither."""
    content, warnings = decode(read_all(stream, MAX_JSON_BYTES))
    try:
        data = msgspec.json.decode(content)
    except msgspec.DecodeError as error:
        raise ArticleError(f"is not valid JSON ({error}); if it has one object a line, name it .jsonl") from error
    rows = data if isinstance(data, list) else [data]
    for number, row in enumerate(rows, start=1):
        yield _row_or_failure(row, f"{where}:{number}" if isinstance(data, list) else where, warnings)


def read_jsonl(stream: BinaryIO, where: str) -> Iterator[Parts | Failure]:
    """Read a JSON object a line; a line that is none becomes a failure and the next is read."""
    for item in read_lines(stream, where):
        if isinstance(item, Failure):
            yield item
            continue
        number, line = item
        if not line.strip():
            continue
        content, warnings = decode(line)
        try:
            row = msgspec.json.decode(content)
        except msgspec.DecodeError as error:
            yield Failure(where=f"{where}:{number}", reason=f"is not valid JSON ({error}); put one object on each line")
            continue
        yield _row_or_failure(row, f"{where}:{number}", warnings)


def read_csv(stream: BinaryIO, where: str) -> Iterator[Parts | Failure]:
    """Read a table with a header row, its columns parted by comma, semicolon or tab.

    The standard library's reader rather than DuckDB's, since it reads any stream and knows each row's line.
    Raises :class:`ArticleError` if there is no column named ``text``.
    """
    csv.field_size_limit(MAX_REPORT_BYTES)
    warnings: set[str] = set()
    lines = _decoded_lines(stream, where, warnings)
    heading = next(lines, "")
    delimiter = max(",;\t", key=heading.count)
    try:
        header = next(csv.reader([heading], delimiter=delimiter), [])
    except csv.Error as error:
        raise ArticleError(f"has no readable header row ({error}); save the table as CSV in UTF-8") from error
    if not {name.strip().lower() for name in header} & set(FIELDS["text"]):
        raise ArticleError(
            f"has no column named 'text' (it has: {', '.join(header) or 'none'}); name the columns in the first row"
        )
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        place = f"{where}:{rows.line_num + 2}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Failure(where=place, reason=f"is a broken CSV row ({error}); close its quotation marks")
            continue
        if row is None:
            return
        if row and len(row) != len(header):
            yield Failure(
                where=place,
                reason=f"row has {len(row)} cells, the header {len(header)}; quote cells that hold the delimiter",
            )
        elif row:
            yield _row_or_failure(dict(zip(header, row, strict=True)), place, tuple(sorted(warnings)))


def read_parquet(stream: BinaryIO, where: str) -> Iterator[Parts | Failure]:
    """Read the rows of a Parquet file. Raises :class:`ArticleError` if it is none, or has no column ``text``."""
    known = {name for names in FIELDS.values() for name in names}
    with duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}) as database:
        try:
            columns = database.execute("DESCRIBE SELECT * FROM read_parquet(?)", [stream.name]).fetchall()
            wanted = [(name, kind) for name, kind, *_ in columns if name.lower() in known]
            selected = ", ".join(_selected(name, kind) for name, kind in wanted)
            rows = database.execute(f"SELECT {selected or 'NULL'} FROM read_parquet(?)", [stream.name])  # noqa: S608 - names are quoted
        except duckdb.Error as error:
            raise ArticleError(f"cannot be read as Parquet ({error}); write it again") from error
        number = 0
        while batch := rows.fetchmany(ROWS_AT_A_TIME):
            for row in batch:
                number += 1
                yield _row_or_failure(
                    dict(zip([name for name, _ in wanted], row, strict=False)), f"{where}:{number}", ()
                )


def _selected(name: str, kind: str) -> str:
    """Dates and numbers as DuckDB writes them; texts and lists as they are."""
    quoted = '"' + name.replace('"', '""') + '"'
    return quoted if kind.startswith("VARCHAR") else f"CAST({quoted} AS VARCHAR)"


def _row_or_failure(row: object, where: str, warnings: tuple[str, ...]) -> Parts | Failure:
    if not isinstance(row, dict):
        return Failure(where=where, reason='is not an object with named fields; write {"text": …}')
    try:
        return parts_from_row(row, where, warnings)
    except ArticleError as error:
        return Failure(where=where, reason=str(error))


def _plain(field: str, value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value).strip() or None
    raise ArticleError(f"row has no plain value in '{field}' but {type(value).__name__}; give it as text")


def _decoded_lines(stream: BinaryIO, where: str, warnings: set[str]) -> Iterator[str]:
    for item in read_lines(stream, where):
        if isinstance(item, Failure):
            raise ArticleError(f"{item.where}: {item.reason}")
        content, guessed = decode(item[1])
        warnings.update(guessed)
        yield content
