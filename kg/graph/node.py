"""``Node``: one thing, the places that name it, and what follows from its names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.link.groups import Join, Match

if TYPE_CHECKING:
    from kg.model import Span
    from kg.vocabulary import EntityType

__all__ = ["Broader", "Join", "Match", "Node", "NodeMention"]


@dataclass(frozen=True, slots=True, order=True)
class Broader:
    """A broader thing that no sentence states: a name or a vocabulary tells it.

    Attributes
    ----------
    node : str
        Id of the broader node; it has the same type.
    rule : str
        Id of the rule, with the vocabulary where it is one: ``"kind.head-noun"``,
        ``"kind.version"``, ``"kind.vocabulary:physh"``.
    """

    node: str
    rule: str


@dataclass(frozen=True, slots=True, order=True)
class NodeMention:
    """A place that names a node.

    Attributes
    ----------
    paper : str
        Id of the paper.
    span : Span
        Where in the paper's text.
    type : EntityType
        Type that the thing has in that paper; the node's own type is elected from these.
    """

    paper: str
    span: Span
    type: EntityType


@dataclass(frozen=True, slots=True)
class Node:
    """One thing of the literature.

    Attributes
    ----------
    id : str
        ``entity/…``, made from the canonical key alone.
    key : str
        Canonical key.
    name : str
        The name that a person would choose.
    type : EntityType
        Elected from the types that it has in its papers.
    mentions : tuple of NodeMention
        Every place that names it, sorted; never empty.
    aliases : tuple of str
        Other surfaces, sorted; never the name.
    joins : tuple of Join
        Why its surfaces are one node, sorted.
    broader : tuple of Broader
        What it is a kind of, as names or vocabularies tell (what papers state is an edge), sorted.
    matches : tuple of Match
        Terms of other vocabularies that it is or is close to, sorted.
    """

    id: str
    key: str
    name: str
    type: EntityType
    mentions: tuple[NodeMention, ...]
    aliases: tuple[str, ...] = ()
    joins: tuple[Join, ...] = ()
    broader: tuple[Broader, ...] = ()
    matches: tuple[Match, ...] = ()

    @property
    def papers(self) -> tuple[str, ...]:
        """Ids of the papers that name it, sorted, without doubles."""
        return tuple(sorted({mention.paper for mention in self.mentions}))
