"""What the viewer's pages of a collection cost: ``python -m eval.pages COLLECTION``.

Prints how long each takes when it is first asked for and, as the least of a few tries, when it is asked for again
(some answers are kept), in milliseconds of wall time.
"""

import argparse
import time
from pathlib import Path
from urllib.parse import urlencode

from starlette.testclient import TestClient

from runut.store import open_collection
from runut.view import create_app

PAGES = (
    "/",
    "/?type=ACCUSE",
    "/?actor=polisi",
    "/?actor=pra&type=ACCUSE&status=actual",
    "/?q=rudal",
    "/?order=witnesses",
    "/?status=actual&page=500",
    "/suggest/who?who=pra",
    "/stories",
    "/actors",
    "/actor?a=IDN",
    "/actor?a=polisi",
    "/dyad?a=ISR&b=PSE",
    "/map",
    "/network",
)
LARGEST = {
    "/story": "SELECT id FROM stories ORDER BY articles DESC LIMIT 1",
    "/report": "SELECT id FROM articles ORDER BY length(text) DESC LIMIT 1",
}
TRIES = 5


def main() -> None:
    """Time each page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("collection", type=Path)
    root = parser.parse_args().collection
    with open_collection(root) as collection:
        largest = [
            f"{page}?{urlencode({'id': found})}"
            for page, sql in LARGEST.items()
            for (found,) in collection.sql(sql).fetchall()
        ]
    with TestClient(create_app(root), base_url="http://localhost") as client:
        client.get("/").raise_for_status()
        for path in (*PAGES, *largest):
            first, *again = (_wall(client, path) for _ in range(TRIES))
            print(f"{first:6.0f} ms first {min(again):6.0f} ms again  {path}")


def _wall(client: TestClient, path: str) -> float:
    began = time.perf_counter()
    client.get(path).raise_for_status()
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    main()
