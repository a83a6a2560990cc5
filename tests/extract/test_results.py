"""Results around numbers."""

import pytest

from kg.extract.results import baseline_words, find_results
from kg.extract.roles import assign_roles
from kg.vocabulary import EntityType, ResultKind
from tests.extract.claim_case import case, drafts_of, read, words_of


@pytest.fixture(scope="module")
def found():
    reading, drafts = case()
    return reading, {r.value: r for r in find_results(reading, assign_roles(reading, drafts))}


def test_find_results_takes_claims_and_leaves_years_and_sizes(found):
    _, results = found
    assert "4.6%" in results
    assert "3 times" in results
    assert "2021" not in results


def test_find_results_fills_the_slots_from_the_sentence(found):
    reading, results = found
    result = results["4.6%"]
    assert result.method == "FooNet"
    assert result.metric == "accuracy"
    assert result.dataset == "ImageNet"
    assert result.baseline == "BarNet"
    assert result.kind == ResultKind.IMPROVEMENT
    assert words_of(reading, result.value_span) == "4.6%"
    assert words_of(reading, result.evidence).startswith("FooNet outperforms BarNet")


def test_find_results_needs_a_method():
    reading = read("Trees", "We reach 93.1% accuracy.")
    drafts = drafts_of(reading, (("accuracy", EntityType.METRIC, ("accuracy",)),))
    assert find_results(reading, assign_roles(reading, drafts)) == ()


def test_find_results_leaves_numbers_inside_mentions():
    reading = read("FooNet", "FooNet reaches an accuracy of 93.1% on CIFAR-100.")
    drafts = drafts_of(
        reading,
        (
            ("FooNet", EntityType.METHOD, ("FooNet",)),
            ("accuracy", EntityType.METRIC, ("accuracy",)),
            ("CIFAR-100", EntityType.DATASET, ("CIFAR-100",)),
        ),
    )
    results = find_results(reading, assign_roles(reading, drafts))
    assert [(r.value, r.metric, r.dataset) for r in results] == [("93.1%", "accuracy", "CIFAR-100")]
    assert results[0].kind == ResultKind.ABSOLUTE


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("It is 3 times faster than the previous numerical solvers.", "previous numerical solvers"),
        ("a gain of 2% over state-of-the-art, on average", "state-of-the-art"),
        ("outperforming strong baselines by 4%", "strong baselines"),
        ("It reaches 93% accuracy.", None),
    ],
)
def test_baseline_words_are_the_texts_own(sentence, words):
    assert baseline_words(sentence) == words
