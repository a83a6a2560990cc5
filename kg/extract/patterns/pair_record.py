"""How a rule for pairs is written down, and the fragments that its patterns share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extract.patterns.record import LIST, PairCue, behind, few

if TYPE_CHECKING:
    from kg.vocabulary import Relation

__all__ = ["AS", "DET", "OBJECT", "SHORT_FORM", "SUBJECT", "pair_cue"]

#: Words before a name that belong to it.
DET: Final = r"(?:(?:a|an|the|our|these|such|its|their) )?"
SHORT_FORM: Final = r"(?:\( @ \) )?"
SUBJECT: Final = SHORT_FORM + few(7)  # from the subject to its verb
OBJECT: Final = few(7) + LIST  # from the verb to its object
AS: Final = r"(?:, |\( )?"


def pair_cue(
    name: str,
    relation: Relation,
    says: str,
    between: str,
    example: str,
    counter: str,
    *,
    head_first: bool = True,
    before: str | None = None,
) -> PairCue:
    """Write down a rule for pairs.

    Parameters
    ----------
    name : str
        Behind ``rel.`` in its id.
    relation : Relation
        What it hints at.
    says : str
        What it tells.
    between : str
        Pattern of all the words between the two.
    example, counter : str
        A sentence that it fires on, and one that it must not fire on.
    head_first : bool
        True if the head stands before the tail.
    before : str, optional
        Pattern of what must stand right before the first of the two.

    Returns
    -------
    PairCue
        The record.
    """
    return PairCue(
        id=f"rel.{name}",
        says=says,
        relation=relation,
        head_first=head_first,
        between=re.compile(between),
        before=None if before is None else behind(before),
        example=example,
        counter=counter,
    )
