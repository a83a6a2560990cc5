"""Candidates, consistency and types of mentions, on words of our own."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pycrfsuite
import pytest
from hypothesis import given, settings, strategies as st

from kg.extract.consistency import keep_consistent
from kg.extract.features import PaperWords, paper_features, stem
from kg.extract.kinds import KIND_MODEL, FlatWords, kind_features, weigh_kinds
from kg.extract.linear import LinearModel, load_models
from kg.extract.surfaces import SurfaceTable
from kg.extract.tagger import (
    TYPES,
    Candidate,
    MentionTagger,
    labels_of_spans,
    spans_of_labels,
)
from kg.train.tagger import table_hashes
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from random import Random

METHOD = (1.0, 0.0, 0.0, 0.0, 0.0)


def paper(*rows: str, n_title: int = 0) -> PaperWords:
    words = tuple(tuple(row.split()) for row in rows)
    tags = tuple(tuple("NN" for _ in row) for row in words)
    marks = tuple(tuple(() for _ in row) for row in words)
    return PaperWords(words, tags, marks, n_title)


def test_a_repeated_surface_is_kept_everywhere() -> None:
    seen = [Candidate(0, 1, 0.99, METHOD)]
    kept = keep_consistent(paper("FooNet works", "we like FooNet"), seen)
    assert [(one.first, one.last, one.repeated) for one in kept] == [(0, 1, False), (4, 5, True)]


def test_one_doubtful_place_among_many_is_not_enough() -> None:
    seen = [Candidate(0, 1, 0.6, METHOD)]
    assert keep_consistent(paper("scale it", "the scale", "a scale", "scale"), seen) == ()


def test_plural_is_the_same_surface() -> None:
    seen = [Candidate(0, 2, 0.99, METHOD)]
    kept = keep_consistent(paper("Gaussian process", "two Gaussian processes"), seen)
    assert [(one.first, one.last) for one in kept] == [(0, 2), (3, 5)]


def test_the_surer_of_two_overlapping_surfaces_wins() -> None:
    seen = [Candidate(0, 2, 0.7, METHOD), Candidate(0, 3, 0.8, METHOD)]
    kept = keep_consistent(paper("graph neural network"), seen)
    assert [(one.first, one.last) for one in kept] == [(0, 3)]


def test_a_surface_does_not_run_over_the_end_of_a_sentence() -> None:
    seen = [Candidate(0, 2, 0.99, METHOD)]
    kept = keep_consistent(paper("deep net", "so deep", "net weights"), seen)
    assert [(one.first, one.last) for one in kept] == [(0, 2)]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 8), st.integers(1, 3), st.floats(0.05, 1.0)),
        max_size=8,
        unique_by=lambda one: one[:2],
    ),
    st.randoms(use_true_random=False),
)
def test_kept_are_disjoint_whatever_the_order(
    drawn: list[tuple[int, int, float]], choice: Random
) -> None:
    words = paper("a b a b c a b c d a b c")
    seen = [Candidate(first, first + n, chance, METHOD) for first, n, chance in drawn]
    shuffled = seen[:]
    choice.shuffle(shuffled)
    kept = keep_consistent(words, seen)
    assert kept == keep_consistent(words, shuffled)
    assert all(one.last <= other.first for one, other in pairwise(kept))


@pytest.fixture(scope="module")
def small_tagger(tmp_path_factory: pytest.TempPathFactory) -> MentionTagger:
    """A field that has learnt one thing: what follows "called" is a method."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for name in ("FooNet", "BarFlow", "QuxTree"):
        rows = paper_features(paper(f"a model called {name} wins"))
        labels = labels_of_spans(5, [(3, 4, EntityType.METHOD)])
        trainer.append(rows[0], labels)
    path = tmp_path_factory.mktemp("field") / "model"
    trainer.set_params({"c2": 0.01, "max_iterations": 40})
    trainer.train(str(path))
    return MentionTagger(path.read_bytes())


def test_candidates_count_through_the_paper(small_tagger: MentionTagger) -> None:
    found = small_tagger.find_candidates(paper("nothing here", "a model called ZipZap wins"))
    best = max(found, key=lambda one: one.chance)
    assert (best.first, best.last) == (5, 6)
    assert best.shares[TYPES.index(EntityType.METHOD)] == 1.0


def test_labels_the_model_has_never_seen_do_no_harm(small_tagger: MentionTagger) -> None:
    assert all(
        sum(one.shares) == pytest.approx(1.0, abs=1e-3)
        for one in small_tagger.find_candidates(paper("a model called FooNet wins"))
    )


def test_the_linear_model_can_overrule_the_tagger() -> None:
    words = FlatWords(paper("we test on FooBench"))
    features = kind_features(words, [(3, 4)])
    assert "-1=on" in features
    dataset = TYPES.index(EntityType.DATASET)
    weights = [0] * len(TYPES)
    weights[dataset] = 9000
    model = LinearModel(tuple(map(str, TYPES)), (0,) * len(TYPES), {"-1=on": weights})
    chances = weigh_kinds(model, features, (0.5, 0.4, 0.0, 0.0, 0.1))
    assert max(range(len(TYPES)), key=chances.__getitem__) == dataset
    assert sum(chances) == pytest.approx(1.0)


def test_features_do_not_depend_on_other_papers() -> None:
    words = paper("Sparse codes", "a sparse code", n_title=1)
    assert paper_features(words) == paper_features(words)
    assert "T" in paper_features(words)[0][0]
    assert "inT" in paper_features(words)[1][1]


@pytest.mark.parametrize(
    ("word", "folded"), [("Networks", "network"), ("loss", "loss"), ("boxes", "box"), ("IS", "is")]
)
def test_stem(word: str, folded: str) -> None:
    assert stem(word) == folded


def test_shipped_models_fit_the_shipped_tables() -> None:
    made_with = load_models(KIND_MODEL)["made_with"]
    assert made_with == table_hashes(), (
        "a table has changed: run kg.train.surfaces, kg.train.tagger"
    )


def test_table_of_surfaces_marks_the_longest_and_the_plural() -> None:
    table = SurfaceTable({"graph": "2Concept", "graph network": "4Method+"}, {"graph": "321"})
    marks = table.marks(["Graph", "networks", "of", "graphs"])
    assert "B-4Method+" in marks[0]
    assert {"I-4", "L-4"} <= set(marks[1])
    assert marks[2] == ("new",)
    assert {"in3", "first2", "last1", "B-2Concept"} <= set(marks[3])


def test_labels_come_back_as_spans() -> None:
    spans = [(0, 1, EntityType.TASK), (1, 3, EntityType.TASK), (4, 5, EntityType.METRIC)]
    assert list(spans_of_labels(labels_of_spans(6, spans))) == spans
