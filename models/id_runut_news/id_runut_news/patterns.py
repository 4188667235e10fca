"""Names that their first word or their neighbour gives away: *Polres Subang, Jalan Melati, Kompol Rizki*."""

import re
from collections.abc import Iterator, Sequence

from id_runut_news.listed import Claim, listed_as_other, listed_at, names_of_places
from id_runut_news.tokenizer import read_kinds, read_words

__all__ = ["COMMON", "GIVEN_NAMES", "KINDS", "TITLES", "is_rare", "pattern_names"]

KINDS = read_kinds("name_words.txt")
TITLES, OFFICES, SAYING, RELAYING = KINDS["title"], KINDS["office"], KINDS["saying"], KINDS["relaying"]
LOCAL, TOPICAL, COMPANIES, CONTESTS = KINDS["local"], KINDS["topical"], KINDS["company"], KINDS["contest"]
NAMED = KINDS["named"] | COMPANIES
NO_PART = OFFICES | TITLES
PLACE_CLASSES = KINDS["class"] | {"PP", "Besar"}
TOPIC_ENDS = TOPICAL | {"Partai", "DPP"}
PLACE_HEADS = read_words("place_heads.txt") - KINDS["thing"]
KNOWN = read_words("known_words.txt")
COMMON = (KNOWN - read_words("capital_words.txt")) | {"allah"}
GIVEN_NAMES = read_words("given_names.txt") | read_words("international_names.txt")
NUMERAL = re.compile(r"[IVX]+$")
DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|co|id|net|news|tv)(?:\.id)?$", re.IGNORECASE)
DASHES = frozenset({"-", "–", "—", "--"})
JOINS = frozenset({"dan", "&"})
LINKS = JOINS | {","}
LONGEST_PERSON, LONGEST_BODY, LONGEST_PLACE, LONGEST_DATELINE = 4, 12, 5, 3


def pattern_names(words: Sequence[str], people: Sequence[bool]) -> Iterator[Claim]:
    """Names by pattern; ``people`` says which tokens the model takes for a person's name."""
    for at, word in enumerate(words):
        if word[0].isupper() or word == "dolar":
            end, label = _headed(words, at, people)
            if end > at + 1:
                yield at, end, label
        if word in TITLES or word in SAYING:
            yield from _person_after(words, at)
        if word in GIVEN_NAMES:
            end = at + 1
            while end < len(words) and end - at < LONGEST_PERSON and is_rare(words[end]):
                end += 1
            if end > at + 1:
                yield at, end, "PER"
        if word.lower() in RELAYING:
            yield from _outlet_after(words, at)
        if "." in word and DOMAIN.match(word):
            yield at, at + 1, "ORG"
    yield from _dateline(words)


def _headed(words: Sequence[str], at: int, people: Sequence[bool]) -> tuple[int, str]:
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if word in LOCAL or (word == "Pemerintah" and following in {"Kabupaten", "Kota", "Provinsi", "Desa"}):
        return _place_after(words, at + 1), "ORG"
    if word in TOPICAL and not NUMERAL.match(following) and following not in {"Hakim", "Umum"}:
        return _topic_after(words, at + 1, people), "ORG"
    if word in NAMED:
        return _run(words, at + 1, LONGEST_BODY, people, is_body=True), "ORG"
    if word.lower() in PLACE_HEADS and not (at and (words[at - 1] in OFFICES or words[at - 1] == "Sekolah")):
        return _run(words, at + 1, LONGEST_PLACE, [False] * len(words)), "LOC"
    return (_run(words, at + 1, 2, people), "") if word in CONTESTS or word == "dolar" else (at, "")


def _capital(word: str) -> bool:
    return word[0].isupper() and len(word) > 1


def _place_after(words: Sequence[str], at: int) -> int:
    """Past the place that a local body is of: class words, then a listed place or else one capitalised word."""
    end = at
    listed = names_of_places(words, end)
    while listed == end and end < len(words) and words[end] in PLACE_CLASSES:
        end += 1
        listed = names_of_places(words, end)
    if listed > end:
        return listed
    if end < len(words) and _capital(words[end]) and words[end].isalpha() and words[end] not in NO_PART:
        if words[end].lower() in COMMON and end == at:
            return at
        return end + 1
    return end if end > at and words[end - 1] not in {"Kota", "Kabupaten", "Provinsi"} else at


def _topic_after(words: Sequence[str], at: int, people: Sequence[bool]) -> int:
    """Past the subjects of a body and its place: common words in capitals, abbreviations, listed places."""
    end = at
    while end < len(words) and end - at < LONGEST_BODY and not people[end]:
        word = words[end]
        listed = names_of_places(words, end)
        if listed > end:
            return listed
        if end > at and (listed_at(words, end) or word in TOPIC_ENDS) or word in NO_PART:
            break
        if word in KINDS["class"]:
            return max(end, _place_after(words, end))
        if _capital(word) and (end == at or word.lower() in KNOWN or word.isupper()):
            end += 1
        elif word in LINKS and _joins_subjects(words, at, end):
            end += 1
        else:
            break
    while end > at and words[end - 1] in LINKS:
        end -= 1
    return end


def _joins_subjects(words: Sequence[str], at: int, end: int) -> bool:
    """*Pendidikan, Kebudayaan, Riset, dan Teknologi*: a comma joins where an *dan* follows soon; *dan* always."""
    if end == at or end + 1 >= len(words):
        return False
    if words[end] in JOINS:
        return _capital(words[end + 1]) and words[end + 1].lower() in COMMON
    rest = words[end + 1 : end + 6]
    if not rest or not (rest[0] in JOINS or (_capital(rest[0]) and rest[0].lower() in COMMON)):
        return False
    return "dan" in rest and all(_capital(word) or word == "," for word in rest[: rest.index("dan")])


def _run(words: Sequence[str], at: int, longest: int, people: Sequence[bool], *, is_body: bool = False) -> int:
    """Past a run of capitalised words and numbers; a person's name ends it."""
    end = at
    while end < len(words) and end - at < longest and not (people[end] and end > at):
        word = words[end]
        joined = word in {"&", "-"} and end > at and end + 1 < len(words) and _capital(words[end + 1])
        if not (_capital(word) or word.isdigit() or joined) or word in OFFICES:
            break
        place = names_of_places(words, end)
        if place > end:
            if words[at - 1] in COMPANIES:
                end = place
                continue
            return place if is_body or end == at else end
        if end > at and listed_at(words, end):
            break
        end += 1
    return end


def _person_after(words: Sequence[str], at: int) -> Iterator[Claim]:
    start = at + 1
    while start < len(words) and (words[start] in TITLES or words[start] in {"(", "Purn", ")"}):
        start += 1
    end = start
    while end < len(words) and end - start < LONGEST_PERSON and _is_of_a_person(words[end]):
        end += 1
    if end > start and words[start].lower() not in COMMON and names_of_places(words, start) == start:
        yield start, end, "PER"


def _outlet_after(words: Sequence[str], at: int) -> Iterator[Claim]:
    start = at + 1
    while start < len(words) and words[start] in KINDS["on-the-way"]:
        start += 1
    end = start
    while end < len(words) and end - start < LONGEST_PERSON and _capital(words[end]) and words[end] not in KINDS["day"]:
        end += 1
    if end > start and words[start] not in NO_PART and names_of_places(words, start) == start:
        yield start, end, "ORG"


def _is_of_a_person(word: str) -> bool:
    return (
        word[0].isupper()
        and not (word.isupper() and len(word) > 2)
        and word[0] != word[-1:] + "!"
        and (word.replace("-", "").replace("'", "").replace(".", "").isalpha() and word not in OFFICES)
    )


def is_rare(word: str) -> bool:
    """Whether a word can only be part of a name: capitalised, in no dictionary, no abbreviation, not listed."""
    return (
        word[0].isupper()
        and word.isalpha()
        and not word.isupper()
        and word.lower() not in COMMON
        and word not in NO_PART
        and not listed_as_other(word)
    )


def _dateline(words: Sequence[str]) -> Iterator[Claim]:
    """*BREBES, KOMPAS.com -*: a place in capitals that opens the report, before or after the outlet."""
    at = 0
    if words and DOMAIN.match(words[0]) and len(words) > 1 and words[1] in {",", "|"}:
        at = 2
    end = at
    while end < len(words) and end - at < LONGEST_DATELINE and words[end].isupper() and words[end].isalpha():
        end += 1
    if at < end < len(words) and (words[end] in DASHES | {"("} or words[end] == ","):
        if len("".join(words[at:end])) > 3 and any(word in DASHES for word in words[end : end + 6]):
            yield at, end, "GPE"
