"""``runut evaluate``: how right the coding is, by the word of those who corrected it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runut.cli.terminal import UNREADABLE, complain, one_line_errors, open_output

if TYPE_CHECKING:
    from runut.store.evaluating import Evaluated

__all__ = ["evaluate"]

ANCHORED = "They were corrected from what Runut had read: that is kinder to it than reports coded without seeing it."


def evaluate(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="A collection with corrections, or a folder of gold files.")
    ],
    *,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Write here, not to standard output.")] = None,
) -> None:
    """Score records against reports that people corrected, or coded by hand.

    Of a collection, the records as they are count; a folder of gold is read anew.
    """
    from runut import store  # noqa: PLC0415 - as are the commands' own imports

    with one_line_errors():
        lines = list(_of_collection(store.evaluate(path)) if store.is_collection(path) else _of_gold(path))
        with open_output(output) as stream:
            stream.writelines(f"{line}\n" for line in lines)
    if not lines:
        complain(f"{path}: no report is called done and no event is judged; correct some in `runut serve {path}`")
        raise typer.Exit(UNREADABLE)


def _of_gold(folder: Path) -> Iterator[str]:
    from runut.model import Article  # noqa: PLC0415
    from runut.pipeline import read_records  # noqa: PLC0415
    from runut.scoring import lines_of, read_gold, score  # noqa: PLC0415

    reports = read_gold(folder)
    articles = (
        Article(id=one.id, text=one.text, title=one.title, outlet=one.outlet, published=one.published)
        for one in reports
    )
    yield from lines_of(score(reports, {record.article.id: record for record in read_records(articles)}))


def _of_collection(found: "Evaluated") -> Iterator[str]:
    from runut.scoring import lines_of, precision_lines  # noqa: PLC0415

    if found.done:
        yield f"Reports called done: {found.done}. {ANCHORED}"
        yield from lines_of(found.scores)
    if found.judged:
        yield f"{'' if not found.done else chr(10)}Judged events of other reports: {found.judged}."
        yield "They are those that somebody looked at, and what was missed there is not known: so no recall, no F1."
        yield from precision_lines(found.judged_scores)
    if found.unmet:
        yield f"Events called right or added there that are not read today: {found.unmet}."
    if found.changed:
        yield f"Not counted, since their text is not the one that was corrected: {', '.join(found.changed)}."
