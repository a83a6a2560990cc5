"""``Item``: one entity on its way to its group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.link.groups import Member
from kg.text.folding import fold

if TYPE_CHECKING:
    from kg.model import Entity, Paper

__all__ = ["Item", "key_of"]


@dataclass(frozen=True, slots=True)
class Item:
    """One entity on its way to its group.

    Attributes
    ----------
    paper : Paper
        The paper.
    entity : Entity
        The entity.
    surface : str
        The surface that names it.
    key : str
        Fine key of what it is taken for.
    rule : str
        Why it has this key.
    """

    paper: Paper
    entity: Entity
    surface: str
    key: str
    rule: str = "key.spelling"

    @property
    def member(self) -> Member:
        """The entity as a member of a group."""
        return Member(self.paper.id, self.entity.name)


def key_of(surface: str) -> str:
    """Give the fine key of a surface.

    Parameters
    ----------
    surface : str
        A surface.

    Returns
    -------
    str
        Its key; the surface itself, folded, where nothing else is left.
    """
    return fold(surface).key or " ".join(surface.casefold().split())
