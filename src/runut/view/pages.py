"""Templates and what every page is filled with: language, theme, links."""

from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import NoMatchFound

from runut.lexicon.languages import Language
from runut.view.dates import day_in
from runut.view.library import Library
from runut.view.security import web_address
from runut.view.words import name_in, number_in, translator

__all__ = ["THEMES", "language_of", "library_of", "page", "path_to", "theme_of"]

THEMES = ("auto", "light", "dark")


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
    """The answer made of ``template``.

    It finds beside ``values``: ``t(key, **values)``, the text of a key; ``lang`` and ``theme``;
    ``path_to(route, **query)``, the address of another page, or None where there is none; ``here``, the name of the
    page's route; ``number(n)``; ``day(iso)``; ``web_address(url)``; ``partial``, whether htmx asks.
    """
    language = language_of(request)
    route = request.scope.get("route")
    common = {
        "t": translator(language),
        "lang": language.value,
        "theme": theme_of(request),
        "here": getattr(route, "name", ""),
        "back": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "partial": request.headers.get("hx-request") == "true",
        "path_to": lambda route, /, **query: path_to(request, route, **query),
        "named": lambda kind, value: name_in(language, kind, value),
        "number": lambda value: number_in(language, value),
        "day": lambda value: day_in(translator(language), value),
        "navigation": request.app.state.navigation,
    }
    content = _environment().get_template(template).render(common | values)
    return HTMLResponse(content, status_code=status, headers={"Vary": "Cookie, Accept-Language, HX-Request"})


def path_to(request: Request, route: str, /, **query: Any) -> str | None:
    """The address of the ``route`` with a query, each value one or a list; None if there is no such page.

    Ids and names from reports go into the query, never into the path, where a slash or a dot would mean something.
    """
    paths: dict[str, str | None] = request.app.state.paths
    if route not in paths:
        try:
            paths[route] = str(request.app.url_path_for(route))
        except NoMatchFound:
            paths[route] = None
    path = paths[route]
    if path is None:
        return None
    given = {key: value for key, value in query.items() if value is not None}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path


def library_of(request: Request) -> Library:
    """The collection that the application shows."""
    library: Library = request.app.state.library
    return library


def language_of(request: Request) -> Language:
    """The language that was chosen, else the first known one that the browser asks for, else English."""
    asked = [request.query_params.get("lang", ""), request.cookies.get("lang", "")]
    asked += [part.partition(";")[0].strip()[:2] for part in request.headers.get("accept-language", "").split(",")]
    return Language(next((one for one in asked if one in set(Language)), Language.EN))


def theme_of(request: Request) -> str:
    """The theme that was chosen; ``auto`` is the system's."""
    chosen = request.cookies.get("theme", "")
    return chosen if chosen in THEMES else THEMES[0]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("runut.view"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(web_address=web_address)
    return environment
