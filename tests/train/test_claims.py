"""Training of claims, on small cases of our own."""

from collections.abc import Iterable

import pytest

from kg.extract.entities import DraftEntity
from kg.model import Entity, Mention, Span
from kg.train.claim_papers import match_entities
from kg.train.claims import render
from kg.train.sparse import FeatureTable, choose_threshold, count_line, cross_validate, fit
from kg.vocabulary import EntityType, Role

pytest.importorskip("sklearn")


def table_of(rows: Iterable[set[str]]) -> FeatureTable:
    table = FeatureTable()
    for row in rows:
        table.add(row)
    return table


ROWS = [{"near", "a"}, {"near", "b"}, {"far", "a"}, {"far", "b"}] * 10


def test_fit_learns_which_feature_tells():
    table = table_of(ROWS)
    answers = ["yes" if "near" in row else "" for row in ROWS]
    model = fit(table.matrix(), table.names, answers, ["yes"], strength=1.0)
    assert model.score({"near"})[0] > 0 > model.score({"far"})[0]
    assert "a" not in model.weights


def test_fit_chooses_between_labels_in_the_given_order():
    table = table_of(ROWS)
    answers = ["near" if "near" in row else "far" for row in ROWS]
    model = fit(table.matrix(), table.names, answers, ["near", "far"], strength=1.0)
    assert model.labels == ("near", "far")
    near, far = model.score({"near"})
    assert near > far


def test_fit_drops_rare_features():
    rows = [*ROWS, {"near", "once"}]
    table = table_of(rows)
    answers = ["yes" if "near" in row else "" for row in rows]
    assert "once" not in fit(table.matrix(), table.names, answers, ["yes"], strength=1.0).weights


def test_cross_validate_judges_each_example_by_the_other_folds():
    table = table_of(ROWS)
    answers = ["near" in row for row in ROWS]
    folds = [at % 5 for at in range(len(ROWS))]
    _, chances = cross_validate(table, answers, folds, strength=1.0)
    assert [bool(chance > 0.5) for chance in chances] == answers


def test_subset_keeps_columns():
    table = table_of(ROWS)
    assert table.subset([2]).matrix().toarray().tolist() == [table.matrix().toarray()[2].tolist()]


def test_choose_threshold_prefers_precision_where_it_costs_little():
    scored = [(0.9, True)] * 10 + [(0.6, True)] * 2 + [(0.6, False)] * 10 + [(0.1, False)] * 50
    assert choose_threshold(scored, 14) > 0.6


def test_choose_threshold_of_nothing_right():
    assert choose_threshold([(0.9, False)], 3) == 0.5


def test_count_line_of_nothing():
    assert "F1   0.0" in count_line("x", (0, 0, 0))


def place(text: str, start: int) -> tuple[Mention, ...]:
    return (Mention(Span(start, start + len(text)), text, "t"),)


def test_match_entities_pairs_by_surface_once():
    gold = [
        Entity("Trees", EntityType.METHOD, Role.USES, place("Trees", 0), 1.0, Span(0, 9), "t"),
        Entity("tree", EntityType.METHOD, Role.USES, place("tree", 9), 1.0, Span(0, 9), "t"),
    ]
    drafts = [
        DraftEntity("nets", EntityType.METHOD, place("nets", 20), 0.5),
        DraftEntity("tree", EntityType.CONCEPT, place("tree", 9), 0.5),
    ]
    assert match_entities(gold, drafts) == (None, 0)


def test_render_writes_the_same_bytes_for_the_same_models():
    assert render({"b": [1], "a": {"y": 1, "x": 2}}) == render({"a": {"x": 2, "y": 1}, "b": [1]})
