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
from kg.train.neural.labels import MAX_WIDTH, RELATIONS, ROLES, TYPES
from kg.train.neural.stretches import StretchNetwork, gelu
from kg.train.neural.transformer import Sizes

if TYPE_CHECKING:
    from pathlib import Path

    from kg.train.neural.batches import Pairs, Things

__all__ = [
    "HEAD_NAMES",
    "Network",
    "load_network",
]

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

    def things(self, vectors: Tensor, things: Things) -> tuple[Tensor, Tensor]:
        """Stretches (B, N, w, k) → best (E, k) and role scores (E, 8) of things."""
        seen = vectors[things.spans.unbind(1)]
        owner = things.owner
        shape = (len(things.types), seen.shape[1])
        best = seen.new_full(shape, -1e4).scatter_reduce(
            0, owner[:, None].expand(-1, shape[1]), seen, "amax"
        )
        times = torch.bincount(owner, minlength=shape[0]).to(seen.dtype)
        mean = seen.new_zeros(shape).index_add(0, owner, seen) / times[:, None]
        kinds = self.tend(things.types).to(seen.dtype)
        roles = self.role2(self._drop(gelu(self.role1(torch.cat([best, mean, kinds], 1)))))
        return best, roles

    def pairs(
        self,
        words: Tensor,
        is_word: Tensor,
        best: Tensor,
        types: Tensor,
        role_chances: Tensor,
        pairs: Pairs,
    ) -> Tensor:
        """Score the relations of pairs: (P, 9)."""
        ends = best + self.tend(types).to(best.dtype)
        ends = ends + (role_chances @ self.rolemb.weight.float()).to(best.dtype)
        heads, tails = pairs.ends.unbind(1)
        head, tail = self.rh(ends)[heads], self.rt(ends)[tails]
        context = self._context(words, is_word, self.q(torch.cat([head, tail], 1)), pairs)
        context = context + self.dist(pairs.classes).sum(1).to(context.dtype)
        between = _greatest(self.btw(words).flatten(0, 1), pairs)
        hidden = gelu(self.r1(torch.cat([head, tail, context, between], 1)))
        scores = self.r2(self._drop(hidden))
        out: Tensor = scores + self.prior(types[heads] * len(TYPES) + types[tails])
        return out

    def _context(self, words: Tensor, is_word: Tensor, asked: Tensor, pairs: Pairs) -> Tensor:
        """Let each pair look at the words of its paper: (P, k)."""
        table = asked.new_zeros((len(words), pairs.n_slots, asked.shape[1]))
        table = table.index_put((pairs.paper, pairs.slot), asked)
        near = (table @ self.ctxk(words).transpose(1, 2)).float() / ATTENTION_SCALE
        share = torch.softmax(near.masked_fill(~is_word[:, None], -1e4), 2)
        seen = share.to(words.dtype) @ self.ctxv(words)
        return seen[pairs.paper, pairs.slot]


def _greatest(rows: Tensor, pairs: Pairs) -> Tensor:
    """Find the greatest of each column over the words between, by a sparse table."""
    tables = [rows]
    for level in range(pairs.n_levels - 1):
        step = 1 << level
        further = torch.cat([tables[-1][step:], tables[-1][-1:].expand(step, -1)])
        tables.append(torch.maximum(tables[-1], further[: len(rows)]))
    table, at = torch.stack(tables), pairs.levels
    return torch.maximum(table[at, pairs.firsts], table[at, pairs.lasts - (1 << at)])


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
