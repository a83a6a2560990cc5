"""Continues the encoder's masked-language training on arXiv abstracts.

``python -m kg.train.neural.pretrain --texts build/texts --out build/pretrained.pt``

Whole words are masked (Devlin et al. 2019, in the later releases), as rows of 512 pieces that go
over from one abstract into the next (Liu et al. 2019). On a graphics processor (``--device cuda``)
eight hundred thousand rows are four minutes; on two cores give fewer ``--steps``.
"""

from __future__ import annotations

import argparse
import math
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from kg.train.neural.precision import half_precision
from kg.train.neural.pretrained import (
    Pretrained,
    load_pretrained,
    save_pretrained,
    without_fresh,
)
from kg.train.neural.transformer import Encoder, Sizes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

__all__ = ["Guesser", "Schedule", "main", "train"]

#: Share of the words that are masked.
_MASKED: Final = 0.2
#: Of those, so many are shown as a mask; half of the rest as some other piece.
_AS_MASK: Final = 0.8
_WARM_UP: Final = 0.04


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast.

    Attributes
    ----------
    n_steps : int
        Steps.
    batch : int
        Rows a step.
    rate : float
        Greatest learning rate.
    seconds : float
        The training ends after so long, if the steps are not done by then; the rate falls by
        whichever is further on.
    """

    n_steps: int = 6_000
    batch: int = 128
    rate: float = 8e-4
    seconds: float = math.inf


class Guesser(nn.Module):
    """Guesses the masked pieces; its last layer is the encoder's own table of pieces.

    Parameters
    ----------
    sizes : Sizes
        Of the encoder.
    """

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.enc = Encoder(sizes, dropout=0.0)
        self.guess = nn.Linear(sizes.hidden, sizes.hidden)
        self.norm = nn.LayerNorm(sizes.hidden)
        self.bias = nn.Parameter(torch.zeros(sizes.n_pieces))
        nn.init.eye_(self.guess.weight)
        nn.init.zeros_(self.guess.bias)

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """Encode rows of pieces that are told no marks: (B, L, hidden)."""
        nothing = torch.zeros_like(ids)
        out: Tensor = self.enc(ids, shapes, nothing[:, :, None], nothing, None)
        return out

    def scores(self, hidden: Tensor) -> Tensor:
        """Score all pieces for places (M, hidden)."""
        seen = self.norm(functional.gelu(self.guess(hidden)))
        out: Tensor = seen @ self.enc.word.weight.t() + self.bias
        return out


@dataclass(frozen=True, slots=True)
class _Masker:
    """Draws the words that are masked.

    ``inner`` tells of each piece of the vocabulary whether it goes on a word, ``special`` whether
    it is never masked.
    """

    inner: Tensor
    special: Tensor
    mask_id: int

    @classmethod
    def of(cls, tokenizer: Tokenizer) -> _Masker:
        pieces = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
        special = [piece.startswith("[") and piece.endswith("]") for piece, _ in pieces]
        inner = [piece.startswith("##") for piece, _ in pieces]
        return cls(torch.tensor(inner), torch.tensor(special), tokenizer.get_vocab()["[MASK]"])

    def __call__(self, true: Tensor) -> tuple[Tensor, Tensor]:
        """Rows of pieces → what is shown of them, and which are masked."""
        word = torch.cumsum((~self.inner[true]).long(), 1)
        drawn = torch.rand(true.shape).gather(1, word.clamp(max=true.shape[1] - 1))
        masked = (drawn < _MASKED) & ~self.special[true]
        fate = torch.rand(true.shape)
        other = torch.randint_like(true, len(self.inner))
        shown = torch.where(masked & (fate < _AS_MASK), self.mask_id, true)
        return torch.where(masked & (fate > (1 + _AS_MASK) / 2), other, shown), masked


def train(
    begun: Pretrained, ids: Tensor, shapes: Tensor, schedule: Schedule, *, seed: int = 0
) -> Encoder:
    """Continue the training.

    Parameters
    ----------
    begun : Pretrained
        The encoder to begin with.
    ids, shapes : Tensor of int64, shape (R, L)
        From :func:`kg.train.neural.texts.rows_of`.
    schedule : Schedule
        How long.
    seed : int, optional
        Of all that is drawn.

    Returns
    -------
    Encoder
        Trained.
    """
    torch.manual_seed(seed)
    guesser = Guesser(Sizes(begun.n_pieces, 0))
    begun.hand_over(guesser.enc)
    optimiser = torch.optim.AdamW(
        guesser.parameters(), lr=schedule.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True
    )
    draw = _Masker.of(Tokenizer.from_str(begun.tokenizer))
    # On a graphics processor most of a step is small operations that wait for memory: fuse them.
    encode = torch.compile(guesser) if ids.is_cuda else guesser
    began, order = time.monotonic(), torch.empty(0, dtype=torch.int64)
    done = 0.0
    for step in range(schedule.n_steps):
        if len(order) < schedule.batch:
            order = torch.randperm(len(ids))
        chosen, order = order[: schedule.batch], order[schedule.batch :]
        rate = schedule.rate * min(1.0, done / _WARM_UP + 1e-3) * (1 - done)
        for group in optimiser.param_groups:
            group["lr"] = rate
        true = ids[chosen].long()
        shown, masked = draw(true)
        told = torch.where(masked, 0, shapes[chosen].long())
        with half_precision(ids.device.type):
            scores = guesser.scores(encode(shown, told)[masked])
        loss = functional.cross_entropy(scores.float(), true[masked])
        loss.backward()
        nn.utils.clip_grad_norm_(guesser.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        passed = time.monotonic() - began
        done = max((step + 1) / schedule.n_steps, passed / schedule.seconds)
        if step % 50 == 0:
            print(f"step {step}: {passed:.0f} s, loss {loss:.3f}", flush=True)
        if done >= 1:
            break
    print(f"{step + 1} steps of {schedule.batch} rows, loss {loss:.3f}", flush=True)
    return guesser.enc


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and save.

    Parameters
    ----------
    arguments : sequence of str, optional
        Of the command line.

    Returns
    -------
    int
        0.
    """
    usual = Schedule()
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--texts", type=Path, default=Path("build/texts"))
    parser.add_argument("--out", type=Path, default=Path("build/pretrained.pt"))
    parser.add_argument("--steps", type=int, default=usual.n_steps)
    parser.add_argument("--batch", type=int, default=usual.batch)
    parser.add_argument("--rate", type=float, default=usual.rate)
    parser.add_argument("--seconds", type=float, default=usual.seconds)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="cpu")
    told = parser.parse_args(arguments)
    torch.set_default_device(told.device)
    begun = load_pretrained(told.texts / "begun.pt")
    with np.load(told.texts / "rows.npz") as rows:
        ids = torch.from_numpy(rows["ids"].astype(np.int32)).to(told.device)
        shapes = torch.from_numpy(rows["shapes"]).to(told.device)
    schedule = Schedule(told.steps, told.batch, told.rate, told.seconds)
    encoder = train(begun, ids, shapes, schedule, seed=told.seed)
    learnt = without_fresh(encoder.state_dict())
    weights = {name: tensor.detach().cpu().clone() for name, tensor in learnt.items()}
    save_pretrained(replace(begun, weights=weights), told.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
