"""Samples → tensors: papers side by side, things and pairs of all papers one behind the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from kg.extract.pair_places import find_pair_places
from kg.extract.pieces import MAX_MARKS
from kg.train.neural.labels import MAX_WIDTH, RELATIONS, TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from torch import Tensor

    from kg.extract.pair_places import PairTable, Thing
    from kg.train.neural.samples import Sample

__all__ = ["Batch", "Pairs", "Things", "collate", "pairs_of", "things_of", "with_wrong"]


@dataclass(frozen=True, slots=True)
class Batch:
    """Samples side by side, filled up to one length.

    Attributes
    ----------
    samples : tuple of Sample
        ``B`` papers.
    ids, shapes, titles : Tensor of int64, shape (B, L)
        As of :class:`kg.extract.pieces.Pieces`.
    marks : Tensor of int64, shape (B, L, m)
        As above.
    firsts, lasts : Tensor of int64, shape (B, N)
        As above.
    mask : Tensor of bool, shape (B, 1, 1, L)
        False where filled up.
    is_word : Tensor of bool, shape (B, N)
        False where filled up.
    exists : Tensor of bool, shape (B, N, w)
        Whether there is such a stretch.
    stretches : Tensor of int64, shape (S, 3)
        Paper, first word and one less than the length of each stretch that may be a mention.
    kinds : Tensor of float32, shape (S, 6)
        Chances that are wanted for it.
    """

    samples: tuple[Sample, ...]
    ids: Tensor
    shapes: Tensor
    titles: Tensor
    marks: Tensor
    firsts: Tensor
    lasts: Tensor
    mask: Tensor
    is_word: Tensor
    exists: Tensor
    stretches: Tensor
    kinds: Tensor


def _tensor(array: NDArray[Any]) -> Tensor:
    return torch.as_tensor(array).to(torch.get_default_device(), non_blocking=True)


def collate(samples: Sequence[Sample]) -> Batch:
    """Put samples into one batch.

    Parameters
    ----------
    samples : sequence of Sample
        At least one.

    Returns
    -------
    Batch
        In the same order.
    """
    n = len(samples)
    length = max(len(one.pieces.ids) for one in samples)
    n_words = max(len(one.words) for one in samples)
    flat = {name: np.zeros((n, length), np.int64) for name in ("ids", "shapes", "titles")}
    ends = {name: np.zeros((n, n_words), np.int64) for name in ("firsts", "lasts")}
    marks = np.zeros((n, length, MAX_MARKS), np.int64)
    mask = np.zeros((n, 1, 1, length), bool)
    exists = np.zeros((n, n_words, MAX_WIDTH), bool)
    stretches = []
    for row, one in enumerate(samples):
        held, here = len(one.pieces.ids), len(one.words)
        for name, array in flat.items():
            array[row, :held] = getattr(one.pieces, name)
        for name, array in ends.items():
            array[row, :here] = getattr(one.pieces, name)
        marks[row, :held] = one.pieces.marks
        mask[row, 0, 0, :held] = True
        for more in range(MAX_WIDTH):
            exists[row, : max(0, here - more), more] = True
        stretches.append(np.pad(one.stretches, ((0, 0), (1, 0)), constant_values=row))
    return Batch(
        samples=tuple(samples),
        marks=_tensor(marks),
        mask=_tensor(mask),
        is_word=_tensor(exists[:, :, 0]),
        exists=_tensor(exists),
        stretches=_tensor(np.concatenate(stretches)),
        kinds=_tensor(np.concatenate([one.kinds for one in samples])),
        **{name: _tensor(array) for name, array in {**flat, **ends}.items()},
    )


@dataclass(frozen=True, slots=True)
class Things:
    """Things of all papers of a batch: ``E`` with ``M`` mentions.

    Attributes
    ----------
    spans : Tensor of int64, shape (M, 3)
        Paper, first word and one less than the length.
    owner : Tensor of int64, shape (M,)
        The thing.
    types : Tensor of int64, shape (E,)
        Place of its type in ``TYPES``.
    """

    spans: Tensor
    owner: Tensor
    types: Tensor


def things_of(papers: Sequence[Sequence[Thing]]) -> Things:
    """Put the things of papers one behind the other.

    Parameters
    ----------
    papers : sequence of sequence of Thing
        By paper; at least one thing in all.

    Returns
    -------
    Things
        In the same order.
    """
    things = [(row, one) for row, told in enumerate(papers) for one in told]
    spans = [
        (row, first, last - first - 1, at)
        for at, (row, one) in enumerate(things)
        for first, last in one.spans
    ]
    table = _tensor(np.array(spans, np.int64))
    types = np.array([TYPES.index(one.type) for _, one in things], np.int64)
    return Things(table[:, :3], table[:, 3], _tensor(types))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of all papers of a batch: ``P``, at most ``Q`` in a paper.

    Attributes
    ----------
    ends : Tensor of int64, shape (P, 2)
        Head and tail, by their numbers in :class:`Things`.
    classes : Tensor of int64, shape (P, 3)
        As of :class:`kg.extract.pair_places.PairTable`.
    paper : Tensor of int64, shape (P,)
        The paper.
    slot : Tensor of int64, shape (P,)
        Number of the pair in its paper.
    n_slots : int
        ``Q``.
    firsts, lasts : Tensor of int64, shape (P,)
        The words between, half-open, by their places in all the papers' words (B * N).
    levels : Tensor of int64, shape (P,)
        Greatest power of two that is no longer than what lies between.
    n_levels : int
        One more than the greatest of them.
    """

    ends: Tensor
    classes: Tensor
    paper: Tensor
    slot: Tensor
    n_slots: int
    firsts: Tensor
    lasts: Tensor
    levels: Tensor
    n_levels: int


def pairs_of(tables: Sequence[PairTable], n_things: Sequence[int], n_words: int) -> Pairs | None:
    """Put the pairs of papers one behind the other.

    Parameters
    ----------
    tables : sequence of PairTable
        By paper.
    n_things : sequence of int
        Things of each paper.
    n_words : int
        Words of a paper as it stands in the batch (``N``).

    Returns
    -------
    Pairs or None
        In the same order; None if there is none.
    """
    counts = np.array([len(one) for one in tables])
    if not counts.sum():
        return None
    before = np.cumsum([0, *n_things[:-1]])
    paper = np.repeat(np.arange(len(tables)), counts)
    ends = np.concatenate([_ends(one) for one in tables]) + before[paper, None]
    between = np.concatenate([one.between for one in tables])
    levels = np.log2(between[:, 1] - between[:, 0]).astype(np.int64)
    between = between + (paper * n_words)[:, None]
    return Pairs(
        ends=_tensor(ends),
        classes=_tensor(np.concatenate([one.classes for one in tables])),
        paper=_tensor(paper),
        slot=_tensor(np.concatenate([np.arange(n) for n in counts])),
        n_slots=int(counts.max()),
        firsts=_tensor(between[:, 0]),
        lasts=_tensor(between[:, 1]),
        levels=_tensor(levels),
        n_levels=int(levels.max()) + 1,
    )


def _ends(pairs: PairTable) -> NDArray[np.int64]:
    return np.stack([pairs.heads, pairs.tails], 1)


def with_wrong(sample: Sample, wrong: Sequence[Thing]) -> Sample:
    """Put things that are none behind the true ones, so that no relation is wanted of them.

    Parameters
    ----------
    sample : Sample
        An annotated paper.
    wrong : sequence of Thing
        Things that are none.

    Returns
    -------
    Sample
        Its ``roles`` tell of the true things alone.
    """
    if not wrong:
        return sample
    things = (*sample.things, *wrong)
    pairs = find_pair_places(sample.words, sample.sentence_of, things)
    relations = np.zeros((len(pairs), len(RELATIONS)), np.float32)
    true = (_ends(pairs) < len(sample.things)).all(1)
    relations[true] = sample.relations
    return replace(sample, things=things, pairs=pairs, relations=relations)
