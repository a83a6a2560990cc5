"""``Group``: the entities of several papers that are one thing, and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.errors import ValueCheckError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import Dropped
    from kg.vocabulary import EntityType

__all__ = ["Group", "Join", "KindOf", "Linking", "Match", "Member"]


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """Why two surfaces are one node.

    Attributes
    ----------
    left, right : str
        Surfaces, in code-point order.
    rule : str
        Id of the rule: ``"key.plural"``, ``"abbr.same-paper"``, …
    """

    left: str
    right: str
    rule: str


@dataclass(frozen=True, slots=True, order=True)
class KindOf:
    """One thing is a kind of another, as their names or a vocabulary tell.

    Attributes
    ----------
    narrower, broader : str
        Keys of groups.
    rule : str
        Id of the rule: ``"kind.head-noun"``, ``"kind.version"``, ``"kind.vocabulary:physh"``.
    """

    narrower: str
    broader: str
    rule: str


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A term of another vocabulary that is the same thing, or close to it.

    Attributes
    ----------
    iri : str
        The term.
    label : str
        What its vocabulary calls it.
    exact : bool
        Whether it is the same thing (``skos:exactMatch``) or close to it (``skos:closeMatch``).
    rule : str
        How it was found, and in which vocabulary: ``"match.label:cso"``.
    score : float
        Chance that the match is right, 0 to 1.
    """

    iri: str
    label: str
    exact: bool
    rule: str
    score: float


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """One entity of one paper.

    Attributes
    ----------
    paper : str
        Id of the paper.
    name : str
        Name of the entity in that paper's extraction.
    """

    paper: str
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """One thing: what will be a node.

    Attributes
    ----------
    key : str
        Canonical key, unique in a linking.
    name : str
        The surface that a person would choose.
    type : EntityType
        Elected from the members' types.
    members : tuple of Member
        Sorted; never empty.
    aliases : tuple of str
        Other surfaces, sorted; never the name.
    joins : tuple of Join
        Why the surfaces are one thing, sorted.
    matches : tuple of Match
        Terms of other vocabularies that it is or is close to, sorted.
    """

    key: str
    name: str
    type: EntityType
    members: tuple[Member, ...]
    aliases: tuple[str, ...] = ()
    joins: tuple[Join, ...] = ()
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True)
class Linking:
    """Every entity of every paper, each in one group.

    Attributes
    ----------
    groups : tuple of Group
        By key.
    kinds : tuple of KindOf
        Which groups are kinds of which, sorted; without circles.
    dropped : tuple of Dropped
        What was not linked, sorted.

    Raises
    ------
    ValueCheckError
        If keys are not sorted or not unique, or a member is in two groups.
    """

    groups: tuple[Group, ...] = ()
    kinds: tuple[KindOf, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    def __post_init__(self) -> None:
        keys = [group.key for group in self.groups]
        if keys != sorted(set(keys)):
            raise ValueCheckError("groups are not sorted by key, or a key is there twice")
        if len(self.group_of) != sum(len(group.members) for group in self.groups):
            raise ValueCheckError("an entity is in two groups")

    @cached_property
    def group_of(self) -> Mapping[Member, Group]:
        """The group of each member."""
        return {member: group for group in self.groups for member in group.members}
