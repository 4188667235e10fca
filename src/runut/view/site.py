"""A collection as a site of plain files: the viewer's own pages, to be put anywhere or opened from a disk.

The list of events, which the server searches, is searched in the browser instead (``static/site.js``). Pages that only
a server can make are left out; links to an actor lead to its events.
"""

import asyncio
import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette

from runut.errors import StoreError
from runut.export import file_name
from runut.lexicon.languages import Language
from runut.store import Collection
from runut.view.app import create_app
from runut.view.filters import FROM, WHEN
from runut.view.listing import LINKED, ORDERS, events_by_id
from runut.view.pages import page
from runut.view.still import ask, asking, stilled
from runut.view.words import translator

__all__ = ["MOST_REPORTS", "write_site"]

MOST_REPORTS = 5000  # some 20,000 events, which a browser holds in 10 MB and searches at once
CHUNK = 50  # rows in a file
KEPT = {
    "/report": ("id",),
    "/story": ("id", "page"),
    "/stories": ("page",),
    "/actors": ("level",),
}  # pages, and by what

Address = tuple[str, tuple[tuple[str, str], ...]]
Told = Callable[[int], None]


class Site:
    """The files of a site as they come to be known: which page of the viewer becomes which."""

    def __init__(self) -> None:
        self.files: dict[Address, str] = {}
        self.waiting: list[Address] = []
        self.assets: set[str] = set()
        self._taken: set[str] = set()

    def where(self, path: str, query: Mapping[str, str]) -> str | None:
        """The file that an address of the viewer becomes, or None."""
        if path.startswith("/static/"):
            self.assets.add(path.removeprefix("/static/"))
            return path[1:]
        if path == "/":
            return "index.html" + (f"?{urlencode(query)}" if query else "")
        if path == "/actor":
            return f"index.html?{urlencode({'who': query.get('a') or query.get('name') or ''})}"
        if path not in KEPT:
            return None
        kept = tuple((name, query[name]) for name in KEPT[path] if name in query)
        file = self.file((path, tuple(one for one in kept if one != ("page", "1"))))
        event = query.get("event", "").rpartition("#")[2]
        return f"{file}#{event}" if event else file

    def file(self, address: Address) -> str:
        """The file of a page; it waits to be written if it was not known."""
        if address not in self.files:
            path, query = address
            name = "-".join([path[1:], *(value for key, value in query if key != "id")])
            told = dict(query).get("id")
            file = f"{name.partition('-')[0]}/{file_name(told)}{name[len(path) - 1 :]}.html" if told else f"{name}.html"
            if file.lower() in self._taken:  # as on disks that do not tell A from a
                file = file.replace(".html", f"-{hashlib.sha256(repr(address).encode()).hexdigest()[:12]}.html")
            self._taken.add(file.lower())
            self.files[address] = file
            self.waiting.append(address)
        return self.files[address]


def write_site(root: Path, out: Path, *, language: Language = Language.EN, tell: Told | None = None) -> int:
    """Write the collection at ``root`` as a site into the folder ``out``, which must not be there or be empty.

    The site's texts are in ``language``. ``tell`` hears after each page how many there are. Gives their number. Raises
    :class:`StoreError` if there is no collection, it has more than :data:`MOST_REPORTS` reports, or the folder cannot
    be written.
    """
    app = create_app(root)
    library = app.state.library
    try:
        with library.reading() as collection:
            ids = _ids(collection, "articles ORDER BY number")
            if len(ids) > MOST_REPORTS:
                raise StoreError(
                    f"{root}: {len(ids):,} reports; a site takes {MOST_REPORTS:,} at most: make a smaller collection "
                    "of those that matter, or let `runut serve` show it"
                )
            with _made(out) as folder:
                written = _write(folder, app, collection, language, tell or (lambda _: None))
                # in a thread of its own: a notebook's has a loop already, and none may run in another
                with ThreadPoolExecutor(1) as thread:
                    return thread.submit(asyncio.run, written).result()
    finally:
        library.close()


@contextmanager
def _made(out: Path) -> Iterator[Path]:
    """A folder to write into, which takes the place of ``out`` when all went well."""
    try:
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise StoreError(f"{out}: is there and not empty; name another folder")
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as folder:
            made = Path(folder) / out.name
            made.mkdir()
            yield made
            made.replace(out)
    except OSError as error:
        raise StoreError(
            f"{out}: cannot be written ({error.strerror}); is the disk full or the folder closed?"
        ) from error


def _ids(collection: Collection, of: str) -> list[str]:
    return [name for (name,) in collection.rows(f"SELECT id FROM {of}")[1]]  # noqa: S608 - our own names


async def _write(folder: Path, app: Starlette, collection: Collection, language: Language, tell: Told) -> int:
    site = Site()
    _put(folder / "index.html", _searched(stilled(await ask(app, "/", language), "index.html", site.where), language))
    for path, of in (("/report", "articles ORDER BY number"), ("/story", "stories WHERE articles > 1 ORDER BY id")):
        for name in _ids(collection, of):
            site.file((path, (("id", name),)))
    done = 1
    while site.waiting:
        address = site.waiting.pop()
        path, query = address
        told = await ask(app, f"{path}?{urlencode(query)}", language)
        _put(folder / site.files[address], stilled(told, site.files[address], site.where))
        done += 1
        tell(done)
    _write_events(folder / "events", app, collection, language, site)
    for name in sorted(site.assets):
        target = folder / "static" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_asset(name))
    return done


def _asset(name: str) -> bytes:
    return files("runut.view").joinpath("static", *name.split("/")).read_bytes()


def _put(path: Path, content: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")


def _searched(first: str, language: Language) -> str:
    """The first page with the script that searches in it, and the texts that this writes."""
    t = translator(language)
    texts = {
        "one": t("events.found", n=1),
        "other": t("events.found", n="{n}"),
        "none": t("events.none"),
        "pages": t("events.pages"),
        "previous": t("events.previous"),
        "next": t("events.next"),
    }
    told = " ".join(f'data-{name}="{escape(text)}"' for name, text in texts.items())
    return first.replace(
        "</head>",
        f'<script src="events/site.js" defer {told}></script>\n<script src="events/index.js" defer></script>\n</head>',
        1,
    )


FACTS = f"""
SELECT events.id, events.type, coalesce(events.mode, '') AS mode, coalesce(events.contexts, []) AS contexts,
    events.status, events.certainty, coalesce(articles.outlet, '') AS outlet, coalesce(events.place, '') AS place,
    coalesce(events.country, '') AS country, coalesce({WHEN}::VARCHAR, '') AS day,
    round(coalesce(events.confidence, 1), 3) AS confidence, coalesce(incident_events.witnesses, 1) AS witnesses,
    events.score,
    lower(concat_ws(' ', articles.title, events.evidence)) AS words
{FROM} {LINKED} ORDER BY {ORDERS["newest"]}
"""
PARTIES = "SELECT event_id, role, concat_ws(' ', name, text), code, sectors FROM participants ORDER BY position"
SOURCES = "SELECT event_id, name FROM sources ORDER BY position"


def _write_events(folder: Path, app: Starlette, collection: Collection, language: Language, site: Site) -> None:
    """Write what the list of events is searched by, and its rows as the viewer writes them."""
    folder.mkdir()
    (folder / "site.js").write_bytes(_asset("site.js"))
    columns, facts = _facts(collection)
    told = json.dumps([columns, facts], ensure_ascii=False, separators=(",", ":"), default=str)
    _put(folder / "index.js", f"window.runutIndex(...{told});\n")
    request = asking(app, "/", language)
    ids = _ids(collection, f"(SELECT events.id {FROM} ORDER BY {ORDERS['newest']})")
    for number, first in enumerate(range(0, len(ids), CHUNK)):
        rows = events_by_id(collection, ids[first : first + CHUNK])
        written = [page(request, "_row.html", row=row).body.decode() for row in rows]  # type: ignore[union-attr]
        stilled_rows = json.dumps([stilled(one, "index.html", site.where) for one in written], ensure_ascii=False)
        _put(folder / f"rows-{number}.js", f"window.runutRows[{number}] = {stilled_rows};\n")


def _facts(collection: Collection) -> tuple[list[str], list[list[Any]]]:
    """What each event can be searched by, in the order of its rows; ``chunk`` and ``row`` say where its row is."""
    parties: dict[str, dict[str, list[Any]]] = {}
    for event, role, name, code, sectors in collection.rows(PARTIES)[1]:
        parties.setdefault(event, {}).setdefault(role, []).append([name, code or "", sectors or []])
    sources: dict[str, list[str]] = {}
    for event, name in collection.rows(SOURCES)[1]:
        sources.setdefault(event, []).append(name)
    columns, rows = collection.rows(FACTS)
    facts = [
        [
            *told,
            parties.get(event, {}).get("actor", []),
            parties.get(event, {}).get("recipient", []),
            sources.get(event, []),
            *divmod(place, CHUNK),
        ]
        for place, (event, *told) in enumerate(rows)
    ]
    return [*columns[1:], "actors", "recipients", "sources", "chunk", "row"], facts
