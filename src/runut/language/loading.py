"""Finding and loading the Indonesian pipeline."""

import os
from functools import cache

import spacy
from spacy.language import Language

from runut.errors import ModelError

__all__ = ["DEFAULT_MODEL", "load_language"]

DEFAULT_MODEL = "id_runut_news"


@cache
def load_language() -> Language:
    """The pipeline that reads Indonesian news, loaded once per process.

    It is the installed package ``id_runut_news``, or what the environment variable ``RUNUT_MODEL``
    names (a package or a folder). Raises :class:`ModelError` when there is no such model.
    """
    name = os.environ.get("RUNUT_MODEL", DEFAULT_MODEL)
    try:
        return spacy.load(name)
    except OSError as error:
        raise ModelError(
            f"language model {name!r} is not installed; in a clone of Runut run "
            "`pip install --no-deps ./models/id_runut_news`, or set RUNUT_MODEL to another model"
        ) from error
