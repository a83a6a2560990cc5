"""The network of :mod:`kg.train.neural.network` with a corpus's labels and relations of mentions.

The encoder and the head for stretches are the same. Here a relation holds between two stretches of
a sentence, and not between two things of a paper; so the pair head looks at candidate stretches,
the likeliest by the mention head, as DyGIE++ and SpERT do (Wadden et al. 2019; Eberts and Ulges
2020): both stretches and their likely types, the greatest of the words between, their distance,
and by attention all that the encoder reads. Each pair is scored from both ends and the scores are
added, the labels of one turned (as by Ye et al. 2022).

All pairs of a batch are scored at once, by index.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.train.neural.stretches import StretchNetwork, gelu

if TYPE_CHECKING:
    from kg.train.neural.corpora.passes import Batch, Labels
    from kg.train.neural.transformer import Sizes

__all__ = ["Candidates", "CorpusNetwork", "Pairs", "Read"]

#: Classes of the distance between two stretches: 0, 1, 2 to 3, 4 to 7, ... words.
_N_DISTANCES: Final = 10

#: Candidates a pass, for each of its words; SciERC has one mention to eight words.
_CANDIDATES: Final = 0.3

#: Least chance with which a stretch that is read becomes a candidate.
_LEAST: Final = 0.05


class Candidates(NamedTuple):
    """Stretches that may be mentions, by row from left to right.

    Attributes
    ----------
    firsts, widths : Tensor of int64, shape (B, K)
        First word, and width less one.
    real : Tensor of bool, shape (B, K)
        False where a row has fewer.
    """

    firsts: Tensor
    widths: Tensor
    real: Tensor


class Pairs(NamedTuple):
    """Pairs of candidates of one sentence, the left one first; ``P`` in all.

    Attributes
    ----------
    rows, lefts, rights : Tensor of int64, shape (P,)
        Row, and places among its candidates; by row.
    """

    rows: Tensor
    lefts: Tensor
    rights: Tensor


class Read(NamedTuple):
    """What the network says of a batch.

    Attributes
    ----------
    stretches : Tensor of float32, shape (B, N, w, 1 + types)
        Scores of all stretches.
    candidates : Candidates
        Those that were paired.
    pairs : Pairs
        Pairs of them.
    links : Tensor of float32, shape (P, labels)
        Scores of their labels.
    """

    stretches: Tensor
    candidates: Candidates
    pairs: Pairs
    links: Tensor


class CorpusNetwork(StretchNetwork):
    """The encoder with a head for stretches and one for pairs of them.

    Parameters
    ----------
    sizes : Sizes
        Its sizes.
    labels : Labels
        The corpus's.
    max_width : int
        Longest stretch, in words.
    dropout : float, optional
        In the encoder; the heads have twice as much.
    """

    def __init__(
        self, sizes: Sizes, labels: Labels, max_width: int, *, dropout: float = 0.1
    ) -> None:
        n_types = len(labels.types)
        super().__init__(sizes, n_types=n_types, max_width=max_width, dropout=dropout)
        d, k, n = sizes.word, sizes.thing, labels.n_pair
        self.tend = nn.Linear(n_types, k, bias=False)
        self.rh, self.rt, self.q = nn.Linear(k, k), nn.Linear(k, k), nn.Linear(2 * k, k)
        self.ctxk, self.ctxv, self.btw = nn.Linear(d, k), nn.Linear(d, k), nn.Linear(d, k)
        self.dist = nn.Embedding(2 * _N_DISTANCES, k)
        self.r1, self.r2 = nn.Linear(4 * k, 256), nn.Linear(256, n)
        self.prior = nn.Linear(n_types**2, n, bias=False)
        nn.init.zeros_(self.prior.weight)
        # Nearly every pair is unrelated: begin there.
        self.r2.bias.data[0] = 2.0
        self.register_buffer("turned", torch.tensor(labels.turned), persistent=False)

    def forward(self, batch: Batch, *, teach: bool) -> Read:
        """Read a batch.

        Parameters
        ----------
        batch : Batch
            Passes.
        teach : bool
            Whether the true mentions are candidates, however unlikely.

        Returns
        -------
        Read
            Scores.
        """
        marks = torch.zeros_like(batch.ids)
        pieces = self.enc(batch.ids, batch.shapes, marks[:, :, None], marks, batch.mask)
        words = self.words(pieces, batch.firsts, batch.lasts)
        vectors, scores = self.stretches(words)
        scores = scores.float()
        candidates = _choose(scores.detach(), batch, teach=teach)
        pairs = _pair(candidates, batch.sentences)
        if self.r2.out_features == 1 or not len(pairs.rows):
            nothing = scores.new_zeros((0, self.r2.out_features))
            return Read(scores, candidates, Pairs(*(one[:0] for one in pairs)), nothing)
        at = torch.arange(len(scores))[:, None], candidates.firsts, candidates.widths
        kinds = torch.softmax(scores[at].detach(), -1)[..., 1:]
        links = self._link(words, vectors[at], kinds, candidates, pairs, batch)
        return Read(scores, candidates, pairs, links.float())

    def _link(
        self,
        words: Tensor,
        seen: Tensor,
        kinds: Tensor,
        candidates: Candidates,
        pairs: Pairs,
        batch: Batch,
    ) -> Tensor:
        rows, lefts, rights = pairs
        ends = seen + self.tend(kinds)
        heads, tails = self.rh(ends), self.rt(ends)
        both = torch.cat([rows, rows])
        one, other = torch.cat([lefts, rights]), torch.cat([rights, lefts])
        head, tail = heads[both, one], tails[both, other]
        start = (candidates.firsts + candidates.widths)[rows, lefts] + 1
        end = candidates.firsts[rows, rights]
        far = (end - start + 1).float().log2().floor().long().clamp(max=_N_DISTANCES - 1)
        distance = self.dist(torch.cat([far, far + _N_DISTANCES]))
        between = _greatest(self.btw(words), rows, start, end)
        asked = self.q(torch.cat([head, tail], 1))
        context = self._attend(asked, words, rows, batch.sentences >= 0)
        context = context + distance.to(context.dtype)
        parts = [head, tail, context, torch.cat([between, between])]
        scores = self.r2(self._drop(gelu(self.r1(torch.cat(parts, 1)))))
        types = kinds[both, one][:, :, None] * kinds[both, other][:, None]
        scores = scores + self.prior(types.flatten(1))
        n = len(rows)
        return scores[:n] + scores[n:][:, self.turned]

    def _attend(self, asked: Tensor, words: Tensor, rows: Tensor, real: Tensor) -> Tensor:
        """Ask (2 P, k) the words of each pair's row."""
        counts = torch.bincount(rows, minlength=len(words))
        before = torch.cumsum(counts, 0) - counts
        place = torch.arange(len(rows)) - before[rows]
        places = torch.cat([place, place + counts[rows]])
        both = torch.cat([rows, rows])
        filled = asked.new_zeros((len(words), 2 * int(counts.max()), asked.shape[1]))
        filled = filled.index_put((both, places), asked)
        keys, values = self.ctxk(words), self.ctxv(words)
        seen = functional.scaled_dot_product_attention(
            filled[:, None], keys[:, None], values[:, None], attn_mask=real[:, None, None]
        )
        return seen[:, 0][both, places]


def _choose(scores: Tensor, batch: Batch, *, teach: bool) -> Candidates:
    """Take the likeliest stretches of each row, from left to right."""
    n_rows, n_words, width, _ = scores.shape
    likely = scores[..., 1:].logsumexp(-1) - scores[..., 0]
    likely = likely.masked_fill(~batch.exists, -1e4)
    if teach:
        likely = likely.masked_fill(batch.numbers > 0, 1e4)
    n = min(n_words * width, max(8, int(_CANDIDATES * n_words)))
    value, at = likely.view(n_rows, -1).topk(n)
    at, order = at.sort()
    least = -1e3 if teach else math.log(_LEAST / (1 - _LEAST))
    real = value.gather(1, order) > least
    return Candidates(at // width, at % width, real)


def _pair(candidates: Candidates, sentences: Tensor) -> Pairs:
    firsts, widths, real = candidates
    lasts = firsts + widths
    of = sentences.gather(1, firsts)
    paired = (of[:, :, None] == of[:, None]) & (lasts[:, :, None] < firsts[:, None])
    paired = paired & real[:, :, None] & real[:, None]
    return Pairs(*paired.nonzero(as_tuple=True))


def _greatest(words: Tensor, rows: Tensor, starts: Tensor, ends: Tensor) -> Tensor:
    """Find the greatest of each column over stretches, 0 over an empty one, by a sparse table."""
    size = (ends - starts).clamp(min=1)
    level = (size.float() + 0.25).log2().floor().long()
    tables = [words]
    for step in (1 << at for at in range(words.shape[1].bit_length() - 1)):
        further = torch.cat([tables[-1][:, step:], tables[-1][:, -step:]], 1)
        tables.append(torch.maximum(tables[-1], further))
    table = torch.stack(tables)
    last = (ends - (1 << level)).clamp(min=0)
    found = torch.maximum(
        table[level, rows, starts.clamp(max=words.shape[1] - 1)], table[level, rows, last]
    )
    return found * (ends > starts)[:, None].to(found.dtype)
