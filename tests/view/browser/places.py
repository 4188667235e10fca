"""The addresses of the viewer's pages."""

from urllib.parse import urlencode

from runut.model import Record

__all__ = ["pages"]


def pages(record: Record, searched: str = "polisi") -> dict[str, str]:
    """Every page, of that report where it is about one; ``searched`` is typed wherever one can type."""
    about = urlencode({"id": record.article.id})
    return {
        "events": "/",
        "actors": f"/actors?{urlencode({'typed': searched})}",
        "countries": "/actors?level=country",
        "actor": "/actor?a=IDN",
        "named": f"/actor?{urlencode({'name': searched})}",
        "quotes": "/actor/quotes?a=IDN",
        "pairs": "/dyad",
        "dyad": "/dyad?a=IDN+GOV&b=IDN+CVL&by=month",
        "map": "/map",
        "network": "/network?level=sector",
        "found": f"/?{urlencode({'q': searched, 'who': searched, 'place': searched})}",
        "report": f"/report?{about}",
        "stories": f"/stories?{urlencode({'q': searched, 'single': 1})}",
        "story": f"/story?{about}",
        "read": "/read",
        "refused": f"/?{urlencode({'type': searched})}",
        "missing": f"/nowhere?{about}",
    }
