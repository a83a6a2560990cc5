"""A scene whose entities have roles → the pairs of entities that may be related."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.extract.role_features import row_cues
from kg.vocabulary import EntityType, Relation, Role, allowed_ends

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.scene import Occurrence, Scene
    from kg.model import Entity

__all__ = ["Pair", "PairView", "nearest"]

_PLURAL: Final = re.compile(r"(?<=[a-z]{2})(?<!s)s$")


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """A head and a tail that may be related.

    Attributes
    ----------
    head, tail : int
        Indices of entities in the scene.
    """

    head: int
    tail: int


def nearest(
    first: Sequence[Occurrence], second: Sequence[Occurrence]
) -> tuple[Occurrence, Occurrence]:
    """Find the two occurrences that stand nearest to each other.

    Parameters
    ----------
    first, second : sequence of Occurrence
        Places of two entities; not empty.

    Returns
    -------
    tuple of Occurrence
        One of each. Fewer sentences apart counts first, then fewer units, then the earlier place.
    """
    return min(
        ((one, other) for one in first for other in second),
        key=lambda pair: (
            abs(pair[0].row - pair[1].row),
            abs(pair[0].place - pair[1].place),
            pair[0].row,
            pair[0].place,
            pair[1].place,
        ),
    )


def _fold(name: str) -> tuple[str, ...]:
    return tuple(_PLURAL.sub("", word) for word in re.split(r"[\s\-]+", name.lower()) if word)


@dataclass(frozen=True)
class PairView:
    """What pairs of a paper are described from.

    Attributes
    ----------
    scene : Scene
        The paper; its entities have roles.
    entities : tuple of Entity
        The same entities, in the scene's order.
    """

    scene: Scene
    entities: tuple[Entity, ...]

    @cached_property
    def own_method(self) -> int | None:
        """The entity that "our method" stands for: the surest of those proposed, if any."""
        return self._surest(Role.PROPOSES)

    @cached_property
    def own_data(self) -> int | None:
        """The entity that "our benchmark" stands for: the surest of those introduced, if any."""
        return self._surest(Role.INTRODUCES)

    def _surest(self, role: Role) -> int | None:
        having = [number for number, one in enumerate(self.entities) if one.role == role]
        return max(having, key=lambda n: (self.entities[n].role_confidence, -n), default=None)

    @cached_property
    def places(self) -> tuple[tuple[Occurrence, ...], ...]:
        """Occurrences of each entity, those of "our method" among them."""
        places = list(self.scene.places)
        for own, more in (
            (self.own_method, self.scene.own_method),
            (self.own_data, self.scene.own_data),
        ):
            if own is not None:
                places[own] = (*places[own], *more)
        return tuple(places)

    @cached_property
    def cues(self) -> tuple[tuple[str, ...], ...]:
        """Cues of each sentence."""
        return row_cues(self.scene)

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """Name of each entity as folded words."""
        return tuple(_fold(entity.name) for entity in self.entities)

    @cached_property
    def surfaces(self) -> tuple[frozenset[tuple[str, ...]], ...]:
        """All names of each entity as folded words."""
        return tuple(
            frozenset(_fold(text) for text in (one.name, *(m.text for m in one.mentions)))
            for one in self.entities
        )

    @cached_property
    def types(self) -> tuple[EntityType, ...]:
        """Type of each entity."""
        return tuple(entity.type for entity in self.entities)

    @cached_property
    def rows_of(self) -> tuple[frozenset[int], ...]:
        """Sentences that each entity stands in."""
        return tuple(frozenset(place.row for place in places) for places in self.places)

    @cached_property
    def in_title(self) -> tuple[bool, ...]:
        """Whether each entity stands in the title."""
        rows = self.scene.rows
        return tuple(any(rows[place.row].is_title for place in one) for one in self.places)

    def pairs(self) -> Iterator[Pair]:
        """List the pairs that may be related.

        Yields
        ------
        Pair
            By head, then tail. Types fit at least one relation. Two things that are no methods
            are a pair only where they share a sentence or a word.
        """
        for head, head_type in enumerate(self.types):
            for tail, tail_type in enumerate(self.types):
                if head == tail or not any(
                    allowed_ends(relation, head_type, tail_type) for relation in Relation
                ):
                    continue
                if head_type == tail_type != EntityType.METHOD and not (
                    self.rows_of[head] & self.rows_of[tail]
                    or set(self.names[head]) & set(self.names[tail])
                ):
                    continue
                yield Pair(head, tail)

    @cached_property
    def _gaps(self) -> dict[Pair, tuple[int, int]]:
        return {}

    def gap(self, pair: Pair) -> tuple[int, int]:
        """Tell how far apart a pair stands where it stands nearest.

        Parameters
        ----------
        pair : Pair
            Either way round.

        Returns
        -------
        tuple of int
            Sentences, and units where it is one sentence, else 0.
        """
        key = pair if pair.head < pair.tail else Pair(pair.tail, pair.head)
        known = self._gaps.get(key)
        if known is None:
            one, other = nearest(self.places[key.head], self.places[key.tail])
            rows = abs(one.row - other.row)
            known = (rows, abs(one.place - other.place) if rows == 0 else 0)
            self._gaps[key] = known
        return known
