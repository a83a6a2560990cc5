"""A scene and first guesses of roles → the features of each pair from which its relation is decided."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.extract.cues import PAIR_CUES
from kg.extract.role_features import bucket, row_cues
from kg.vocabulary import EntityType, Relation, Role, allowed_ends

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.scene import Occurrence, Scene
    from kg.model import Entity

__all__ = ["Pair", "PairView", "nearest"]

_PLURAL: Final = re.compile(r"(?<=[a-z]{2})(?<!s)s$")
_FAR: Final = 9  # words between two mentions that are looked at one by one
_STOP: Final = frozenset({"a", "an", "the"})


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
    def _rows_of(self) -> tuple[frozenset[int], ...]:
        return tuple(frozenset(place.row for place in places) for places in self.places)

    @cached_property
    def _in_title(self) -> tuple[bool, ...]:
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
                    self._rows_of[head] & self._rows_of[tail]
                    or set(self.names[head]) & set(self.names[tail])
                ):
                    continue
                yield Pair(head, tail)

    def features(self, pair: Pair) -> frozenset[str]:
        """Describe a pair.

        Parameters
        ----------
        pair : Pair
            Head and tail.

        Returns
        -------
        frozenset of str
            Features.
        """
        return frozenset(
            (
                *self._by_name(pair),
                *self._by_paper(pair),
                *self._by_rivals(pair),
                *self._by_words(pair),
            )
        )

    def _by_name(self, pair: Pair) -> Iterator[str]:
        head, tail = self.names[pair.head], self.names[pair.tail]
        yield f"head-last={head[-1]}"
        yield f"tail-last={tail[-1]}"
        yield f"head-name={' '.join(head)}"
        yield f"tail-name={' '.join(tail)}"
        yield f"lasts={head[-1]}>{tail[-1]}"
        shared = set(head) & set(tail)
        kind = f"{self.types[pair.head]}"
        yield f"shared={bucket(len(shared), (0, 1, 2))}&same-last={head[-1] == tail[-1]}&{kind}"
        for one in self.surfaces[pair.head]:
            for other in self.surfaces[pair.tail]:
                if len(one) > len(other):
                    if one[-len(other) :] == other:
                        yield f"name:head-ends-in-tail&{kind}"
                    elif one[: len(other)] == other:
                        yield "name:head-begins-with-tail"
                    elif set(other) <= set(one):
                        yield "name:head-holds-tail"
                elif len(one) < len(other):
                    if other[-len(one) :] == one:
                        yield "name:tail-ends-in-head"
                    elif set(one) <= set(other):
                        yield "name:tail-holds-head"

    def _role_pair(self, pair: Pair) -> str:
        return f"{self.types[pair.head][0]}.{self.entities[pair.head].role}>{self.entities[pair.tail].role}"

    def _by_paper(self, pair: Pair) -> Iterator[str]:
        roles = self._role_pair(pair)
        yield f"types={self.types[pair.head]}>{self.types[pair.tail]}"
        yield f"roles={roles}"
        main = pair.head == self.own_method
        yield f"head-main={main}&{roles}"
        yield f"tail-main={pair.tail == self.own_method}"
        title = f"{self._in_title[pair.head]}{self._in_title[pair.tail]}"
        yield f"title={title}"
        yield f"title={title}&{roles}"
        together = len(self._rows_of[pair.head] & self._rows_of[pair.tail])
        yield f"together={bucket(together, (0, 1, 2, 3))}"
        yield f"together={bucket(together, (0, 1, 2, 3))}&main={main}&{roles}"
        for end, number in (("head", pair.head), ("tail", pair.tail)):
            yield f"{end}-n={bucket(len(self.places[number]), (1, 2, 3, 5, 8))}"
            yield f"{end}-sure={int(5 * self.entities[number].role_confidence)}&{self.entities[number].role}"
            n_same = sum(kind == self.types[number] for kind in self.types)
            yield f"{end}-n-type={bucket(n_same, (1, 2, 3, 4, 6, 9))}"
        heads = sum(kind == self.types[pair.head] for kind in self.types)
        yield f"n-heads={bucket(heads, (1, 2, 3, 4, 6, 9))}&main={main}&{roles}"

    def _by_rivals(self, pair: Pair) -> Iterator[str]:
        """How the head stands against other heads of its type, seen from the tail."""
        kind, rows = self.types[pair.head], self._rows_of[pair.tail]
        mine = self._gap(pair)
        near = closer = 0
        for other, other_kind in enumerate(self.types):
            if other in (pair.head, pair.tail) or other_kind != kind:
                continue
            near += bool(self._rows_of[other] & rows)
            closer += self._gap(Pair(other, pair.tail)) < mine
        main = pair.head == self.own_method
        same = bool(self._rows_of[pair.head] & rows)
        yield f"closer={bucket(closer, (0, 1, 2, 3, 5))}"
        yield f"same-row={same}&closer={bucket(closer, (0, 1, 2, 3, 5))}&{kind[0]}&main={main}"
        yield f"same-row={same}&near={bucket(near, (0, 1, 2, 3))}&main={main}&{kind[0]}"
        tails = sum(
            bool(self._rows_of[other] & self._rows_of[pair.head])
            and self._gap(Pair(pair.head, other)) < mine
            for other, other_kind in enumerate(self.types)
            if other not in (pair.head, pair.tail) and other_kind == self.types[pair.tail]
        )
        yield f"same-row={same}&tails-closer={bucket(tails, (0, 1, 2, 3, 5))}&{kind[0]}"

    @cached_property
    def _gaps(self) -> dict[Pair, tuple[int, int]]:
        return {}

    def _gap(self, pair: Pair) -> tuple[int, int]:
        key = pair if pair.head < pair.tail else Pair(pair.tail, pair.head)
        known = self._gaps.get(key)
        if known is None:
            one, other = nearest(self.places[key.head], self.places[key.tail])
            rows = abs(one.row - other.row)
            known = (rows, abs(one.place - other.place) if rows == 0 else 0)
            self._gaps[key] = known
        return known

    def _by_words(self, pair: Pair) -> Iterator[str]:
        one, other = nearest(self.places[pair.head], self.places[pair.tail])
        roles = self._role_pair(pair)
        rows = abs(one.row - other.row)
        order = "HT" if (one.row, one.place) < (other.row, other.place) else "TH"
        yield f"rows={bucket(rows, (0, 1, 2, 3, 5))}&{roles}"
        yield f"rows={bucket(rows, (0, 1, 2, 3, 5))}&{order}&own={one.own}{other.own}"
        if rows:
            yield from self._across(pair, other, order)
            return
        yield from self._within(one, other, order, roles)
        for head in self.places[pair.head]:
            for tail in self.places[pair.tail]:
                if head.row == tail.row:
                    yield from self._cues_of(head, tail)

    def _across(self, pair: Pair, tail: Occurrence, order: str) -> Iterator[str]:
        row = self.scene.rows[tail.row]
        left, right = row.left(tail.place).split(), row.right(tail.place).split()
        main = pair.head == self.own_method
        yield f"far:L1={left[-1] if left else '^'}&main={main}"
        yield f"far:R1={right[0] if right else '$'}&main={main}"
        yield f"far:L2={' '.join(left[-2:])}"
        yield from (f"far:left:{word}&main={main}" for word in left[-6:] if len(word) > 2)
        for cue in self.cues[tail.row]:
            yield f"far:{cue}&main={main}&{order}"
        if row.units and row.units[0].word in {"it", "this", "these", "they", "such", "its"}:
            yield f"far:begins={row.units[0].word}&{order}"

    def _within(self, head: Occurrence, tail: Occurrence, order: str, roles: str) -> Iterator[str]:
        row = self.scene.rows[head.row]
        first, second = (head, tail) if order == "HT" else (tail, head)
        units = row.units[first.place + 1 : second.place]
        words = [unit.word for unit in units if unit.word not in _STOP]
        gap = bucket(len(units), (0, 1, 2, 3, 4, 6, 9, 13, 20))
        yield f"gap={gap}&{order}&{roles}"
        named = sum(unit.entity is not None for unit in units)
        yield f"named-between={bucket(named, (0, 1, 2, 3, 5))}&{order}"
        if len(words) <= 4:
            yield f"{order}:whole={' '.join(words)}"
        where = "title" if row.is_title else order
        if len(units) <= 2 * _FAR:
            yield from (f"{where}:word:{word}" for word in words)
            yield from (f"{where}:two:{a} {b}" for a, b in zip(words, words[1:], strict=False))
        if words:
            yield f"{order}:begin={words[0]}"
            yield f"{order}:end={words[-1]}"
        left, right = row.left(first.place, 3).split(), row.right(second.place, 3).split()
        yield f"{order}:L1={left[-1] if left else '^'}"
        yield f"{order}:L2={' '.join(left[-2:])}"
        yield f"{order}:R1={right[0] if right else '$'}"
        wide = row.left(first.place, 8).split()
        yield from (f"{order}:before:{word}" for word in wide if len(word) > 2)
        yield from (f"{cue}&{order}" for cue in self.cues[head.row])
        if all(word in {",", "and", "or", "@", "(", ")", "&"} for word in words):
            yield f"in-list&{roles}"

    def _cues_of(self, head: Occurrence, tail: Occurrence) -> Iterator[str]:
        if head.place == tail.place:
            return
        row = self.scene.rows[head.row]
        head_first = head.place < tail.place
        first, second = (head, tail) if head_first else (tail, head)
        before, after = row.left(first.place), row.right(second.place)
        between = row.between(first.place, second.place)
        if len(between) > 200:
            return
        for cue in PAIR_CUES:
            if cue.head_first == head_first and cue.fires(before, between, after):
                yield cue.id
                yield f"{cue.id}&gap={bucket(second.place - first.place, (1, 3, 6, 10))}"
