"""The package's word tables: lemmas and features, learnt from the treebank and a lemma list."""

import sys
from collections import Counter, defaultdict
from pathlib import Path

import simplemma

from training.corpora import Word, read_treebank

DATA = Path("models/id_runut_news/id_runut_news/data")
OPEN = frozenset({"ADJ", "ADV", "NOUN", "NUM", "PROPN", "VERB", "X"})  # classes whose features follow from the shape
MIN_COUNT = 3  # rarer words of the news are mostly misspelt or foreign


def treebank_table(sentences: list[list[Word]], value: str) -> dict[tuple[str, str], str]:
    """The commonest lemma (or features) of each word and part of speech."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for words in sentences:
        for at, word in enumerate(words):
            if value == "lemma" and word.form[0].isupper() and at:
                continue
            seen[word.form.lower(), word.upos][getattr(word, value)] += 1
    return {key: min(counts, key=lambda x: (-counts[x], x)) for key, counts in seen.items()}


def list_lemmas(vocabulary: Path) -> dict[tuple[str, str], str]:
    """Lemmas of the news vocabulary as the lemma list has them, where they differ from the word."""
    lemmas = {}
    for line in vocabulary.read_text(encoding="utf-8").splitlines():
        word, count = line.split("\t")
        if int(count) >= MIN_COUNT and word.islower() and word.isalpha():
            lemma = simplemma.lemmatize(word, lang="id")
            if lemma != word:
                lemmas[word, "*"] = lemma.lower()
    return lemmas


def write_table(path: Path, about: str, table: dict[tuple[str, str], str]) -> None:
    rows = [f"{word}\t{pos}\t{value}" for (word, pos), value in sorted(table.items())]
    path.write_text(f"# {about}\n" + "\n".join(rows) + "\n", encoding="utf-8")


def main(treebank: Path, vocabulary: Path, out: Path = DATA) -> None:
    sentences = list(read_treebank(treebank))
    listed = list_lemmas(vocabulary)
    learnt = treebank_table(sentences, "lemma")
    # The treebank's word for it counts where it knows better than the list.
    better = {
        key: lemma
        for key, lemma in learnt.items()
        if lemma and lemma != listed.get((key[0], "*"), key[0]) and key[1] not in {"PROPN", "X", "PUNCT", "SYM"}
    }
    write_table(out / "lemmas.tsv", "word, part of speech (* any), lemma", listed | better)
    features = {
        key: feats.replace("_", "") if feats == "_" else feats
        for key, feats in treebank_table(sentences, "feats").items()
        if key[1] not in {"PUNCT", "SYM", "X", "PROPN", "NUM"} and "ExtPos" not in feats
    }
    features = {key: feats for key, feats in features.items() if key[1] not in OPEN or key[1] in {"VERB", "ADJ"}}
    write_table(out / "features.tsv", "word, part of speech, universal features", {k: v for k, v in features.items() if v})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
