"""Word vectors and word counts from the raw news."""

import json
import lzma
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import floret

from training.settings import Vectors

# Paragraph breaks that were lost when the page was saved.
_GLUED = re.compile(r'(?<=[a-z0-9)"”\]][.!?])(?=[A-Z“][A-Za-z])')
_WORD = re.compile(r"\w+(?:[-./,:']\w+)*|[^\w\s]")


def paragraphs(news: Path) -> Iterator[str]:
    """Every paragraph of the news corpora in ``news``, titles included."""
    with lzma.open(news / "news.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from report_text(json.loads(line)).split("\n")
    with lzma.open(news / "more_text.txt.xz", "rt", encoding="utf-8") as lines:
        yield from lines


def report_text(report: dict[str, str]) -> str:
    """Title and text of a report, its paragraphs apart."""
    text = f"{report['title'] or ''}\n{report['text']}"
    return _GLUED.sub("\n", text) if "glued_paragraphs" in report["flags"] else text


def write_text(news: Path, text: Path, counts: Path) -> None:
    """One paragraph a line in lower case for floret, and how often each word stands there, case kept."""
    seen: Counter[str] = Counter()
    with text.open("w", encoding="utf-8") as out:
        for paragraph in paragraphs(news):
            # Words roughly as the tokenizer cuts them: the vectors are made of their n-grams anyway.
            words = _WORD.findall(paragraph)
            if words:
                seen.update(words)
                out.write(" ".join(words).lower() + "\n")
    rows = (f"{word}\t{count}\n" for word, count in seen.most_common() if count > 1)
    counts.write_text("".join(rows), encoding="utf-8")


def train_vectors(text: Path, out: Path, settings: Vectors) -> None:
    """Train floret vectors on ``text`` and put them into the folder ``out`` as a spaCy pipeline without components.

    One thread, so that the same text gives the same vectors.
    """
    model = floret.train_unsupervised(
        str(text),
        model="cbow",
        mode="floret",
        hashCount=2,
        bucket=settings.rows,
        dim=settings.dim,
        epoch=settings.epochs,
        minCount=settings.min_count,
        minn=settings.minn,
        maxn=settings.maxn,
        neg=settings.negatives,
        lr=settings.learning_rate,
        thread=1,
    )
    table = out.with_suffix(".floret")
    model.save_floret_vectors(str(table))
    command = [sys.executable, "-m", "spacy", "init", "vectors", "id", str(table), str(out)]
    subprocess.run([*command, "--mode", "floret", "--attr", "LOWER"], check=True)
