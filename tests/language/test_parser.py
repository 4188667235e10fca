"""The parser of the language package: trees are trees, gradients are gradients."""

import itertools

import numpy as np
import pytest
import spacy
from id_runut_news import biaffine
from id_runut_news.parser import sentences
from id_runut_news.trees import best_tree
from spacy.tokens import Doc


def is_tree(heads: tuple[int, ...]) -> bool:
    """One root, which every word reaches."""
    if sum(head == word for word, head in enumerate(heads)) != 1:
        return False
    for word in range(len(heads)):
        at = word
        for _ in heads:
            at = heads[at]
        if heads[at] != at:
            return False
    return True


@pytest.mark.parametrize("seed", range(40))
def test_the_tree_found_is_the_best_with_its_root(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size = int(rng.integers(1, 6))
    scores = rng.normal(size=(size, size)).astype(np.float32)
    heads = best_tree(scores)
    assert is_tree(tuple(heads.tolist()))
    root = next(word for word, head in enumerate(heads) if head == word)
    trees = [tree for tree in itertools.product(range(size), repeat=size) if is_tree(tree) and tree[root] == root]
    best = max(scores[range(size), tree].sum() for tree in trees)
    assert scores[range(size), heads].sum() == pytest.approx(best, abs=1e-5)


@pytest.mark.parametrize("name", ["W", "u", "R", "Q"])
def test_gradients_of_arc_scores_match_differences(name: str) -> None:
    rng = np.random.default_rng(1)
    scorer = biaffine.create_scorer(arc_width=5, label_width=4, hidden_width=6)
    biaffine.initialize_scorer(scorer, labels=3)
    dependents, heads = rng.normal(size=(2, 15, 5))
    weights = rng.normal(size=(15, 15))
    biaffine.arc_gradients(scorer, dependents, heads, weights)
    parameter = scorer.get_param(name).astype(np.float64)
    place = tuple(side // 2 for side in parameter.shape)

    def loss(step: float) -> float:
        moved = parameter.copy()
        moved[place] += step
        scorer.set_param(name, moved)
        return float((biaffine.arc_scores(scorer, dependents, heads) * weights).sum())

    assert scorer.get_grad(name)[place] == pytest.approx((loss(1e-4) - loss(-1e-4)) / 2e-4, rel=1e-3)


def test_white_space_is_no_word_of_a_sentence() -> None:
    doc = Doc(spacy.blank("id").vocab, words=["Banjir", "surut", ".", "\n", "Warga", "pulang", "."])
    for token in doc:
        token.is_sent_start = token.i in {0, 4}
    assert [words.tolist() for words in sentences(doc)] == [[0, 1, 2], [4, 5, 6]]
