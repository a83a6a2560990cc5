"""How the network is trained on each corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["RECIPES", "Recipe"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the network is trained.

    Attributes
    ----------
    n_epochs : int
        Times that each pass is seen.
    batch : int
        Passes a step.
    encoder_rate, head_rate : float
        Greatest learning rates; they rise over the first 8 % of the steps and fall to zero.
    dropout : float
        In the encoder; the heads have twice as much.
    masked : float
        Share of the pieces that are hidden while training.
    relation_weight : float
        Of the relations' loss beside that of the mentions.
    agreement : float
        If not 0, each batch is read twice, with other things dropped out, and this is the weight of
        how far the two disagree about stretches (R-Drop; Liang et al. 2021).
    average : float
        Share of the former mean that each step keeps; the mean of the weights is what reads.
    seed : int
        Of the fresh weights, the order of passes and what is dropped out.
    """

    n_epochs: int = 30
    batch: int = 8
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    dropout: float = 0.1
    masked: float = 0.0
    relation_weight: float = 1.0
    agreement: float = 0.0
    average: float = 0.98
    seed: int = 1


#: By corpus; passes of SciERC are abstracts, of SciER paragraphs, of TDMSci sentences.
RECIPES: Final[Mapping[str, Recipe]] = {
    "scierc": Recipe(),
    "scier": Recipe(n_epochs=15),
    "tdmsci": Recipe(n_epochs=15, batch=32),
}
