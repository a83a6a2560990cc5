"""The shipped word clusters."""

from __future__ import annotations

import pytest

from kg.extract.clusters import SIZES, cluster_key, load_clusters


def test_every_word_has_a_group_in_each_grouping() -> None:
    clusters = load_clusters()
    assert len(clusters) > 20_000
    for column, size in enumerate(SIZES):
        assert {groups[column] for groups in clusters.values()} == set(range(size))


def test_words_stand_under_their_keys() -> None:
    assert all(cluster_key(word) == word for word in load_clusters())


@pytest.mark.parametrize(
    ("one", "other", "column"),
    [("cifar", "imagenet", 2), ("psnr", "ssim", 1), ("bleu", "rouge", 1), ("sheaf", "sheaves", 0)],
)
def test_words_used_alike_stand_together(one: str, other: str, column: int) -> None:
    clusters = load_clusters()
    assert clusters[one][column] == clusters[other][column]


def test_clusters_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        load_clusters()["bert"] = (0, 0, 0)  # type: ignore[index]
