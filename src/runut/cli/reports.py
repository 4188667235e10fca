"""``runut read`` and ``runut explain``: one report or many, read and shown."""

from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import msgspec
import typer

from runut.cli.fetching import Fetching, Private
from runut.cli.formats import Format, write_out
from runut.cli.terminal import UNREADABLE, complain, one_line_errors, open_output
from runut.lexicon.languages import Language
from runut.model import Article, Record

if TYPE_CHECKING:
    from runut.articles import Failure, Reading
    from runut.pipeline import Explanation

__all__ = ["Published", "Sources", "Tally", "explain", "published_date", "read"]


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH…",
        help="Files (.txt .html .json .jsonl .csv .parquet), folders, patterns, a web address, or - for stdin.",
    ),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Publication date of reports that do not say, such as 2024-06-21."),
]


def read(  # noqa: PLR0913 - each option is a user's own wish
    sources: Sources,
    *,
    published: Published = None,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="How to write. If not given: by the suffix of --output, else table on a terminal, jsonl elsewhere.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Write here, not to standard output.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first input that cannot be read.")] = False,
    min_confidence: Annotated[
        float | None,
        typer.Option(min=0, max=1, metavar="X", help="Leave out events less sure than this, from 0 to 1."),
    ] = None,
    private: Private = None,
) -> None:
    """Read reports and write what they say happened."""
    from runut.articles import read_articles  # noqa: PLC0415
    from runut.pipeline import read_records  # noqa: PLC0415

    tally = Tally(strict=strict)
    with one_line_errors():
        articles = tally.articles(
            read_articles(sources, published=published_date(published), web=Fetching(private).open)
        )
        records = tally.records(read_records(articles, min_confidence=min_confidence))
        write_out(records, form, output)
    tally.close()


def explain(
    sources: Sources,
    *,
    published: Published = None,
    language: Annotated[Language, typer.Option(help="Language to explain in.")] = Language.EN,
    private: Private = None,
) -> None:
    """Tell what was found in each sentence and why.

    Where nothing was found, tell what came nearest: this is how the lexicon is corrected.
    """
    from runut.articles import read_articles  # noqa: PLC0415
    from runut.pipeline import explain_article  # noqa: PLC0415

    tally = Tally(strict=False)
    readings = read_articles(sources, published=published_date(published), web=Fetching(private).open)
    with one_line_errors(), open_output(None) as stream:
        for article in tally.articles(readings):
            print_explanation(article, explain_article(article, language=language), stream)
    tally.close()


class Tally:
    """What was read and what could not be, while articles stream through."""

    def __init__(self, *, strict: bool) -> None:
        self.strict = strict
        self.read = 0
        self.failed = 0
        self.warnings: deque[tuple[str, ...]] = deque()  # of articles on their way to becoming records

    def articles(self, readings: Iterable["Reading | Failure"]) -> Iterator[Article]:
        """The articles among ``readings``; failures are told at once, and end the stream if ``strict``."""
        from runut.articles import Failure  # noqa: PLC0415

        for reading in readings:
            if not isinstance(reading, Failure):
                self.read += 1
                self.warnings.append(reading.warnings)
                yield reading.article
            elif self.stops_at(reading):
                return

    def recorded(self, found: Iterable["Record | Failure"]) -> Iterator[Record]:
        """The records among ``found``; failures as in :meth:`articles`."""
        from runut.articles import Failure  # noqa: PLC0415

        for one in found:
            if not isinstance(one, Failure):
                self.read += 1
                yield one
            elif self.stops_at(one):
                return

    def stops_at(self, failure: "Failure") -> bool:
        """Tell and count a failure; whether the work ends with it."""
        self.failed += 1
        complain(f"{failure.where}: {failure.reason}")
        return self.strict

    def records(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records of the articles, in their order, with what the readers had to warn of."""
        for record in records:
            warnings = self.warnings.popleft()
            yield msgspec.structs.replace(record, warnings=warnings + record.warnings) if warnings else record

    def close(self) -> None:
        """Exit with status 1 if any input could not be read."""
        if self.failed == 0:
            return
        if self.read + self.failed > 1:
            complain(f"{self.failed} of {self.read + self.failed} reports could not be read")
        raise typer.Exit(UNREADABLE)


def published_date(value: str | None) -> str | None:
    """``--published`` as ISO date. Wrong usage if it is no date."""
    from runut.articles import read_published  # noqa: PLC0415

    date = None if value is None else read_published(value)
    if value is not None and date is None:
        raise typer.BadParameter(f"{value!r} is not a date; write it as 2024-06-21", param_hint="--published")
    return date


def print_explanation(article: Article, explanation: "Explanation", stream: TextIO) -> None:
    """Print each sentence, what was found in it (``+``) and what came nearest (``-``)."""
    print(article.title or article.id, end="\n\n", file=stream)
    for number, sentence in enumerate(explanation.sentences, start=1):
        print(f"{number}. {' '.join(sentence.text.split())}", file=stream)
        for mark, lines in (("+", sentence.findings), ("-", sentence.near_misses)):
            for line in lines:
                print(f"   {mark} {line}".replace("\n", "\n       "), file=stream)
        if not sentence.findings and not sentence.near_misses:
            print(f"     {explanation.nothing}", file=stream)
        print(file=stream)
