"""What axe-core has to say of a page."""

from pathlib import Path
from typing import Any

from tests.view.browser.conftest import Visit

__all__ = ["COLOURS", "FROM_DISK", "faults_of_access"]

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RULES: dict[str, Any] = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FROM_DISK: dict[str, Any] = RULES | {"preload": False}  # from there no script may fetch the styles
# All that another theme can change.
COLOURS: dict[str, Any] = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def faults_of_access(visit: Visit, rules: dict[str, Any] = RULES) -> list[str]:
    """What it finds serious or critical in the page that is open, with the element at fault."""
    if not visit.page.evaluate("'axe' in window"):
        visit.page.evaluate(AXE)
    found = visit.page.evaluate("rules => axe.run(document, rules)", rules)
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary']}"
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]
