"""The stories of a collection: searched, sorted, a page at a time."""

from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runut.view.asking import asked_order, asked_page
from runut.view.pages import library_of, page

__all__ = ["ROUTES"]

PAGE = 40
ORDERS = {
    "outlets": "outlets DESC, articles DESC, last_day DESC NULLS LAST, id",
    "newest": "last_day DESC NULLS LAST, outlets DESC, id",
    "oldest": "first_day NULLS LAST, outlets DESC, id",
    "reports": "articles DESC, outlets DESC, id",
}


class Row(NamedTuple):
    """A story as the list shows it."""

    id: str
    title: str | None
    first_day: Any
    last_day: Any
    articles: int
    texts: int
    outlets: int
    names: list[str] | None


def stories(request: Request) -> Response:
    """The stories whose reports hold the words of ``q``: by default, those of more than one report."""
    asked, every = request.query_params.get("q", "").strip(), request.query_params.get("single") == "1"
    order, number = asked_order(request, ORDERS), asked_page(request)
    with library_of(request).reading() as collection:
        values: dict[str, object] = {"least": 1 if every else 2}
        where = "articles >= $least"
        if asked:
            values["numbers"] = collection.found(asked)
            where += f" AND id IN ({HOLDING})"
        ((found,),) = collection.rows(f"SELECT count(*) FROM stories WHERE {where}", values)[1]  # noqa: S608 - values are bound
        (linked,) = next(collection.rows("SELECT count(*) FROM stories")[1])
        bounds = {"limit": PAGE, "first": (number - 1) * PAGE}
        columns, sorted_by = ", ".join(Row._fields), f"ORDER BY {ORDERS[order]} LIMIT $limit OFFSET $first"
        query = f"SELECT {columns} FROM stories WHERE {where} {sorted_by}"  # noqa: S608 - as above
        rows = [Row(*row) for row in collection.rows(query, values | bounds)[1]]
    return page(
        request,
        "stories.html",
        asked=asked,
        every=every,
        order=order,
        orders=list(ORDERS),
        found=found,
        linked=linked > 0,
        rows=rows,
        number_now=number,
        pages=max(1, -(-found // PAGE)),
    )


HOLDING = """
    SELECT story_id FROM story_articles JOIN articles ON articles.id = story_articles.article_id
    WHERE number IN (SELECT unnest($numbers::BIGINT[]))
"""

ROUTES = [Route("/stories", stories, name="stories")]
