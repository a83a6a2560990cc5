"""Where pairs come closest, and what their names share."""

from __future__ import annotations

import pytest

from kg.extract.pair_places import MAX_BETWEEN, N_PAIR_CLASSES, Thing, find_pair_places
from kg.vocabulary import EntityType

METHOD, DATASET, CONCEPT = EntityType.METHOD, EntityType.DATASET, EntityType.CONCEPT
TEXT = "We train stochastic gradient descent on FooBench . Gradient descent is slow ."
WORDS = TEXT.split()
SENTENCES = [0] * 8 + [1] * 5


def places(*things: Thing):
    return {(one.head, one.tail): one for one in find_pair_places(WORDS, SENTENCES, things)}


def test_only_pairs_that_the_vocabulary_allows():
    found = places(Thing(METHOD, ((2, 5),)), Thing(DATASET, ((6, 7),)), Thing(CONCEPT, ((11, 12),)))
    assert set(found) == {(0, 1), (0, 2), (1, 2)}


def test_a_shared_sentence_is_closer_than_a_short_way():
    found = places(Thing(METHOD, ((2, 5), (8, 10))), Thing(DATASET, ((6, 7),)))
    assert found[0, 1].classes[1] == 16
    assert found[0, 1].between == (4, 7)


@pytest.mark.parametrize(
    ("head", "tail", "shared"),
    [
        ((2, 5), (8, 10), 24),
        ((8, 10), (2, 5), 25),
        ((2, 4), (8, 9), 24),
        ((0, 1), (8, 10), 21),
        ((3, 4), (8, 9), 23),
    ],
)
def test_names_that_share_words(head, tail, shared):
    found = places(Thing(METHOD, (head,)), Thing(METHOD, (tail,)))
    assert found[0, 1].classes[2] == shared


def test_order_is_told_by_the_distance_class():
    found = places(Thing(METHOD, ((2, 5),)), Thing(METHOD, ((8, 10),)))
    assert found[0, 1].classes[0] - found[1, 0].classes[0] == 8
    assert found[0, 1].between == found[1, 0].between


def test_classes_and_stretches_stay_in_their_bounds():
    words = ["word"] * 200
    things = [Thing(METHOD, ((0, 1),)), Thing(METHOD, ((199, 200),))]
    for one in find_pair_places(words, [n // 10 for n in range(200)], things):
        assert all(0 <= told < N_PAIR_CLASSES for told in one.classes)
        start, end = one.between
        assert 0 <= start < end <= 200
        assert end - start <= MAX_BETWEEN
