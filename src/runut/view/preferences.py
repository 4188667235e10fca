"""Language and theme, kept in cookies of the browser."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from runut.lexicon.languages import Language
from runut.view.pages import THEMES

__all__ = ["ROUTES"]

YEAR = 365 * 24 * 3600
CHOICES = {"lang": frozenset(Language), "theme": frozenset(THEMES)}


async def preferences(request: Request) -> Response:
    """Keep what was chosen and go back to the page where it was."""
    async with request.form() as form:
        back = str(form.get("back", "/"))
        # a path of this site: `//other.example` and `/\other.example` are none
        local = back.startswith("/") and back[1:2] not in {"/", "\\"} and back.isprintable()
        answer = RedirectResponse(back if local else "/", status_code=303)
        for name, allowed in CHOICES.items():
            if (value := form.get(name)) in allowed:
                answer.set_cookie(name, str(value), max_age=YEAR, samesite="lax", httponly=True)
    return answer


ROUTES = [Route("/preferences", preferences, name="preferences", methods=["POST"])]
