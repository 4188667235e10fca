"""Names that are listed: what they are everywhere, or in reports of matches."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from spacy.vocab import Vocab

from id_runut_news.tokenizer import DATA, Tokenizer, read_kinds, read_words

__all__ = ["Claim", "listed_as_other", "listed_at", "listed_names", "names_of_places"]

Claim = tuple[int, int, str]  # first token, one past the last, label
Index = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]

_KINDS = read_kinds("name_words.txt")
MATCH_SIGNS = 3  # different words of a match; a mayor who opens a tournament has fewer


def _read_phrases(labelled: Mapping[str, str]) -> Index:
    """Names by their first token, the longest first; cut as the tokenizer cuts them."""
    cut = Tokenizer(Vocab()).cut
    index: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for name, label in labelled.items():
        words = tuple(word for chunk in name.split() for word in cut(chunk))
        index[words[0]].append((words, label))
    for names in index.values():
        names.sort(key=lambda entry: -len(entry[0]))
    return dict(index)


def _listed() -> dict[str, str]:
    rows = (line.split("\t") for line in (DATA / "names.tsv").read_text(encoding="utf-8").splitlines())
    names = {row[1]: row[0] for row in rows if len(row) > 1 and not row[0].startswith("#")}
    return (
        names
        | dict.fromkeys(read_words("countries.txt"), "GPE")
        | dict.fromkeys(read_words("organisations.txt"), "ORG")
        | dict.fromkeys(read_words("no_names.txt"), "")
    )


_NAMES = _read_phrases(_listed())
_CLUBS = _read_phrases(dict.fromkeys(read_words("city_clubs.txt"), "ORG"))


def _is_about_a_match(words: Sequence[str]) -> bool:
    """Whether a report is about football, so that *Sevilla* is a club."""
    return len(_KINDS["match"].intersection(words)) >= MATCH_SIGNS


def listed_names(words: Sequence[str]) -> Iterator[Claim]:
    """Listed names, the longest at each place, none inside another."""
    clubs = _CLUBS if _is_about_a_match(words) else {}
    at = 0
    while at < len(words):
        word = words[at]
        found = _match(words, at, _NAMES) or _match(words, at, clubs) if word[0].isupper() else None
        if found and (found[2] != "GPE" or _is_a_place_here(words, at)):
            yield found
            at = found[1]
        else:
            at += 1


def _is_a_place_here(words: Sequence[str], at: int) -> bool:
    """Whether a listed place is meant as one: *di Iran*, but not *warga Iran*, which the training data leave out."""
    return at > 0 and words[at - 1].lower() in _KINDS["before-place"]


def _match(words: Sequence[str], at: int, index: Index) -> Claim | None:
    for name, label in index.get(words[at], ()):
        end = at + len(name)
        if tuple(words[at:end]) == name:
            return at, end, label
    return None


def names_of_places(words: Sequence[str], at: int) -> int:
    """One past the listed place that begins at ``at``, or ``at``."""
    found = _match(words, at, _NAMES) if at < len(words) else None
    return found[1] if found and found[2] == "GPE" else at


def listed_at(words: Sequence[str], at: int) -> bool:
    """Whether an organisation or person that is listed begins at ``at``."""
    found = _match(words, at, _NAMES)
    return found is not None and found[2] in {"ORG", "PER"}


def listed_as_other(word: str) -> bool:
    """Whether a word alone is listed as something else than a person."""
    found = _match((word,), 0, _NAMES)
    return found is not None and found[2] != "PER"
