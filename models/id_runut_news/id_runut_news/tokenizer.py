"""Words of Indonesian news, as the UD treebanks of Indonesian count them.

Text is cut at white space, punctuation is peeled off (never from inside numbers, dates, web
addresses, abbreviations), and the clitics *-nya -lah -kah -ku -mu -pun* become tokens of their own
where what is left of the word is a word. Nothing is changed or lost: the tokens and the white
space between them are the text.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

DATA = Path(__file__).parent / "data"

# A run of characters that is never cut: web and mail addresses, numbers with their separators,
# document numbers (34/PMK.011/2007), dates and clock times, ordinals and decades (ke-10, 1990-an).
_SOLID = re.compile(
    r"""(?:https?://\S+?|www\.\S+?)(?=[.,;:!?)\]"”]*$)
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | [A-Za-z0-9][\w-]*(?:\.[a-z0-9][\w-]*)*\.(?:com|co|id|net|org|go|ac|info|tv|news)(?:\.id)?(?![\w])
    | (?=[\w./-]*\d)(?=[\w./-]*[A-Za-z])[\w.-]+(?:/[\w.-]*\w)+
    | [A-Z]/[A-Z](?!\w)
    | \d+(?:[.,:]\d+)*-an(?!\w)
    | \d+(?:[.,:]\d+)+
    | (?:\d{1,2}|0\d)/\d{1,2}(?:/\d{2,4})?(?!\d)
    | [Kk]e-\d+(?!\w)
    | [@\#][\w.]*\w
    """,
    re.VERBOSE,
)
_CURRENCY = re.compile(r"(?:Rp|US|SG|AU|HK|RM|S)?[$€£¥]|(?:Rp|IDR|USD)(?=[\d.])")
_WORD = re.compile(r"\w+(?:['’.]\w+)*(?:-\w+(?:['’]\w+)*)*", re.UNICODE)
# Breaks between paragraphs lost when a page was saved: "katanya.Presiden".
_GLUED = re.compile(r"(?<=[a-z0-9)\"”][.!?])(?=[A-Z“][A-Za-z])")
_RANGE = re.compile(r"(?:\d+|(?:Jan|Feb|Mar|Apr|Jun|Jul|Agus|Sept|Okt|Nov|Des)[a-z]+|Mei)(?=-(?:\d|[A-Z][a-z]))")
_DOTS = re.compile(r"\.{2,}|…+")
_INITIALS = re.compile(r"(?:[A-Z]\.)+(?![a-z])")
_CLITIC = re.compile(r"(.{2,}?)(nya|lah|kah|pun|ku|mu)$", re.IGNORECASE)
_REPEATED_MARK = re.compile(r"([-–—*=_!?`'])\1+")


def read_words(name: str) -> frozenset[str]:
    """The words of ``data/<name>``: one a line, ``#`` starts a remark."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if (word := line.partition("#")[0].strip()))


def read_kinds(name: str) -> dict[str, frozenset[str]]:
    """The words of ``data/<name>`` by kind; a line is ``kind: word word``, a kind may have several lines."""
    kinds: dict[str, set[str]] = {}
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, _, words = line.partition(":")
            kinds.setdefault(kind, set()).update(words.split())
    return {kind: frozenset(words) for kind, words in kinds.items()}


class Tokenizer:
    """Cuts a text into the tokens of a :class:`spacy.tokens.Doc`.

    It carries a vocabulary and a memory of chunks met before, which makes it about ten times
    faster on running news.
    """

    MEMORY = 200_000  # chunks; about 40 MB when full, then it is emptied

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._abbreviations = read_words("abbreviations.txt")
        self._whole = read_words("whole_words.txt")
        self._known = read_words("known_words.txt")
        self._places = read_words("countries.txt")
        self._memory: dict[str, tuple[str, ...]] = {}

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        memory = self._memory
        if len(memory) > self.MEMORY:
            memory.clear()
        for chunk, gap in _chunks(text):
            if chunk:
                # A full stop that ends the paragraph is one even after an abbreviation.
                last = not gap or "\n" in gap
                key = chunk + "\n" if last and chunk[-1] == "." else chunk
                pieces = memory.get(key)
                if pieces is None:
                    pieces = memory[key] = tuple(self.cut(chunk, last=last))
                words += pieces
                spaces += [False] * len(pieces)
            if gap:
                _add_gap(gap, words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def cut(self, chunk: str, *, last: bool = False) -> Iterator[str]:
        """Tokens of a chunk without white space; ``last`` when its paragraph ends with it."""
        for part in _GLUED.split(chunk):
            yield from self._cut_part(part, last=last)

    def _cut_part(self, part: str, *, last: bool) -> Iterator[str]:
        at = 0
        while at < len(part):
            end = self._end_of_token(part, at, last=last)
            yield from self._split_clitics(part[at:end])
            at = end

    def _end_of_token(self, part: str, at: int, *, last: bool) -> int:
        for pattern in (_CURRENCY, _SOLID, _DOTS, _REPEATED_MARK, _RANGE):
            if found := pattern.match(part, at):
                return found.end()
        if not part[at].isalnum():
            return at + 1
        if end := self._end_of_abbreviation(part, at, last=last):
            return end
        if found := _INITIALS.match(part, at):
            return found.end() - (last and found.end() == len(part) and found.end() - at > 2)
        found = _WORD.match(part, at)
        if found is None:  # letters that \w does not cover, such as superscripts
            return at + 1
        return self._end_of_first_name(part, at, found.end())

    def _end_of_abbreviation(self, part: str, at: int, *, last: bool) -> int:
        """Where the longest known abbreviation that starts here ends, or 0."""
        stop = part.find(".", at)
        longest = 0
        while 0 < stop < at + LONGEST_ABBREVIATION:
            if part[at : stop + 1] in self._abbreviations:
                longest = stop + 1
            stop = part.find(".", stop + 1)
        return 0 if last and longest == len(part) else longest

    def _end_of_first_name(self, part: str, at: int, end: int) -> int:
        """Cut *Iran-Israel* after *Iran*: two places, two tokens; other hyphened words stay whole."""
        first, hyphen, second = part[at:end].partition("-")
        if hyphen and first in self._places and second in self._places:
            return at + len(first)
        return end

    def _split_clitics(self, token: str) -> list[str]:
        found = _CLITIC.match(token)
        if found is None or token.lower() in self._whole:
            return [token]
        base, clitic = found.groups()
        if base.endswith("-"):
            return [base[:-1], token[len(base) - 1 :]] if clitic.islower() else [token]
        known = base.lower().rpartition("-")[2] in self._known
        if clitic.lower() == "nya":
            if base.islower() or known or (base[1:].isupper() and clitic == "nya"):
                return [*self._split_clitics(base), clitic] if known or len(base) > 2 else [token]
            return [token]
        return [*self._split_clitics(base), clitic] if known and len(base) > 2 else [token]

    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> "Tokenizer":
        return self

    def to_disk(self, _path: Path | str, **_: Any) -> None:
        """Nothing to write: the word lists ship with the package."""

    def from_disk(self, _path: Path | str, **_: Any) -> "Tokenizer":
        return self


LONGEST_ABBREVIATION = 9
_CHUNK = re.compile(r"(\S*)(\s*)")


def _chunks(text: str) -> Iterator[tuple[str, str]]:
    for found in _CHUNK.finditer(text):
        if found[0]:
            yield found[1], found[2]


def _add_gap(gap: str, words: list[str], spaces: list[bool]) -> None:
    """A single blank belongs to the word before it; any other white space is a token."""
    if gap[0] == " " and words:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)


@spacy.registry.tokenizers("id_runut_news.Tokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """The tokenizer, as a spaCy config names it."""

    def create(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab)

    return create
