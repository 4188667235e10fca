"""From bytes or text to :class:`~runut.model.Article`: files, folders, rows of tables, standard input, web pages."""

from runut.articles.boilerplate import blanked
from runut.articles.counting import count_reports
from runut.articles.datelines import Dateline, find_dateline
from runut.articles.making import article_from_text, reading_or_failure
from runut.articles.published import read_published
from runut.articles.reading import PACKED, READERS, read_articles
from runut.articles.rows import FIELDS, article_from_row
from runut.articles.types import Failure, Reading

__all__ = [
    "FIELDS",
    "PACKED",
    "READERS",
    "Dateline",
    "Failure",
    "Reading",
    "article_from_row",
    "article_from_text",
    "blanked",
    "count_reports",
    "find_dateline",
    "read_articles",
    "read_published",
    "reading_or_failure",
]
