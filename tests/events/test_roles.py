"""Who acts and on whom: one entity has one role, and what takes two has two who act."""

import pytest

from runut import Article
from runut.events.roles import assign_roles
from runut.events.scene import scene_of
from runut.events.weights import Decision
from runut.language.loading import load_language
from runut.pipeline import analysed, look


def sides(text: str, words: str, actor: dict[str, float], recipient: dict[str, float]) -> tuple[set[str], set[str]]:
    """Names of those who act and of those to whom it is done by what ``words`` say, by weights of features."""
    article = Article(id="a", text=text, published="2024-06-21")
    report = look(article, analysed(article, load_language()))
    trigger = next(one for one in report.triggers if report.doc[one.start : one.end].text == words)
    decisions = {
        "actor": Decision(bias=-2.0, threshold=0.4, least=0.06, weights=actor),
        "recipient": Decision(bias=-2.0, threshold=0.4, least=0.08, weights=recipient),
    }
    acting, receiving = assign_roles(scene_of(report, trigger), decisions)
    return {report.entities[n.entity].name for n in acting}, {report.entities[n.entity].name for n in receiving}


@pytest.mark.model
def test_whom_one_meets_meets_him_too() -> None:
    text = "Peru berunding dengan Chile di Lima."
    found = sides(text, "berunding", {"slot=subject": 4.0, "slot=dengan": 1.5}, {"slot=dengan": 3.0})
    assert found == ({"Peru", "Chile"}, set())


@pytest.mark.model
def test_who_is_blamed_does_not_blame() -> None:
    text = "Peru mengecam Chile."
    found = sides(text, "mengecam", {"slot=subject": 4.0, "slot=object": 1.5}, {"slot=object": 3.0})
    assert found == ({"Peru"}, {"Chile"})


@pytest.mark.model
def test_who_acts_takes_nobody_else_from_being_acted_upon() -> None:
    text = "Peru mengecam Chile."
    found = sides(text, "mengecam", {"slot=subject": 5.0}, {"slot=subject": 3.0, "slot=object": 1.0})
    assert found == ({"Peru"}, {"Chile"})


@pytest.mark.model
@pytest.mark.parametrize(("weight", "receiving"), [(1.0, set()), (2.0, {"Chile"})])
def test_troops_are_readied_towards_nobody_unless_plainly(weight: float, receiving: set[str]) -> None:
    text = "Peru menyiagakan pasukan di perbatasan Chile."
    found = sides(text, "menyiagakan", {"slot=subject": 5.0}, {"entity=GPE": weight})
    assert found == ({"Peru"}, receiving)
