"""Trains the network: ``python -m kg.train.neural.fit --shared ../shared --out build/network.pt``.

Six to nine minutes an epoch of 1,900 papers on one core that has 16-bit matrix units.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import torch

from kg.extract.lexicon import load_lexicon
from kg.extract.reading import make_reader, read_paper
from kg.train.gold import fold_of
from kg.train.neural.losses import losses_of
from kg.train.neural.material import read_gold_papers, read_own_papers
from kg.train.neural.network import Network, load_network
from kg.train.neural.parallel import average_gradients, n_processes, rank, run
from kg.train.neural.pretrained import Pretrained, load_pretrained, piece_maker
from kg.train.neural.samples import collate, make_sample
from kg.train.neural.transformer import Sizes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.train.neural.material import Annotated
    from kg.train.neural.samples import Sample

__all__ = ["Recipe", "fit", "main", "read_training_papers"]

_BUCKETS: Final = 8


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
    """

    n_epochs: int = 7
    batch: int = 12
    encoder_rate: float = 2.5e-4
    head_rate: float = 1.5e-3
    seed: int = 1
    distract_from: int = 2


def _batches(samples: Sequence[Sample], size: int, draw: random.Random) -> Iterator[list[Sample]]:
    """Shuffle, and put papers of about one length side by side."""
    order = list(samples)
    draw.shuffle(order)
    step = size * _BUCKETS
    chunks = [
        sorted(order[at : at + step], key=lambda one: len(one.pieces.ids))
        for at in range(0, len(order), step)
    ]
    batches = [chunk[at : at + size] for chunk in chunks for at in range(0, len(chunk), size)]
    draw.shuffle(batches)
    # Each process takes its share; all take equally many, since they meet at each step.
    n = n_processes()
    yield from batches[rank() : len(batches) // n * n : n]


def fit(
    samples: Sequence[Sample],
    begun: Pretrained,
    recipe: Recipe,
    *,
    network: Network | None = None,
) -> Network:
    """Train a network, or train one further.

    Parameters
    ----------
    samples : sequence of Sample
        Annotated papers.
    begun : Pretrained
        The encoder to begin with.
    recipe : Recipe
        How.
    network : Network, optional
        One that was trained before.

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
    fresh = {id(network.enc.mark.weight), id(network.enc.seg.weight)}
    encoder = [one for one in network.enc.parameters() if id(one) not in fresh]
    known = {id(one) for one in encoder}
    heads = [one for one in network.parameters() if id(one) not in known]
    rates = (recipe.encoder_rate, recipe.head_rate)
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": rates[0]}, {"params": heads, "lr": rates[1]}],
        weight_decay=0.01,
        fused=True,
    )
    n_steps = math.ceil(len(samples) / recipe.batch) // n_processes() * recipe.n_epochs
    step, began = 0, time.monotonic()
    for epoch in range(recipe.n_epochs):
        network.train()
        seen = torch.zeros(3, device="cpu")
        for chosen in _batches(samples, recipe.batch, draw):
            share = min(1.0, (step + 1) / (0.06 * n_steps)) * (1 - step / n_steps)
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * share
            losses = losses_of(network, collate(chosen), distract=epoch >= recipe.distract_from)
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


def read_training_papers(shared: Path, *, n_folds: int = 0, fold: int = 0) -> list[Annotated]:
    """Read what may be learnt from.

    Parameters
    ----------
    shared : Path
        The shared data.
    n_folds, fold : int, optional
        If given, the gold of that fold is held out.

    Returns
    -------
    list of Annotated
        Gold of the train part, and our own that are not held out.
    """
    gold = read_gold_papers(shared, "train")
    own = read_own_papers(shared)
    return [one for one in gold if not n_folds or fold_of(one.gold.paper.id, n_folds) != fold] + [
        one for one in own if not one.part.startswith("held:")
    ]


@dataclass(frozen=True, slots=True)
class _Job:
    """What each process does: the same reading, its own papers."""

    shared: Path
    pretrained: Path
    out: Path
    recipe: Recipe
    n_folds: int
    fold: int
    device: str
    further: Path | None

    def __call__(self) -> None:
        torch.set_default_device(self.device)
        begun = load_pretrained(self.pretrained)
        papers = read_training_papers(self.shared, n_folds=self.n_folds, fold=self.fold)
        nlp, lexicon, pieces = make_reader(), load_lexicon(), piece_maker(begun)
        samples = [
            make_sample(
                one.gold,
                one.relations,
                reading=read_paper(one.gold.paper, nlp),
                lexicon=lexicon,
                pieces=pieces,
            )
            for one in papers
        ]
        further = load_network(self.further) if self.further else None
        network = fit(samples, begun, self.recipe, network=further)
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
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pretrained", type=Path, default=Path("build/pretrained.pt"))
    parser.add_argument("--out", type=Path, default=Path("build/network.pt"))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=Recipe().n_epochs)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--folds", type=int, default=0, help="hold a fold of the gold out")
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--further", type=Path, help="a network to train further")
    parser.add_argument("--rate", type=float, default=1.0, help="times the usual learning rates")
    parser.add_argument("--device", default="cpu", help="cuda, with --processes 1")
    told = parser.parse_args(arguments)
    recipe = Recipe(
        n_epochs=told.epochs,
        seed=told.seed,
        encoder_rate=Recipe().encoder_rate * told.rate,
        head_rate=Recipe().head_rate * told.rate,
        distract_from=0 if told.further else Recipe().distract_from,
    )
    job = _Job(
        told.shared,
        told.pretrained,
        told.out,
        recipe,
        told.folds,
        told.fold,
        told.device,
        told.further,
    )
    run(told.processes, job)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
