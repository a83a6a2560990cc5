"""The part of the network that every task has: the encoder, words, and stretches of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.train.neural.transformer import Dropout, Encoder, Sizes

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["StretchNetwork", "gelu"]


def gelu(x: Tensor) -> Tensor:
    """Apply GELU as the heads compute it without torch.

    Parameters
    ----------
    x : Tensor
        Of any shape.

    Returns
    -------
    Tensor
        Of the same shape.
    """
    return functional.gelu(x, approximate="tanh")


class StretchNetwork(nn.Module):
    """The encoder with a head that scores stretches of words.

    Parameters
    ----------
    sizes : Sizes
        Its sizes.
    n_types : int
        Types that a mention may have.
    max_width : int
        Longest stretch, in words.
    dropout : float, optional
        In the encoder; the heads have twice as much.
    """

    def __init__(self, sizes: Sizes, *, n_types: int, max_width: int, dropout: float = 0.1) -> None:
        super().__init__()
        d, k = sizes.word, sizes.thing
        self.sizes = sizes
        self.enc = Encoder(sizes, dropout)
        self._drop = Dropout(2 * dropout)
        self.proj = nn.Linear(2 * sizes.hidden, d)
        self.a, self.b, self.c = nn.Linear(d, k), nn.Linear(d, k), nn.Linear(d, k)
        self.width = nn.Embedding(max_width, k)
        self.out = nn.Linear(k, 1 + n_types)
        # Nearly every stretch is no mention: begin there.
        self.out.bias.data[0] = 4.0

    def words(self, pieces: Tensor, firsts: Tensor, lasts: Tensor) -> Tensor:
        """Pieces (B, L, hidden) → words (B, N, d)."""
        size = pieces.shape[2]
        ends = [
            torch.gather(pieces, 1, at[:, :, None].expand(-1, -1, size)) for at in (firsts, lasts)
        ]
        out: Tensor = self._drop(functional.gelu(self.proj(torch.cat(ends, 2))))
        return out

    def stretches(
        self, words: Tensor, *, activate: Callable[[Tensor], Tensor] = gelu
    ) -> tuple[Tensor, Tensor]:
        """Words (B, N, d) → vectors (B, N, w, k) and scores (B, N, w, 1 + types) of stretches."""
        start, end, inside = self.a(words), self.b(words), self.c(words)
        most, found = inside, []
        for more in range(self.width.num_embeddings):
            if more:
                most = torch.maximum(most, _shifted(inside, more))
            found.append(start + _shifted(end, more) + most + self.width.weight[more])
        vectors = activate(torch.stack(found, 2))
        return vectors, self.out(self._drop(vectors))


def _shifted(x: Tensor, by: int) -> Tensor:
    """Bring to each word what stands ``by`` words on; zeros beyond the end."""
    return functional.pad(x[:, by:], (0, 0, 0, min(by, x.shape[1]))) if by else x
