"""Examples for each decision from coded reports, and logistic regressions fitted to them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from runut.attribution import hear, weighed
from runut.events.coding import Coding
from runut.events.finding import code_trigger, judge_trigger
from runut.events.merging import same_features
from runut.events.roles import candidates, told_actor
from runut.events.scene import scene_of
from runut.events.setting_features import date_features, place_features
from runut.events.triggers import Trigger
from runut.events.weights import Decision
from training.coding.gold import (
    GoldReport,
    coded_event,
    gold_event_at,
    right_entities,
    right_places,
    right_source,
    right_timexes,
)

__all__ = ["SETTINGS", "Example", "Examples", "cross_fitted", "fit_all", "folds"]

SEED = 20241125
MIN_COUNT = 3  # features rarer than this are one report's words
NEGLIGIBLE = 0.005  # weights smaller than this never turn a decision
USUAL = 0.1  # a feature that more of the examples show than this is no strong reason
INNER_FOLDS = 8

# For each decision the strength of the fit (inverse of the L2 penalty), the probability from which it says yes,
# and the least that the best candidate needs; chosen by cross-validation over the training reports.
SETTINGS: dict[str, tuple[float, float, float]] = {
    "actor": (0.07, 0.4, 0.06),
    "recipient": (0.06, 0.4, 0.08),
    "date": (0.03, 0.38, 0.38),
    "place": (0.04, 0.3, 0.3),
    "event": (0.05, 0.43, 0.43),
    "same": (0.1, 0.4, 0.4),
    "source": (0.03, 0.35, 0.2),
}


class Example(msgspec.Struct, frozen=True):
    """One decision as the coders took it."""

    features: tuple[str, ...]
    right: bool


Examples = dict[str, list[Example]]


def folds(number_of_reports: int, number: int) -> list[list[int]]:
    """Indices of the reports held out in each of ``number`` folds."""
    return [list(range(k, number_of_reports, number)) for k in range(number)]


def fit_all(examples: Sequence[Examples], names: Sequence[str] = tuple(SETTINGS)) -> dict[str, Decision]:
    """Fit every decision of ``names`` to the examples of some reports."""
    return {name: _fit([e for one in examples for e in one[name]], *SETTINGS[name]) for name in names}


def _fit(examples: Sequence[Example], strength: float, threshold: float, least: float) -> Decision:
    counts = Counter(feature for example in examples for feature in set(example.features))
    rows = [{f: 1.0 for f in example.features if counts[f] >= MIN_COUNT} for example in examples]
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=strength, max_iter=2000, random_state=SEED)
    model.fit(vectorizer.fit_transform(rows), [e.right for e in examples])
    weights = {
        name: round(float(w), 4) for name, w in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    }
    return Decision(
        bias=round(float(model.intercept_[0]), 4),
        threshold=threshold,
        least=least,
        weights={name: weight for name, weight in sorted(weights.items()) if abs(weight) >= NEGLIGIBLE},
        usual=usual_among([example.features for example in examples]),
    )


def usual_among(features: Sequence[Sequence[str]]) -> dict[str, float]:
    """What many of the examples show, whatever it is combined with (``|``), and the share of them that do."""
    shown = Counter(value for one in features for value in {feature.split("|", maxsplit=1)[0] for feature in one})
    shares = {value: round(count / len(features), 2) for value, count in sorted(shown.items())}
    return {value: share for value, share in shares.items() if share >= USUAL}


def cross_fitted(reports: Sequence[GoldReport]) -> list[Examples]:
    """The examples of each report.

    Some decisions build on others: the recipient on the actor, settings on both, the event and the joining on all.
    Their examples are taken from decisions that were fitted without the report, so that they are as good and as
    bad as on an unseen one.
    """
    held_out = folds(len(reports), INNER_FOLDS)
    found = [_simple(gold) for gold in reports]
    fitted: list[dict[str, Decision]] = [{"event": Decision(0.0, 0.5, 0.5, {})} for _ in held_out]
    for names, examples_of in (
        (("actor",), _recipients),
        (("recipient",), _settings),
        (("date", "place"), _dependent),
    ):
        told: list[Examples] = [{}] * len(reports)
        for held, decisions in zip(held_out, fitted, strict=True):
            kept = [examples for number, examples in enumerate(found) if number not in set(held)]
            decisions.update(fit_all(kept, names))
            for number in held:
                told[number] = examples_of(reports[number], decisions)
        found = [one | other for one, other in zip(found, told, strict=True)]
    return found


def _simple(gold: GoldReport) -> Examples:
    found: Examples = {"actor": [], "source": list(_sources(gold))}
    for trigger, number in _coded(gold):
        right = right_entities(gold, gold.events[number], "actor")
        scene = scene_of(gold.report, trigger)
        found["actor"] += [Example(c.features["actor"], c.entity in right) for c in candidates(scene)]
    return found


def _sources(gold: GoldReport) -> Iterator[Example]:
    """Every witness beside every coded event: learnt from the coders' own mentions and participants."""
    report = gold.report
    hearing = hear(report.doc, report.quotes, report.entities, report.article.outlet)
    for event in gold.events:
        for witness, features in weighed(hearing, coded_event(gold, event)):
            yield Example(features, right_source(gold, event, witness.source))


def _recipients(gold: GoldReport, decisions: Mapping[str, Decision]) -> Examples:
    found: list[Example] = []
    for trigger, number in _coded(gold):
        right = right_entities(gold, gold.events[number], "recipient")
        scene = scene_of(gold.report, trigger)
        entities = candidates(scene)
        actors = [decisions["actor"].probability(candidate.features["actor"]) for candidate in entities]
        told = told_actor(scene, entities, actors)
        found += [
            Example(features, candidate.entity in right) for features, candidate in zip(told, entities, strict=True)
        ]
    return {"recipient": found}


def _settings(gold: GoldReport, decisions: Mapping[str, Decision]) -> Examples:
    report = gold.report
    found: Examples = {"date": [], "place": []}
    for trigger, number in _coded(gold):
        event = gold.events[number]
        coding = judge_trigger(report, trigger, decisions)
        right_times, right_where = right_timexes(report, event), right_places(report, event)
        for option, features in zip(report.dates, date_features(coding), strict=True):
            found["date"].append(Example(features, bool(right_times & set(option.things))))
        for option, features in zip(report.wheres, place_features(coding), strict=True):
            found["place"].append(Example(features, bool(right_where & set(option.things))))
    return found


def _coded(gold: GoldReport) -> Iterator[tuple[Trigger, int]]:
    """The triggers that the coders confirm, with the number of their event."""
    for trigger in gold.report.triggers:
        number = gold_event_at(gold, trigger)
        if number is not None:
            yield trigger, number


def _dependent(gold: GoldReport, decisions: Mapping[str, Decision]) -> Examples:
    codings = [(code_trigger(gold.report, t, decisions), gold_event_at(gold, t)) for t in gold.report.triggers]
    events = [Example(coding.features, number is not None) for coding, number in codings]
    return {"event": events, "same": list(_pairs(gold, [(c, n) for c, n in codings if n is not None]))}


def _pairs(gold: GoldReport, codings: Sequence[tuple[Coding, int]]) -> Iterator[Example]:
    for i, (one, first) in enumerate(codings):
        for other, second in codings[i + 1 :]:
            if one.type == other.type:
                yield Example(same_features(gold.report, one, other), first == second)
