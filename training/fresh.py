"""Fresh news annotated by hand: entities, sentences, time expressions.

Real text: the files stay outside the repository. How they are annotated: ``training/GUIDELINES.md``.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.timex import read_reports, readings
from spacy.language import Language

from training.measures import Count, boundary_counts, entity_counts

__all__ = ["fresh_entities", "fresh_sentences", "fresh_timexes"]

Rows = list[tuple[str, list[tuple[int, int, str]]]]


def fresh_entities(nlp: Language, file: Path) -> dict[str, dict[str, Count]]:
    """Scores on reports with ``text`` and ``entities``, once with GPE apart and once as the training data have it."""
    rows: Rows = [(row["text"], [_entity(span) for span in row["entities"]]) for row in _rows(file)]
    name = f"fresh news, {len(rows)} reports"
    return {
        name: entity_counts(nlp, rows, {}),
        f"{name}, GPE as LOC": entity_counts(nlp, rows, {"GPE": "LOC"}),
    }


def _entity(span: Sequence[Any] | dict[str, Any]) -> tuple[int, int, str]:
    """A span, given as a list or as an object with ``start``, ``end`` and ``label``."""
    if isinstance(span, dict):
        return span["start"], span["end"], span["label"]
    return span[0], span[1], span[2]


def fresh_sentences(nlp: Language, file: Path) -> dict[str, dict[str, Count]]:
    """Where sentences begin in raw reports with ``text`` and ``sentences``; each report's first one is no question."""
    rows = [(row["text"], [(start, end) for start, end in row["sentences"]]) for row in _rows(file)]
    return {f"fresh news, {len(rows)} reports": {"sentence boundaries": boundary_counts(nlp, rows)}}


def fresh_timexes(folder: Path) -> dict[str, dict[str, Count]]:
    """Time expressions as Runut's rules read them: strict spans, and those with the right type and value too."""
    reports = read_reports(folder)
    spans, values = Count(), Count()
    for report in reports:
        found, wanted = readings(report)
        spans.add(list(wanted), list(found))
        values.add(list(wanted.items()), list(found.items()))
    return {f"fresh news, {len(reports)} reports": {"TIMEX3 spans": spans, "TIMEX3 spans with values": values}}


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
