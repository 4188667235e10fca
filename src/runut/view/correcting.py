"""Correcting: an event is right, wrong or mended, one is missing, a report is done.

Each works as a form and, where scripts run, in place. Only the viewer's own pages may send one: the guard looks at
where a request comes from, and each form carries what only these pages hold.
"""

import secrets
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from runut.errors import RequestError, RunutError
from runut.model import Article, Record
from runut.store import (
    Correction,
    Field,
    Verdict,
    add_event,
    correct,
    finish,
    keep_corrections,
    read_corrections,
    same_value,
)
from runut.view.judgements import Correctable, Corrections, corrections_of, value_told
from runut.view.mending import CHOICES, SECTORS, added, mended
from runut.view.pages import library_of, page, path_to

__all__ = ["ROUTES", "correcting"]

YEAR = 365 * 24 * 3600
NAME = "corrector"  # cookie
LONGEST_NAME = 80
LARGEST = 64_000  # bytes of a form
VERDICTS = {"right": Verdict.RIGHT, "wrong": Verdict.WRONG, "withdraw": None}


def correcting(request: Request, record: Record) -> dict[str, Any]:
    """What the templates of corrections are filled with: what was said of ``record``, and whether more may be."""
    said = [one for one in read_corrections(library_of(request).root) if one.article == record.article.id]
    return {
        "corrections": corrections_of(record, said),
        "may_correct": request.app.state.correcting is not None,
        "token": request.app.state.correcting,
        "corrector": unquote(request.cookies.get(NAME, "")),
        "choices": CHOICES,
        "sectors": SECTORS,
        "value_told": value_told,
    }


def mend(request: Request) -> Response:
    """The form in which the fields of one event are mended: a page, or what a script puts into the report's."""
    asked = request.query_params
    with library_of(request).reading() as collection:
        record = collection.record(asked.get("report", ""))
    if record is None or request.app.state.correcting is None:
        raise HTTPException(404)
    values = correcting(request, record)
    one = values["corrections"].by_key(asked.get("event", ""))
    if one is None:
        raise HTTPException(404)
    template = "_mend.html" if request.headers.get("hx-request") == "true" else "mend.html"
    return page(request, template, **values, one=one, anchor=asked.get("anchor", ""))


async def correction(request: Request) -> Response:
    """Keep what a form says, and show the event or the report with it."""
    if int(request.headers.get("content-length") or LARGEST + 1) > LARGEST:
        return PlainTextResponse("The form is too long.", status_code=413)
    async with request.form(max_files=0) as given:
        form = {name: value for name, value in given.items() if isinstance(value, str)}
    in_place = request.headers.get("hx-request") == "true"
    try:
        answer = await run_in_threadpool(_kept, request, form, in_place=in_place)
    except RunutError as error:
        if not in_place:
            raise
        # the form stays as it was filled in, and says what is wrong with it
        headers = {"HX-Retarget": "find .problem", "HX-Reswap": "innerHTML"}
        return HTMLResponse(escape(str(error)), headers=headers)
    answer.set_cookie(NAME, quote(_name(form)), max_age=YEAR, samesite="strict", httponly=True)
    return answer


def _kept(request: Request, form: Mapping[str, str], *, in_place: bool) -> Response:
    token = request.app.state.correcting
    if token is None:
        raise RequestError("corrections are switched off here; they are on with `runut serve` without --read-only")
    if not secrets.compare_digest(form.get("token", "").encode(), token.encode()):
        raise RequestError("the page is older than this viewer; load it again")
    library = library_of(request)
    with library.reading() as collection:
        record = collection.record(form.get("report", ""))
    if record is None:
        raise RequestError("the report is no longer in the collection")
    before: Corrections = correcting(request, record)["corrections"]
    if form.get("text") != before.digest:
        raise RequestError("the report's text has changed since the page was loaded; load it again")
    keep_corrections(library.root, _said(form, before))
    if not in_place:
        answer = path_to(request, "report", id=record.article.id) or "/"
        return RedirectResponse(f"{answer}#{form.get('anchor', '')}", status_code=303)
    values = correcting(request, record) | {"corrector": _name(form)}
    one = values["corrections"].by_key(form.get("event", ""))
    template = "_correct_event.html" if one and one.read and form["act"] != "add" else "_correct_report.html"
    return page(request, template, **values, one=one, anchor=form.get("anchor", ""))


def _said(form: Mapping[str, str], before: Corrections) -> Sequence[Correction]:
    """What the form says, as corrections; raises :class:`RequestError` if it is nothing that can be kept."""
    act, by, record = form.get("act"), _name(form), before.record
    if act in {"done", "undone"}:
        return [finish(record, by, done=act == "done")]
    if act == "add":
        return [add_event(record.article, added(form, record), by)]
    one = before.by_key(form.get("event", ""))
    if one is None:
        raise RequestError("the report was read anew since the page was loaded; load it again")
    if act in VERDICTS:
        return _verdict(record.article, one, VERDICTS[act], by)
    if act == "mend":
        values = mended(form, record.article, one.said)
    elif act == "restore":
        field = next((field for field in Field if field == form.get("field")), Field.VERDICT)
        values = {field: getattr(one.event, field, None)}
    else:
        raise RequestError(f"act: {act!r} is none of add, done, mend, restore, right, undone, withdraw, wrong")
    return _changed(record.article, one, values, by)


def _verdict(article: Article, one: Correctable, verdict: Verdict | None, by: str) -> list[Correction]:
    if one.judged and one.judged.added and verdict is None:
        return [correct(article, one.event, Field.MISSING, (True, False), by)]
    before = one.judged.verdict if one.judged else None
    return [correct(article, one.event, Field.VERDICT, (before, verdict), by)] if verdict != before else []


def _changed(article: Article, one: Correctable, values: Mapping[Field, Any], by: str) -> list[Correction]:
    changed = [(field, getattr(one.said, field), value) for field, value in values.items()]
    return [
        correct(article, one.event, field, (old, new), by) for field, old, new in changed if not same_value(old, new)
    ]


def _name(form: Mapping[str, str]) -> str:
    name = " ".join(form.get("by", "").split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise RequestError(f"name: say who corrects, in at most {LONGEST_NAME} letters")
    return name


ROUTES = [Route("/correct", correction, name="correct", methods=["POST"]), Route("/mend", mend, name="mend")]
