"""What addresses say beside their filters, checked; and the address of the same page with a change."""

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from runut.errors import RequestError

__all__ = ["asked_number", "asked_one", "asked_order", "asked_page", "asked_yes", "here_with"]

FURTHEST = 1_000_000  # a page behind it is a slip
NUMBER = re.compile(r"[0-9]{1,9}")
# What belongs to the list below a chart: with another chart it begins anew.
OF_THE_LIST = frozenset({"page", "period", "side", "at"})


def asked_page(request: Request) -> int:
    """The page of a list, counted from 1. Raises :class:`RequestError` where ``page`` is none."""
    return asked_number(request, "page", 1, FURTHEST)


def asked_order(request: Request, orders: Collection[str]) -> str:
    """One of ``orders``, the first where none is asked for. Raises :class:`RequestError` where ``order`` is another."""
    return asked_one(request, "order", orders, next(iter(orders)))


def asked_one(request: Request, name: str, allowed: Collection[str], default: str = "") -> str:
    """The value of ``name``, else ``default``. Raises :class:`RequestError` if it is none of ``allowed``."""
    value = request.query_params.get(name) or default
    if value != default and value not in allowed:
        raise RequestError(f"{name}: {value!r} is none of {', '.join(allowed)}")
    return value


def asked_number(request: Request, name: str, default: int, most: int) -> int:
    """The number ``name``, from 1 to ``most``, else ``default``. Raises :class:`RequestError` if it is none."""
    value = request.query_params.get(name) or str(default)
    if not NUMBER.fullmatch(value) or not 1 <= int(value) <= most:
        raise RequestError(f"{name}: {value!r} is no number from 1 to {most}")
    return int(value)


def asked_yes(request: Request, name: str) -> bool:
    """Whether ``name`` is ``1``. Raises :class:`RequestError` if it is anything else."""
    return asked_one(request, name, ("1",)) == "1"


def here_with(request: Request, *, path: str | None = None, **changed: Any) -> str:
    """The address of this page, or of ``path``, with other values; None takes one away.

    The list below a chart begins anew.
    """
    kept = [
        (name, value)
        for name, value in request.query_params.multi_items()
        if value and name not in changed and name not in OF_THE_LIST
    ]
    new = [(name, str(value)) for name, value in changed.items() if value is not None]
    return f"{path or request.url.path}?{urlencode(kept + new)}"
