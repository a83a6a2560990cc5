"""Documents → what the network reads, on the device once: one row a pass of the encoder.

Labels of pairs are numbered so that they can be turned: 0 for none, then the symmetric relations,
then the others from head to tail, then the others from tail to head.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.nn import functional

from kg.extract.pieces import MAX_PIECES
from kg.train.corpora.documents import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from torch import Tensor

    from kg.extract.pieces import PieceMaker, Pieces
    from kg.train.corpora.documents import Corpus, Document, Span

__all__ = ["Batch", "Labels", "Passes", "make_passes"]


@dataclass(frozen=True, slots=True)
class Labels:
    """Numbers of the labels.

    Attributes
    ----------
    types : tuple of str
        Of mentions; a stretch that is none has 0, the others 1 and their place.
    symmetric, directed : tuple of str
        Relations.
    """

    types: tuple[str, ...]
    symmetric: tuple[str, ...]
    directed: tuple[str, ...]

    @classmethod
    def of(cls, corpus: Corpus) -> Labels:
        """Give each label of a corpus its number.

        Parameters
        ----------
        corpus : Corpus
            The corpus.

        Returns
        -------
        Labels
            In the corpus's order.
        """
        symmetric = tuple(one for one in corpus.relations if one in corpus.symmetric)
        directed = tuple(one for one in corpus.relations if one not in corpus.symmetric)
        return cls(corpus.types, symmetric, directed)

    @property
    def n_pair(self) -> int:
        """Number of labels of a pair."""
        return 1 + len(self.symmetric) + 2 * len(self.directed)

    @property
    def turned(self) -> list[int]:
        """Label of each pair's turned pair.

        Examples
        --------
        >>> Labels(("Method",), ("COMPARE",), ("PART-OF", "USED-FOR")).turned
        [0, 1, 4, 5, 2, 3]
        """
        kept, n = 1 + len(self.symmetric), len(self.directed)
        return [*range(kept), *range(kept + n, kept + 2 * n), *range(kept, kept + n)]

    def code(self, relation: str) -> int:
        """Give the number of a relation from head to tail.

        Parameters
        ----------
        relation : str
            Its name.

        Returns
        -------
        int
            From 1.
        """
        return 1 + (*self.symmetric, *self.directed).index(relation)

    def relation(self, code: int) -> tuple[str, bool]:
        """Say what a number means.

        Parameters
        ----------
        code : int
            From 1.

        Returns
        -------
        str
            The relation.
        bool
            Whether it goes from the second to the first.
        """
        names = (*self.symmetric, *self.directed)
        if code <= len(names):
            return names[code - 1], False
        return self.directed[code - 1 - len(names)], True


@dataclass(frozen=True, slots=True)
class Batch:
    """Passes side by side.

    Attributes
    ----------
    ids, shapes : Tensor of int64, shape (B, L)
        Pieces and shapes of their words.
    mask : Tensor of bool, shape (B, 1, 1, L)
        False where a shorter pass is filled up.
    firsts, lasts : Tensor of int64, shape (B, N)
        First and last piece of each word.
    sentences : Tensor of int64, shape (B, N)
        Number of each word's sentence, -1 where filled up.
    wanted : Tensor of int64, shape (B, N, w)
        Number of each stretch's type.
    numbers : Tensor of int64, shape (B, N, w)
        Number of the mention that a stretch is, from 1; 0 for none.
    links : Tensor of int64, shape (B, G, G)
        Label of each pair of mentions by their numbers.
    """

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    firsts: Tensor
    lasts: Tensor
    sentences: Tensor
    wanted: Tensor
    numbers: Tensor
    links: Tensor

    @property
    def exists(self) -> Tensor:
        """Whether a stretch ends in the sentence in which it begins: (B, N, w)."""
        found = []
        for more in range(self.wanted.shape[2]):
            beyond = min(more, self.sentences.shape[1])
            ends = functional.pad(self.sentences[:, more:], (0, beyond), value=-2)
            found.append((ends == self.sentences) & (self.sentences >= 0))
        return torch.stack(found, 2)


@dataclass(frozen=True, slots=True)
class Passes:
    """All passes of some documents.

    Attributes
    ----------
    rows : Batch
        One row a pass.
    n_pieces, n_words : tuple of int
        Length of each.
    places : tuple of (int, int)
        Number of its document and its first word there.
    """

    rows: Batch
    n_pieces: tuple[int, ...]
    n_words: tuple[int, ...]
    places: tuple[tuple[int, int], ...]

    def take(self, chosen: Sequence[int]) -> Batch:
        """Take some passes, no longer than the longest of them.

        Parameters
        ----------
        chosen : sequence of int
            Their numbers.

        Returns
        -------
        Batch
            In this order.
        """
        at = torch.tensor(chosen)
        long = max(self.n_pieces[one] for one in chosen)
        wide = max(self.n_words[one] for one in chosen)
        rows = self.rows
        return Batch(
            rows.ids[at, :long],
            rows.shapes[at, :long],
            rows.mask[at, :, :, :long],
            rows.firsts[at, :wide],
            rows.lasts[at, :wide],
            rows.sentences[at, :wide],
            rows.wanted[at, :wide],
            rows.numbers[at, :wide],
            rows.links[at],
        )


def make_passes(documents: Sequence[Document], corpus: Corpus, maker: PieceMaker) -> Passes:
    """Cut documents into passes of whole sentences and number what is annotated.

    Parameters
    ----------
    documents : sequence of Document
        Of one part.
    corpus : Corpus
        Its labels and widest mention.
    maker : PieceMaker
        Cuts words.

    Returns
    -------
    Passes
        In the order of the documents, on the default device.
    """
    labels = Labels.of(corpus)
    found: list[tuple[Document, int, Span, Pieces]] = []
    for at, document in enumerate(documents):
        counts = maker.count(document.words)
        for first, last in cut(document.ends, counts, MAX_PIECES - 2):
            words = document.words[first:last]
            pieces = maker.make(words, [()] * len(words), 0)
            found.append((document, at, (first, last), pieces))
    n_pieces = tuple(len(pieces.ids) for *_, pieces in found)
    n_words = tuple(last - first for _, _, (first, last), _ in found)
    n, long, wide = len(found), max(n_pieces), max(n_words)
    most = 1 + max(len(document.mentions) for document in documents)
    ids, shapes = np.zeros((2, n, long), np.int64)
    mask = np.zeros((n, 1, 1, long), bool)
    firsts, lasts = np.zeros((2, n, wide), np.int64)
    sentences = np.full((n, wide), -1, np.int64)
    wanted, numbers = np.zeros((2, n, wide, corpus.max_width), np.int64)
    links: list[NDArray[np.int64]] = []
    for row, (document, _, (first, last), pieces) in enumerate(found):
        here, size = len(pieces.ids), last - first
        ids[row, :here], shapes[row, :here] = pieces.ids, pieces.shapes
        mask[row, 0, 0, :here] = True
        firsts[row, :size], lasts[row, :size] = pieces.firsts, pieces.lasts
        sentences[row, :size] = document.sentence_of[first:last]
        links.append(_annotate(document, (first, last), labels, wanted[row], numbers[row]))
    most = max(len(one) for one in links)
    table = np.zeros((n, most, most), np.int64)
    for row, one in enumerate(links):
        table[row, : len(one), : len(one)] = one
    arrays = (ids, shapes, mask, firsts, lasts, sentences, wanted, numbers, table)
    places = tuple((at, first) for _, at, (first, _), _ in found)
    return Passes(Batch(*map(_tensor, arrays)), n_pieces, n_words, places)


def _annotate(
    document: Document,
    within: Span,
    labels: Labels,
    wanted: NDArray[np.int64],
    numbers: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Write a pass's mentions into its rows and give the table of its relations."""
    number: dict[Span, int] = {}
    for one in document.mentions:
        first, last = one.span
        narrow = last - first <= wanted.shape[1]
        if within[0] <= first and last <= within[1] and narrow:
            place = (first - within[0], last - first - 1)
            wanted[place] = 1 + labels.types.index(one.label)
            numbers[place] = number.setdefault(one.span, len(number) + 1)
    links = np.zeros((len(number) + 1, len(number) + 1), np.int64)
    turned = labels.turned
    for link in document.relations:
        head, tail = number.get(link.head), number.get(link.tail)
        if head and tail:
            code = labels.code(link.label)
            links[head, tail], links[tail, head] = code, turned[code]
    return links


def _tensor(array: NDArray[Any]) -> Tensor:
    return torch.as_tensor(array, device=torch.get_default_device())
