"""What can go wrong, one class for each thing that a caller may want to tell apart."""

__all__ = ["ArticleError", "LexiconError", "ModelError", "RequestError", "RunutError", "StoreError"]


class RunutError(Exception):
    """Anything that Runut refuses to do; its message says what, where and what to do."""


class ArticleError(RunutError):
    """An input that cannot be read as an Indonesian news report."""


class LexiconError(RunutError):
    """A lexicon file or entry that breaks the format; names the file and the entry."""


class ModelError(RunutError):
    """The language model is missing or of a wrong version."""


class RequestError(RunutError):
    """A request to the viewer that it cannot understand, such as a filter with an unknown value."""


class StoreError(RunutError):
    """A collection that cannot be opened or written."""
