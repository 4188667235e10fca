"""Reading at once: a text that somebody pastes, and what came nearest to being an event in a report."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runut.articles.making import MAX_CHARACTERS
from runut.errors import ArticleError, RequestError
from runut.model import Article, Record
from runut.view.cards import shown
from runut.view.pages import language_of, library_of, page
from runut.view.words import translator

__all__ = ["ROUTES"]

LARGEST = 3 * MAX_CHARACTERS  # bytes of a form: a sign outside ASCII is three to nine, but few are
LONGEST_LINE = 500  # characters of title, outlet or date
PATIENCE = 60  # seconds that one waits for the reports of others
FIELDS = ("title", "outlet", "published", "text")
TOO_LARGE = 413
UNREADABLE = 422

model_in_use = Lock()


async def read(request: Request) -> Response:
    """The box for a text and, once there is one, what is read from it; nothing of it is kept."""
    if request.method == "POST":
        given = await _form(request)
        if given is None:
            told = translator(language_of(request))("read.too_large", most=MAX_CHARACTERS)
            return _page(request, {}, status=TOO_LARGE, told=told)
        try:
            record = await run_in_threadpool(_read, given)
        except ArticleError as error:
            return _page(request, given, status=UNREADABLE, told=str(error))
        return _page(request, given, shown=shown(record, language_of(request)))
    example = {name: translator(language_of(request))(f"read.example.{name}") for name in FIELDS}
    return _page(request, example if request.query_params.get("example") else {})


async def _form(request: Request) -> dict[str, str] | None:
    """What was filled in; None if it is too much to be looked at."""
    size = request.headers.get("content-length", "")
    if not size.isdigit() or int(size) > LARGEST:
        return None
    async with request.form(max_files=0, max_fields=len(FIELDS)) as form:
        given = {name: value for name, value in form.items() if isinstance(value, str)}
    lines = {name: given.get(name, "").strip()[:LONGEST_LINE] for name in FIELDS[:-1]}
    return {**lines, "text": given.get("text", "").replace("\r\n", "\n")}


def _page(request: Request, given: dict[str, str], *, status: int = 200, **values: Any) -> Response:
    filled = {name: given.get(name, "") for name in FIELDS}
    common = {
        "shown": None,
        "told": None,
        "given": filled,
        "most": MAX_CHARACTERS,
        "incidents": {},
        "in_collection": False,
    }
    answer = page(request, "read.html", status=status, **(common | values))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _read(given: dict[str, str]) -> Record:
    from runut import read as read_report  # noqa: PLC0415 - the model is loaded when the first text comes

    title, outlet, published = (given[name] or None for name in FIELDS[:-1])
    with _model():
        return read_report(given["text"], title=title, outlet=outlet, published=published)


def nearest(request: Request) -> Response:
    """For each sentence of a report what was found and what came nearest, by the model as it is now."""
    name = request.query_params.get("id", "")
    with library_of(request).reading() as collection:
        record = collection.record(name)
    if record is None:
        raise HTTPException(404)
    return page(request, "nearest.html", record=record, explanation=_explained(request, record.article))


def _explained(request: Request, article: Article) -> Any:
    from runut.pipeline import explain_article  # noqa: PLC0415 - as above

    with _model():
        return explain_article(article, language=language_of(request))


@contextmanager
def _model() -> Iterator[None]:
    """The model reads one report at a time. Raises :class:`RequestError` where too many wait."""
    if not model_in_use.acquire(timeout=PATIENCE):
        raise RequestError("other reports are being read; try again in a minute")
    try:
        yield
    finally:
        model_in_use.release()


ROUTES = [
    Route("/read", read, name="read", methods=["GET", "POST"]),
    # a request that costs seconds is a POST, so that the guard keeps other sites from asking for it
    Route("/nearest", nearest, name="nearest", methods=["POST"]),
]
