"""What every training has: an optimiser with two rates, batches of papers of about one length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import torch

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from kg.train.neural.stretches import StretchNetwork

__all__ = ["make_optimiser", "of_one_length", "set_rates"]

_BUCKETS: Final = 8

_One = TypeVar("_One")


def make_optimiser(
    network: StretchNetwork, encoder_rate: float, head_rate: float
) -> torch.optim.Optimizer:
    """Make an optimiser for an encoder that has learnt before, and for heads that are fresh.

    Parameters
    ----------
    network : StretchNetwork
        Encoder and heads; the encoder's marks and titles are as fresh as the heads.
    encoder_rate, head_rate : float
        Greatest learning rates.

    Returns
    -------
    Optimizer
        Its rates are 0 until :func:`set_rates`.
    """
    fresh = {id(network.enc.mark.weight), id(network.enc.seg.weight)}
    encoder = [one for one in network.enc.parameters() if id(one) not in fresh]
    known = {id(one) for one in encoder}
    heads = [one for one in network.parameters() if id(one) not in known]
    groups = [
        {"params": encoder, "lr": 0.0, "most": encoder_rate},
        {"params": heads, "lr": 0.0, "most": head_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def set_rates(optimiser: torch.optim.Optimizer, step: int, n_steps: int, *, warm_up: float) -> None:
    """Let the rates rise over the first steps and then fall to zero.

    Parameters
    ----------
    optimiser : Optimizer
        From :func:`make_optimiser`.
    step, n_steps : int
        This step, from 0, and how many there are.
    warm_up : float
        Share of the steps over which they rise.
    """
    share = min(1.0, (step + 1) / (warm_up * n_steps)) * (1 - step / n_steps)
    for group in optimiser.param_groups:
        group["lr"] = group["most"] * share


def of_one_length(
    items: Sequence[_One], length_of: Callable[[_One], int], size: int, draw: random.Random
) -> list[list[_One]]:
    """Shuffle, and put what is of about one length side by side.

    Parameters
    ----------
    items : sequence
        Papers, or their numbers.
    length_of : callable
        Tells the length of one.
    size : int
        Of a batch.
    draw : random.Random
        Shuffles.

    Returns
    -------
    list of list
        The batches, shuffled.
    """
    order = list(items)
    draw.shuffle(order)
    step = _BUCKETS * size
    chunks = [sorted(order[at : at + step], key=length_of) for at in range(0, len(order), step)]
    batches = [chunk[at : at + size] for chunk in chunks for at in range(0, len(chunk), size)]
    draw.shuffle(batches)
    return batches
