"""Whether two names, or two types, may belong to one thing."""

from __future__ import annotations

from typing import Final

from kg.link.forms import coarse_key
from kg.link.keys import squeeze
from kg.text.words import word_set
from kg.vocabulary import EntityType

__all__ = ["are_variants", "may_be_one"]

_SMALL: Final = word_set("a an and by for from in of on or the to using via with")


def may_be_one(left: EntityType, right: EntityType) -> bool:
    """Say whether one thing may have these two types in two papers.

    Parameters
    ----------
    left, right : EntityType
        Types.

    Returns
    -------
    bool
        False for a data set and anything else, and for a metric and a method.

    Examples
    --------
    >>> may_be_one(EntityType.METHOD, EntityType.TASK)
    True
    >>> may_be_one(EntityType.DATASET, EntityType.METRIC)
    False
    """
    pair = {left, right}
    if len(pair) == 1:
        return True
    return EntityType.DATASET not in pair and pair != {EntityType.METRIC, EntityType.METHOD}


def are_variants(left: str, right: str) -> bool:
    """Say whether two long forms of one short form are wordings of one name.

    Parameters
    ----------
    left, right : str
        Fine keys.

    Returns
    -------
    bool
        True if they are one coarse key; or begin alike word by word, for three words or more and
        but for the last; or one has one more word behind its first.

    Examples
    --------
    >>> are_variants("rotary position embedding", "rotary positional encoding")
    True
    >>> are_variants("gravity wave", "gravitational wave")
    False
    """
    one, other = (
        [word for word in coarse_key(key).split() if word not in _SMALL] for key in (left, right)
    )
    if squeeze("".join(one)) == squeeze("".join(other)):
        return True
    if len(one) > len(other):
        one, other = other, one
    if len(one) == len(other):
        alike = [_begin_alike(*pair) for pair in zip(one, other, strict=True)]
        # Two words that only begin alike are too few: gravity waves are no gravitational waves.
        return len(alike) > 2 and all(alike[:-1])
    if len(other) - len(one) > 1 or len(one) < 2 or not _begin_alike(one[0], other[0]):
        return False
    rest = iter(other)
    return all(any(_begin_alike(word, word2) for word2 in rest) for word in one)


def _begin_alike(left: str, right: str) -> bool:
    return left == right or (len(left) > 4 and left[:5] == right[:5])
