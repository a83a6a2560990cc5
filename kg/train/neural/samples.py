"""Annotated papers → what the network learns from: words, pieces, stretches, things, relations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from kg.extract.abbreviations import find_abbreviations
from kg.extract.marks import paper_words
from kg.extract.pair_places import Thing, find_pair_places
from kg.extract.pieces import MAX_MARKS, MAX_PIECES
from kg.train.neural.network import MAX_WIDTH, RELATIONS, ROLES, TYPES
from kg.vocabulary import Relation, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from torch import Tensor

    from kg.extract.lexicon import Lexicon
    from kg.extract.pair_places import PairPlaces
    from kg.extract.pieces import PieceMaker, Pieces
    from kg.extract.reading import Reading
    from kg.train.gold import GoldPaper

__all__ = ["Batch", "Sample", "collate", "make_sample"]


@dataclass(frozen=True, slots=True)
class Sample:
    """One annotated paper.

    Attributes
    ----------
    paper_id : str
        Its id.
    words : tuple of str
        Its tokens; a paper that does not fit into one pass is cut at its end.
    sentence_of : tuple of int
        Number of each token's sentence.
    pieces : Pieces
        What the encoder reads.
    things : tuple of Thing
        Its entities; mentions longer than ``MAX_WIDTH`` are left out.
    roles : tuple of int
        Place of each one's role in ``ROLES``.
    pairs : tuple of PairPlaces
        The pairs that may be related.
    relations : frozenset of (int, int, int)
        Head, relation (its place in ``RELATIONS``), tail.
    """

    paper_id: str
    words: tuple[str, ...]
    sentence_of: tuple[int, ...]
    pieces: Pieces
    things: tuple[Thing, ...]
    roles: tuple[int, ...]
    pairs: tuple[PairPlaces, ...]
    relations: frozenset[tuple[int, int, int]]


def marks_of(reading: Reading, lexicon: Lexicon) -> list[tuple[str, ...]]:
    """Say what is known of each word, as the extractor does.

    Parameters
    ----------
    reading : Reading
        The paper.
    lexicon : Lexicon
        Known names.

    Returns
    -------
    list of tuple of str
        Marks of each token.
    """
    abbreviations = find_abbreviations(reading)
    rows = paper_words(reading, [""] * len(reading.tokens), abbreviations, lexicon, None)
    return [marks for row in rows.marks for marks in row]


def make_sample(
    gold: GoldPaper,
    relations: Iterable[tuple[str, str, str]],
    *,
    reading: Reading,
    lexicon: Lexicon,
    pieces: PieceMaker,
) -> Sample:
    """Make a sample of an annotated paper.

    Parameters
    ----------
    gold : GoldPaper
        Title, abstract and entities.
    relations : iterable of (str, str, str)
        Head's name, relation, tail's name.
    reading : Reading
        Its tokens and sentences.
    lexicon : Lexicon
        Known names.
    pieces : PieceMaker
        Cuts words.

    Returns
    -------
    Sample
        The paper as the network sees it.
    """
    words = [token.text for token in reading.tokens]
    room = _fitting(pieces.count(words))
    spans: list[list[tuple[int, int]]] = [[] for _ in gold.entities]
    owner = {
        (surface, one.type): at
        for at, one in reversed(list(enumerate(gold.entities)))
        for surface in one.surfaces
    }
    for span, kind in gold.spans.items():
        first, last = reading.tokens_of(span)
        if first < last <= room and last - first <= MAX_WIDTH:
            text = gold.paper.text[span.start : span.end]
            spans[owner[text, kind]].append((first, last))
    kept = [at for at, found in enumerate(spans) if found]
    number = {gold.entities[at].name: new for new, at in enumerate(kept)}
    things = tuple(Thing(gold.entities[at].type, tuple(spans[at])) for at in kept)
    sentence_of = [at for at, one in enumerate(reading.sentences) for _ in range(len(one))]
    marks = marks_of(reading, lexicon)
    return Sample(
        gold.paper.id,
        tuple(words[:room]),
        tuple(sentence_of[:room]),
        pieces.make(words[:room], marks[:room], reading.n_title_tokens),
        things,
        tuple(ROLES.index(Role(gold.entities[at].role)) for at in kept),
        tuple(find_pair_places(words[:room], sentence_of, things)),
        frozenset(
            (number[head], RELATIONS.index(Relation(name)), number[tail])
            for head, name, tail in relations
            if head in number and tail in number
        ),
    )


def _fitting(counts: Sequence[int]) -> int:
    """Count the words that fit into one pass."""
    return int(np.searchsorted(np.cumsum(counts), MAX_PIECES - 2, side="right"))


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
    wanted : Tensor of int64, shape (B, N, w)
        Class of each stretch: 0 for none, else 1 and the type's place.
    exists : Tensor of bool, shape (B, N, w)
        Whether there is such a stretch.
    """

    samples: tuple[Sample, ...]
    ids: Tensor
    shapes: Tensor
    titles: Tensor
    marks: Tensor
    firsts: Tensor
    lasts: Tensor
    mask: Tensor
    wanted: Tensor
    exists: Tensor


def _tensor(array: NDArray[Any]) -> Tensor:
    return torch.as_tensor(array, device=torch.get_default_device())


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
    wanted = np.zeros((n, n_words, MAX_WIDTH), np.int64)
    exists = np.zeros((n, n_words, MAX_WIDTH), bool)
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
        for thing in one.things:
            for first, last in thing.spans:
                wanted[row, first, last - first - 1] = 1 + TYPES.index(thing.type)
    return Batch(
        samples=tuple(samples),
        marks=_tensor(marks),
        mask=_tensor(mask),
        wanted=_tensor(wanted),
        exists=_tensor(exists),
        **{name: _tensor(array) for name, array in {**flat, **ends}.items()},
    )
