"""Trains the network on a corpus's train part; dev chooses the epoch and the thresholds."""

from __future__ import annotations

import copy
import math
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from tokenizers import Tokenizer
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from kg.train.neural.corpora.decoding import Thresholds, choose_thresholds, read
from kg.train.neural.corpora.network import CorpusNetwork
from kg.train.neural.corpora.passes import Labels, make_passes
from kg.train.neural.precision import half_precision
from kg.train.neural.pretrained import piece_maker
from kg.train.neural.steps import make_optimiser, of_one_length, set_rates
from kg.train.neural.transformer import Sizes

if TYPE_CHECKING:
    from torch import Tensor

    from kg.train.corpora.documents import Corpus
    from kg.train.neural.corpora.network import Read
    from kg.train.neural.corpora.passes import Batch
    from kg.train.neural.corpora.recipes import Recipe
    from kg.train.neural.pretrained import Pretrained

__all__ = ["Trained", "losses_of", "train"]


@dataclass(frozen=True, slots=True)
class Trained:
    """A trained network.

    Attributes
    ----------
    network : CorpusNetwork
        Of the best epoch on dev.
    thresholds : Thresholds
        Chosen on dev.
    epoch : int
        Its number, from 1.
    """

    network: CorpusNetwork
    thresholds: Thresholds
    epoch: int


def train(corpus: Corpus, begun: Pretrained, recipe: Recipe) -> Trained:
    """Train on the train part.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    begun : Pretrained
        The encoder to begin with.
    recipe : Recipe
        How.

    Returns
    -------
    Trained
        By the best mean F1 on dev; looked at from the middle of the training on.
    """
    torch.manual_seed(recipe.seed)
    random.seed(recipe.seed)
    draw = random.Random(recipe.seed)  # noqa: S311
    labels, maker = Labels.of(corpus), piece_maker(begun)
    passes = make_passes(corpus.parts["train"], corpus, maker)
    dev = make_passes(corpus.parts["dev"], corpus, maker)
    network = CorpusNetwork(_sizes(begun), labels, corpus.max_width, dropout=recipe.dropout)
    begun.hand_over(network.enc)
    hidden = Tokenizer.from_str(begun.tokenizer).token_to_id("[MASK]")
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(recipe.average))
    optimiser = make_optimiser(network, recipe.encoder_rate, recipe.head_rate)
    n_steps = math.ceil(len(passes.places) / recipe.batch) * recipe.n_epochs
    weights = torch.tensor([1.0, recipe.relation_weight, recipe.agreement])
    order = range(len(passes.places))
    step, began = 0, time.monotonic()
    best, kept = -1.0, Trained(network, Thresholds(), 0)
    for epoch in range(1, recipe.n_epochs + 1):
        network.train()
        seen = torch.zeros(3)
        for chosen in of_one_length(order, passes.n_pieces.__getitem__, recipe.batch, draw):
            set_rates(optimiser, step, n_steps, warm_up=0.08)
            batch = passes.take(chosen)
            if recipe.masked:
                gone = (torch.rand(batch.ids.shape) < recipe.masked) & (batch.shapes > 0)
                batch.ids.masked_fill_(gone, hidden)
            losses = _losses(network, batch, recipe.agreement)
            (losses * weights).sum().backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            optimiser.zero_grad()
            mean.update_parameters(network)
            seen += losses.detach()
            step += 1
        said = f"epoch {epoch}: {time.monotonic() - began:.0f} s, losses " + " ".join(
            f"{one:.3f}" for one in (seen * recipe.n_epochs / n_steps).tolist()
        )
        if 2 * epoch > recipe.n_epochs:
            reads = read(mean.module, dev, labels, len(corpus.parts["dev"]))
            thresholds, f1 = choose_thresholds(corpus.parts["dev"], reads, corpus)
            said += f", dev {100 * f1:.2f} at {thresholds.mention}, {thresholds.relation}"
            if f1 >= best:
                best, kept = f1, Trained(copy.deepcopy(mean.module), thresholds, epoch)
        print(said, flush=True)
    return kept


def _sizes(begun: Pretrained) -> Sizes:
    """Tell the encoder's sizes by its weights; a head of its attention has 32, as in MiniLM."""
    inner, hidden = begun.weights["layers.0.f1.weight"].shape
    n_layers = sum(name.endswith(".f1.weight") for name in begun.weights)
    return Sizes(
        begun.n_pieces, 0, n_layers=n_layers, n_heads=hidden // 32, hidden=hidden, inner=inner
    )


def losses_of(found: Read, batch: Batch) -> Tensor:
    """Work out the losses of a batch.

    Parameters
    ----------
    found : Read
        What the network says.
    batch : Batch
        What is annotated.

    Returns
    -------
    Tensor, shape (2,)
        Of mentions, per true mention; of relations, per true relation.
    """
    exists = batch.exists
    mention = functional.cross_entropy(
        found.stretches[exists], batch.wanted[exists], reduction="sum"
    ) / (batch.wanted > 0).sum().clamp(min=1)
    rows, lefts, rights = found.pairs
    firsts, widths, _ = found.candidates
    one = batch.numbers[rows, firsts[rows, lefts], widths[rows, lefts]]
    other = batch.numbers[rows, firsts[rows, rights], widths[rows, rights]]
    wanted = batch.links[rows, one, other]
    relation = functional.cross_entropy(found.links, wanted, reduction="sum")
    return torch.stack([mention, relation / (wanted > 0).sum().clamp(min=1)])


def _losses(network: CorpusNetwork, batch: Batch, agreement: float) -> Tensor:
    """Work out the losses, and how far two readings disagree, per true mention: (3,)."""

    def read_once() -> Read:
        with half_precision(batch.ids.device.type):
            return network(batch, teach=True)

    one = read_once()
    losses = losses_of(one, batch)
    if not agreement:
        return torch.cat([losses, losses.new_zeros(1)])
    other = read_once()
    exists = batch.exists
    first, second = (functional.log_softmax(found.stretches[exists], -1) for found in (one, other))
    # The mean of both divergences: (p - q)(log p - log q), summed, is their sum.
    apart = ((first.exp() - second.exp()) * (first - second)).sum() / 2
    apart = apart / (batch.wanted > 0).sum().clamp(min=1)
    return torch.cat([(losses + losses_of(other, batch)) / 2, apart[None]])
