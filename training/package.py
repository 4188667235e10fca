"""A trained pipeline in, the installable package's data out."""

import shutil
import sys
from pathlib import Path

import id_runut_news  # noqa: F401 - for its components
import numpy as np
import spacy

__all__ = ["PACKAGE", "VERSION", "write_package"]

PACKAGE = Path("models/id_runut_news/id_runut_news")
VERSION = "0.1.1"
META = {
    "name": "runut_news",
    "version": VERSION,
    "description": "Indonesian news: tokens, sentences, tags, features, lemmas, dependencies, named entities.",
    "author": "The Runut founders",
    "license": "CC BY-SA 4.0",
    "sources": [
        {
            "name": "UD Indonesian-GSD 2.0",
            "license": "CC BY-SA 3.0",
            "author": "R. McDonald, J. Nivre and others",
        },
        {"name": "UD Indonesian-CSUI", "license": "CC BY-SA 4.0", "author": "Ika Alfina and others"},
        {"name": "idner-news-2k", "license": "MIT", "author": "Siti Oryza Khairunnisa and others"},
        {"name": "NERGrit, by IndoNLU", "license": "see there", "author": "the NERGrit developers"},
        {"name": "simplemma (lemma list)", "license": "MIT", "author": "Adrien Barbaresi"},
    ],
}


def write_package(trained: Path, package: Path = PACKAGE) -> None:
    """Add the components that are rules, and put the pipeline where ``spacy.load`` will find it.

    The vectors are stored as float16, half the size; :func:`id_runut_news.load` widens them again.
    """
    nlp = spacy.load(trained)
    nlp.add_pipe("runut_sentences", first=True)
    nlp.add_pipe("runut_lemmas", last=True)
    nlp.add_pipe("runut_names", last=True)
    nlp.add_pipe("runut_places", last=True)
    nlp.meta.update(META)
    nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype(np.float16)
    target = package / f"id_runut_news-{VERSION}"
    shutil.rmtree(target, ignore_errors=True)
    nlp.to_disk(target)
    shutil.copy(target / "meta.json", package / "meta.json")


if __name__ == "__main__":
    write_package(Path(sys.argv[1]))
