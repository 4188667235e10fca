"""Measure the pipeline and write its scores into the model card.

``python -m training.evaluate ../shared/corpora [--model id_runut_news] [--card]``; news annotated by hand is given with
``--fresh-ner``, ``--fresh-sentences`` and ``--timex``.
"""

import argparse
import json
import lzma
import resource
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from id_runut_news.tokenizer import Tokenizer
from spacy.language import Language

from training.corpora import ner_docs, read_treebank
from training.fresh import fresh_entities, fresh_sentences, fresh_timexes
from training.measures import Count, entity_counts, treebank_counts
from training.settings import read_settings

CARD = Path("models/id_runut_news/README.md")
META = Path("models/id_runut_news/id_runut_news/meta.json")
RECIPE = Path(__file__).parent / "configs/recipe.yaml"
BEGIN, END = "<!-- scores: written by training/evaluate.py -->", "<!-- end of scores -->"
SPEED_REPORTS = 300
Scores = dict[str, dict[str, Count]]


def treebank_scores(nlp: Language, ud: Path, held_out: int) -> Scores:
    """CSUI: the sentences held out of its train part; GSD: today's dev part."""
    csui = list(read_treebank(ud / "csui-train.conllu"))[-held_out:]
    gsd = list(read_treebank(ud / "gsd-dev.conllu"))
    return {
        f"UD CSUI, last {len(csui)} sentences of train": treebank_counts(nlp, csui),
        f"UD GSD dev, {len(gsd)} sentences": treebank_counts(nlp, gsd),
    }


def ner_scores(nlp: Language, ner: Path) -> Scores:
    """The dev parts (PER ORG LOC: GPE counts as LOC)."""
    tokenizer = Tokenizer(spacy.blank("id").vocab)
    scores = {}
    for name in ("idner-news-2k", "nergrit"):
        rows = [
            (doc.text, [(e.start_char, e.end_char, e.label_) for e in doc.ents])
            for doc in ner_docs(ner / f"{name}-dev.jsonl", tokenizer)
        ]
        scores[f"{name} dev, {len(rows)} sentences"] = entity_counts(nlp, rows, {"GPE": "LOC"})
    return scores


def fresh_scores(nlp: Language, args: argparse.Namespace) -> Scores:
    """What was annotated afresh, where the files are given."""
    scores: Scores = {}
    given = [
        fresh_sentences(nlp, args.fresh_sentences) if args.fresh_sentences else {},
        fresh_entities(nlp, args.fresh_ner) if args.fresh_ner else {},
        fresh_timexes(args.timex) if args.timex else {},
    ]
    for part in given:
        for name, counts in part.items():
            scores[name] = scores.get(name, {}) | counts
    return scores


def speed(nlp: Language, news: Path) -> dict[str, float]:
    """Words (tokens) a second of the processor's time: the whole pipeline, on whole reports."""
    with lzma.open(news, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, 0, SPEED_REPORTS * 50, 50)]
    list(nlp.pipe(texts[:20]))  # warm up
    begin = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return {"words a second of processor time": words / (time.process_time() - begin)}


def table(scores: Scores) -> Iterable[str]:
    """Markdown rows: set, what, precision, recall, F1, number in the gold."""
    yield "| set | what | P | R | F1 | in gold |"
    yield "| --- | --- | ---: | ---: | ---: | ---: |"
    for name, counts in scores.items():
        for what, count in counts.items():
            figures = " | ".join(f"{100 * value:.1f}" for value in (count.precision, count.recall, count.f1))
            yield f"| {name} | {what} | {figures} | {count.gold} |"


def write_card(text: str) -> None:
    """Put the scores between the marks of the model card."""
    card = CARD.read_text(encoding="utf-8")
    head, _, rest = card.partition(BEGIN)
    _, _, tail = rest.partition(END)
    CARD.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}", encoding="utf-8")


def write_meta(scores: Scores) -> None:
    """Put the F1 scores into the package's ``meta.json``."""
    meta: dict[str, Any] = json.loads(META.read_text(encoding="utf-8"))
    meta["performance"] = {
        f"{name}: {what}": round(count.f1, 4) for name, counts in scores.items() for what, count in counts.items()
    }
    text = json.dumps(meta, ensure_ascii=False, indent=2) + "\n"
    META.write_text(text, encoding="utf-8")
    (META.parent / f"{meta['lang']}_{meta['name']}-{meta['version']}" / "meta.json").write_text(text, encoding="utf-8")


def main() -> None:
    """Measure, print, and with ``--card`` write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--model", default="id_runut_news", help="package name or folder")
    parser.add_argument("--fresh-ner", type=Path, help="JSONL: text, entities as [start, end, label] or objects")
    parser.add_argument("--fresh-sentences", type=Path, help="JSONL: text, sentences as [start, end]")
    parser.add_argument("--timex", type=Path, help="folder of JSON reports as eval/timex.py reads them")
    parser.add_argument("--card", action="store_true", help="write the scores into the model card and meta.json")
    args = parser.parse_args()
    begin = time.process_time()
    nlp = spacy.load(args.model)
    facts = {"seconds to load": time.process_time() - begin}
    held_out = read_settings(RECIPE).corpus.csui_held_out
    scores = treebank_scores(nlp, args.corpora / "ud", held_out) | ner_scores(nlp, args.corpora / "ner")
    scores |= fresh_scores(nlp, args)
    facts |= speed(nlp, args.corpora / "news/news.jsonl.xz")
    facts["MB of memory at most"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = [*table(scores), "", *(f"- {name}: {value:,.1f}" for name, value in facts.items())]
    text = "\n".join(lines)
    print(text)
    if args.card:
        write_card(text)
        write_meta(scores)


if __name__ == "__main__":
    main()
