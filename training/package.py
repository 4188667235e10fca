"""A trained pipeline in, the installable package's data out."""

import json
import shutil
import sys
from pathlib import Path

import spacy

import id_runut_news

PACKAGE = Path("models/id_runut_news/id_runut_news")
VERSION = "0.1.0"
META = {
    "name": "runut_news",
    "version": VERSION,
    "description": "Indonesian news: tokens, sentences, tags, features, lemmas, dependencies, named entities.",
    "author": "The Runut founders",
    "license": "CC BY-SA 4.0",
    "sources": [
        {"name": "UD Indonesian-GSD v2.0", "license": "CC BY-SA 3.0", "url": "", "author": "McDonald, Nivre et al."},
        {"name": "UD Indonesian-CSUI", "license": "CC BY-SA 4.0", "url": "", "author": "Alfina et al."},
        {"name": "idner-news-2k", "license": "MIT", "url": "", "author": "Khairunnisa et al."},
        {"name": "NERGrit (IndoNLU)", "license": "as named there", "url": "", "author": "the NERGRIT developers"},
        {"name": "simplemma (lemma list)", "license": "MIT", "url": "", "author": "Adrien Barbaresi"},
    ],
}


def main(trained: Path) -> None:
    nlp = spacy.load(trained)
    nlp.add_pipe("runut_sentences", first=True)
    nlp.add_pipe("runut_lemmas", last=True)
    nlp.add_pipe("runut_places", last=True)
    nlp.meta.update(META)
    target = PACKAGE / f"id_runut_news-{VERSION}"
    shutil.rmtree(target, ignore_errors=True)
    nlp.to_disk(target)
    shutil.copy(target / "meta.json", PACKAGE / "meta.json")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
