"""Stated kinds that the names of their two ends contradict: misreadings, dropped with a reason.

Both checks were read on every stated kind of the five pages' graph; they take away no right one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.link.keys import is_name_like, squeeze
from kg.model import Dropped
from kg.text.folding import fold
from kg.text.words import word_set
from kg.vocabulary import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.graph.value import Edge

__all__ = ["contradicts", "drop_misread_kinds"]

#: Last words of what is done; none of these is a kind of a thing that is made.
_ACTS: Final = re.compile(
    r"\w+(?:ization|isation)|acceleration|adaptation|augmentation|clustering|compression|"
    r"distillation|finetuning|initialization|prompting|pruning|quantization|sampling|training|"
    r"transfer|tuning"
)
_MADE: Final = word_set("autoencoder classifier dataset model network transformer")


def contradicts(narrower: str, broader: str) -> str | None:
    """Say why one name cannot be that of a kind of the other.

    Parameters
    ----------
    narrower, broader : str
        Names of two things.

    Returns
    -------
    str or None
        ``"proper-name"``: the broader one is spelt as the name of one thing, and is no part of the
        other's name. ``"act-of-thing"``: an act is no kind of something made. None if neither.

    Examples
    --------
    >>> contradicts("U-ViT", "muP"), contradicts("magnitude pruning", "large language model")
    ('proper-name', 'act-of-thing')
    >>> contradicts("scaled ResNet", "ResNet"), contradicts("Stable Diffusion", "diffusion model")
    (None, None)
    """
    low, high = fold(narrower).key.split(), fold(broader).key.split()
    if not low or not high:
        return None
    if (
        is_name_like(broader)
        and " " not in broader
        and squeeze(" ".join(high)) not in squeeze(" ".join(low))
    ):
        return "proper-name"
    if narrower.islower() and _ACTS.fullmatch(low[-1]) and high[-1] in _MADE:
        return "act-of-thing"
    return None


def drop_misread_kinds(
    edges: Iterable[Edge], names: Mapping[str, str], dropped: list[Dropped]
) -> list[Edge]:
    """Leave out stated kinds that their names contradict.

    Parameters
    ----------
    edges : iterable of Edge
        Edges of any relation.
    names : mapping of str to str
        Id of a node → its name.
    dropped : list of Dropped
        What is left out is added here.

    Returns
    -------
    list of Edge
        The others, in their order. What several papers state stays.
    """
    kept = []
    for edge in edges:
        stated = edge.relation is Relation.SUBCLASS_OF and edge.support == 1
        why = contradicts(names[edge.head], names[edge.tail]) if stated else None
        if why is None:
            kept.append(edge)
        else:
            told = f"{edge.head} {edge.relation.value} {edge.tail}"
            dropped += [Dropped("graph", f"no-kind-{why}", told, one) for one in edge.papers]
    return kept
