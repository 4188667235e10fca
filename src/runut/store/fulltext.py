"""Full text of reports and quotes: an index in SQLite beside the tables, and queries as people write them.

Words are indexed in lower case without *-nya*; what a reader sees comes from the tables. A verb is looked up with
all its forms: *menangkap* finds *ditangkap*.
"""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from runut.errors import StoreError
from runut.language.affixes import sister_forms

__all__ = ["QUOTES_OF_A_REPORT", "fulltext_query", "matches", "open_fulltext", "plain_words", "write_fulltext"]

QUOTES_OF_A_REPORT = 1000  # numbers that a report has for its quotes
FETCHED = 500
CLITIC = r"\b([a-z]{3,})nya\b"  # three letters: hanya, punya are whole words
OPERATORS = {"AND": "AND", "OR": "OR", "NOT": "NOT", "DAN": "AND", "ATAU": "OR", "BUKAN": "NOT", "(": "(", ")": ")"}
PIECE = re.compile(r'"(?P<phrase>[^"]*)"|(?P<paren>[()])|(?P<word>[^\s()"]+)')
TOKEN = re.compile(r"[^\W_]+")

SCHEMA = """
CREATE VIRTUAL TABLE articles USING fts5(title, text, content='', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE quotes USING fts5(speaker, text, content='', tokenize='unicode61 remove_diacritics 2');
"""
INDEXED = {
    "articles": "SELECT number, {title}, {text} FROM articles ORDER BY number",
    "quotes": "SELECT number * {many} + position, {speaker}, {quoted} FROM quotes "
    "JOIN articles ON articles.id = quotes.article_id WHERE position < {many} ORDER BY 1",
}


def write_fulltext(tables: Any, path: Path) -> None:
    """Index the reports and quotes of the ``tables`` of a segment. Raises OSError if the disk does not take it."""
    columns = {"title": "title", "text": "articles.text", "speaker": "speaker", "quoted": "quotes.text"}
    shown = {name: _plain_sql(column) for name, column in columns.items()}
    try:
        with closing(sqlite3.connect(path)) as texts:
            texts.execute("PRAGMA journal_mode = OFF")  # the file is new, and thrown away if not finished
            texts.execute("PRAGMA synchronous = OFF")  # it is synced as a whole in the end
            texts.executescript(SCHEMA)
            for table, select in INDEXED.items():
                names = "title, text" if table == "articles" else "speaker, text"
                rows = tables.execute(select.format(many=QUOTES_OF_A_REPORT, **shown))
                while batch := rows.fetchmany(FETCHED):
                    texts.executemany(f"INSERT INTO {table} (rowid, {names}) VALUES (?, ?, ?)", batch)  # noqa: S608 - our own names
                texts.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608
            texts.commit()
    except sqlite3.OperationalError as error:
        raise OSError(f"{path}: {error}") from error


def open_fulltext(path: Path) -> sqlite3.Connection:
    """The full text at ``path``, to read; it stays readable when a newer one takes its place."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True, check_same_thread=False)


def _plain_sql(column: str) -> str:
    return f"regexp_replace(lower(coalesce({column}, '')), '{CLITIC}', '\\1', 'g')"


def plain_words(text: str) -> str:
    """``text`` as it is indexed."""
    return re.sub(CLITIC, r"\1", text.lower(), flags=re.ASCII)


def fulltext_query(query: str) -> str:
    """``query`` as SQLite's full text understands it.

    Words that stand together must all be there; ``AND OR NOT`` (or ``DAN ATAU BUKAN``), parentheses, ``"phrases"`` and
    ``prefix*`` mean what they do elsewhere. Raises :class:`StoreError` for a query without a word.
    """
    written: list[str] = []
    for piece in PIECE.finditer(query):
        operator = OPERATORS.get(piece["word"] or piece["paren"] or "")
        term = operator or _term(piece["phrase"] or piece["word"] or "", phrase=piece["phrase"] is not None)
        if not term:
            continue
        if term == "NOT" and written and written[-1] == "AND":
            written.pop()
        elif written and written[-1] not in {"AND", "OR", "NOT", "("} and term not in {"AND", "OR", "NOT", ")"}:
            written.append("AND")
        written.append(term)
    if all(one in OPERATORS for one in written):
        raise StoreError(f"search {query!r}: has no word to look for; write such as: menlu AND sanksi")
    return " ".join(written)


def _term(text: str, *, phrase: bool) -> str:
    tokens = TOKEN.findall(plain_words(text))
    if not tokens:
        return ""
    together = f'"{" ".join(tokens)}"'
    if text.endswith("*") and not phrase:
        return f"{together} *"
    forms = () if phrase or len(tokens) > 1 else sister_forms(tokens[0])
    return "(" + " OR ".join(f'"{form}"' for form in forms) + ")" if forms else together


def matches(texts: sqlite3.Connection, table: str, query: str) -> list[tuple[int, float]]:
    """The numbers that match, each with its rank (the lower, the better). ``query`` is of :func:`fulltext_query`."""
    try:
        return texts.execute(f"SELECT rowid, rank FROM {table} WHERE {table} MATCH ?", [query]).fetchall()  # noqa: S608 - our own names
    except sqlite3.OperationalError as error:
        raise StoreError(
            f"search {query}: cannot be understood ({error}); check quotation marks and AND, OR, NOT"
        ) from error
