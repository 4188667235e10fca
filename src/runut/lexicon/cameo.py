"""CAMEO's codes for what other event data sets write: countries, known groups, the Goldstein scale."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated

import msgspec

from runut.errors import LexiconError
from runut.lexicon.loader import LexiconEntry, read_entries, read_tsv

__all__ = ["CAMEO_ROLES", "StateCodes", "goldstein", "known_group", "state_codes"]

# PLOVER's sector → CAMEO's role, where they differ; empty where CAMEO has none.
CAMEO_ROLES: Mapping[str, str] = MappingProxyType(
    {"JRN": "MED", "MED": "HLH", "PRM": "MIL", "SOC": "CVL", "UNK": "", "PRE": ""}
)
Iso3 = Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]


class StateCodes(LexiconEntry, frozen=True, kw_only=True):
    """A row of ``state_codes.tsv``: CAMEO's country code where it is not ISO's, and the Correlates of War number."""

    code: Iso3
    cameo: Iso3 | None = None
    cow: int | None = None


class ScaleRow(LexiconEntry, frozen=True, kw_only=True):
    """A row of ``cameo_scale.tsv``."""

    cameo: Annotated[str, msgspec.Meta(pattern="^[0-9]{3,4}$")]
    goldstein: float


class KnownGroup(LexiconEntry, frozen=True, kw_only=True):
    """An organisation with a code of its own."""

    code: Iso3
    names: tuple[str, ...]


@cache
def state_codes() -> Mapping[str, StateCodes]:
    """ISO 3166-1 alpha-3 code → the country's other codes; countries without any are not listed."""
    return MappingProxyType({row.code: row for row in read_tsv("state_codes.tsv", StateCodes)})


@cache
def _scale() -> Mapping[str, float]:
    return MappingProxyType({row.cameo: row.goldstein for row in read_tsv("cameo_scale.tsv", ScaleRow)})


def goldstein(cameo: str) -> float | None:
    """The Goldstein scale of a CAMEO code, from -10 to 10, else that of the code it belongs to, else None."""
    scale = _scale()
    return next((scale[code] for code in (cameo, cameo[:3], f"{cameo[:2]}0") if code in scale), None)


@cache
def _groups() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for group in read_entries("cameo_groups.yaml", KnownGroup):
        for name in group.names:
            if table.setdefault(name.casefold(), group.code) != group.code:
                raise LexiconError(f"lexicon/cameo_groups.yaml: {group.code} ({name}): another group has that name too")
    return MappingProxyType(table)


def known_group(name: str) -> str | None:
    """The CAMEO code of the organisation of that name, or None."""
    return _groups().get(name.casefold())
