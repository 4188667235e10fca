"""What the readers hand on: raw parts of a report, a finished reading, or the reason why there is none."""

from runut.model import Article, Struct

__all__ = ["Failure", "Parts", "Reading"]


class Parts(Struct, frozen=True):
    """What one input says about one report, before dates are read and the text is checked.

    ``where`` names the input (``path`` or ``path:line``); ``published`` is still the input's own
    string; ``warnings`` is what the reader had to guess.
    """

    where: str
    text: str
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    warnings: tuple[str, ...] = ()


class Reading(Struct, frozen=True):
    """An article and where it came from (``path``, ``path:line`` or address); ``warnings`` belong into its record."""

    where: str
    article: Article
    warnings: tuple[str, ...] = ()


class Failure(Struct, frozen=True):
    """An input that could not be read: where it is, and why, with what to do about it."""

    where: str
    reason: str
