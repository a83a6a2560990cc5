"""The network: a transformer over word pieces, and heads for mentions, roles and relations.

Stretches of words are scored as in span-based extraction (Lee et al. 2017; Eberts and Ulges 2020):
first word, last word, the greatest of what lies inside, and length. A thing is the greatest value
over its mentions; a pair looks at both things, at the words between their closest mentions, and by
attention at the whole paper (after Zhou et al. 2021), so that "our method" far away can speak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import torch
from torch import Tensor, nn

from kg.extract.heads import ATTENTION_SCALE
from kg.extract.pair_places import N_PAIR_CLASSES
from kg.train.neural.stretches import StretchNetwork, gelu
from kg.train.neural.transformer import Sizes
from kg.vocabulary import EntityType, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.extract.pair_places import PairPlaces, Thing

__all__ = [
    "HEAD_NAMES",
    "MAX_WIDTH",
    "RELATIONS",
    "ROLES",
    "TYPES",
    "Network",
    "load_network",
]

TYPES: Final = tuple(EntityType)
ROLES: Final = tuple(Role)
RELATIONS: Final = tuple(Relation)

#: Longest mention, in words: 99.9 % of those in the annotations are no longer.
MAX_WIDTH: Final = 8

#: What :class:`kg.extract.heads.Heads` needs of the network's weights.
HEAD_NAMES: Final = (
    *("a", "b", "c", "width", "tend", "role1", "role2", "rolemb"),
    *("rh", "rt", "q", "ctxk", "ctxv", "btw", "dist", "r1", "r2", "prior"),
)


class Network(StretchNetwork):
    """The encoder with its three heads.

    Parameters
    ----------
    sizes : Sizes
        Its sizes.
    dropout : float, optional
        In the encoder; the heads have twice as much.
    """

    def __init__(self, sizes: Sizes, *, dropout: float = 0.1) -> None:
        super().__init__(sizes, n_types=len(TYPES), max_width=MAX_WIDTH, dropout=dropout)
        d, k = sizes.word, sizes.thing
        self.tend, self.rolemb = nn.Embedding(len(TYPES), k), nn.Embedding(len(ROLES), k)
        self.role1, self.role2 = nn.Linear(3 * k, k), nn.Linear(k, len(ROLES))
        self.rh, self.rt, self.q = nn.Linear(k, k), nn.Linear(k, k), nn.Linear(2 * k, k)
        self.ctxk, self.ctxv, self.btw = nn.Linear(d, k), nn.Linear(d, k), nn.Linear(d, k)
        self.dist = nn.Embedding(N_PAIR_CLASSES, k)
        self.r1, self.r2 = nn.Linear(4 * k, 256), nn.Linear(256, len(RELATIONS))
        self.prior = nn.Embedding(len(TYPES) ** 2, len(RELATIONS))
        nn.init.zeros_(self.prior.weight)
        # Nearly every pair is no relation: begin there.
        self.r2.bias.data.fill_(-3.0)

    def things(self, vectors: Tensor, things: Sequence[Thing]) -> tuple[Tensor, Tensor, Tensor]:
        """One paper's stretches (N, w, k) → best (E, k) and types (E,) and role scores (E, 8)."""
        owner = [at for at, thing in enumerate(things) for _ in thing.spans]
        spans = [span for thing in things for span in thing.spans]
        firsts = torch.tensor([first for first, _ in spans])
        widths = torch.tensor([last - first - 1 for first, last in spans])
        seen = vectors[firsts, widths]
        at = torch.tensor(owner)
        shape = (len(things), seen.shape[1])
        best = seen.new_full(shape, -1e4).scatter_reduce(
            0, at[:, None].expand(-1, shape[1]), seen, "amax"
        )
        times = torch.bincount(at, minlength=len(things)).to(seen.dtype)
        mean = seen.new_zeros(shape).index_add(0, at, seen) / times[:, None]
        types = torch.tensor([TYPES.index(thing.type) for thing in things])
        kinds = self.tend(types).to(seen.dtype)
        roles = self.role2(self._drop(gelu(self.role1(torch.cat([best, mean, kinds], 1)))))
        return best, types, roles

    def pairs(
        self,
        words: Tensor,
        best: Tensor,
        types: Tensor,
        role_chances: Tensor,
        pairs: Sequence[PairPlaces],
    ) -> Tensor:
        """Score the relations of one paper's pairs: (P, 9)."""
        ends = best + self.tend(types).to(best.dtype)
        ends = ends + (role_chances @ self.rolemb.weight.float()).to(best.dtype)
        heads = torch.tensor([pair.head for pair in pairs])
        tails = torch.tensor([pair.tail for pair in pairs])
        head, tail = self.rh(ends)[heads], self.rt(ends)[tails]
        asked = self.q(torch.cat([head, tail], 1))
        share = torch.softmax((asked @ self.ctxk(words).t()).float() / ATTENTION_SCALE, 1)
        context = share.to(words.dtype) @ self.ctxv(words)
        classes = torch.tensor([pair.classes for pair in pairs])
        context = context + self.dist(classes).sum(1).to(context.dtype)
        between = _greatest(self.btw(words), [pair.between for pair in pairs])
        hidden = gelu(self.r1(torch.cat([head, tail, context, between], 1)))
        scores = self.r2(self._drop(hidden))
        out: Tensor = scores + self.prior(types[heads] * len(TYPES) + types[tails])
        return out


def _greatest(rows: Tensor, stretches: Sequence[tuple[int, int]]) -> Tensor:
    """Find the greatest of each column over stretches of rows, by a sparse table."""
    firsts, lasts = torch.tensor(stretches).t()
    levels = [(last - first).bit_length() - 1 for first, last in stretches]
    tables = [rows]
    for level in range(max(levels)):
        step = 1 << level
        further = torch.cat([tables[-1][step:], tables[-1][-1:].expand(step, -1)])
        tables.append(torch.maximum(tables[-1], further[: len(rows)]))
    at = torch.tensor(levels)
    table = torch.stack(tables)
    return torch.maximum(table[at, firsts], table[at, lasts - (1 << at)])


def load_network(path: Path) -> Network:
    """Load a trained network.

    Parameters
    ----------
    path : Path
        As written by :mod:`kg.train.neural.fit`.

    Returns
    -------
    Network
        Ready to run.
    """
    torch.serialization.add_safe_globals([Sizes])
    held = torch.load(path, weights_only=True)
    network = Network(held["sizes"])
    network.load_state_dict(held["network"])
    return network.eval()
