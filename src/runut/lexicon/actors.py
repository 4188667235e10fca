"""Who can act: organisations, offices, groups, well-known persons, pronouns, and the small words around them."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Literal

import msgspec

from runut.errors import LexiconError
from runut.lexicon.loader import LexiconEntry, read_entries, read_head, read_tsv
from runut.model import EntityType

__all__ = [
    "ActorNoun",
    "Institution",
    "Person",
    "PhraseWord",
    "Pronoun",
    "Sector",
    "Term",
    "actor_nouns",
    "frozen_possessives",
    "given_names",
    "institutions",
    "known_people",
    "occupied",
    "phrase_words",
    "pronouns",
    "territories",
]

NO_COUNTRY = "none"

Code = Annotated[str, msgspec.Meta(pattern="^([A-Z]{3}|none)$")]
Sector = Literal[
    "GOV", "MIL", "COP", "JUD", "LEG", "PTY", "OPP", "REB", "PRM", "SPY", "UAF", "UNK", "BUS",
    "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "REL", "SOC", "AGR", "PRE",
]  # fmt: skip
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class PhraseWord(StrEnum):
    """What a small word does beside a name or description; see ``phrase_words.yaml``."""

    APPOSITION = "apposition"
    ARREST = "arrest"
    ARRESTED = "arrested"
    BEARER = "bearer"
    CURRENCY = "currency"
    DEMONSTRATIVE = "demonstrative"
    FORMER = "former"
    HONORIFIC = "honorific"
    INITIALS = "initials"
    INTRODUCING = "introducing"
    LEAD_IN = "lead_in"
    LISTING = "listing"
    LOCAL = "local"
    LOCATIVE = "locative"
    MANY = "many"
    MODIFIER = "modifier"
    OFFICE_PREPOSITION = "office_preposition"
    ONE = "one"
    ORIGIN = "origin"
    PLACE_NOUN = "place_noun"
    POLITICAL = "political"
    PORTFOLIO = "portfolio"
    SPEECH = "speech"
    STRANGER = "stranger"
    THING_NOUN = "thing_noun"
    TOTAL = "total"
    UNNUMBERED = "unnumbered"
    WORLD = "world"


class Pronoun(StrEnum):
    """For whom a pronoun stands; see ``pronouns.yaml``."""

    ANY = "any"
    BODY = "body"
    HOME = "home"
    PAIR = "pair"
    PEOPLE = "people"
    PERSON = "person"
    SPEAKER = "speaker"


class Institution(LexiconEntry, frozen=True, kw_only=True):
    """An organisation by name; ``code`` None where many countries have one of that name."""

    name: str
    forms: tuple[str, ...] = ()
    code: Code | None = None
    sectors: tuple[Sector, ...] = ()
    abroad: bool = False


class NounEntry(LexiconEntry, frozen=True, kw_only=True):
    """An entry of ``institution_kinds.yaml``, ``offices.yaml`` or ``people_groups.yaml``, as written."""

    noun: str
    forms: tuple[str, ...] = ()
    sectors: tuple[Sector, ...] = ()
    code: Code | None = None
    needs_name: bool = False
    capital: bool = False
    joins: bool = False
    of_whole: bool = False
    of_person: bool = False
    of_place: bool = False
    rank: bool = False
    abroad: bool = False
    anyone: bool = False


class ActorNoun(msgspec.Struct, frozen=True, kw_only=True):
    """A noun that heads the description of an actor.

    ``kind`` is PER for offices and professions, GRP for groups of people, ORG for bodies. ``code`` is set only where
    the noun itself tells the country (``none``: never a single one). The other fields are those of the files.
    """

    noun: str
    form: str
    kind: EntityType
    sectors: tuple[str, ...] = ()
    code: str | None = None
    needs_name: bool = False
    capital: bool = False
    joins: bool = False
    of_whole: bool = False
    of_person: bool = False
    of_place: bool = False
    rank: bool = False
    abroad: bool = False
    anyone: bool = False


class Term(LexiconEntry, frozen=True, kw_only=True):
    """What a person was from a day on."""

    since: Day
    sectors: tuple[Sector, ...] = ()
    role: str | None = None


class Person(LexiconEntry, frozen=True, kw_only=True):
    """A well-known person; the first term is the one for which they are best known."""

    name: str
    forms: tuple[str, ...] = ()
    code: Code
    wikidata: Annotated[str, msgspec.Meta(pattern="^Q[0-9]+$")] | None = None
    terms: tuple[Term, ...] = ()

    def term_on(self, day: str | None) -> Term:
        """The term that ran on ``day`` (ISO 8601; None: the best-known one). Before every term, the earliest."""
        if day is None:
            return self.terms[0]
        begun = [term for term in self.terms if term.since <= day]
        return max(begun, key=_since) if begun else min(self.terms, key=_since)


class PhraseWords(LexiconEntry, frozen=True, kw_only=True):
    """An entry of ``phrase_words.yaml``."""

    kind: PhraseWord
    words: tuple[str, ...]


class PronounEntry(LexiconEntry, frozen=True, kw_only=True):
    """An entry of ``pronouns.yaml``."""

    refers: Pronoun
    forms: tuple[str, ...]


NOUN_FILES: Mapping[str, EntityType] = MappingProxyType(
    {
        "institution_kinds.yaml": EntityType.ORG,
        "offices.yaml": EntityType.PER,
        "people_groups.yaml": EntityType.GRP,
    }
)


def _since(term: Term) -> str:
    return term.since


@cache
def institutions() -> Mapping[str, Institution]:
    """Every name and form as written → its organisation. Raises :class:`LexiconError` if two claim one form."""
    return _claim(
        "institutions.yaml",
        (
            (form, entry)
            for entry in read_entries("institutions.yaml", Institution)
            for form in (entry.name, *entry.forms)
        ),
    )


@cache
def known_people() -> Mapping[str, Person]:
    """Every name and form as written → its person. Raises :class:`LexiconError` if two claim one form."""
    return _claim(
        "known_people.yaml",
        ((form, entry) for entry in read_entries("known_people.yaml", Person) for form in (entry.name, *entry.forms)),
    )


@cache
def actor_nouns() -> Mapping[str, ActorNoun]:
    """Noun or form in small letters → what it heads. Raises :class:`LexiconError` if two files claim a word."""
    table: dict[str, ActorNoun] = {}
    for name, kind in NOUN_FILES.items():
        for entry in read_entries(name, NounEntry):
            fields = {
                field: getattr(entry, field) for field in NounEntry.__struct_fields__ if field not in ("noun", "forms")
            }
            for form in dict.fromkeys((entry.noun, *entry.forms)):
                if form in table:
                    raise LexiconError(
                        f"lexicon/{name}: {entry.noun}: {form!r} stands for {table[form].noun!r} too; keep one"
                    )
                table[form] = ActorNoun(noun=entry.noun, form=form, kind=kind, **fields)
    return MappingProxyType(table)


@cache
def pronouns() -> Mapping[str, Pronoun]:
    """Pronoun in small letters → for whom it stands."""
    return _claim(
        "pronouns.yaml",
        ((form, entry.refers) for entry in read_entries("pronouns.yaml", PronounEntry) for form in entry.forms),
    )


@cache
def frozen_possessives() -> frozenset[str]:
    """Words in *-nya* that refer to nobody (*sebelumnya*)."""
    return frozenset(read_head("pronouns.yaml")["frozen"])


class GivenName(LexiconEntry, frozen=True, kw_only=True):
    """A row of ``given_names.tsv``."""

    name: str


@cache
def given_names() -> frozenset[str]:
    """Names that persons in the news bear, as written: where one begins a capitalised run, the run is a person."""
    return frozenset(row.name for row in read_tsv("given_names.tsv", GivenName))


@cache
def phrase_words() -> Mapping[PhraseWord, frozenset[str]]:
    """What a small word does → the words that do it."""
    return MappingProxyType(
        {entry.kind: frozenset(entry.words) for entry in read_entries("phrase_words.yaml", PhraseWords)}
    )


class Territory(LexiconEntry, frozen=True, kw_only=True):
    """An entry of ``territories.yaml``; ``sectors`` and ``nouns`` only where it is occupied, not governed."""

    code: Code
    state: Code
    sectors: tuple[Sector, ...] = ()
    nouns: tuple[str, ...] = ()


@cache
def territories() -> Mapping[str, str]:
    """Code of a dependency → code of the state for which its actors count."""
    entries = read_entries("territories.yaml", Territory)
    return MappingProxyType({entry.code: entry.state for entry in entries if not entry.sectors})


@cache
def occupied() -> Mapping[str, Territory]:
    """Code of an occupied land → which of those described there are the occupier's."""
    entries = read_entries("territories.yaml", Territory)
    return MappingProxyType({entry.code: entry for entry in entries if entry.sectors})


def _claim(file: str, pairs: Iterable[tuple[str, Any]]) -> Mapping[str, Any]:
    table: dict[str, Any] = {}
    for form, entry in pairs:
        if form in table and table[form] is not entry:
            raise LexiconError(f"lexicon/{file}: {form!r} is claimed by two entries; keep one")
        table[form] = entry
    return MappingProxyType(table)
