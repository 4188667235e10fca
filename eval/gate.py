"""Keep what is read right from getting worse: ``python -m eval.gate [--update [--allow-regression]]``.

Reads the reports of ``eval/gold`` with the pipeline, scores them and compares every measure, and the F1 of every event
type, with its floor in ``baseline.json``. Exits 1 when one is below its floor, or when the gold is not the one that
the floors were measured on. ``--update`` raises the floors to what is measured now and takes a changed gold over; it
never lowers a floor, unless ``--allow-regression`` says so.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from eval.reading import digest_of, read_gold, read_with_pipeline
from runut.language.loading import load_language
from runut.scoring import GoldReport, Scores, score

HOME = Path(__file__).parent
# Floating-point sums differ a little between machines, and with them now and then one decision: a single event of
# some 450 moves a measure by 0.002. A type has few events, so that one of them moves it by more.
EPSILON = 0.003
TYPE_EPSILON = 0.02
DIGITS = 4


class Baseline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The floors, and the gold and language model that they were measured with."""

    gold: str
    model: str
    measures: Mapping[str, float]
    types: Mapping[str, float]


def measured(scores: Scores, gold: str, model: str) -> Baseline:
    """Bring scores into the form of floors."""
    return Baseline(
        gold=gold,
        model=model,
        measures={name: round(value, DIGITS) for name, value in scores.values().items()},
        types={name: round(tally.value, DIGITS) for name, tally in scores.types.items()},
    )


def regressions(floors: Baseline, now: Baseline) -> Iterator[str]:
    """Name each measure and type that is below its floor by more than its epsilon, or no longer measured."""
    for before, after, epsilon in (
        (floors.measures, now.measures, EPSILON),
        (floors.types, now.types, TYPE_EPSILON),
    ):
        for name, floor in before.items():
            value = after.get(name, 0.0)
            if value < floor - epsilon:
                yield f"{name} is {value:.4f}, below its floor of {floor:.4f}"


def raised(floors: Baseline, now: Baseline) -> Baseline:
    """Raise the floors to what is measured now, where that is higher."""
    return Baseline(
        gold=now.gold,
        model=now.model,
        measures=_higher(floors.measures, now.measures),
        types=_higher(floors.types, now.types),
    )


def _higher(before: Mapping[str, float], after: Mapping[str, float]) -> dict[str, float]:
    return {name: max(before.get(name, 0.0), after.get(name, 0.0)) for name in {**before, **after}}


def check(path: Path, now: Baseline) -> tuple[str, ...]:
    """Compare with the floors at ``path``; a line for each reason to fail."""
    if not path.exists():
        return (f"{path}: no floors yet; lay them with --update",)
    floors = read_baseline(path)
    if floors.gold != now.gold:
        changed = f"the gold is {now.gold}, the floors are for {floors.gold}; take the new gold over with --update"
        return (changed, *regressions(floors, now))
    return tuple(regressions(floors, now))


def update(path: Path, now: Baseline, *, allow_regression: bool) -> tuple[str, ...]:
    """Write the floors at ``path`` anew; where that would lower one unasked, write nothing and say which."""
    if path.exists() and not allow_regression:
        floors = read_baseline(path)
        if lower := tuple(regressions(floors, now)):
            return (*lower, "floors kept; lower them with --allow-regression, and say in the commit why")
        now = raised(floors, now)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(now), indent=2) + b"\n")
    return ()


def read_baseline(path: Path) -> Baseline:
    """Read the floors; raises :class:`msgspec.ValidationError` where the file is something else."""
    return msgspec.json.decode(path.read_bytes(), type=Baseline)


def table(columns: Mapping[str, Baseline]) -> Iterator[str]:
    """Write a line a measure and a type, a column a baseline."""
    yield f"{'':<15}" + "".join(f"{name:>10}" for name in columns)
    first = next(iter(columns.values()))
    for field in ("measures", "types"):
        for name in getattr(first, field):
            values = (getattr(column, field).get(name) for column in columns.values())
            yield f"{name:<15}" + "".join(f"{'' if value is None else format(value, '.3f'):>10}" for value in values)


def score_parts(reports: Sequence[GoldReport], model: str) -> dict[str, Baseline]:
    """Score all reports, and each part of them for itself."""
    records = read_with_pipeline(reports)
    parts = {"all": reports}
    for part in sorted({report.part for report in reports if report.part}):
        parts[part] = [report for report in reports if report.part == part]
    return {name: measured(score(some, records), digest_of(some), model) for name, some in parts.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.gate", description="Compare with the floors.")
    parser.add_argument("--gold", type=Path, default=HOME / "gold", help="folder of gold reports")
    parser.add_argument("--baseline", type=Path, default=HOME / "baseline.json", help="file of floors")
    parser.add_argument("--update", action="store_true", help="raise the floors; take a changed gold over")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    options = parser.parse_args(arguments)
    if options.allow_regression and not options.update:
        parser.error("--allow-regression goes with --update")
    meta = load_language().meta
    scored = score_parts(read_gold(options.gold), f"{meta['lang']}_{meta['name']} {meta['version']}")
    floors = {"floor": read_baseline(options.baseline)} if options.baseline.exists() else {}
    print("\n".join(table({**scored, **floors})))
    if options.update:
        failures = update(options.baseline, scored["all"], allow_regression=options.allow_regression)
    else:
        failures = check(options.baseline, scored["all"])
    print("\n".join(failures) or "no measure is below its floor")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
