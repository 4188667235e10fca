"""Indonesian verb affixes: the forms of a verb, and the voice of each.

A verb is named by its *base*: the word without *meN-*, *di-*, *ter-*, but with *-kan* or *-i*
(*tangkap*, *kunjungi*, *hadiahkan*), or, when it is intransitive with *ber-*, by its full form
(*berunding*). The rules are those of Indonesian sound changes; what they do not cover is listed in
``lexicon/affixes.yaml``.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from runut.lexicon.loader import LexiconEntry, read_entries

__all__ = ["Voice", "citation", "nominal_forms", "sister_forms", "verb_forms"]


class Voice(StrEnum):
    """What the affix of a verb form says about its subject."""

    ACTIVE = "active"  # meN-: the subject acts
    PASSIVE = "passive"  # di-: the subject is acted upon
    ACCIDENTAL = "accidental"  # ter-: acted upon, unintended or already so
    ZERO = "zero"  # bare: "yang kami tolak" (passive), headlines and imperatives (active)
    BER = "ber"  # ber-: intransitive


class _Exception(LexiconEntry, frozen=True):
    root: str
    active: list[str]


_VOWELS = "aiueo"
_SUFFIXES = ("", "kan", "i")
# Sounds that meN- swallows before a vowel, and what it becomes there.
_SWALLOWED = {"k": "meng", "p": "mem", "s": "meny", "t": "men"}
_PREFIX_BEFORE = {
    **dict.fromkeys("aiueoghqx", "meng"),
    **dict.fromkeys("bfvp", "mem"),
    **dict.fromkeys("cdjzts", "men"),
    **dict.fromkeys("lrmnwy", "me"),
    "k": "meng",
}
_VOICED = ("menge", "meng", "meny", "mem", "men", "me", "di", "ter")  # the prefixes that tell a voice
SHORTEST_BASE = 4  # menlu is no verb
SHORTEST_BER_VERB = 6  # berdua; beri, berat are roots
SHORTEST_WITH_KAN = 6  # sahkan; makan, tekan are roots
SHORTEST_WITH_I = 5  # lukai; beri, cari are roots
LONGEST_SYLLABLE = 4  # with consonants at both ends: blok, prin
_SYLLABLE = re.compile(r"[ao]i$|au$|[aiueo]")


@cache
def _exceptions() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({entry.root: tuple(entry.active) for entry in read_entries("affixes.yaml", _Exception)})


def _listed(base: str) -> tuple[str, ...]:
    """Active forms of a base whose root is listed, with its suffix put back."""
    for suffix in _SUFFIXES:
        root = base.removesuffix(suffix)
        if base.endswith(suffix) and root in _exceptions():
            return tuple(form if form.endswith(suffix) and suffix else form + suffix for form in _exceptions()[root])
    return ()


def _is_ber_verb(base: str) -> bool:
    return base.startswith("ber") and len(base) >= SHORTEST_BER_VERB and not base.endswith("kan") and not _listed(base)


def _is_short(base: str) -> bool:
    """One syllable without its suffix: *bom, cek, sahkan*."""
    root = base.removesuffix("kan") if len(base) >= SHORTEST_WITH_KAN else base
    return len(_SYLLABLE.findall(root)) == 1 and len(root) <= LONGEST_SYLLABLE


@cache
def _active_forms(base: str) -> tuple[str, ...]:
    """The standard active form first, then variants met in news."""
    if listed := _listed(base):
        return listed
    first = base[0]
    plain = _PREFIX_BEFORE.get(first, "me") + base
    if _is_short(base):
        return ("menge" + base, plain)
    if base.startswith("per") or base[1:2] not in _VOWELS or first not in _SWALLOWED:
        return (plain,)
    return (_SWALLOWED[first] + base[1:], plain)


def citation(base: str) -> str:
    """The form that dictionaries and people cite: *tangkap* → *menangkap*, *berunding* stays."""
    return base if _is_ber_verb(base) else _active_forms(base)[0]


def verb_forms(base: str) -> dict[str, Voice]:
    """Every one-word form of a verb in lower case, and its voice.

    Clitics are not part of a form: the tokenizer splits them off (*menangkap|nya*).
    """
    if _is_ber_verb(base):
        return {base: Voice.BER}
    forms = dict.fromkeys(_active_forms(base), Voice.ACTIVE)
    forms["di" + base] = Voice.PASSIVE
    # r meets r: terekam, not terrekam
    forms["te" + base if base.startswith("r") else "ter" + base] = Voice.ACCIDENTAL
    forms[base] = Voice.ZERO
    forms["ku" + base] = Voice.ZERO
    forms["kau" + base] = Voice.ZERO
    return forms


def sister_forms(word: str) -> tuple[str, ...]:
    """The forms with *me-, di-, ter-* of the verb that ``word`` is one of; none if it has no such prefix."""
    found: dict[str, None] = {}
    for prefix in _VOICED:
        rest = word.removeprefix(prefix)
        swallowed = (sound + rest for sound, before in _SWALLOWED.items() if before == prefix)
        for base in (rest, *swallowed) if rest != word else ():
            forms = verb_forms(base) if len(base) >= SHORTEST_BASE else {}
            if word in forms:
                found |= dict.fromkeys(form for form in forms if form.startswith(_VOICED))
    return tuple(found)


def _roots(base: str) -> tuple[str, ...]:
    """What may be left of a base without its suffix; a final *-i* may also belong to the root (*curi*)."""
    if base.endswith("kan") and len(base) >= SHORTEST_WITH_KAN:
        return (base.removesuffix("kan"),)
    if base.endswith("i") and len(base) >= SHORTEST_WITH_I and not base.endswith(("asi", "isi", "usi")):
        return (base.removesuffix("i"), base)
    return (base,)


def nominal_forms(base: str) -> tuple[str, ...]:
    """Candidates for the nouns of a verb: *tangkap* → *penangkapan, penangkap, tangkapan*.

    They are candidates: not each of them is a word, and a noun may mean something else
    (*makanan* is food, not eating). The lexicon lists the nouns that name events.
    """
    if _is_ber_verb(base):
        root = base.removeprefix("ber")
        return (f"per{root}an", f"pe{root}an", f"pe{root}", f"{root}an")
    nouns: dict[str, None] = {}
    for root in _roots(base):
        if root.startswith("per") and not _listed(root):
            nouns[root + "an"] = None
            continue
        for active in _active_forms(root):
            agent = "pe" + active.removeprefix("me")
            nouns[agent + "an"] = None
            nouns[agent] = None
        nouns[root + "an"] = None
    return tuple(nouns)
