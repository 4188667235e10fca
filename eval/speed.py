"""How fast reports are read on one core: ``python -m eval.speed [SOURCE …]``.

All times are CPU time, so that other work on the machine counts as little as possible, and of several rounds the
fastest counts. The measuring runs in a process of its own, which is told before it starts to use one thread, and
whose peak of memory is the pipeline's.
"""

import argparse
import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import TypeVar

import msgspec

from runut.articles import Reading, read_articles
from runut.errors import ArticleError
from runut.events.weights import decisions
from runut.language.loading import load_language
from runut.model import Article
from runut.pipeline import analysed_many, look, read_records, record_of

__all__ = ["Speed", "lines_of", "measured", "speed_of"]

ROOT = Path(__file__).parent.parent
OWN = (str(ROOT / "examples"), str(ROOT / "eval" / "gold"))
ROUNDS = 3
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
KIB_OF_MEMORY_UNIT = 1 if sys.platform == "linux" else 1 / 1024  # getrusage counts KiB on Linux, bytes on macOS

Result = TypeVar("Result")


class Speed(msgspec.Struct, frozen=True):
    """What was measured: CPU seconds a stage over all reports, and their number and words.

    ``seconds`` are those of the whole pipeline in batches; ``start`` those of loading model, lexicon and weights.
    ``memory`` is the process's peak in MiB.
    """

    machine: str
    reports: int
    words: int
    seconds: float
    start: float
    stages: dict[str, float]
    memory: float


def speed_of(sources: Iterable[str] = OWN) -> Speed:
    """Measure in a new process of one thread. Raises :class:`ArticleError` where ``sources`` hold no report."""
    command = [sys.executable, "-m", "eval.speed", "--json", *sources]
    run = subprocess.run(command, env=os.environ | ONE_THREAD, cwd=ROOT, capture_output=True, check=False)
    if run.returncode:
        raise ArticleError(run.stderr.decode().strip())
    return msgspec.json.decode(run.stdout, type=Speed)


def measured(articles: Sequence[Article]) -> Speed:
    """Measure here and now; best in a new process, see :func:`speed_of`."""
    start, _ = _seconds(lambda: list(read_records(articles[:1])))
    seconds = min(_seconds(lambda: sum(1 for _ in read_records(articles)))[0] for _ in range(ROUNDS))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB_OF_MEMORY_UNIT / 1024
    rounds = [_stages(articles) for _ in range(ROUNDS)]
    return Speed(
        machine=f"{_processor()}, Python {platform.python_version()}",
        reports=len(articles),
        words=sum(len(article.text.split()) for article in articles),
        seconds=seconds,
        start=start,
        stages={stage: min(one[stage] for one in rounds) for stage in rounds[0]},
        memory=memory,
    )


def _stages(articles: Sequence[Article]) -> dict[str, float]:
    """The seconds of each stage over all reports, one stage after the other."""
    language, docs = _seconds(lambda: list(analysed_many(articles, load_language())))
    mentions, reports = _seconds(lambda: [look(article, doc) for article, doc in zip(articles, docs, strict=True)])
    coding, _ = _seconds(lambda: [record_of(report, decisions()) for report in reports])
    return {"language": language, "mentions": mentions, "coding": coding}


def _seconds(do: Callable[[], Result]) -> tuple[float, Result]:
    before = process_time()
    result = do()
    return process_time() - before, result


def _processor() -> str:
    """The processor's name, where the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def lines_of(speed: Speed) -> Iterator[str]:
    """The figures for a terminal."""
    yield f"{speed.reports} reports, {speed.words / speed.reports:.0f} words each, on one core ({speed.machine})"
    yield f"{speed.reports / speed.seconds:.1f} reports/s, {speed.words / speed.seconds:.0f} words/s"
    total = sum(speed.stages.values())
    for stage, seconds in speed.stages.items():
        yield f"  {stage:<9} {seconds / total:4.0%}  {1000 * seconds / speed.reports:.1f} ms a report"
    yield f"start and first report {speed.start:.1f} s; peak of memory {speed.memory:.0f} MiB"


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m eval.speed", description="Measure reports a second on one core.")
    parser.add_argument("sources", nargs="*", default=OWN, help="files or folders of reports; examples and eval/gold")
    parser.add_argument("--json", action="store_true", help="measure in this very process and write JSON")
    options = parser.parse_args()
    if not options.json:
        print("\n".join(lines_of(speed_of(options.sources))))
        return 0
    articles = [found.article for found in read_articles(options.sources) if isinstance(found, Reading)]
    if not articles:
        sys.exit(f"no report in {', '.join(options.sources)}; name files or folders that `runut read` can read")
    sys.stdout.write(msgspec.json.encode(measured(articles)).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
