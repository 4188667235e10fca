"""The best dependency tree of a sentence, from the scores of its arcs."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]


def best_tree(scores: Scores) -> Heads:
    """Heads of the highest-scoring tree with one root; ``scores[i, j]``: j is the head of i, ``[i, i]``: i is the root.

    Each word's best head makes a tree for most sentences. Where it does not, the likeliest root is
    fixed and the best tree below it is found by Chu, Liu and Edmonds.
    """
    size = len(scores)
    heads: Heads = scores.argmax(axis=1)
    words = np.arange(size)
    if np.count_nonzero(heads == words) == 1 and _find_cycle(heads, int(np.flatnonzero(heads == words)[0])) is None:
        return heads
    others = scores.copy()
    np.fill_diagonal(others, -np.inf)
    gain = scores.diagonal() - (others.max(axis=1) if size > 1 else 0)
    root = int(gain.argmax())
    heads = _arborescence(others.astype(np.float64), root)
    heads[root] = root
    return heads


def _find_cycle(heads: Heads, root: int) -> list[int] | None:
    """The words of a cycle among ``heads``, or None."""
    state = [0] * len(heads)  # 0: not seen, 1: on the way, 2: reaches the root
    state[root] = 2
    steps = heads.tolist()
    for start in range(len(steps)):
        path = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = steps[at]
        if state[at] == 1:
            return path[path.index(at) :]
        for word in path:
            state[word] = 2
    return None


def _arborescence(scores: NDArray[np.float64], root: int) -> Heads:
    """Chu-Liu-Edmonds: contract a cycle to one node, solve the smaller graph, open the cycle where it was entered."""
    size = len(scores)
    heads: Heads = scores.argmax(axis=1)
    heads[root] = root
    cycle = _find_cycle(heads, root)
    if cycle is None:
        return heads
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    node = len(outside)  # the cycle's index in the contracted graph
    small = np.full((node + 1, node + 1), -np.inf)
    small[:node, :node] = scores[np.ix_(outside, outside)]
    ring = np.array(cycle)
    # Entering the cycle at a word costs the arc that this word has within it.
    entering = scores[np.ix_(ring, outside)] - scores[ring, heads[ring]][:, None]
    leaving = scores[np.ix_(outside, ring)]
    small[node, :node] = entering.max(axis=0)
    small[:node, node] = leaving.max(axis=1)
    solved = _arborescence(small, int(np.flatnonzero(outside == root)[0]))
    for at, word in enumerate(outside):
        if word != root:
            heads[word] = ring[leaving[at].argmax()] if solved[at] == node else outside[solved[at]]
    enter = solved[node]
    heads[ring[entering[:, enter].argmax()]] = outside[enter]
    return heads
