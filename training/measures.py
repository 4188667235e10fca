"""Counting for the evaluation of the pipeline: precision, recall, F1 over spans of characters."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from training.corpora import Word, sentence_text

__all__ = ["CONTENT", "Count", "boundary_counts", "entity_counts", "treebank_counts"]

CONTENT = frozenset({"ADJ", "ADV", "NOUN", "NUM", "PROPN", "VERB"})


@dataclass(slots=True)
class Count:
    """True positives, and how many the gold and the system have."""

    right: int = 0
    gold: int = 0
    system: int = 0

    def add(self, gold: Iterable[object], system: Iterable[object]) -> None:
        """Count two multisets of things."""
        ours, theirs = Counter(system), Counter(gold)
        self.right += (ours & theirs).total()
        self.gold += theirs.total()
        self.system += ours.total()

    @property
    def precision(self) -> float:
        """Share of the system's that are right."""
        return self.right / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold's that were found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.system + self.gold
        return 2 * self.right / both if both else 0.0


@dataclass(slots=True)
class _Spans:
    """Words of a text as spans of its characters other than white space."""

    words: list[tuple[int, int]] = field(default_factory=list)
    at: int = 0

    def add(self, form: str) -> None:
        size = sum(not char.isspace() for char in form)
        self.words.append((self.at, self.at + size))
        self.at += size


def _system_words(doc: Doc) -> tuple[list[tuple[int, int]], list[int]]:
    spans = _Spans()
    kept = []
    for token in doc:
        if not token.is_space:
            spans.add(token.text)
            kept.append(token.i)
    return spans.words, kept


def treebank_counts(nlp: Language, sentences: Sequence[Sequence[Word]]) -> dict[str, Count]:
    """Scores from raw text as the CoNLL-2018 script counts them (relations without subtypes).

    The sentences are read as one text, joined by blanks, so that splitting them is part of the task.
    """
    doc = nlp(" ".join(sentence_text(sentence) for sentence in sentences))
    counts = {name: Count() for name in ("words", "sentences", "UPOS", "UAS", "LAS", "lemma")}
    spans = _Spans()
    gold: dict[tuple[int, int], tuple[str, str, tuple[int, int] | None, str]] = {}
    gold_sentences = []
    for sentence in sentences:
        first = len(spans.words)
        for word in sentence:
            spans.add(word.form)
        own = spans.words[first:]
        gold_sentences.append((own[0][0], own[-1][1]))
        for at, word in enumerate(sentence):
            head = None if word.head == at else own[word.head]
            gold[own[at]] = (word.upos, word.deprel.split(":")[0], head, word.lemma)
    words, kept = _system_words(doc)
    place = dict(zip(kept, words, strict=True))
    system = {}
    for at, span in place.items():
        token = doc[at]
        head = None if token.head.i == at else place.get(token.head.i)
        relation = "root" if token.dep_ == "ROOT" else token.dep_.split(":")[0]
        system[span] = (token.pos_, relation, head, token.lemma_)
    counts["words"].add(list(gold), list(system))
    counts["sentences"].add(gold_sentences, _sentence_spans(doc, place))
    counts["UPOS"].add([(s, w[0]) for s, w in gold.items()], [(s, w[0]) for s, w in system.items()])
    counts["UAS"].add([(s, w[2]) for s, w in gold.items()], [(s, w[2]) for s, w in system.items()])
    counts["LAS"].add([(s, w[1], w[2]) for s, w in gold.items()], [(s, w[1], w[2]) for s, w in system.items()])
    # Lemmas: content words that the tokenizer got right, whatever the case of the lemma.
    content = {s: w for s, w in gold.items() if w[0] in CONTENT and w[3] and s in system}
    lemmas = [(s, w[3].lower()) for s, w in content.items()]
    counts["lemma"].add(lemmas, [(s, system[s][3].lower()) for s in content])
    return counts


def _sentence_spans(doc: Doc, place: Mapping[int, tuple[int, int]]) -> list[tuple[int, int]]:
    spans = []
    for sentence in doc.sents:
        own = [place[token.i] for token in sentence if token.i in place]
        if own:
            spans.append((own[0][0], own[-1][1]))
    return spans


def entity_counts(
    nlp: Language, rows: Sequence[tuple[str, list[tuple[int, int, str]]]], merged: Mapping[str, str]
) -> dict[str, Count]:
    """Exact spans with label, per label and together; ``merged`` renames labels of both sides before comparing."""
    counts = {"all": Count()}
    docs = nlp.pipe(text for text, _ in rows)
    for (_, entities), doc in zip(rows, docs, strict=True):
        gold = [(start, end, merged.get(label, label)) for start, end, label in entities]
        ours = [(e.start_char, e.end_char, merged.get(e.label_, e.label_)) for e in doc.ents]
        counts["all"].add(gold, ours)
        for label in sorted({span[2] for span in (*gold, *ours)}):
            one = counts.setdefault(label, Count())
            one.add([span for span in gold if span[2] == label], [span for span in ours if span[2] == label])
    return counts


def boundary_counts(nlp: Language, rows: Sequence[tuple[str, list[tuple[int, int]]]]) -> Count:
    """Places where a sentence begins, but for the first of each text; what holds no letter or digit is none."""
    count = Count()
    docs = nlp.pipe(text for text, _ in rows)
    for (_, sentences), doc in zip(rows, docs, strict=True):
        count.add([start for start, _ in sentences[1:]], _sentence_starts(doc)[1:])
    return count


def _sentence_starts(doc: Doc) -> list[int]:
    worded = [[token for token in sentence if not token.is_space] for sentence in doc.sents]
    return [words[0].idx for words in worded if any(char.isalnum() for token in words for char in token.text)]
