"""Rows parted by tabs, without quoting, as GDELT and POLECAT write them."""

import re
from collections.abc import Iterable

__all__ = ["cell", "line"]

BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def cell(value: str | float | None) -> str:
    """One value: no tab, no line break; a quotation mark becomes an apostrophe, lest readers look for its partner."""
    if value is None:
        return ""
    if isinstance(value, str):
        return BREAKS.sub(" ", value).replace('"', "'").strip()
    return f"{value:.7g}" if isinstance(value, float) else str(value)


def line(cells: Iterable[str]) -> str:
    """One row."""
    return "\t".join(cells) + "\n"
