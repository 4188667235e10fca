"""Examples for each decision from coded reports, and logistic regressions fitted to them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from runut.events.finding import assign_roles, code_trigger
from runut.events.merging import same_features
from runut.events.roles import candidates
from runut.events.settings import place_features, reachable, timex_features
from runut.events.triggers import Trigger, find_triggers
from runut.events.weights import Decision
from training.coding.gold import GoldReport, gold_event_at, right_entities, right_places, right_timexes

__all__ = ["Example", "event_examples", "fit", "role_examples", "same_examples", "setting_examples"]

SEED = 20241125
MIN_COUNT = 3  # features rarer than this are noise: they stand for one report's words


class Example(msgspec.Struct, frozen=True):
    """One decision as the coders took it."""

    features: tuple[str, ...]
    right: bool
    weight: float = 1.0


def fit(examples: Sequence[Example], *, strength: float, threshold: float) -> Decision:
    """Fit a logistic regression with L2 penalty 1/``strength``; weights of no account are left out."""
    counts = Counter(feature for example in examples for feature in set(example.features))
    rows = [{f: 1.0 for f in example.features if counts[f] >= MIN_COUNT} for example in examples]
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=strength, max_iter=2000, random_state=SEED)
    model.fit(vectorizer.fit_transform(rows), [e.right for e in examples], sample_weight=[e.weight for e in examples])
    weights = {name: round(float(w), 4) for name, w in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)}
    return Decision(
        bias=round(float(model.intercept_[0]), 4),
        threshold=threshold,
        weights={name: weight for name, weight in sorted(weights.items()) if abs(weight) >= 0.005},
    )


def coded_triggers(gold: GoldReport) -> list[tuple[Trigger, int]]:
    """The triggers that the coders confirm, with the number of their event."""
    pairs = ((trigger, gold_event_at(gold, trigger)) for trigger in find_triggers(gold.report.doc))
    return [(trigger, number) for trigger, number in pairs if number is not None]


def role_examples(reports: Iterable[GoldReport], role: str) -> list[Example]:
    """Each entity in reach of a confirmed trigger: does it have the role?"""
    examples = []
    for gold in reports:
        for trigger, number in coded_triggers(gold):
            right = right_entities(gold, gold.events[number], role)
            examples += [Example(c.features[role], c.entity in right) for c in candidates(gold.report, trigger)]
    return examples


def setting_examples(reports: Iterable[GoldReport], kind: str) -> list[Example]:
    """Each time expression (``kind`` date) or place in reach of a confirmed trigger: is it the event's?"""
    examples = []
    for gold in reports:
        report = gold.report
        for trigger, number in coded_triggers(gold):
            event = gold.events[number]
            if kind == "date":
                right = right_timexes(report, event)
                features: Callable[[int], tuple[str, ...]] = lambda n: timex_features(report, trigger, report.timexes[n])  # noqa: B023, E731
                things = list(reachable(report, trigger, report.timexes))
            else:
                right = right_places(report, event)
                features = lambda n: place_features(report, trigger, report.places[n])  # noqa: B023, E731
                things = list(reachable(report, trigger, report.places))
            examples += [Example(features(n), n in right) for n in things]
    return examples


def event_examples(reports: Iterable[GoldReport], recognise: Callable[[GoldReport, Trigger], tuple[str, ...]]) -> list[Example]:
    """Each trigger that the lexicon finds: do the coders have an event there?"""
    examples = []
    for gold in reports:
        for trigger in find_triggers(gold.report.doc):
            examples.append(Example(recognise(gold, trigger), is_event(gold, trigger)))
    return examples


def is_event(gold: GoldReport, trigger: Trigger) -> bool:
    """Whether the coders have an event of the trigger's type at its words."""
    return gold_event_at(gold, trigger) is not None


def same_examples(reports: Iterable[GoldReport], decisions: Mapping[str, Decision]) -> list[Example]:
    """Each pair of confirmed mentions of one type: are they mentions of one event?"""
    examples = []
    for gold in reports:
        codings = [(code_trigger(gold.report, trigger, decisions), number) for trigger, number in coded_triggers(gold)]
        for i, (one, first) in enumerate(codings):
            for other, second in codings[i + 1 :]:
                if one.type == other.type:
                    examples.append(Example(same_features(gold.report, one, other), first == second))
    return examples


__all__ += ["assign_roles", "coded_triggers", "is_event"]
