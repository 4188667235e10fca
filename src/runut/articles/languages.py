"""Telling reports in other languages."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from runut.lexicon.loader import LexiconEntry, read_entries

__all__ = ["MalayWord", "malay_words", "other_language"]

LEAST_CHARACTERS = 200  # below it one in thirty-five Indonesian reports is taken for Malay
MOST_CHARACTERS = 4000
LEAST_CONFIDENCE = 0.9
# Indonesian reports about Malaysia, and prayers, are taken for Malay with up to 0.99: it may not refuse alone.
LEAST_MALAY_WORDS = 2

NAMES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ja": "Japanese",
    "jv": "Javanese or Sundanese",
    "ko": "Korean",
    "ms": "Malay",
    "nl": "Dutch",
    "pt": "Portuguese",
    "ru": "Russian",
    "th": "Thai",
    "tl": "Tagalog",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


class MalayWord(LexiconEntry, frozen=True):
    """A word of Malay that Indonesian writes or says otherwise."""

    word: str
    indonesian: str


@cache
def malay_words() -> frozenset[str]:
    """The words of ``malay.yaml``."""
    return frozenset(entry.word for entry in read_entries("malay.yaml", MalayWord))


def other_language(text: str) -> str | None:
    """The name of the language that ``text`` is in if that is surely not Indonesian, else None.

    A text too short to tell, and a mixed one, count as Indonesian.
    """
    if len(text) < LEAST_CHARACTERS:
        return None
    sample = text[:MOST_CHARACTERS]
    language, confidence = _identifier().classify(sample)
    if language not in NAMES or confidence < LEAST_CONFIDENCE:
        return None
    if language == "ms" and len(malay_words().intersection(re.findall(r"\w+", sample.lower()))) < LEAST_MALAY_WORDS:
        return None
    return NAMES[language]


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(["id", *NAMES])
    return identifier
