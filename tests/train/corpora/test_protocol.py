"""Figures by the published protocols, against cases counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.evaluate.counts import Counts
from kg.train.corpora.documents import Document, Mention, Related
from kg.train.corpora.protocol import BOTH, NER, ONCE, STRICT_BOTH, STRICT_ONCE, score

SYMMETRIC = frozenset({"COMPARE", "CONJUNCTION"})
A, B, C, D = (0, 2), (3, 4), (5, 6), (8, 9)
GOLD = Document(
    "d",
    tuple("w" * 10),
    (7, 10),
    (Mention(A, "Method"), Mention(B, "Task"), Mention(C, "Task"), Mention(D, "Generic")),
    (Related(A, B, "USED-FOR"), Related(B, C, "CONJUNCTION"), Related(A, C, "USED-FOR")),
)


def test_perfect_reading_counts_each_symmetric_relation_twice():
    found = score([GOLD], [GOLD], SYMMETRIC)
    assert found[NER] == Counts(4, 4, 4)
    assert found[ONCE] == found[STRICT_ONCE] == Counts(3, 3, 3)
    assert found[BOTH] == found[STRICT_BOTH] == Counts(4, 4, 4)


def test_mention_needs_both_boundaries_and_the_type():
    given = replace(
        GOLD,
        mentions=(Mention((0, 1), "Method"), Mention(B, "Method"), Mention(C, "Task")),
        relations=(),
    )
    found = score([GOLD], [given], SYMMETRIC)
    assert found[NER] == Counts(1, 3, 4)
    assert found["NER Task"] == Counts(1, 1, 2)
    assert found["NER Method"] == Counts(0, 2, 1)
    assert found[ONCE] == Counts(0, 0, 3)


def test_turned_relation_is_right_only_if_symmetric_and_counted_both_ways():
    given = replace(GOLD, relations=(Related(C, B, "CONJUNCTION"), Related(B, A, "USED-FOR")))
    found = score([GOLD], [given], SYMMETRIC)
    assert found[ONCE] == Counts(0, 2, 3)
    assert found[BOTH] == Counts(2, 3, 4)


def test_strict_measure_needs_the_types_of_both_ends():
    typed = (Mention(A, "Method"), Mention(B, "Task"), Mention(C, "Metric"))
    given = replace(GOLD, mentions=typed)
    found = score([GOLD], [given], SYMMETRIC)
    assert found[BOTH] == Counts(4, 4, 4)
    # Only A and B have their types: of four, the relation between them.
    assert found[STRICT_BOTH] == Counts(1, 4, 4)
    assert found[STRICT_ONCE] == Counts(1, 3, 3)


def test_pair_with_two_labels_counts_once_with_the_last():
    twice = replace(GOLD, relations=(Related(A, B, "USED-FOR"), Related(A, B, "PART-OF")))
    said = replace(GOLD, relations=(Related(A, B, "USED-FOR"),))
    assert score([twice], [said], SYMMETRIC)[ONCE] == Counts(0, 1, 1)
    assert score([twice], [said], SYMMETRIC)[BOTH] == Counts(1, 1, 2)


def test_figures_are_micro_averaged_and_documents_kept_apart():
    empty = replace(GOLD, mentions=(), relations=())
    found = score([GOLD, GOLD], [GOLD, empty], SYMMETRIC)
    assert found[NER] == Counts(4, 4, 8)
    assert found[NER].f1 == pytest.approx(2 / 3)


def test_corpus_without_relations_has_no_such_figures():
    plain = replace(GOLD, relations=())
    assert set(score([plain], [plain], frozenset())) == {
        *(NER, "NER Generic", "NER Method", "NER Task")
    }
