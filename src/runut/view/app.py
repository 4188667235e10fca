"""The application: its pages, its guard, and what is said when something goes wrong."""

import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from runut.errors import RunutError
from runut.view import (
    actor,
    actors,
    atlas,
    dyad,
    events,
    network,
    preferences,
    reading,
    report,
    stories,
    story,
)
from runut.view import correcting as corrections
from runut.view.library import Library
from runut.view.pages import page
from runut.view.security import LOOPBACK, Guard

__all__ = ["create_app"]

# A page is added here, with its module's routes, and below, if the navigation shall name it.
ROUTES: list[BaseRoute] = [
    *events.ROUTES,
    *corrections.ROUTES,
    *actors.ROUTES,
    *actor.ROUTES,
    *dyad.ROUTES,
    *atlas.ROUTES,
    *network.ROUTES,
    *preferences.ROUTES,
    *reading.ROUTES,
    *report.ROUTES,
    *stories.ROUTES,
    *story.ROUTES,
    Mount("/static", StaticFiles(packages=[("runut.view", "static")]), name="static"),
]
NAVIGATION = [
    "events",
    "stories",
    "actors",
    "dyad",
    "map",
    "network",
    "read",
]  # names of routes; the texts are nav.NAME


def create_app(root: Path, *, hosts: Iterable[str] = (), correcting: bool = False) -> Starlette:
    """The viewer of the collection at ``root``, to be run by any ASGI server.

    ``hosts`` are names by which it may be called beside those of this computer itself. With ``correcting``, whoever
    sees it may correct the coding. Raises :class:`runut.errors.StoreError` if there is no collection.
    """
    library = Library(root)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        library.close()

    app = Starlette(
        routes=ROUTES,
        middleware=[Middleware(Guard, hosts=(*LOOPBACK, *hosts)), Middleware(GZipMiddleware, minimum_size=1000)],
        exception_handlers={RunutError: refused, HTTPException: missing, 500: failed},
        lifespan=lifespan,
    )
    app.state.library = library
    app.state.navigation = NAVIGATION
    app.state.paths = {}  # of routes, once they were asked for: looking for one takes as long as a link is written
    app.state.correcting = secrets.token_urlsafe() if correcting else None  # what forms must carry
    return app


def refused(request: Request, error: Exception) -> Response:
    """What the viewer refuses to do is told in a sentence."""
    return page(request, "refused.html", status=400, told=str(error))


def missing(request: Request, error: Exception) -> Response:
    """There is no such page, or not in this way."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    return page(request, "missing.html", status=status)


def failed(request: Request, _: Exception) -> Response:
    """Something went wrong that should not: the terminal has the traceback, the page does not."""
    return page(request, "failed.html", status=500)
