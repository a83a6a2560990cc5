"""From abstracts to word clusters, on a few made-up ones."""

from __future__ import annotations

import gzip
import json
import lzma
import random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from kg.train.clusters import (
    cluster_vectors,
    read_sentences,
    render_clusters,
    train_vectors,
    words_of,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_training_twice_gives_the_same_vectors() -> None:
    pytest.importorskip("gensim")
    dice = random.Random(3)
    sentences = [dice.choices(["ever", "so", "many", "words", "seldom"], k=9) for _ in range(200)]
    words, vectors = train_vectors(sentences)
    again, more = train_vectors(sentences)
    assert sorted(words) == ["ever", "many", "seldom", "so", "words"]
    assert again == words
    assert (more == vectors).all()


def test_clusters_are_numbered_by_their_first_word() -> None:
    pytest.importorskip("sklearn")
    vectors = np.array([[1.0, 0.0], [0.0, 1.0], [0.99, 0.1], [0.1, 0.99], [0.98, 0.2]])
    assert cluster_vectors(vectors, (2, 1)) == [(0, 0), (1, 0), (0, 0), (1, 0), (0, 0)]


def test_render_is_sorted_and_without_a_date() -> None:
    packed = render_clusters({"b": (1, 2), "a": (0, 0)})
    assert gzip.decompress(packed) == b"a\t0\t0\nb\t1\t2\n"
    assert packed == render_clusters({"a": (0, 0), "b": (1, 2)})
    assert packed[4:8] == b"\0\0\0\0"


def test_read_sentences_gives_title_then_abstract(tmp_path: Path) -> None:
    file = tmp_path / "few.jsonl.xz"
    papers = [{"title": "On Widgets", "abstract": "A widget of 12 kg, $x$ wide."}]
    file.write_bytes(lzma.compress("".join(json.dumps(paper) for paper in papers).encode()))
    assert list(read_sentences([file])) == [
        ["on", "widgets"],
        ["a", "widget", "of", "00", "kg", "wide"],
    ]
    assert words_of("\\alpha-decay") == ["decay"]
