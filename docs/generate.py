"""Write the parts of README and docs that the program itself tells: ``python -m docs.generate [--check | --measure]``.

A generated part stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``. ``--check`` writes nothing and exits
1 where a part is stale. ``--measure`` scores the coding on ``eval/gold`` and, where it is there, on
``../shared/gold/dev``, times it, and writes ``docs/results.json``, from which the figures are taken. Those of a large
collection are measured by ``python -m eval.collection --keep``.
"""

import argparse
import inspect
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import spacy
from eval.calibration import judged
from eval.calibration import reliability as reliability_of
from eval.collection import lines_of as lines_of_collection
from eval.reading import read_gold, read_with_pipeline
from eval.scale import estimate, lines_of, writing_of
from eval.speed import Speed, speed_of
from typer.testing import CliRunner

import runut
from runut.articles import FIELDS, PACKED, READERS, article_from_text
from runut.cli import app
from runut.export import EXPORTERS, FILE_EXPORTERS
from runut.export.csv import COLUMNS
from runut.lexicon.event_types import event_types, mode_cues
from runut.lexicon.loader import lexicon_names, read_head
from runut.lexicon.senses import event_senses
from runut.model import Record
from runut.pipeline import read_record
from runut.scoring import score
from runut.store.schema import Table, sql
from runut.store.schema import tables as collection_tables

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "docs" / "results.json"
EXAMPLE = ROOT / "examples" / "sanksi-kapal.txt"
MARKED = re.compile(r"<!-- generated: (?P<name>[\w-]+) -->\n.*?<!-- end -->", re.DOTALL)
COMMANDS = (
    "",
    "read",
    "export",
    "gold",
    "label-studio-config",
    "evaluate",
    "add",
    "watch",
    "query",
    "search",
    "link",
    "serve",
    "index",
    "copy",
    "explain",
)
TALLIES = ("sentence", "event", "dyad", "actor", "recipient", "source", "unreal", "hedged", "quote")
SHARES = ("date", "place", "status", "certainty", "mode", "speaker")
GOLDS = {"own": ROOT / "eval" / "gold", "dev": ROOT.parent / "shared" / "gold" / "dev"}


def example() -> str:
    """What ``runut read`` prints of one of the examples."""
    reading = article_from_text(EXAMPLE.read_text(encoding="utf-8"))
    shown = io.StringIO()
    EXPORTERS["table"]([read_record(reading.article)], shown)
    lines = [line.rstrip() for line in shown.getvalue().splitlines()]
    return "```\n$ runut read examples/sanksi-kapal.txt --format table\n" + "\n".join(lines).rstrip() + "\n```"


def commands() -> str:
    """The help of every command."""
    runner = CliRunner()
    shown = []
    for command in COMMANDS:
        result = runner.invoke(
            app, [*command.split(), "--help"], env={"COLUMNS": "100", "TERM": "dumb"}, prog_name="runut"
        )
        shown.append(f"## `runut{' ' + command if command else ''}`\n\n```\n{result.stdout.strip()}\n```")
    return "\n\n".join(shown)


def record() -> str:
    """The fields of every part of the record."""
    parts = [Record, *(getattr(runut, name) for name in runut.__all__ if _is_part(getattr(runut, name)))]
    return "\n\n".join(_part(part) for part in parts)


def _is_part(thing: object) -> bool:
    return inspect.isclass(thing) and issubclass(thing, msgspec.Struct) and thing is not Record


def _part(part: type[msgspec.Struct]) -> str:
    about = (
        re.sub(r":class:`(\w+)`", r"`\1`", inspect.cleandoc(part.__doc__ or "")).replace("``", "`").replace("\n", " ")
    )
    rows = "\n".join(
        f"| `{field.encode_name}` | `{_type_name(field.type)}` |" for field in msgspec.structs.fields(part)
    )
    return f"### {part.__name__}\n\n{about}\n\n| field | type |\n| --- | --- |\n{rows}"


def _type_name(kind: Any) -> str:
    name = kind.__name__ if inspect.isclass(kind) and not hasattr(kind, "__args__") else str(kind)
    return re.sub(r"\b(runut\.model|typing)\.", "", name).replace("|", "or")


def types() -> str:
    """The sixteen event types with their modes."""
    parts = []
    for name, entry in event_types().items():
        words = {cue.mode: ", ".join(cue.words[:6]) for cue in reversed(mode_cues().get(name, ()))}
        senses = sum(sense.type is name for sense in event_senses())
        rows = "".join(
            f"| {mode} | {value.score:g} | {value.cameo} | {words.get(mode, '')} |\n"
            for mode, value in entry.modes.items()
        )
        table = (
            f"\n\n| mode | score | CAMEO | words beside the trigger that tell it |\n| --- | ---: | --- | --- |\n{rows}"
            if rows
            else ""
        )
        parts.append(
            f"### {name}\n\n{entry.about} Quad {entry.quad}, score {entry.score:g}, CAMEO {entry.cameo}; "
            f"{senses} senses in `lexicon/events/`.{table}".rstrip()
        )
    return "\n\n".join(parts)


def lexicon() -> str:
    """Every file of the lexicon and what it is about."""
    rows = []
    for name in (*lexicon_names("events"), *lexicon_names()):
        about = " ".join(str(read_head(name)["about"]).split())
        rows.append(f"| `{name}` | {about} |")
    rows += [f"| `{name}` | {TABLES[name]} |" for name in lexicon_names(suffix=".tsv")]
    return "| file | what it is |\n| --- | --- |\n" + "\n".join(rows)


TABLES = {
    "cameo_scale.tsv": "The Goldstein scale of every CAMEO code, as ICEWS has it.",
    "given_names.tsv": "Given names, to tell persons from bodies and places.",
    "common_words.tsv": "How common words are in news; how it was counted: `training/words/frequencies.py`.",
    "places.tsv": "Places with country, coordinates and aliases; how it was made: `training/gazetteer/README.md`.",
    "state_codes.tsv": "Countries: CAMEO's code where it is not ISO's, and the Correlates of War number.",
}


def formats() -> str:
    """What is read and what is written."""
    fields = "\n".join(f"| `{field}` | {', '.join(f'`{name}`' for name in names)} |" for field, names in FIELDS.items())
    columns = ", ".join(f"`{column}`" for column in COLUMNS)
    written = ", ".join(f"`{name}`" for name in (*EXPORTERS, *FILE_EXPORTERS))
    return (
        f"Files read: {', '.join(f'`{suffix}`' for suffix in READERS)}; also packed: "
        f"{', '.join(f'`{suffix}`' for suffix in PACKED)}.\n\n"
        f"Columns of a row, by name:\n\n| field | names taken for it |\n| --- | --- |\n{fields}\n\n"
        f"Formats written: {written}. Columns of `csv`: {columns}."
    )


def tables() -> str:
    """The tables of a collection."""
    return "\n\n".join(
        _table(table) for name in ("schema", "links", "corrections") for table in collection_tables(name)
    )


def _table(table: Table) -> str:
    rows = "\n".join(f"| `{column.name}` | `{column.type}` | {column.about} |" for column in table.columns)
    return f"### {table.name}\n\n{table.about}\n\n| column | type | what it is |\n| --- | --- | --- |\n{rows}"


def views() -> str:
    """The views over the tables."""
    found = re.findall(r"CREATE VIEW (\w+) AS -- (.+)", sql("views"))
    return "| view | what it is |\n| --- | --- |\n" + "\n".join(f"| `{name}` | {about} |" for name, about in found)


def figures() -> str:
    """The scores in results.json."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    rows = [
        f"| {name} | {_shown(results, 'own', name)} | {_shown(results, 'dev', name)} |" for name in (*TALLIES, *SHARES)
    ]
    own, dev = results["own"], results["dev"]
    return (
        f"| measure | own reports ({own['reports']}, {own['events']} events) "
        f"| outlets' reports ({dev['reports']}, {dev['events']} events) |\n"
        "| --- | ---: | ---: |\n"
        + "\n".join(rows)
        + f"\n\nLanguage model {results['model']}; coding weights learnt on {results['weights']}."
    )


def _shown(results: dict[str, Any], gold: str, name: str) -> str:
    return f"{results[gold]['measures'][name]:.2f}"


def reliability() -> str:
    """What events of a given confidence are worth, in results.json."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    own, dev = ({row["low"]: row for row in results[gold]["reliability"]} for gold in ("own", "dev"))
    lines = [
        f"| {low:.1f} to {low + STEP:.1f} | {_shares(own.get(low))} | {_shares(dev.get(low))} |"
        for low in sorted({*own, *dev})
    ]
    return (
        "| confidence | own reports: events | mean | right | outlets' reports: events | mean | right |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n" + "\n".join(lines)
    )


def _shares(row: dict[str, Any] | None) -> str:
    return f"{row['events']} | {row['confidence']:.2f} | {row['right']:.2f}" if row else "0 | |"


def speed() -> str:
    """How fast reports are read, in results.json."""
    told = msgspec.convert(json.loads(RESULTS.read_text(encoding="utf-8"))["speed"], Speed)
    total = sum(told.stages.values())
    rows = [
        ("reports a second", f"{told.reports / told.seconds:.1f}"),
        ("words a second", f"{told.words / told.seconds:,.0f}"),
        *((f"share of the time: {stage}", f"{seconds / total:.0%}") for stage, seconds in told.stages.items()),
        ("seconds to load everything and read the first report", f"{told.start:.1f}"),
        ("peak of memory", f"{told.memory:.0f} MiB"),
    ]
    return (
        "| on one core | |\n| --- | ---: |\n"
        + "\n".join(f"| {what} | {value} |" for what, value in rows)
        + f"\n\n{told.reports} reports of {told.words / told.reports:.0f} words on average; CPU time; {told.machine}."
    )


def scale() -> str:
    """What ten million reports would take, from results.json."""
    return "\n".join(lines_of(estimate(json.loads(RESULTS.read_text(encoding="utf-8")))))


def collection() -> str:
    """What 30,000 reports cost, from results.json."""
    return "\n".join(lines_of_collection(json.loads(RESULTS.read_text(encoding="utf-8"))["collection"]))


STEP = 0.1
PARTS: dict[str, Callable[[], str]] = {
    "example": example,
    "commands": commands,
    "record": record,
    "types": types,
    "lexicon": lexicon,
    "formats": formats,
    "tables": tables,
    "views": views,
    "figures": figures,
    "reliability": reliability,
    "speed": speed,
    "scale": scale,
    "collection": collection,
}


def pages() -> Iterator[Path]:
    """Every page that may hold a generated part."""
    yield from sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def renewed(text: str) -> str:
    """``text`` with each of its generated parts written anew."""
    return MARKED.sub(lambda m: f"<!-- generated: {m['name']} -->\n{PARTS[m['name']]()}\n<!-- end -->", text)


def measure() -> None:
    """Score the coding and write results.json."""
    results: dict[str, Any] = {}
    for name, folder in GOLDS.items():
        if not folder.is_dir():
            sys.exit(f"{folder} is not there: nothing measured, {RESULTS.name} left as it is")
        gold = read_gold(folder)
        records = read_with_pipeline(gold)
        scores = score(gold, records)
        results[name] = {
            "reports": len(gold),
            "events": scores.tallies["event"].wanted,
            "measures": {key: round(scores.tallies[key].value, 4) for key in TALLIES}
            | {key: round(scores.shares[key].value, 4) for key in SHARES},
            "precision": round(scores.tallies["event"].precision, 4),
            "recall": round(scores.tallies["event"].recall, 4),
            "reliability": msgspec.to_builtins(reliability_of(list(judged(gold, records)))),
        }
    weights = json.loads((ROOT / "src/runut/events/weights.json").read_text(encoding="utf-8"))
    results["speed"] = msgspec.to_builtins(speed_of())
    results["writing"] = msgspec.to_builtins(writing_of())
    results["collection"] = json.loads(RESULTS.read_text(encoding="utf-8"))["collection"]
    results["model"] = spacy.load("id_runut_news").meta["version"]
    results["weights"] = weights["trained_on"]
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m docs.generate", description="Write the generated parts of the docs."
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a part is stale")
    parser.add_argument("--measure", action="store_true", help="measure the coding first and write docs/results.json")
    options = parser.parse_args()
    if options.measure:
        measure()
    stale = []
    for page in pages():
        text = page.read_text(encoding="utf-8")
        new = renewed(text)
        if new != text:
            stale.append(page.relative_to(ROOT))
            if not options.check:
                page.write_text(new, encoding="utf-8")
    if options.check and stale:
        print(f"stale: {', '.join(map(str, stale))}; run python -m docs.generate", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
