"""What a report as a whole is about, where that is not politics."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from runut.lexicon.domains import domain_words

__all__ = ["Domain", "domain_of"]

# One word in thirty: political reports stay below it even where they tell of a stadium or of fuel prices.
SHARE = 0.033
STEEPED = 2 * SHARE  # a match report, where even the police are a team
LEAST = 5  # that many different words: one that is said often is a topic, not a domain


class Domain(msgspec.Struct, frozen=True):
    """What a report is about; ``steeped`` in it, if it speaks of little else."""

    name: str
    steeped: bool


def domain_of(words: Sequence[str]) -> Domain | None:
    """The domain that more of ``words`` (in small letters) show than any other, or None."""
    said = Counter(word for word in words if word in domain_words())
    if not said:
        return None
    shares: Counter[str] = Counter()
    for word, count in said.items():
        shares[domain_words()[word]] += count
    domain, count = shares.most_common(1)[0]
    different = sum(domain_words()[word] == domain for word in said)
    if count < SHARE * len(words) or different < LEAST:
        return None
    return Domain(domain, steeped=count >= STEEPED * len(words))
