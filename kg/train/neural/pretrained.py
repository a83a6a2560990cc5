"""An encoder to begin with: its weights, the pieces that it knows, the marks that it is told of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import torch
from tokenizers import Tokenizer

from kg.extract.pieces import PieceMaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor

    from kg.train.neural.transformer import Encoder

__all__ = [
    "Pretrained",
    "count_marks",
    "load_pretrained",
    "piece_maker",
    "prune",
    "save_pretrained",
    "without_fresh",
]

#: Pieces seen less often than this in the abstracts are taken out.
_MIN_SEEN: Final = 5


@dataclass(frozen=True, slots=True)
class Pretrained:
    """An encoder to begin with.

    Attributes
    ----------
    weights : Mapping of str to Tensor
        Of :class:`kg.train.neural.transformer.Encoder`, but for marks and titles.
    tokenizer : str
        Its tokenizer, as JSON.
    marks : tuple of str
        Marks that the network is told of.
    """

    weights: Mapping[str, Tensor]
    tokenizer: str
    marks: tuple[str, ...]

    @property
    def n_pieces(self) -> int:
        """Size of the vocabulary."""
        return len(self.weights["word.weight"])

    def hand_over(self, encoder: Encoder) -> None:
        """Give the weights to a new encoder.

        Parameters
        ----------
        encoder : Encoder
            Of the same sizes.
        """
        encoder.load_state_dict(dict(self.weights), strict=False)


def load_pretrained(path: Path) -> Pretrained:
    """Load what :mod:`kg.train.neural.pretrain` has written.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    Pretrained
        The encoder.
    """
    held = torch.load(path, weights_only=True, map_location=torch.get_default_device())
    return Pretrained(held["weights"], held["tokenizer"], tuple(held["marks"]))


def save_pretrained(begun: Pretrained, path: Path) -> None:
    """Write an encoder for :func:`load_pretrained`.

    Parameters
    ----------
    begun : Pretrained
        The encoder.
    path : Path
        The file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    held = {"weights": dict(begun.weights), "tokenizer": begun.tokenizer, "marks": [*begun.marks]}
    torch.save(held, path)


def piece_maker(begun: Pretrained) -> PieceMaker:
    """Make what cuts words for an encoder.

    Parameters
    ----------
    begun : Pretrained
        The encoder.

    Returns
    -------
    PieceMaker
        With the encoder's own vocabulary and marks.
    """
    marks = {mark: at for at, mark in enumerate(begun.marks, start=1)}
    return PieceMaker(Tokenizer.from_str(begun.tokenizer), marks)


def prune(
    weights: Mapping[str, Tensor], tokenizer: Tokenizer, seen: NDArray[np.int64]
) -> tuple[dict[str, Tensor], str, list[int]]:
    """Take pieces out of the vocabulary that the abstracts do not have.

    Parameters
    ----------
    weights : Mapping of str to Tensor
        Of the encoder.
    tokenizer : Tokenizer
        Its tokenizer.
    seen : ndarray of int64
        How often each piece was seen.

    Returns
    -------
    dict of str to Tensor
        Weights; single characters and special pieces are always kept.
    str
        The tokenizer that fits them, as JSON.
    list of int
        The former numbers of the pieces that are kept, ascending.
    """
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    kept = [
        (piece, at)
        for piece, at in vocabulary
        if seen[at] >= _MIN_SEEN
        or len(piece.removeprefix("##")) == 1
        or piece in {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}
    ]
    described = json.loads(tokenizer.to_str())
    described["model"]["vocab"] = {piece: new for new, (piece, _) in enumerate(kept)}
    for added in described["added_tokens"]:
        added["id"] = described["model"]["vocab"][added["content"]]
    described.update(truncation=None, padding=None, post_processor=None)
    numbers = [at for _, at in kept]
    table = weights["word.weight"][numbers]
    return (
        {**without_fresh(weights), "word.weight": table},
        json.dumps(described, ensure_ascii=False),
        numbers,
    )


def without_fresh(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Leave out what an encoder has not learnt before it sees annotations: marks and titles.

    Parameters
    ----------
    weights : Mapping of str to Tensor
        Of the encoder.

    Returns
    -------
    dict of str to Tensor
        The others.
    """
    return {name: one for name, one in weights.items() if name.split(".")[0] not in {"mark", "seg"}}


def count_marks(marks: Iterable[Sequence[Sequence[str]]], least: int = 5) -> tuple[str, ...]:
    """Choose the marks that the network is told of.

    Parameters
    ----------
    marks : iterable of sequence of sequence of str
        Marks of the words of the annotated papers.
    least : int, optional
        How often a mark must stand there.

    Returns
    -------
    tuple of str
        Sorted.
    """
    times: dict[str, int] = {}
    for paper in marks:
        for word in paper:
            for mark in word:
                times[mark] = times.get(mark, 0) + 1
    return tuple(sorted(mark for mark, n in times.items() if n >= least))
