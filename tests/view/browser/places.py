"""The addresses of the viewer's pages."""

from urllib.parse import urlencode

from runut.model import Record
from runut.view.judgements import key_of

__all__ = ["ALIKE", "pages"]

ALIKE = {"countries", "named", "two", "sectors"}  # pages that look as another does: one look at each will do


def pages(record: Record, searched: str = "polisi") -> dict[str, str]:
    """Every page, of that report where it is about one; ``searched`` is typed wherever one can type."""
    about = urlencode({"id": record.article.id})
    names = {entity.id: entity.name for entity in record.entities}
    event = next(one for one in record.events if one.actors and one.recipients)
    actor, recipient = (names.get(one.entity or "", one.text) for one in (event.actors[0], event.recipients[0]))
    return {
        "events": "/",
        "found": f"/?{urlencode({'q': searched, 'who': searched, 'place': searched})}",
        "report": f"/report?{about}",
        "mend": f"/mend?{urlencode({'report': record.article.id, 'event': key_of(event)})}",
        "stories": f"/stories?{urlencode({'q': searched, 'single': 1})}",
        "story": f"/story?{about}",
        "read": "/read",
        "actors": f"/actors?{urlencode({'typed': searched})}",
        "countries": "/actors?level=country",
        "actor": "/actor?a=IDN",
        "named": f"/actor?{urlencode({'name': actor})}",
        "whom": "/actor/whom?a=IDN",
        "quotes": f"/actor/quotes?{urlencode({'name': actor})}",
        "pairs": "/dyad",
        "dyad": "/dyad?a=IDN+GOV&b=IDN+CVL&by=month",
        "two": f"/dyad?{urlencode({'a': actor, 'b': recipient, 'level': 'name'})}",
        "map": f"/map?{urlencode({'source': searched})}",
        "network": "/network",
        "sectors": "/network?level=sector",
        "refused": f"/?{urlencode({'type': searched})}",
        "missing": f"/nowhere?{about}",
    }
