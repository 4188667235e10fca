"""Who says so, as drawings: the sources of one report as a tree, and who quotes whom in a story as a graph.

Sources of an event stand from the nearest to what happened to the farthest: a speaker, then the agency that relays
the speaker. Drawn from the reader's side, they are turned round: outlet, agency, speaker, event.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from runut.lexicon.cues import outlets
from runut.model import Record, Source, SourceKind

__all__ = ["Box", "Branch", "Graph", "Link", "Quoting", "quoting_graph", "source_tree"]

RELAYING = frozenset({SourceKind.OUTLET, SourceKind.DOCUMENT})
PUBLISHER = "publisher"
MOST_IN_COLUMN = 10
WIDTH, HEIGHT, GAP_X, GAP_Y = 196, 28, 84, 10
LONGEST_LABEL = 22  # signs that fit in a box
THICKEST = 6


class Branch(NamedTuple):
    """Somebody who says so, whom they quote in turn, and which events they tell themselves.

    ``fields`` are the ids of the fields that light up this source's words; ``events`` count from 0.
    """

    kind: str
    name: str
    fields: tuple[str, ...]
    events: tuple[int, ...]
    branches: tuple["Branch", ...]


def source_tree(record: Record, key: str) -> Branch:
    """The sources of all events of ``record``, the outlet at the root; ids of fields begin with ``key``."""
    told: list[tuple[int, list[tuple[int, Source]]]] = [
        (number, list(enumerate(event.sources))[::-1]) for number, event in enumerate(record.events)
    ]
    return _branch(PUBLISHER, record.article.outlet or "", (), told, key)


def _branch(
    kind: str, name: str, fields: tuple[str, ...], told: Sequence[tuple[int, list[tuple[int, Source]]]], key: str
) -> Branch:
    next_ones: dict[str, list[tuple[int, list[tuple[int, Source]]]]] = defaultdict(list)
    for number, path in told:
        if path:
            source = path[0][1]
            next_ones[source.entity or source.name.casefold()].append((number, path))
    branches = []
    for same in next_ones.values():
        source = same[0][1][0][1]
        lit = tuple(f"{key}-v{number}-source{path[0][0]}" for number, path in same)
        branches.append(_branch(str(source.kind), source.name, lit, [(number, path[1:]) for number, path in same], key))
    return Branch(kind, name, fields, tuple(number for number, path in told if not path), tuple(branches))


class Quoting(NamedTuple):
    """An event's publisher and its sources, as pairs of kind and name, from the farthest to the nearest."""

    report: str
    outlet: str
    sources: tuple[tuple[str, str], ...]


class Box(NamedTuple):
    """A node of the graph, with its place in the drawing; ``label`` is ``name`` as far as it fits."""

    kind: str
    name: str
    label: str
    reports: int
    x: int
    y: int


class Link(NamedTuple):
    """Who quotes whom, in how many reports, and the line to draw."""

    quoting: str
    quoted: str
    reports: int
    path: str
    thickness: float


class Graph(NamedTuple):
    """A drawing of so many pixels; ``left_out`` is how many nodes it has no room for."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    left_out: int


Node = tuple[int, str]  # column and key


def quoting_graph(told: Iterable[Quoting]) -> Graph:
    """Outlets on the left, whom they quote to their right: agencies and documents before people, by how often."""
    told = list(told)
    names = _same_names(source for one in told for source in one.sources)
    reports: dict[Node, set[str]] = defaultdict(set)
    edges: dict[tuple[Node, Node], set[str]] = defaultdict(set)
    shown: dict[Node, tuple[str, str]] = {}
    for one in told:
        path = [((0, one.outlet), (PUBLISHER, one.outlet))]
        for kind, name in one.sources:
            whole = names[kind, name]
            path.append(((1 if kind in RELAYING else 2, whole.casefold()), (kind, whole)))
        for node, seen in path[: len(path) if len(path) > 1 else 0]:
            shown.setdefault(node, seen)
            reports[node].add(one.report)
        for (quoting, _), (quoted, _) in pairwise(path):
            if quoting != quoted:
                edges[quoting, quoted].add(one.report)
    columns = _columns({node: len(found) for node, found in reports.items()})
    kept = {node for column in columns for node in column}
    links = {pair: len(found) for pair, found in edges.items() if kept.issuperset(pair)}
    _untangle(columns, links)
    return _drawn(columns, shown, reports, links, len(reports) - len(kept))


def _same_names(sources: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """The name by which each source is shown: the fullest that has all its words, an outlet's own in the lexicon."""
    fullest: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    found = {}
    for kind, name in sorted(set(sources), key=lambda pair: (-len(pair[1].split()), -len(pair[1]), pair)):
        known = outlets().get(name) if kind == SourceKind.OUTLET else None
        whole = known.name if known else name
        words = frozenset(whole.casefold().split())
        holders = [other for other, others in fullest[kind] if words <= others]
        if len(holders) == 1:
            whole = holders[0]
        elif not holders:
            fullest[kind].append((whole, words))
        found[kind, name] = whole
    return found


def _columns(reports: Mapping[Node, int]) -> list[list[Node]]:
    columns: list[list[Node]] = []
    for number in range(3):
        there = sorted((node for node in reports if node[0] == number), key=lambda node: (-reports[node], node))
        if there:
            columns.append(there[:MOST_IN_COLUMN])
    return columns


def _untangle(columns: list[list[Node]], links: Mapping[tuple[Node, Node], int]) -> None:
    """Put each node beside the middle of those that quote it, so that fewer lines cross."""
    for number in range(1, len(columns)):
        place = {node: row for column in columns[:number] for row, node in enumerate(column)}

        def middle(node: Node, place: Mapping[Node, int] = place) -> float:
            there = [(place[one], often) for (one, other), often in links.items() if other == node and one in place]
            return sum(row * often for row, often in there) / max(sum(often for _, often in there), 1)

        columns[number].sort(key=middle)


def _drawn(
    columns: Sequence[Sequence[Node]],
    shown: Mapping[Node, tuple[str, str]],
    reports: Mapping[Node, set[str]],
    links: Mapping[tuple[Node, Node], int],
    left_out: int,
) -> Graph:
    tallest = max(map(len, columns), default=0)
    boxes: dict[Node, Box] = {}
    for number, column in enumerate(columns):
        down = (tallest - len(column)) * (HEIGHT + GAP_Y) // 2
        for row, node in enumerate(column):
            kind, name = shown[node]
            label = name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1].rstrip() + "…"
            x, y = number * (WIDTH + GAP_X), down + row * (HEIGHT + GAP_Y)
            boxes[node] = Box(kind, name, label, len(reports[node]), x, y)
    most = max(links.values(), default=1)
    drawn = [_link(boxes[one], boxes[other], often, most) for (one, other), often in links.items()]
    width = len(columns) * (WIDTH + GAP_X) - GAP_X
    height = tallest * (HEIGHT + GAP_Y) - GAP_Y
    drawn.sort(key=lambda link: (-link.reports, link.quoting, link.quoted))
    return Graph(max(width, 0), max(height, 0), tuple(boxes.values()), tuple(drawn), left_out)


def _link(one: Box, other: Box, often: int, most: int) -> Link:
    x, y = one.x + WIDTH, one.y + HEIGHT // 2
    end_x, end_y = other.x, other.y + HEIGHT // 2
    if end_x < x:  # two of one column, or a person quoted by whom an outlet quotes
        x, end_x = one.x + WIDTH // 2, other.x + WIDTH // 2
    bend = max(abs(end_x - x) // 2, 20)
    path = f"M{x} {y} C{x + bend} {y} {end_x - bend} {end_y} {end_x} {end_y}"
    thickness = round(1 + (THICKEST - 1) * (often - 1) / max(most - 1, 1), 1)
    return Link(one.name, other.name, often, path, thickness)
