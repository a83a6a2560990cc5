"""Network and batch → what is to be made smaller: losses of the three heads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import torch
from torch.nn import functional

from kg.extract.pair_places import Thing
from kg.train.neural.batches import pairs_of, things_of, with_wrong
from kg.train.neural.labels import RELATIONS, ROLES, TYPES
from kg.train.neural.precision import half_precision
from kg.vocabulary import allowed_ends, allowed_roles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from kg.train.neural.batches import Batch
    from kg.train.neural.network import Network
    from kg.train.neural.samples import Sample

__all__ = ["RELATION_MASK", "ROLE_MASK", "losses_of"]

#: Weights of the roles' and of the relations' loss beside that of the mentions.
ROLE_WEIGHT: Final = 0.5
RELATION_WEIGHT: Final = 0.5

#: So many things that are none are put among the true ones, so that the relation head learns to
#: leave them alone: what the mention head takes wrongly at this moment.
MAX_DISTRACTORS: Final = 6

#: Added to the scores of roles, by type: what the type does not allow cannot win.
ROLE_MASK: Final = torch.tensor(
    [[0.0 if role in allowed_roles(kind) else -1e4 for role in ROLES] for kind in TYPES],
    device="cpu",
)

#: Whether two types may be joined by a relation: shape (5, 5, 9).
RELATION_MASK: Final = torch.tensor(
    [[[allowed_ends(one, head, tail) for one in RELATIONS] for tail in TYPES] for head in TYPES],
    device="cpu",
)


def losses_of(network: Network, batch: Batch, *, distract: bool) -> tuple[Tensor, Tensor, Tensor]:
    """Work out the losses of a batch.

    Parameters
    ----------
    network : Network
        Being trained.
    batch : Batch
        The papers.
    distract : bool
        Whether wrong things are put among the true ones of annotated papers.

    Returns
    -------
    mention, role, relation : Tensor
        Scalars: per true mention, per thing, per true relation.
    """
    with half_precision(batch.ids.device.type):
        pieces = network.enc(batch.ids, batch.shapes, batch.marks, batch.titles, batch.mask)
        words = network.words(pieces, batch.firsts, batch.lasts)
        vectors, scores = network.stretches(words)
        scores = scores.float()
        mention = _mention_loss(scores, batch)
        samples: Sequence[Sample] = batch.samples
        if distract:
            wrong = _distractors(batch, scores.detach())
            samples = [with_wrong(one, told) for one, told in zip(samples, wrong, strict=True)]
        role, relation = _thing_losses(network, batch, samples, words, vectors)
    return mention, ROLE_WEIGHT * role, RELATION_WEIGHT * relation


def _mention_loss(scores: Tensor, batch: Batch) -> Tensor:
    logs = functional.log_softmax(scores, -1)
    nothing = -(logs[..., 0] * batch.exists).sum()
    seen = logs[batch.stretches.unbind(1)]
    listed = (seen[:, 0] - (batch.kinds * seen).sum(1)).sum()
    return (nothing + listed) / batch.kinds[:, 1:].sum().clamp(min=1.0)


def _thing_losses(
    network: Network, batch: Batch, samples: Sequence[Sample], words: Tensor, vectors: Tensor
) -> tuple[Tensor, Tensor]:
    none = torch.zeros(())
    if not any(one.things for one in samples):
        return none, none
    things = things_of([one.things for one in samples])
    best, roles = network.things(vectors, things)
    roles = roles.float() + ROLE_MASK.to(words.device)[things.types]
    true = np.concatenate([np.arange(len(one.things)) < len(one.roles) for one in samples])
    wanted = torch.as_tensor(np.concatenate([one.roles for one in samples])).to(words.device)
    logs = functional.log_softmax(roles[torch.as_tensor(true).to(words.device)], 1)
    role = -(wanted * logs).sum() / max(1, len(wanted))
    pairs = pairs_of(
        [one.pairs for one in samples], [len(one.things) for one in samples], words.shape[1]
    )
    if pairs is None:
        return role, none
    chances = torch.softmax(roles.detach(), 1)
    scores = network.pairs(words, batch.is_word, best, things.types, chances, pairs).float()
    of_ends = things.types[pairs.ends]
    allowed = RELATION_MASK.to(words.device)[of_ends[:, 0], of_ends[:, 1]]
    holds = torch.as_tensor(np.concatenate([one.relations for one in samples])).to(words.device)
    loss = functional.binary_cross_entropy_with_logits(scores, holds, reduction="none")
    n_true = sum(max(1.0, float(one.relations.sum())) for one in samples)
    return role, (loss * allowed).sum() / n_true


def _distractors(batch: Batch, scores: Tensor) -> list[tuple[Thing, ...]]:
    """List stretches that the mention head takes for mentions and that are none, surest first."""
    chances = torch.softmax(scores, -1)
    taken = (chances[..., 0] < 0.5) & batch.exists
    places = taken.nonzero()
    kinds = chances[..., 1:].argmax(-1)[taken]
    told = torch.cat([places, kinds[:, None]], 1).tolist()
    nothing = chances[..., 0][taken].tolist()
    found: list[list[tuple[float, tuple[int, int], int]]] = [[] for _ in batch.samples]
    for (row, first, more, kind), chance in zip(told, nothing, strict=True):
        found[row].append((chance, (first, first + more + 1), kind))
    return [_wrong_of(one, of_paper) for one, of_paper in zip(batch.samples, found, strict=True)]


def _wrong_of(
    sample: Sample, found: Sequence[tuple[float, tuple[int, int], int]]
) -> tuple[Thing, ...]:
    if not sample.annotated:
        return ()
    true = {span for thing in sample.things for span in thing.spans}
    wrong = sorted(one for one in found if one[1] not in true)[:MAX_DISTRACTORS]
    return tuple(Thing(TYPES[kind], (span,)) for _, span, kind in wrong)
