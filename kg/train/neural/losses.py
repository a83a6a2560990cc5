"""Network and batch → what is to be made smaller: losses of the three heads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import torch
from torch.nn import functional

from kg.extract.pair_places import Thing, find_pair_places
from kg.train.neural.network import RELATIONS, ROLES, TYPES
from kg.vocabulary import allowed_ends, allowed_roles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from kg.train.neural.network import Network
    from kg.train.neural.samples import Batch, Sample

__all__ = ["losses_of"]

#: Weights of the roles' and of the relations' loss beside that of the mentions.
ROLE_WEIGHT: Final = 0.5
RELATION_WEIGHT: Final = 0.5

#: So many things that are none are put among the true ones, so that the relation head learns to
#: leave them alone: what the mention head takes wrongly at this moment.
MAX_DISTRACTORS: Final = 6

_ROLE_MASK: Final = torch.tensor(
    [[0.0 if role in allowed_roles(kind) else -1e4 for role in ROLES] for kind in TYPES]
)
_RELATION_MASK: Final = torch.tensor(
    [[[allowed_ends(one, head, tail) for one in RELATIONS] for tail in TYPES] for head in TYPES]
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
        Whether wrong things are put among the true ones.

    Returns
    -------
    mention, role, relation : Tensor
        Scalars: per true mention, per thing, per true relation.
    """
    with torch.autocast(batch.ids.device.type, dtype=torch.bfloat16):
        pieces = network.enc(batch.ids, batch.shapes, batch.marks, batch.titles, batch.mask)
        words = network.words(pieces, batch.firsts, batch.lasts)
        vectors, scores = network.stretches(words)
        scores = scores.float()
        n_true = max(1, int((batch.wanted > 0).sum()))
        mention = (
            functional.cross_entropy(
                scores[batch.exists], batch.wanted[batch.exists], reduction="sum"
            )
            / n_true
        )
        role, relation = torch.zeros(()), torch.zeros(())
        n_things, n_relations = 1, 1
        for row, sample in enumerate(batch.samples):
            if not sample.things:
                continue
            n = len(sample.words)
            wrong = _distractors(sample, scores[row, :n].detach()) if distract else ()
            ours = _of_paper(network, sample, words[row, :n], vectors[row, :n], wrong)
            role, relation = role + ours[0], relation + ours[1]
            n_things += len(sample.things)
            n_relations += max(1, len(sample.relations))
    return mention, ROLE_WEIGHT * role / n_things, RELATION_WEIGHT * relation / n_relations


def _of_paper(
    network: Network, sample: Sample, words: Tensor, vectors: Tensor, wrong: Sequence[Thing]
) -> tuple[Tensor, Tensor]:
    things = (*sample.things, *wrong)
    best, types, roles = network.things(vectors, things)
    roles = roles.float() + _ROLE_MASK.to(types.device)[types]
    n_true = len(sample.things)
    role = functional.cross_entropy(roles[:n_true], torch.tensor(sample.roles), reduction="sum")
    pairs = sample.pairs
    if wrong:
        pairs = tuple(find_pair_places(sample.words, sample.sentence_of, things))
    if not pairs:
        return role, torch.zeros(())
    chances = torch.softmax(roles.detach(), 1)
    scores = network.pairs(words, best, types, chances, pairs).float()
    wanted = torch.zeros_like(scores)
    place = {(pair.head, pair.tail): at for at, pair in enumerate(pairs)}
    for head, name, tail in sample.relations:
        if (head, tail) in place:
            wanted[place[head, tail], name] = 1.0
    heads = types[[pair.head for pair in pairs]]
    tails = types[[pair.tail for pair in pairs]]
    allowed = _RELATION_MASK.to(types.device)[heads, tails]
    relation = functional.binary_cross_entropy_with_logits(
        scores[allowed], wanted[allowed], reduction="sum"
    )
    return role, relation


def _distractors(sample: Sample, scores: Tensor) -> tuple[Thing, ...]:
    """List stretches that the mention head takes for mentions and that are none, surest first."""
    true = {span for thing in sample.things for span in thing.spans}
    chances = torch.softmax(scores, -1)
    found = []
    for first, more in (chances[:, :, 0] < 0.5).nonzero().tolist():
        span = (first, first + more + 1)
        if span not in true and span[1] <= len(sample.words):
            kind = TYPES[int(chances[first, more, 1:].argmax())]
            found.append((float(chances[first, more, 0]), span, kind))
    return tuple(Thing(kind, (span,)) for _, span, kind in sorted(found)[:MAX_DISTRACTORS])
