"""The network: who is tied to whom by events, the strongest ties first."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runut.view.actors import level_of
from runut.view.asking import asked_number
from runut.view.charted import chart_page, narrowed, short, words_of
from runut.view.filters import Filters
from runut.view.meetings import LEVELS, Level, Tie, ties
from runut.view.pages import language_of, library_of, path_to
from runut.view.words import Translate, translator

__all__ = ["ROUTES", "tone_of"]

SHOWN = 40
LIMITS = (20, 40, 80, 160)
MOST = 300  # more lines than that are a thicket
BETWEEN = 1.0  # a mean score nearer to zero than this is neither one nor the other


def network(request: Request) -> Response:
    """The strongest ties that the filters leave."""
    level = level_of(request, "name")
    limit = asked_number(request, "top", SHOWN, MOST)
    with library_of(request).reading() as collection:
        held = narrowed(request, collection)
        found, n = ties(collection, held.events, level, limit)
    return chart_page(
        request,
        "network.html",
        held,
        level=level,
        levels=list(LEVELS),
        limit=limit,
        limits=LIMITS,
        ties=[(tie, tone_of(tie.mean)) for tie in found],
        n=n,
        nodes=len({end.key for tie in found for end in (tie.actor, tie.recipient)}),
        data=_graph(found, level, translator(language_of(request)))
        | {"words": words_of(request), "lang": language_of(request).value, **_addresses(request, held.filters)},
    )


def _addresses(request: Request, filters: Filters) -> dict[str, str]:
    """Where a node and a line lead, to be followed by ``a`` and ``b``."""
    query = filters.query()
    start = f"{query}&" if query else ""
    return {name: f"{path_to(request, name)}?{start}" for name in ("actor", "dyad")}


def tone_of(mean: float) -> str:
    """Whether a mean score tells of cooperation, of conflict, or of neither."""
    if abs(mean) < BETWEEN:
        return "mixed"
    return "cooperation" if mean > 0 else "conflict"


def _graph(found: Iterable[Tie], level: Level, t: Translate) -> dict[str, Any]:
    found = list(found)
    weights: Counter[tuple[str, str]] = Counter()
    for tie in found:
        weights[tie.actor] += tie.n
        weights[tie.recipient] += tie.n
    return {
        "nodes": [{"key": key, "label": short(t, label, level), "n": n} for (key, label), n in weights.most_common()],
        "edges": [
            {
                "actor": tie.actor.key,
                "recipient": tie.recipient.key,
                "together": tie.together,
                "n": tie.n,
                "mean": tie.mean,
                "tone": tone_of(tie.mean),
                "quads": tie.quads,
            }
            for tie in found
        ],
    }


ROUTES = [Route("/network", network, name="network")]
