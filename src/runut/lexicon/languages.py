"""The languages in which Runut explains itself; apart, so that the command line starts without the lexicon."""

from enum import StrEnum

__all__ = ["Language"]


class Language(StrEnum):
    """A language of explanations."""

    EN = "en"
    ID = "id"
