"""Typed mentions → draft entities: what is the same thing within one paper.

A draft has no role yet; roles, relations and results are read from drafts by later stages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import ValueCheckError

if TYPE_CHECKING:
    from kg.model import Mention
    from kg.vocabulary import EntityType

__all__ = ["DraftEntity", "TypedMention"]


@dataclass(frozen=True, slots=True)
class TypedMention:
    """A mention and the type that it seems to have where it stands.

    Attributes
    ----------
    mention : Mention
        The place, in the paper's original text.
    type : EntityType
        Its type, judged from this place alone.
    """

    mention: Mention
    type: EntityType


@dataclass(frozen=True, slots=True)
class DraftEntity:
    """One thing in one paper, before its role is known.

    Attributes
    ----------
    name : str
        Best full name among its mentions; unique in the paper.
    type : EntityType
        Elected from the types of its mentions.
    mentions : tuple of Mention
        By start, in the paper's original text; never empty.
    confidence : float
        That it is an entity of this type, 0 to 1.
    """

    name: str
    type: EntityType
    mentions: tuple[Mention, ...]
    confidence: float

    def __post_init__(self) -> None:
        if not self.mentions:
            raise ValueCheckError(f"entity {self.name!r} has no mention")
