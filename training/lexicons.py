"""The package's word tables, from the treebank, a lemma list and the news' word counts."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import simplemma

from training.corpora import Word
from training.settings import Lexicon

__all__ = ["write_lexicons"]

Table = dict[tuple[str, str], str]
# Parts of speech whose features are the word's own; those of nouns and numerals follow from its shape.
LISTED_FEATURES = frozenset({"ADJ", "ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ", "VERB"})
NO_LEMMA = frozenset({"PROPN", "PUNCT", "SYM", "X"})  # parts of speech that are their own lemma
MIN_LETTERS = 3
NAME_SHARE = 0.2  # of a word's uses those in small letters, below which it is a name rather than a word


def write_lexicons(treebank: Sequence[Sequence[Word]], counts: Path, data: Path, settings: Lexicon) -> None:
    """Write the known words, those of them that are mostly names, lemmas and features into the ``data`` folder."""
    lower = _lower_case_counts(counts)
    known = [
        word
        for word, count in sorted(lower.items())
        if count >= settings.known_min_count and word.isascii() and word.isalpha() and len(word) >= MIN_LETTERS
    ]
    about = "# Frequent words of Indonesian news; a clitic is split off where one of them is left over.\n"
    (data / "known_words.txt").write_text(about + "".join(f"{word}\n" for word in known), encoding="utf-8")

    _write_capital_words(known, counts, data / "capital_words.txt")

    listed = _list_lemmas([word for word, count in lower.items() if count >= settings.lemma_min_count])
    learnt = _commonest(treebank, "lemma")
    # The treebank's lemma counts where it differs from the list's.
    better = {
        (word, pos): lemma
        for (word, pos), lemma in learnt.items()
        if lemma and pos not in NO_LEMMA and lemma != listed.get((word, "*"), word)
    }
    _write_table(data / "lemmas.tsv", "word, part of speech (*: any), lemma", listed | better)

    features = {
        (word, pos): feats
        for (word, pos), feats in _commonest(treebank, "feats").items()
        if pos in LISTED_FEATURES and feats != "_" and "ExtPos" not in feats and "Typo" not in feats
    }
    _write_table(data / "features.tsv", "word, part of speech, universal features", features)


def _write_capital_words(known: Sequence[str], counts: Path, path: Path) -> None:
    """Those of the known words that are names for the most part: *jokowi, pertamina*."""
    forms: Counter[str] = Counter()
    lower = _lower_case_counts(counts)
    for row in counts.read_text(encoding="utf-8").splitlines():
        word, count = row.split("\t")
        forms[word.lower()] += int(count)
    names = [word for word in known if lower[word] < NAME_SHARE * forms[word]]
    about = "# Known words that are mostly written with a capital.\n"
    path.write_text(about + "".join(f"{word}\n" for word in names), encoding="utf-8")


def _lower_case_counts(counts: Path) -> dict[str, int]:
    rows = (line.split("\t") for line in counts.read_text(encoding="utf-8").splitlines())
    return {word: int(count) for word, count in rows if word.islower()}


def _list_lemmas(words: Sequence[str]) -> Table:
    """Lemmas of the words as simplemma lists or derives them, where they differ from the word."""
    lemmas = {word: simplemma.lemmatize(word, lang="id").lower() for word in words if word.isalpha()}
    return {(word, "*"): lemma for word, lemma in lemmas.items() if lemma != word}


def _commonest(treebank: Sequence[Sequence[Word]], value: str) -> Table:
    """The commonest lemma (or features) of each word and part of speech.

    Words with a capital inside a sentence are passed over: the treebank leaves most of them as they are.
    """
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in treebank:
        for at, word in enumerate(sentence):
            if not (value == "lemma" and at and word.form[0].isupper()):
                seen[word.form.lower(), word.upos][getattr(word, value)] += 1
    return {key: min(counts, key=lambda name: (-counts[name], name)) for key, counts in seen.items()}


def _write_table(path: Path, about: str, table: Mapping[tuple[str, str], str]) -> None:
    rows = "".join(f"{word}\t{pos}\t{value}\n" for (word, pos), value in sorted(table.items()))
    path.write_text(f"# {about}\n{rows}", encoding="utf-8")
