"""Whom a page is about: everyone of a country or body, everyone of a sector in it, or everyone of a name."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, get_args

from runut.errors import RequestError
from runut.lexicon.actors import Sector
from runut.lexicon.gazetteer import countries

__all__ = ["BODIES", "Party", "party_of", "party_sql", "party_where"]

# PLOVER's codes of actors that are of no one country.
BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
CODED = re.compile(r"([A-Z]{3})(?: ([A-Z]{3}))?")
LONGEST = 200  # characters of a name


class Party(NamedTuple):
    """A code, a code and a sector, or a name; capitals and small letters of a name are the same."""

    code: str = ""
    sector: str = ""
    name: str = ""

    @property
    def key(self) -> str:
        """How it stands in an address: ``IDN``, ``IDN GOV``, ``Polri``, or ``"PAN"``: PAN without marks is Panama."""
        if self.code:
            return f"{self.code} {self.sector}".strip()
        return f'"{self.name}"' if _coded(self.name) or _in_quotes(self.name) else self.name


def party_of(written: str, what: str = "a") -> Party:
    """The party of a :attr:`Party.key`, or as somebody types it.

    Raises :class:`RequestError` naming the parameter ``what`` if there is nothing in it, or too much.
    """
    text = " ".join(written.split())
    if not text:
        raise RequestError(f"{what}: nobody is named; write a name, or a code such as IDN or IDN GOV")
    if len(text) > LONGEST:
        raise RequestError(f"{what}: longer than {LONGEST} characters; shorten it")
    if coded := _coded(text):
        return coded
    return Party(name=text[1:-1] if _in_quotes(text) else text)


def party_sql(table: str, party: Party, prefix: str) -> str:
    """The condition that a row of ``table``, of participants or entities, is of ``party``.

    Its parameters are named with ``prefix``; :func:`party_where` has their values.
    """
    if party.name:
        return f"lower({table}.name) = lower(${prefix}_name)"
    sector = f" AND list_contains({table}.sectors, ${prefix}_sector)" if party.sector else ""
    return f"{table}.code = ${prefix}_code{sector}"


def party_where(party: Party, prefix: str) -> Mapping[str, object]:
    """The values of the parameters in :func:`party_sql`."""
    return {f"{prefix}_{name}": value for name, value in party._asdict().items() if value}


def _in_quotes(text: str) -> bool:
    return len(text) > 2 and text[0] == text[-1] == '"'  # noqa: PLR2004 - something must stand between the two


def _coded(text: str) -> Party | None:
    found = CODED.fullmatch(text)
    if not found or (found[1] not in countries() and found[1] not in BODIES):
        return None
    if found[2] and found[2] not in _sectors():
        return None
    return Party(code=found[1], sector=found[2] or "")


@cache
def _sectors() -> frozenset[str]:
    return frozenset(get_args(Sector))
