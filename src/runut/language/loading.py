"""Finding and loading the Indonesian pipeline."""

import hashlib
import json
import os
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import get_package_path, is_package

from runut.errors import ModelError

__all__ = ["DEFAULT_MODEL", "load_language", "make_doc", "model_version"]

DEFAULT_MODEL = "id_runut_news"
MISSING = (
    "language model {name!r} is not installed; in a clone of Runut run "
    "`pip install --no-deps ./models/id_runut_news`, or set RUNUT_MODEL to another model"
)
SENTENCES = "runut_sentences"
OPENING = "runut_opening"
BODY_START = "body_start"


@cache
def load_language() -> Language:
    """The pipeline that reads Indonesian news, loaded once per process.

    It is the installed package ``id_runut_news``, or what the environment variable ``RUNUT_MODEL``
    names (a package or a folder). Raises :class:`ModelError` when there is no such model.
    """
    name = os.environ.get("RUNUT_MODEL", DEFAULT_MODEL)
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ModelError(MISSING.format(name=name)) from error
    if SENTENCES in nlp.pipe_names:
        nlp.add_pipe(OPENING, after=SENTENCES)
    return nlp


def model_version() -> str:
    """Name and version of the pipeline that :func:`load_language` loads, told without loading it.

    Raises :class:`ModelError` when there is no such model.
    """
    name = os.environ.get("RUNUT_MODEL", DEFAULT_MODEL)
    folder = get_package_path(name) if is_package(name) else Path(name)
    try:
        content = (folder / "meta.json").read_bytes()
    except OSError as error:
        raise ModelError(MISSING.format(name=name)) from error
    meta = json.loads(content)
    return f"{meta['lang']}_{meta['name']}-{meta['version']}+{hashlib.sha256(content).hexdigest()[:8]}"


def make_doc(nlp: Language, text: str, body_start: int = 0) -> Doc:
    """A Doc of ``text`` for ``nlp`` to analyse, whose first sentence proper begins at character ``body_start``.

    A dateline before it (*Jakarta, Contoh.com -*) is parsed apart, since read as one sentence with what follows
    it passes for the subject.
    """
    doc = nlp.make_doc(text)
    doc.user_data[BODY_START] = body_start
    return doc


@Language.component(OPENING, assigns=["token.is_sent_start"])
def part_opening(doc: Doc) -> Doc:
    """Begin a sentence where the body begins."""
    start = doc.user_data.get(BODY_START, 0)
    token = next((token for token in doc if token.idx >= start), None) if start else None
    if token is not None:
        token.is_sent_start = True
    return doc
