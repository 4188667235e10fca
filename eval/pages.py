"""What the viewer's pages of a collection cost: ``python -m eval.pages COLLECTION``.

Prints the processor time and the wall time of each, the least of a few tries, in milliseconds.
"""

import argparse
import time
from pathlib import Path

from starlette.testclient import TestClient

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
    "/map",
    "/network",
)
TRIES = 5


def main() -> None:
    """Time each page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("collection", type=Path)
    with TestClient(create_app(parser.parse_args().collection), base_url="http://localhost") as client:
        for path in PAGES:
            processor, wall = zip(*(_cost(client, path) for _ in range(TRIES)), strict=True)
            print(f"{min(processor):6.0f} ms processor {min(wall):6.0f} ms  {path}")


def _cost(client: TestClient, path: str) -> tuple[float, float]:
    processor, wall = time.process_time(), time.perf_counter()
    client.get(path).raise_for_status()
    return 1000 * (time.process_time() - processor), 1000 * (time.perf_counter() - wall)


if __name__ == "__main__":
    main()
