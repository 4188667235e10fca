"""The arithmetic of the parser: scores of arcs and labels, and their gradients.

An arc's score is a bilinear product of the dependent's and the head's vector (Dozat and Manning),
plus what each of the two makes of the signed distance between them. A label is chosen by a small
feed-forward layer over both vectors and the distance.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model, glorot_uniform_init

Array = NDArray[np.float32]
Indices = NDArray[np.int64]

# Distances 1 to 8 have a bucket each, farther ones share: 9-12, 13-20, 21 and more; both directions, and none.
_STEPS = np.array([*range(9), *[9] * 4, *[10] * 8, 11])
BUCKETS = 2 * int(_STEPS[-1]) + 1
SIDE = 256  # distances within sentences up to so long are worked out once


@cache
def _all_buckets() -> Indices:
    words = np.arange(SIDE)
    return buckets(words[:, None], words[None, :])


def _buckets_up_to(size: int) -> Indices:
    if size <= SIDE:
        return _all_buckets()[:size, :size]
    words = np.arange(size)
    return buckets(words[:, None], words[None, :])


def buckets(dependents: Indices, heads: Indices) -> Indices:
    """Bucket of the signed distance from each dependent to its head."""
    distance = heads - dependents
    step = _STEPS[np.minimum(np.abs(distance), len(_STEPS) - 1)]
    return np.where(distance < 0, -step, step) + _STEPS[-1]


def create_scorer(arc_width: int, label_width: int, hidden_width: int) -> Model:
    """The parameters of the scores, held by a thinc model; ``nO``, the number of labels, is set later."""
    return Model(
        "runut_arc_scorer",
        lambda model, inputs, is_train: (inputs, lambda grads: grads),
        dims={"nA": arc_width, "nL": label_width, "nH": hidden_width, "nO": None},
        params=dict.fromkeys(("W", "u", "R", "Q", "A", "B", "E", "b", "C", "c")),
    )


def initialize_scorer(model: Model, labels: int) -> None:
    """Draw the first parameters, from numpy's seeded random numbers."""
    model.set_dim("nO", labels)
    arc, label, hidden = (model.get_dim(name) for name in ("nA", "nL", "nH"))
    shapes = {"W": (arc, arc), "A": (label, hidden), "B": (label, hidden), "C": (hidden, labels)}
    for name, shape in shapes.items():
        model.set_param(name, glorot_uniform_init(model.ops, shape))
    zeros = {
        "u": (arc,),
        "R": (BUCKETS, arc),
        "Q": (BUCKETS, arc),
        "E": (BUCKETS, hidden),
        "b": (hidden,),
        "c": (labels,),
    }
    for name, shape in zeros.items():
        model.set_param(name, model.ops.alloc(shape))


def arc_scores(model: Model, dependents: Array, heads: Array) -> Array:
    """``[i, j]``: how well word j heads word i of one sentence; ``[i, i]``: how well i is the root."""
    where = _buckets_up_to(len(dependents))
    get = model.get_param
    scores = (dependents @ get("W")) @ heads.T + heads @ get("u")
    scores += np.take_along_axis(dependents @ get("R").T, where, axis=1)
    scores += np.take_along_axis(heads @ get("Q").T, where.T, axis=1).T
    return scores


def arc_gradients(model: Model, dependents: Array, heads: Array, d_scores: Array) -> tuple[Array, Array]:
    """Gradients of the two vectors, from those of the scores; those of the parameters are added up in ``model``."""
    where = _buckets_up_to(len(dependents))
    get, add = model.get_param, model.inc_grad
    summed = _sum_buckets(where, d_scores)
    summed_heads = _sum_buckets(where.T, d_scores.T)
    add("W", dependents.T @ d_scores @ heads)
    add("u", d_scores.sum(axis=0) @ heads)
    add("R", summed.T @ dependents)
    add("Q", summed_heads.T @ heads)
    d_dependents = d_scores @ heads @ get("W").T + summed @ get("R")
    d_heads = d_scores.T @ (dependents @ get("W")) + np.outer(d_scores.sum(axis=0), get("u")) + summed_heads @ get("Q")
    return d_dependents, d_heads


def _sum_buckets(where: Indices, values: Array) -> Array:
    rows = np.arange(len(where))[:, None] * BUCKETS + where
    summed = np.bincount(rows.ravel(), weights=values.ravel(), minlength=len(where) * BUCKETS)
    return summed.reshape(len(where), BUCKETS).astype(np.float32)


def label_scores(model: Model, dependents: Array, heads: Array, where: Indices) -> tuple[Array, Array]:
    """Scores of all labels for arcs given by both ends' vectors and their distance, and the hidden layer."""
    get = model.get_param
    hidden = dependents @ get("A") + heads @ get("B") + get("E")[where] + get("b")
    hidden = np.maximum(hidden, 0)
    return hidden @ get("C") + get("c"), hidden


def label_gradients(
    model: Model, dependents: Array, heads: Array, where: Indices, hidden: Array, d_scores: Array
) -> tuple[Array, Array]:
    """Like :func:`arc_gradients`, for labels."""
    get, add = model.get_param, model.inc_grad
    add("C", hidden.T @ d_scores)
    add("c", d_scores.sum(axis=0))
    d_hidden = (d_scores @ get("C").T) * (hidden > 0)
    add("A", dependents.T @ d_hidden)
    add("B", heads.T @ d_hidden)
    add("b", d_hidden.sum(axis=0))
    d_embedding = np.zeros_like(get("E"))
    np.add.at(d_embedding, where, d_hidden)
    add("E", d_embedding)
    return d_hidden @ get("A").T, d_hidden @ get("B").T


def softmax(scores: Array) -> Array:
    """Probabilities along the last axis."""
    grown = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Array = grown / grown.sum(axis=-1, keepdims=True)
    return result
