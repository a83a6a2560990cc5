"""A transformer over word pieces, laid out as BERT is.

Weights of that family can be taken over (Devlin et al. 2019; here ``all-MiniLM-L6-v2``, six layers
of 384; Wang et al. 2020, Apache-2.0). Beside the piece it is told the shape of the word, its marks
and whether it stands in the title.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.pieces import MAX_PIECES, N_SHAPES

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Dropout", "Encoder", "Sizes"]

_POOL_BITS: Final = 1 << 24


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of the network.

    Attributes
    ----------
    n_pieces, n_marks : int
        Of the vocabulary and of the marks, 0 (none) not counted.
    n_layers, n_heads, hidden, inner : int
        Of the encoder.
    word, thing : int
        Length of a word's and of a thing's vector.
    """

    n_pieces: int
    n_marks: int
    n_layers: int = 6
    n_heads: int = 12
    hidden: int = 384
    inner: int = 1536
    word: int = 256
    thing: int = 192


class Dropout(nn.Module):
    """Dropout from a pool of bits drawn once; drawing anew took a fifth of a step's time."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = share
        self._pool = torch.empty(0)

    def forward(self, x: Tensor) -> Tensor:
        """Drop out while training; the pool serves the processor, and what fits into it."""
        if not self.training or self._share == 0.0:
            return x
        if x.is_cuda or x.numel() > _POOL_BITS:
            return functional.dropout(x, self._share)
        if not self._pool.numel():
            kept = torch.rand(_POOL_BITS) >= self._share
            self._pool = kept.to(torch.bfloat16) / (1 - self._share)
        start = random.randrange(_POOL_BITS - x.numel() + 1)  # noqa: S311
        return x * self._pool[start : start + x.numel()].view(x.shape)


class _Layer(nn.Module):
    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self._n_heads = sizes.n_heads
        self.qkv = nn.Linear(sizes.hidden, 3 * sizes.hidden)
        self.o = nn.Linear(sizes.hidden, sizes.hidden)
        self.l1 = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self.f1 = nn.Linear(sizes.hidden, sizes.inner)
        self.f2 = nn.Linear(sizes.inner, sizes.hidden)
        self.l2 = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self._drop = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, hidden = x.shape
        shape = (batch, length, 3, self._n_heads, hidden // self._n_heads)
        query, key, value = self.qkv(x).view(shape).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(batch, length, hidden)
        x = self.l1(x + self._drop(self.o(seen)))
        inner: Tensor = self.f2(functional.gelu(self.f1(x)))
        out: Tensor = self.l2(x + self._drop(inner))
        return out


class Encoder(nn.Module):
    """Word pieces → a vector a piece.

    Parameters
    ----------
    sizes : Sizes
        Its sizes.
    dropout : float
        Share of what is left out while training.
    """

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.word = nn.Embedding(sizes.n_pieces, sizes.hidden)
        self.pos = nn.Embedding(MAX_PIECES, sizes.hidden)
        self.shape = nn.Embedding(N_SHAPES, sizes.hidden)
        self.seg = nn.Embedding(2, sizes.hidden)
        self.mark = nn.Embedding(sizes.n_marks + 1, sizes.hidden, padding_idx=0)
        self.norm = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self.layers = nn.ModuleList(_Layer(sizes, dropout) for _ in range(sizes.n_layers))
        self._drop = Dropout(dropout)
        for fresh in (self.shape, self.seg, self.mark):
            nn.init.zeros_(fresh.weight)

    def forward(
        self, ids: Tensor, shapes: Tensor, marks: Tensor, titles: Tensor, mask: Tensor | None
    ) -> Tensor:
        """Encode a batch.

        Parameters
        ----------
        ids, shapes, titles : Tensor of int64, shape (B, L)
            As of :class:`kg.extract.pieces.Pieces`.
        marks : Tensor of int64, shape (B, L, m)
            As above.
        mask : Tensor of bool, shape (B, 1, 1, L), or None
            False where a shorter paper is filled up.

        Returns
        -------
        Tensor, shape (B, L, hidden)
            One vector a piece.
        """
        x = self.word(ids) + self.pos.weight[: ids.shape[1]] + self.shape(shapes)
        x = x + self.seg(titles) + self.mark(marks).sum(2)
        x = self._drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def take_over(self, weights: Mapping[str, Tensor]) -> None:
        """Begin with the weights of a BERT of the same sizes.

        Parameters
        ----------
        weights : Mapping of str to Tensor
            By the names of Hugging Face's BertModel.
        """
        with torch.no_grad():
            kind = weights["embeddings.token_type_embeddings.weight"][0]
            self.word.weight.copy_(weights["embeddings.word_embeddings.weight"])
            self.pos.weight.copy_(weights["embeddings.position_embeddings.weight"] + kind)
            _copy(self.norm, weights, "embeddings.LayerNorm")
            for at, layer in enumerate(self.layers):
                prefix = f"encoder.layer.{at}"
                for part in ("weight", "bias"):
                    names = [f"{prefix}.attention.self.{one}.{part}" for one in _ATTENTION]
                    getattr(layer.qkv, part).copy_(torch.cat([weights[one] for one in names]))
                for name, place in _LAYER_PARTS.items():
                    _copy(getattr(layer, name), weights, f"{prefix}.{place}")


_ATTENTION: Final = ("query", "key", "value")
_LAYER_PARTS: Final = {
    "o": "attention.output.dense",
    "l1": "attention.output.LayerNorm",
    "f1": "intermediate.dense",
    "f2": "output.dense",
    "l2": "output.LayerNorm",
}


def _copy(module: nn.Module, weights: Mapping[str, Tensor], prefix: str) -> None:
    for part in ("weight", "bias"):
        getattr(module, part).copy_(weights[f"{prefix}.{part}"])
