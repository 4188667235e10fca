"""Names as the model finds them, mended by lists, patterns and what the rest of the report says of the same name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from id_runut_news.listed import Claim, listed_as_other, listed_names, names_of_places
from id_runut_news.patterns import COMMON, GIVEN_NAMES, KINDS, TITLES, is_rare, pattern_names

__all__ = ["mend_names"]

# Where a name ends that the model let run on.
CUTS = frozenset({"--", "–", "—", "©", "|"})
JOBS, ENDINGS, PLACE_ENDINGS = KINDS["job"], KINDS["ending"], KINDS["place-ending"]
DATELINE = 12  # tokens; there a hyphen ends the dateline: *Kota Baru, Pelita Pagi - Warga …*
SCORE = re.compile(r"\d+-\d+$|-$")
REPORT = 3  # sentences; less is no report whose mentions of a name could speak for each other
SHORTEST_PART = 3  # letters of a part of a name that is looked for alone


@Language.component("runut_names", assigns=["doc.ents"], requires=["doc.ents"])
def mend_names(doc: Doc) -> Doc:
    """Relabel, cut, join and add entities."""
    words = [token.text for token in doc]
    model = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    people = [False] * len(words)
    for start, end, label in model:
        if label == "PER":
            people[start:end] = [True] * (end - start)
    starts = {sentence.start for sentence in doc.sents} if doc.has_annotation("SENT_START") else set()
    trimmed = [claim for entity in model for claim in _trimmed(words, entity, starts)]
    sure = _without_overlaps(_widened(words, claim) for claim in [*pattern_names(words, people), *listed_names(words)])
    claims = sorted(_without_overlaps(_merged(words, sure, trimmed)))
    claims = list(_with_brackets(words, claims))
    if len(starts) >= REPORT:
        claims = _repeated(words, claims, set(sure))
    doc.ents = [Span(doc, start, end, label=label) for start, end, label in claims if label]
    return doc


def _widened(words: Sequence[str], claim: Claim) -> Claim:
    """A company with *Indonesia* or *Inc* after it; a contest with the place after it."""
    start, end, label = claim
    while label == "ORG" and end < len(words) and words[end] in ENDINGS:
        end += 1
    return start, names_of_places(words, end) if label == "" else end, label


def _without_overlaps(claims: Iterable[Claim]) -> list[Claim]:
    taken: set[int] = set()
    kept = []
    for start, end, label in sorted(claims, key=lambda claim: (claim[0] - claim[1], claim[0])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end, label))
    return kept


def _trimmed(words: Sequence[str], entity: Claim, starts: set[int]) -> Iterator[Claim]:
    """The entity without titles, words in lower case and *cs*; none where no name is left."""
    start, end, label = entity
    for at in range(start + 1, end - 1):
        if words[at] in TITLES:
            yield from _trimmed(words, (start, at, label), starts)
            yield from _trimmed(words, (at + 1, end, "PER"), starts)
            return
    cuts = CUTS | {"-"} if start < DATELINE and label != "PER" else CUTS
    end = next((at for at in range(start + 1, end) if words[at] in cuts), end)
    if label == "ORG":
        start = max((at + 1 for at in range(start, end - 1) if words[at] in JOBS), default=start)
    if label == "PER":
        while start < end - 1 and (words[start] in TITLES or words[start].islower()):
            start += 1
    while end - start > 1 and SCORE.match(words[end - 1]):
        end -= 1
    while start < end and words[end - 1] in KINDS["after-people"]:
        end -= 1
    lone = end - start == 1
    if start == end or all(word.islower() for word in words[start:end]) and label != "ORG":
        return
    if lone and start in starts and words[start].lower() in COMMON and words.count(words[start]) == 1:
        return
    yield start, end, _relabelled(words[start:end], label)


def _relabelled(name: Sequence[str], label: str) -> str:
    """What the first or last word of a name says against the model."""
    if len(name) == 1:
        return label
    if label != "ORG" and name[-1] in ENDINGS and label != "LOC":
        return "ORG"
    if label != "LOC" and name[-1] in PLACE_ENDINGS:
        return "LOC"
    if label in {"GPE", "LOC", "ORG"} and name[0] in GIVEN_NAMES and all(is_rare(word) for word in name[1:]):
        return "PER"
    return label


def _merged(words: Sequence[str], sure: Sequence[Claim], model: Sequence[Claim]) -> Iterator[Claim]:
    """What is sure, and what is left of the model's entities; a longer one that only holds a sure one stays whole."""
    kept = {claim: True for claim in sure}
    for start, end, label in model:
        inside = [claim for claim in sorted(sure) if claim[0] < end and start < claim[1]]
        if not inside:
            yield start, end, label
            continue
        if label == "PER" and (_is_a_person(words, inside, start, end) or all(claim[2] == "PER" for claim in inside)):
            for claim in inside:
                kept[claim] = False
            yield min(start, inside[0][0]), max(end, max(last for _, last, _ in inside)), label
            continue
        whole = all(start <= first and last <= end for first, last, _ in inside) and (start, end) not in {
            claim[:2] for claim in inside
        }
        if (
            whole
            and label != "PER"
            and not _person_follows(words, inside, start, end)
            and all(claim[2] for claim in inside)
        ):
            for claim in inside:
                kept[claim] = False
            yield start, end, label
            continue
        yield from _left_over(words, inside, (start, end, label))
    yield from (claim for claim, stays in kept.items() if stays)


def _is_a_person(words: Sequence[str], inside: Sequence[Claim], start: int, end: int) -> bool:
    """*Sony Susmana*: a name of one word that a company has too."""
    first, last, label = inside[0]
    return (
        len(inside) == 1
        and last - first == 1
        and first == start
        and end - start > 1
        and label == "ORG"
        and not words[first].isupper()
    )


def _person_follows(words: Sequence[str], inside: Sequence[Claim], start: int, end: int) -> bool:
    """*Arsenal Mesut Ozil*: a club, then words that no dictionary has."""
    first, last, label = min(inside)
    rest = words[last:end]
    return (
        first == start
        and label == "ORG"
        and bool(rest)
        and all(
            word[0].isupper() and word.isalpha() and not word.isupper() and word.lower() not in COMMON for word in rest
        )
    )


def _left_over(words: Sequence[str], inside: Sequence[Claim], entity: Claim) -> Iterator[Claim]:
    start, end, label = entity
    taken = {at for first, last, _ in inside for at in range(first, last)}
    before = [claim for claim in inside if claim[0] <= start < claim[1]]
    run: list[int] = []
    for at in [*range(start, end), end]:
        if at < end and at not in taken:
            run.append(at)
            continue
        if run and words[run[0]][0].isupper() and all(words[place].isalpha() for place in run):
            after_body = bool(before) and before[0][2] == "ORG" and run[0] == before[0][1]
            yield run[0], run[-1] + 1, "PER" if after_body else label
        run = []


def _with_brackets(words: Sequence[str], claims: Sequence[Claim]) -> Iterator[Claim]:
    """*Komisi Pemberantasan Korupsi (KPK)* is one name; so are a place and its letters."""
    skip = -1
    for number, (start, end, label) in enumerate(claims):
        if start < skip:
            continue
        if label in {"ORG", "LOC", "GPE"} and end + 2 < len(words) and words[end] == "(":
            close = next((at for at in range(end + 2, min(end + 4, len(words))) if words[at] == ")"), 0)
            if close and _shortens("".join(words[end + 1 : close]), words[start:end]):
                skip = close + 1
                yield start, close + 1, label
                continue
        yield start, end, label


def _shortens(letters: str, name: Sequence[str]) -> bool:
    """Whether the letters occur in the name in their order, beginning with its first."""
    whole = iter("".join(name).lower())
    return (
        len(name) > 1
        and letters[0].isupper()
        and letters[0].lower() in {word[0].lower() for word in name}
        and all(letter in whole for letter in letters.lower() if letter.isalnum())
    )


def _repeated(words: Sequence[str], claims: Sequence[Claim], sure: set[Claim]) -> list[Claim]:
    """The report's own names found again: parts of persons' names, and names of which most mentions agree."""
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for claim in claims:
        start, end, label = claim
        votes[tuple(words[start:end])][label] += 5 if claim in sure else 1
    parts = {
        (word,)
        for name, labels in votes.items()
        if len(name) > 1 and labels.most_common(1)[0][0] == "PER"
        for word in name
        if not listed_as_other(word)
        and len(word) >= SHORTEST_PART
        and word[0].isupper()
        and word.isalpha()
        and word.lower() not in COMMON
    }
    kinds = {name: labels.most_common(1)[0][0] for name, labels in votes.items()}
    for name in parts:
        if votes.get(name, Counter())["ORG"] < 5 and votes.get(name, Counter())["GPE"] < 5:
            kinds[name] = "PER"
    return _spread(words, claims, kinds, sure)


def _spread(
    words: Sequence[str], claims: Sequence[Claim], kinds: dict[tuple[str, ...], str], sure: set[Claim]
) -> list[Claim]:
    out = [
        (start, end, label if (start, end, label) in sure else kinds.get(tuple(words[start:end]), label))
        for start, end, label in claims
    ]
    taken = {at for start, end, _ in out for at in range(start, end)}
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(kinds, key=len, reverse=True):
        by_first[name[0]].append(name)
    for at, word in enumerate(words):
        if at in taken or not word[0].isupper():
            continue
        for name in by_first.get(word, ()):
            span = range(at, at + len(name))
            if tuple(words[at : at + len(name)]) == name and taken.isdisjoint(span) and kinds[name]:
                found = _with_neighbours(words, (at, at + len(name), kinds[name]), taken)
                out.append(found)
                taken.update(range(found[0], found[1]))
                break
    return sorted(out)


def _with_neighbours(words: Sequence[str], claim: Claim, taken: set[int]) -> Claim:
    """A part of a person's name with the other parts beside it."""
    start, end, label = claim
    if label == "PER" and end - start == 1:
        while start and start - 1 not in taken and is_rare(words[start - 1]):
            start -= 1
        while end < len(words) and end not in taken and is_rare(words[end]):
            end += 1
    return start, end, label
