"""Trains the network: ``python -m kg.train.neural.fit --out build/network.pt``.

Six to nine minutes an epoch of 1,900 papers on one core that has 16-bit matrix units.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from kg.train.gold import fold_of
from kg.train.neural.batches import collate
from kg.train.neural.losses import losses_of
from kg.train.neural.network import Network
from kg.train.neural.parallel import average_gradients, n_processes, rank, run
from kg.train.neural.pretrained import load_pretrained
from kg.train.neural.records import read_records
from kg.train.neural.samples import GOLD, read_samples
from kg.train.neural.shipped import load_shipped
from kg.train.neural.steps import make_optimiser, of_one_length, set_rates
from kg.train.neural.transformer import Sizes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.train.neural.pretrained import Pretrained
    from kg.train.neural.samples import Sample

__all__ = ["Recipe", "fit", "main"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the network is trained.

    Attributes
    ----------
    n_epochs : int
        Times that each paper is seen.
    batch : int
        Papers a step and process.
    encoder_rate, head_rate : float
        Greatest learning rates; they rise over the first 6 % of the steps and fall to zero.
    seed : int
        Of the fresh weights, the order of papers and what is dropped out.
    distract_from : int
        First epoch in which wrong things are put among the true ones.
    taught_times : int
        Times that each paper is seen which other networks have read.
    n_fresh : int
        So many papers at the end of the annotated ones are new to the network; 0: all are.
    rehearsed : float
        Share of the others that an epoch draws, so that they are not forgotten.
    """

    n_epochs: int = 7
    batch: int = 12
    encoder_rate: float = 2.5e-4
    head_rate: float = 1.5e-3
    seed: int = 1
    distract_from: int = 2
    taught_times: int = 1
    n_fresh: int = 0
    rehearsed: float = 1.0


def _batches(samples: Sequence[Sample], size: int, draw: random.Random) -> list[list[Sample]]:
    batches = of_one_length(samples, lambda one: len(one.pieces.ids), size, draw)
    # Each process takes its share; all take equally many, since they meet at each step.
    n = n_processes()
    return batches[rank() : len(batches) // n * n : n]


def _of_epoch(
    samples: Sequence[Sample], taught: Sequence[Sample], epoch: int, recipe: Recipe
) -> list[Sample]:
    n = max(1, recipe.n_epochs // recipe.taught_times)
    known = list(samples[: -recipe.n_fresh] if recipe.n_fresh else ())
    draw = random.Random(f"{recipe.seed} {epoch}")  # noqa: S311
    again = draw.sample(known, round(recipe.rehearsed * len(known)))
    return [*samples[len(known) :], *again, *taught[epoch % n :: n]]


def fit(
    samples: Sequence[Sample],
    begun: Pretrained,
    recipe: Recipe,
    *,
    taught: Sequence[Sample] = (),
    network: Network | None = None,
) -> Network:
    """Train a network.

    Parameters
    ----------
    samples : sequence of Sample
        Annotated papers.
    begun : Pretrained
        The encoder to begin with.
    recipe : Recipe
        How.
    taught : sequence of Sample, optional
        Papers that other networks have read; each epoch has all annotated papers and one part of
        these, the next epoch the next part.
    network : Network, optional
        What to go on from; otherwise the heads are fresh.

    Returns
    -------
    Network
        Trained; the same arguments on the same machine give the same weights.
    """
    torch.manual_seed(recipe.seed)
    random.seed(recipe.seed)
    draw = random.Random(recipe.seed)  # noqa: S311
    if network is None:
        network = Network(Sizes(begun.n_pieces, len(begun.marks)))
        begun.hand_over(network.enc)
    optimiser = make_optimiser(network, recipe.encoder_rate, recipe.head_rate)
    epochs = [_of_epoch(samples, taught, epoch, recipe) for epoch in range(recipe.n_epochs)]
    n_steps = sum(math.ceil(len(one) / recipe.batch) // n_processes() for one in epochs)
    step, began = 0, time.monotonic()
    for epoch, of_epoch in enumerate(epochs):
        network.train()
        seen = torch.zeros(3, device="cpu")
        for chosen in _batches(of_epoch, recipe.batch, draw):
            set_rates(optimiser, step, n_steps, warm_up=0.06)
            distract = epoch >= recipe.distract_from
            losses = losses_of(network, collate(chosen), distract=distract)
            torch.stack(losses).sum().backward()
            average_gradients(network)
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            optimiser.zero_grad()
            step += 1
            seen += torch.stack(losses).detach().cpu()
        if rank():
            continue
        mean = [round(float(one) * recipe.n_epochs / n_steps, 3) for one in seen]
        print(f"epoch {epoch}: {time.monotonic() - began:.0f} s, losses {mean}", flush=True)
    return network.eval()


def _read(job: _Job, begun: Pretrained) -> tuple[list[Sample], list[Sample]]:
    """Read what is learnt from: annotated papers, and those that other networks have read."""
    # Before the graphics processor is touched: its state does not go over into new processes.
    annotated = [
        one
        for one in read_records(job.samples)
        if not job.n_folds or one["part"] != GOLD or fold_of(one["id"], job.n_folds) != job.fold
    ]
    taught = [one for path in job.taught for one in read_records(path)]
    n = os.cpu_count() or 1
    return read_samples(annotated, begun, n), read_samples(taught, begun, n)


@dataclass(frozen=True, slots=True)
class _Job:
    """What each process does: the same reading, its own papers."""

    samples: Path
    taught: tuple[Path, ...]
    pretrained: Path
    shipped: Path | None
    out: Path
    recipe: Recipe
    n_folds: int
    fold: int
    device: str

    def __call__(self) -> None:
        network = None
        if self.shipped:
            network, begun = load_shipped(self.shipped)
        else:
            begun = load_pretrained(self.pretrained)
        samples, taught = _read(self, begun)
        torch.set_default_device(self.device)
        network = network and network.to(self.device)
        network = fit(samples, begun, self.recipe, taught=taught, network=network)
        if not rank():
            self.out.parent.mkdir(parents=True, exist_ok=True)
            torch.save({"network": network.cpu().state_dict(), "sizes": network.sizes}, self.out)


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
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    usual = Recipe()
    parser.add_argument("--samples", type=Path, default=Path("build/samples/annotated.jsonl.xz"))
    parser.add_argument(
        "--taught", type=Path, nargs="*", help="what other networks have read (teach)"
    )
    parser.add_argument("--pretrained", type=Path, default=Path("build/pretrained.pt"))
    parser.add_argument("--shipped", type=Path, help="go on from the files of export instead")
    parser.add_argument("--out", type=Path, default=Path("build/network.pt"))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=usual.n_epochs)
    parser.add_argument("--batch", type=int, default=usual.batch)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--rate", type=float, default=1.0, help="times the usual learning rates")
    parser.add_argument("--distract-from", type=int, default=usual.distract_from)
    parser.add_argument("--fresh", type=int, default=0, help="the last so many are new to it")
    parser.add_argument("--rehearsed", type=float, default=1.0, help="share of the others an epoch")
    parser.add_argument("--folds", type=int, default=0, help="hold a fold of the gold out")
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--device", default="cpu", help="cuda, with --processes 1")
    told = parser.parse_args(arguments)
    recipe = Recipe(
        n_epochs=told.epochs,
        batch=told.batch,
        seed=told.seed,
        distract_from=told.distract_from,
        n_fresh=told.fresh,
        rehearsed=told.rehearsed,
        encoder_rate=usual.encoder_rate * told.rate,
        head_rate=usual.head_rate * told.rate,
    )
    job = _Job(
        told.samples,
        tuple(told.taught or ()),
        told.pretrained,
        told.shipped,
        told.out,
        recipe,
        told.folds,
        told.fold,
        told.device,
    )
    run(told.processes, job)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
