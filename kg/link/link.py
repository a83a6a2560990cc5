"""Extractions → ``Linking``: which entities of which papers are one thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.link.groups import Group, Join, Linking, Member
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Entity, Extraction

__all__ = ["link"]


def link(extractions: Iterable[Extraction]) -> Linking:
    """Join entities whose names are spelt alike.

    Parameters
    ----------
    extractions : iterable of Extraction
        Papers, in any order.

    Returns
    -------
    Linking
        Every entity is in one group.
    """
    members: dict[str, list[tuple[Member, Entity]]] = defaultdict(list)
    for extraction in extractions:
        for entity in extraction.entities:
            key = _fold(entity.name)
            members[key].append((Member(extraction.paper.id, entity.name), entity))
    return Linking(tuple(_group(key, members[key]) for key in sorted(members)))


def _fold(surface: str) -> str:
    folded = re.sub(r"[\s\-‐–]+", " ", surface.casefold()).strip()
    plural = folded.endswith("s") and not folded.endswith("ss") and len(folded) > 3
    return (folded[:-1] if plural else folded) or surface


def _group(key: str, members: list[tuple[Member, Entity]]) -> Group:
    names = Counter(entity.name for _, entity in members)
    types = Counter(entity.type for _, entity in members)
    name = min(names, key=lambda one: (-names[one], one))
    order = list(EntityType)
    elected = min(types, key=lambda one: (-types[one], order.index(one)))
    surfaces = {surface for _, entity in members for surface in entity.surfaces} - {name}
    joins = {Join(min(name, one), max(name, one), "key.fold") for one in surfaces}
    return Group(
        key,
        name,
        elected,
        tuple(sorted(member for member, _ in members)),
        tuple(sorted(surfaces)),
        tuple(sorted(joins)),
    )
