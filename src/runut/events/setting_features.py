"""What speaks for and against a day's being the trigger's date, or a place's being where it happened."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from runut.events.coding import Coding
from runut.events.options import nearest, token_gap
from runut.events.report import Option, Report
from runut.events.roles import Filler
from runut.events.scene import Scene
from runut.events.sessions import following_features, session_features, sessions_of
from runut.events.triggers import Trigger
from runut.lexicon.gazetteer import country_names, fold_name

__all__ = ["date_features", "place_features"]

DAY, MONTH, YEAR = len("2024-06-21"), len("2024-06"), len("2024")
FAR = 3
MANY = 3
PLACING = ("di", "ke", "dari")
PHRASE_REACH = 9  # tokens
DATELINE_REACH = 5  # tokens: "Jakarta, CNN Indonesia -"


def date_features(coding: Coding, only: int | None = None) -> tuple[tuple[str, ...], ...]:
    """By day of the report, or for the day ``only``, what speaks for its being the date of the trigger coded.

    Of ``coding`` only its own days and places need not be known yet.
    """
    scene, days = coding.scene, coding.scene.report.dates
    told = sum(scene.sentence in day.sentences for day in days)
    sessions = sessions_of(coding, days)
    return tuple(
        (
            *_position(scene, option, days, told),
            *session_features(sessions, option),
            *following_features(sessions, option),
            *_of_date(coding, option),
        )
        for option in (days if only is None else (days[only],))
    )


def place_features(coding: Coding, only: int | None = None) -> tuple[tuple[str, ...], ...]:
    """By place of the report, or for the place ``only``, what speaks for its being where the trigger coded happened."""
    scene, places = coding.scene, coding.scene.report.wheres
    told = sum(scene.sentence in place.sentences for place in places)
    sessions = sessions_of(coding, places)
    return tuple(
        (
            *_position(scene, option, places, told),
            *session_features(sessions, option),
            *_of_place(coding, option, places),
        )
        for option in (places if only is None else (places[only],))
    )


def _position(scene: Scene, option: Option, rivals: Sequence[Option], told: int) -> Iterator[str]:
    """Where the expression stands; ``told`` counts the ``rivals``, itself among them, in the trigger's sentence."""
    report, trigger, here = scene.report, scene.trigger, scene.sentence
    number = nearest(option, trigger.start, here)
    apart = here - option.sentences[number]
    where, spoken = _where(apart), option.spoken
    others = told - (here in option.sentences)
    kind = str(trigger.sense.type)
    yield f"where={where}"
    yield f"where={where}|{kind}"
    yield f"where={where}|{trigger.sense.id}"
    yield f"where={where}|{trigger.sense.kind}"
    yield f"where={where}|others={min(others, 2)}"
    yield f"where={where}|order={min(option.order, MANY)}"
    yield f"where={where}|often={min(len(option.things), MANY)}"
    yield f"where={where}|spoken={spoken}"
    yield f"where={where}|spoken={spoken}|{kind}"
    yield f"where={where}|quoted={_across_quote(scene, option, number)}"
    yield f"where={where}|aspect={scene.aspect}"
    yield f"where={where}|pointed={scene.pointed}"
    yield f"relayed={option.relayed}|{where}"
    yield f"relayed={option.relayed}|{spoken}"
    yield f"relayed={option.relayed}|{kind}"
    yield f"spoken={spoken}|quoted={_same_voice(scene, option)}"
    yield from _voiced(scene, option, where)
    yield from _echoed(scene, option, number, where)
    if apart == 0:
        yield from _beside(report, trigger, option, number, rivals)
        yield from _granted(scene, option.tokens[number])


def _where(apart: int) -> str:
    return "here" if apart == 0 else f"back{min(apart, FAR)}" if apart > 0 else f"ahead{min(-apart, FAR)}"


def _voiced(scene: Scene, option: Option, where: str) -> Iterator[str]:
    """Whether the expression dates or places the speech of the one who acts: what he says he does then and there."""
    actor = scene.best["actor"]
    acting = scene.report.entities[actor].id if actor is not None else None
    if acting is None:
        part = "none"
    else:
        part = "voice" if acting in option.voices else "teller" if acting in option.tellers else "other"
    own = "none" if not scene.speakers else "own" if acting in scene.speakers else "other"
    kind = str(scene.trigger.sense.type)
    yield f"actor-is={part}|spoken={option.spoken}"
    yield f"actor-is={part}|{where}"
    yield f"actor-is={part}|{kind}"
    yield f"actor-is={part}|spoken={option.spoken}|{kind}"
    yield f"quoted-by={own}|{part}|spoken={option.spoken}"
    yield f"quoted-by={own}|spoken={option.spoken}|{where}"


def _granted(scene: Scene, span: tuple[int, int]) -> Iterator[str]:
    """The grammatical slot of the trigger in which the expression stands, or in whose filler it does."""
    slot = _slot(scene, span)
    yield f"slot={slot}"
    yield f"slot={slot}|{scene.trigger.sense.type!s}"
    yield f"slot={slot}|{scene.form}"
    yield f"slot={slot}|{scene.trigger.sense.id}"


def _slot(scene: Scene, span: tuple[int, int]) -> str:
    inner = "none"
    for argument in scene.arguments:
        if span[0] <= argument.head < span[1]:
            return argument.slot
        mention = scene.report.mention_of[argument.head]
        if mention is not None and inner == "none":
            held = scene.report.mentions[mention]
            inner = f"in-{argument.slot}" if held.start <= span[0] < held.end else "none"
    return inner


def _beside(report: Report, trigger: Trigger, option: Option, number: int, rivals: Sequence[Option]) -> Iterator[str]:
    """Where the expression stands in the trigger's own sentence."""
    span = option.tokens[number]
    side = "left" if span[0] < trigger.start else "right"
    gap = token_gap(span, trigger.start, trigger.end)
    before = report.lowers[span[0] - 1] if span[0] > 0 else "^"
    verbs = min(report.tags[gap.start : gap.stop].count("VERB"), 3)
    nearer = sum(
        report.sentence_of[start] == report.sentence_of[trigger.start]
        and abs(start - trigger.start) < abs(span[0] - trigger.start)
        for rival in rivals
        for start, _ in rival.tokens
    )
    tied = _tied(report, trigger.head, option.roots[number])
    yield f"side={side}|gap={_gap(len(gap))}"
    yield f"side={side}|{trigger.sense.type!s}"
    yield f"marked={before}"
    yield f"marked={before}|{side}"
    yield f"marked={before}|{trigger.sense.type!s}"
    yield f"nearer={min(nearer, 2)}"
    yield f"verbs-between={verbs}|{side}"
    yield f"tied={tied}"
    yield f"tied={tied}|{trigger.sense.kind}"


def _tied(report: Report, head: int, root: int) -> str:
    """How the expression hangs in the tree: on the trigger, on its governor, or elsewhere."""
    above, governor = report.heads[root], report.heads[head]
    if above == head:
        return "child"
    if above == governor:
        return "sister"
    if report.heads[above] == head:
        return "grandchild"
    return "above" if root == governor else "no"


def _echoed(scene: Scene, option: Option, number: int, where: str) -> Iterator[str]:
    """Which trigger stands nearest to the expression: this one, one of its sense or type, or another."""
    report, sense = scene.report, scene.trigger.sense
    spot = option.tokens[number][0]
    told = [report.triggers[n] for n in report.triggers_in[option.sentences[number]]]
    near = min(told, key=lambda one: abs(one.start - spot), default=None)
    kinds = {one.sense.type for one in told}
    if near is None:
        echo = "none"
    elif near.start == scene.trigger.start:
        echo = "own"
    else:
        echo = "sense" if near.sense.id == sense.id else "type" if near.sense.type == sense.type else "other"
    yield f"nearest={echo}|{where}"
    yield f"nearest={echo}|{where}|{sense.type!s}"
    yield f"echo={sense.type in kinds}|{where}"
    yield f"echo={sense.type in kinds}|{where}|{sense.type!s}"


def _across_quote(scene: Scene, option: Option, number: int) -> str:
    if not scene.quotes:
        return "none"
    quote, place = scene.quotes[0], scene.report.offsets[option.tokens[number][0]]
    return f"{quote.kind!s}/{'same' if quote.start <= place < quote.end else 'out'}"


def _same_voice(scene: Scene, option: Option) -> str:
    """Whether the expression dates or places the speech of whoever speaks of the trigger."""
    if not scene.quotes:
        return "none"
    return "same" if any(quote.speaker in option.tellers for quote in scene.quotes) else "other"


def _of_date(coding: Coding, option: Option) -> Iterator[str]:
    report, trigger = coding.scene.report, coding.trigger
    number = nearest(option, trigger.start, report.sentence_of[trigger.start])
    start, end = option.tokens[number]
    kind = str(trigger.sense.type)
    precision = _precision(option.key)
    published = _relation(option.key, (report.article.published or "")[:DAY])
    here = report.sentence_of[start] == report.sentence_of[trigger.start]
    bracketed = any("(" in word for word in report.lowers[start:end])
    yield f"precision={precision}|{here}"
    yield f"precision={precision}|{kind}"
    yield f"published={published}|{here}"
    yield f"published={published}|{kind}"
    yield f"published={published}|{option.spoken}|{here}"
    yield f"published={published}|{min(option.order, MANY)}"
    yield f"status={coding.status!s}|{published}"
    yield f"status={coding.status!s}|{published}|{here}"
    yield f"status={coding.status!s}|{published}|{kind}"
    yield f"bracketed={bracketed}|{published}"
    yield f"head={report.lowers[report.heads[option.roots[number]]]}|{here}"
    yield f"word={report.lowers[start]}|{here}"


def _precision(value: str) -> str:
    head = value.split("/", maxsplit=1)[0]
    return "week" if "W" in head else {YEAR: "year", MONTH: "month"}.get(len(head), "day")


def _relation(value: str, published: str) -> str:
    """When the day lies, seen from publication."""
    if not published:
        return "unknown"
    day = value.split("/", maxsplit=1)[0][:DAY]
    if "W" in day or len(day) < DAY:
        size = min(len(day), YEAR) if "W" in day else len(day)
        return f"{'same' if day[:size] == published[:size] else 'before' if day < published else 'after'}/{size}"
    if day >= published:
        return "same" if day == published else "after"
    return "month" if day[:MONTH] == published[:MONTH] else "year" if day[:YEAR] == published[:YEAR] else "older"


def _of_place(coding: Coding, option: Option, rivals: Sequence[Option]) -> Iterator[str]:
    scene = coding.scene
    report, trigger = scene.report, scene.trigger
    number = nearest(option, trigger.start, report.sentence_of[trigger.start])
    start, _ = option.tokens[number]
    kind = str(trigger.sense.type)
    country = _is_country(option.key)
    here = report.sentence_of[start] == report.sentence_of[trigger.start]
    finer = country and any(
        report.sentence_of[trigger.start] in rival.sentences and not _is_country(rival.key) for rival in rivals
    )
    within = _within(report, start, option.key)
    yield from _located(coding, option, number)
    yield f"within={within}|{here}"
    yield f"within={within}|{kind}"
    yield f"country={country}|{here}"
    yield f"country={country}|{kind}"
    yield f"country={country}|finer={finer}|{here}"
    yield f"country={country}|order={min(option.order, MANY)}|{here}"
    yield f"dateline={start < DATELINE_REACH}|{kind}"
    yield f"home={report.places[option.things[0]].country == 'IDN'}|{kind}"
    yield f"mode={kind}/{trigger.sense.mode}|{here}"
    yield f"status={coding.status!s}|{kind}"
    yield f"status={coding.status!s}|{here}"
    for role, fillers in (("actor", coding.actors), ("recipient", coding.recipients)):
        standing = _standing(report, option, fillers)
        yield f"{role}={standing}|{here}"
        yield f"{role}={standing}|{kind}"
        yield f"{role}={standing}|{kind}/{trigger.sense.mode}"


def _located(coding: Coding, option: Option, number: int) -> Iterator[str]:
    """Which prepositions govern the phrases in which the place is named, and where it stands in them."""
    scene = coding.scene
    report, kind = scene.report, str(scene.trigger.sense.type)
    where = _where(scene.sentence - option.sentences[number])
    marks = [_governor(report, start) for start, _ in option.tokens]
    best = next((mark for mark in PLACING if mark in marks), "none")
    chain = _chain(report, *option.tokens[number])
    free = any(_within(report, start, option.key) in ("none", "itself", "LOC", "GPE") for start, _ in option.tokens)
    yield f"phrase={marks[number]}|{where}"
    yield f"phrase={marks[number]}|{kind}"
    yield f"placed={best}|{where}"
    yield f"placed={best}|{kind}"
    yield f"placed={best}|free={free}|{where}"
    yield f"placed={best}|country={_is_country(option.key)}|{where}"
    yield f"chain={chain}|{marks[number]}"
    yield f"chain={chain}|country={_is_country(option.key)}|{where}"


def _governor(report: Report, start: int) -> str:
    """The preposition of the phrase in which a name stands: *di Gedung KPK, Kuningan, **Jakarta***."""
    for token in range(start - 1, max(start - PHRASE_REACH, -1), -1):
        if report.tags[token] == "ADP":
            return report.lowers[token]
        if report.tags[token] not in ("PROPN", "NOUN") and report.lowers[token] not in (",", "(", "-"):
            break
    return "-"


def _chain(report: Report, start: int, end: int) -> str:
    """*Bandara Orly, Paris, Prancis*: whether the name follows, or is followed by, another one after a comma."""
    after = end + 1 < len(report.lowers) and report.lowers[end] == "," and report.tags[end + 1] == "PROPN"
    before = start > 1 and report.lowers[start - 1] == "," and report.tags[start - 2] == "PROPN"
    return f"{'after' if before else 'first'}/{'before' if after else 'last'}"


def _standing(report: Report, option: Option, fillers: Sequence[Filler]) -> str:
    """Whether the place is, or lies in the country of, the likeliest of those who fill a role."""
    if not fillers:
        return "none"
    entity = report.entities[fillers[0].entity]
    if entity.name.lower() == option.key:
        return "itself"
    country = report.places[option.things[0]].country
    return "country" if country is not None and entity.code == country else "elsewhere"


@lru_cache(maxsize=1024)
def _is_country(name: str) -> bool:
    return fold_name(name) in country_names()


def _within(report: Report, token: int, name: str) -> str:
    """The kind of entity inside whose name or description the place stands; *itself* if it is the entity."""
    mention = report.mention_of[token]
    if mention is None:
        return "none"
    covering = report.mentions[mention]
    if covering.span.end - covering.span.start <= len(name):
        return "itself"
    return str(report.entities[covering.entity].type)


def _gap(distance: int) -> str:
    for limit in (1, 3, 6, 12, 24):
        if distance <= limit:
            return str(limit)
    return "far"
