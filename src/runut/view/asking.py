"""What the addresses of lists say beside their filters: which page, in what order."""

from collections.abc import Collection

from starlette.requests import Request

from runut.errors import RequestError

__all__ = ["asked_order", "asked_page"]

FURTHEST = 1_000_000  # a page behind it is a slip


def asked_page(request: Request) -> int:
    """The page of a list, counted from 1. Raises :class:`RequestError` where ``page`` is none."""
    asked = request.query_params.get("page") or "1"
    if not asked.isascii() or not asked.isdigit() or not 1 <= int(asked[:9]) <= FURTHEST:
        raise RequestError(f"page: {asked!r} is no page; the first is 1")
    return int(asked)


def asked_order(request: Request, orders: Collection[str]) -> str:
    """One of ``orders``, the first where none is asked for. Raises :class:`RequestError` where ``order`` is another."""
    order = request.query_params.get("order") or next(iter(orders))
    if order not in orders:
        raise RequestError(f"order: {order!r} is none of {', '.join(orders)}")
    return order
