"""What the network tells apart: types, roles, relations, in the order of its outputs."""

from __future__ import annotations

from typing import Final

from kg.vocabulary import EntityType, Relation, Role

__all__ = ["MAX_WIDTH", "RELATIONS", "ROLES", "TYPES"]

TYPES: Final = tuple(EntityType)
ROLES: Final = tuple(Role)
RELATIONS: Final = tuple(Relation)

#: Longest mention, in words: 99.9 % of those in the annotations are no longer.
MAX_WIDTH: Final = 8
