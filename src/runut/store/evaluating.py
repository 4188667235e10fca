"""How right a collection's records are, by the word of those who corrected them."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from runut.model import Record
from runut.scoring import GoldReport, Scores, score
from runut.store.corrected import by_report
from runut.store.corrections import read_corrections
from runut.store.judging import Judgement, gold_of_report, judge, judged_gold
from runut.store.reading import Collection, open_collection

__all__ = ["Evaluated", "corrected_gold", "evaluate"]


class Evaluated(msgspec.Struct, frozen=True, kw_only=True):
    """Two things that must not be mixed.

    ``scores`` are of the ``done`` reports, of which somebody said that nothing is missing. ``judged_scores`` are of the
    ``judged`` events of other reports: of these one knows what is right of what is read, and nothing of what is missed.
    ``unmet`` events of those reports were called right or added, and are not read today. ``changed`` are reports whose
    text is another than the one that was corrected, or that are gone.
    """

    done: int
    scores: Scores
    judged: int
    judged_scores: Scores
    unmet: int
    changed: tuple[str, ...]


def corrected_gold(root: Path) -> Iterator[GoldReport]:
    """The reports of the collection at ``root`` that somebody called done, as gold, in the order of the corrections.

    Raises :class:`runut.errors.StoreError` if there is no collection.
    """
    with open_collection(root) as collection:
        for record, judgement in _judgements(collection, []):
            gold = gold_of_report(record, judgement)
            if gold is not None:
                yield gold


def evaluate(root: Path) -> Evaluated:
    """Score the records of the collection at ``root`` against what was corrected. Raises as :func:`corrected_gold`."""
    changed: list[str] = []
    done = judged = unmet = 0
    scores = judged_scores = Scores.nothing()
    with open_collection(root) as collection:
        for record, judgement in _judgements(collection, changed):
            gold = gold_of_report(record, judgement)
            if gold is not None:
                done += 1
                scores += score([gold], {gold.id: record})
                continue
            right, only = judged_gold(record, judgement)
            standing = sum(bool(one.stands) for one in judgement.judged)
            judged += len(only.events)
            unmet += standing - len(right.events)
            judged_scores += score([right], {right.id: only})
    return Evaluated(
        done=done, scores=scores, judged=judged, judged_scores=judged_scores, unmet=unmet, changed=tuple(changed)
    )


def _judgements(collection: Collection, changed: list[str]) -> Iterator[tuple[Record, Judgement]]:
    """The corrected reports that have the text that was corrected; the ids of the others go to ``changed``."""
    for article_id, said in by_report(read_corrections(collection.layout.root)).items():
        record = collection.record(article_id)
        if record is None:
            changed.append(article_id)
            continue
        judgement = judge(said, record.article.text)
        if judgement.judged or judgement.done:
            yield record, judgement
        else:
            changed.append(article_id)
