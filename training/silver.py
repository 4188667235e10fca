"""News labelled by the first round's model, for the second round to learn from.

Names are made consistent over the whole of the news: what is nearly always an organisation is one
where the model took it for a place, or passed it over.
"""

import json
import lzma
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from training.convert import copy_sentence, write_docs
from training.settings import Silver
from training.vectors import report_text

__all__ = ["write_silver"]

MIN_SEEN = 5  # occurrences of a name before the news are trusted on it
MIN_WORDS, MAX_WORDS = 6, 60  # sentences outside are headings, lists or run together
UNWANTED = frozenset({"no_paragraph_breaks", "boilerplate"})
REPORTS = 30_000  # in the corpus, about


def write_silver(nlp: Language, news: Path, out: Path, settings: Silver, seed: int) -> None:
    """Read reports with ``nlp`` and write a sample of their sentences, labelled, to ``out``."""
    docs = list(nlp.pipe(_texts(news, settings.reports), batch_size=32))
    kinds = majority_kinds(docs, settings.name_majority)
    for doc in docs:
        make_consistent(doc, kinds)
    sentences = (_without_blanks(sentence) for doc in docs for sentence in doc.sents)
    usable = [sentence for sentence in sentences if MIN_WORDS <= len(sentence) <= MAX_WORDS]
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    sample = rng.sample(usable, min(settings.sentences, len(usable)))
    write_docs(out, (copy_sentence(sentence, line_break=False) for sentence in sample))


def _texts(news: Path, reports: int) -> Iterator[str]:
    """Texts of reports spread over the corpus."""
    with lzma.open(news / "news.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, None, max(1, REPORTS // reports)):
            report = json.loads(line)
            if not UNWANTED & set(report["flags"]):
                yield report_text(report)


def _without_blanks(sentence: Span) -> Span:
    """The sentence without white space at its ends."""
    start, end = sentence.start, sentence.end
    while start < end and sentence.doc[start].is_space:
        start += 1
    while end > start and sentence.doc[end - 1].is_space:
        end -= 1
    return sentence.doc[start:end]


def majority_kinds(docs: Iterable[Doc], majority: float) -> dict[str, str]:
    """Names that the news know as one kind of thing, and which."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for doc in docs:
        for ent in doc.ents:
            seen[ent.text][ent.label_] += 1
    kinds = {}
    for name, labels in seen.items():
        label, count = labels.most_common(1)[0]
        if labels.total() >= MIN_SEEN and count / labels.total() >= majority and len(name) > 1 and name[0].isupper():
            kinds[name] = label
    return kinds


def make_consistent(doc: Doc, kinds: Mapping[str, str]) -> None:
    """Give known names their kind, and find them where the model did not."""
    matcher = PhraseMatcher(doc.vocab)
    matcher.add("known", [Doc(doc.vocab, words=ent.text.split()) for ent in doc.ents if ent.text in kinds])
    found = [
        Span(doc, start, end, label=kinds[doc[start:end].text])
        for _, start, end in matcher(doc)
        if doc[start:end].text in kinds
    ]
    own = [Span(doc, e.start, e.end, label=kinds.get(e.text, e.label_)) for e in doc.ents]
    doc.set_ents(filter_spans([*own, *found]))
