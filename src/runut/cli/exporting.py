"""``runut export`` and ``runut gold``: records in other formats, and corrected ones back as gold."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from runut.cli.formats import Format, write_out
from runut.cli.reports import Tally
from runut.cli.terminal import UNREADABLE, complain, one_line_errors, open_output
from runut.errors import ArticleError
from runut.lexicon.languages import Language

if TYPE_CHECKING:
    from runut.articles import Failure
    from runut.model import Record
    from runut.scoring import GoldReport

__all__ = ["export", "gold", "label_studio_config"]


def export(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…",
            help="Collections, or records that `runut read --format jsonl` wrote: files, folders, or - for stdin.",
        ),
    ],
    *,
    form: Annotated[
        Format | None,
        typer.Option("--to", help="How to write. If not given: by the suffix of --output.", show_default=False),
    ] = None,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Write here, not to standard output.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first record that cannot be read.")] = False,
    language: Annotated[Language, typer.Option(help="Language of a site's pages.")] = Language.EN,
) -> None:
    """Write records that were read before in another format."""
    if form is Format.SITE:
        write_site(sources, output, language)
        return
    tally = Tally(strict=strict)
    with one_line_errors():
        write_out(tally.recorded(records_of(sources)), form, output)
    tally.close()


def write_site(sources: list[str], output: Path | None, language: Language) -> None:
    """Write a collection as a folder of pages. Wrong usage unless there is one collection and a folder to write."""
    from runut.store import is_collection  # noqa: PLC0415

    if len(sources) != 1 or not is_collection(sources[0]):
        raise typer.BadParameter("a site is made of one collection; name its folder", param_hint="PATH…")
    if output is None or not output.parent.is_dir():
        raise typer.BadParameter("a site needs a folder of its own in one that is there", param_hint="--output")
    try:
        from runut.view import site  # noqa: PLC0415
    except ModuleNotFoundError as error:
        complain(f"{error.name} is missing; install it with: pip install 'runut[view]'")
        raise typer.Exit(UNREADABLE) from error
    with one_line_errors():
        pages = site.write_site(Path(sources[0]), output, language=language)
    complain(f"{pages:,} pages written to {output}; begin with {output / 'index.html'}")


def records_of(sources: Iterable[str]) -> "Iterator[Record | Failure]":
    """The records of collections and of files, as ``sources`` name them."""
    from runut.export import read_recorded  # noqa: PLC0415 - as are the commands' own imports
    from runut.store import is_collection, open_collection  # noqa: PLC0415

    for source in sources:
        if is_collection(source):
            with open_collection(source) as collection:
                yield from collection.records()
        else:
            yield from read_recorded([source])


def gold(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH…",
            help="Corrected tasks (Label Studio's JSON export, `prodigy db-out` lines), or collections corrected in "
            "the viewer.",
        ),
    ],
    *,
    output: Annotated[Path, typer.Option(metavar="FOLDER", help="Write a gold file for each report here.")],
    coder: Annotated[str | None, typer.Option(metavar="NAME", help="Who corrected them.")] = None,
) -> None:
    """Turn what was corrected in Prodigy, Label Studio or `runut serve` into gold, as `python -m eval.gate` reads it.

    Of a collection, only the reports that somebody called done.
    """
    from runut.export import file_name  # noqa: PLC0415

    written = 0
    with one_line_errors():
        output.mkdir(parents=True, exist_ok=True)
        for path in paths:
            for one in corrected_reports(path, coder):
                report = msgspec.json.format(msgspec.json.encode(one), indent=1)
                (output / f"{file_name(one.id)}.json").write_bytes(report + b"\n")
                written += 1
    complain(f"{written} reports written to {output}")


def corrected_reports(path: Path, coder: str | None) -> "Iterator[GoldReport]":
    """The gold in a file of corrected tasks or in a collection; ``coder`` is put over whoever is named there."""
    from runut.export import gold_of, read_corrected  # noqa: PLC0415
    from runut.store import corrected_gold, is_collection  # noqa: PLC0415

    if is_collection(path):
        for report in corrected_gold(path):
            yield msgspec.structs.replace(report, coder=coder or report.coder)
        return
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ArticleError(f"{path}: cannot be opened ({error.strerror})") from error
    yield from (gold_of(marked, coder) for marked in read_corrected(content))


def label_studio_config() -> None:
    """Print the labelling set-up (XML) that a Label Studio project needs for these tasks."""
    from runut.export import label_studio_config as config  # noqa: PLC0415

    with open_output(None) as stream:
        stream.write(config())
