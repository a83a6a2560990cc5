"""A scene and a value → the features from which a result and its slots are decided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.extract.role_features import bucket
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.numbers import Value
    from kg.extract.pairs import PairView
    from kg.extract.scene import Row, Unit

__all__ = ["SLOT_TYPES", "PlacedValue", "ResultView"]

#: Slots of a result that entities fill, and the type that may fill them.
SLOT_TYPES: Final = {
    "method": EntityType.METHOD,
    "dataset": EntityType.DATASET,
    "metric": EntityType.METRIC,
    "baseline": EntityType.METHOD,
}

_GAPS: Final = (0, 1, 2, 3, 4, 6, 9, 14, 20)


@dataclass(frozen=True, slots=True)
class PlacedValue:
    """A value in its sentence.

    Attributes
    ----------
    value : Value
        The value.
    row : int
        Index of the sentence.
    first, last : int
        Its first unit, and the one behind its last.
    """

    value: Value
    row: int
    first: int
    last: int


@dataclass(frozen=True)
class ResultView:
    """What values of a paper are described from.

    Attributes
    ----------
    pairs : PairView
        The paper with its entities.
    values : tuple of PlacedValue
        All that could be values, in the order of the text.
    """

    pairs: PairView
    values: tuple[PlacedValue, ...]

    @classmethod
    def of(cls, pairs: PairView, values: Iterator[Value]) -> ResultView:
        """Place values in the sentences of a paper.

        Parameters
        ----------
        pairs : PairView
            The paper with its entities.
        values : iterator of Value
            What could be values; those inside a mention (``CIFAR-10``) are left out.

        Returns
        -------
        ResultView
            The view.
        """
        placed = (_place(pairs.scene.rows, value) for value in values)
        return cls(pairs, tuple(one for one in placed if one is not None))

    def features(self, value: PlacedValue) -> frozenset[str]:
        """Describe a value by itself and its sentence.

        Parameters
        ----------
        value : PlacedValue
            The value.

        Returns
        -------
        frozenset of str
            Features.
        """
        return frozenset((*_by_print(value), *self._by_words(value), *self._by_row(value)))

    def _by_words(self, value: PlacedValue) -> Iterator[str]:
        row = self.pairs.scene.rows[value.row]
        left = row.left(value.first, 6).split()
        right = row.right(value.last - 1, 5).split()
        unit = value.value.unit
        yield f"L1={left[-1] if left else '^'}"
        yield f"R1={right[0] if right else '$'}"
        yield f"L2={' '.join(left[-2:])}"
        yield f"R2={' '.join(right[:2])}"
        yield f"L1={left[-1] if left else '^'}&{unit}"
        yield f"R1={right[0] if right else '$'}&{unit}"
        yield from (f"left:{word}" for word in left)
        yield from (f"right:{word}" for word in right)
        yield from (f"near:{word}" for word in left[-3:] + right[:3])
        yield from (f"row:{word}" for word in set(row.text.split()) if word.isalpha())
        opened = row.left(value.first, 30)
        yield f"in-brackets={opened.count('(') > opened.count(')')}"

    def _by_row(self, value: PlacedValue) -> Iterator[str]:
        scene, unit = self.pairs.scene, value.value.unit
        kinds = self._kinds_of_row(value.row)
        for kind in (EntityType.METRIC, EntityType.DATASET, EntityType.METHOD):
            yield f"row-has-{kind}={kind in kinds}&{unit}"
            gap = self._nearest(value, kind)
            yield f"near-{kind}={'none' if gap is None else _signed(gap)}"
        yield from self.pairs.cues[value.row]
        yield from (f"{cue}&{unit}" for cue in self.pairs.cues[value.row])
        yield f"fifth={5 * value.row // max(1, len(scene.rows))}"
        yield f"title={scene.rows[value.row].is_title}"
        same = [one for one in self.values if one.row == value.row]
        yield f"n-values={bucket(len(same), (1, 2, 3, 4, 6))}"
        yield f"same-unit={sum(one.value.unit == unit for one in same) > 1}&{unit}"
        own = any(one.row == value.row for one in scene.own_method)
        yield f"own={own}"
        roles = {self.pairs.entities[n].role for n in self._entities_of_row(value.row)}
        yield from (f"role:{role}&{unit}" for role in roles)

    def _entities_of_row(self, row: int) -> list[int]:
        units = self.pairs.scene.rows[row].units
        return [unit.entity for unit in units if unit.entity is not None and unit.entity >= 0]

    def _kinds_of_row(self, row: int) -> set[EntityType]:
        return {self.pairs.entities[number].type for number in self._entities_of_row(row)}

    def _nearest(self, value: PlacedValue, kind: EntityType) -> int | None:
        gaps = [
            _gap(value, place)
            for place, unit in enumerate(self.pairs.scene.rows[value.row].units)
            if unit.entity is not None
            and unit.entity >= 0
            and self.pairs.entities[unit.entity].type == kind
        ]
        return min(gaps, key=lambda gap: (abs(gap), gap), default=None)

    def slot_features(self, value: PlacedValue, slot: str, number: int) -> frozenset[str]:
        """Describe an entity as what may fill a slot of a result.

        Parameters
        ----------
        value : PlacedValue
            The result's value.
        slot : str
            A key of ``SLOT_TYPES``.
        number : int
            Index of the entity.

        Returns
        -------
        frozenset of str
            Features.
        """
        return frozenset((*self._by_standing(value, slot, number), *self._by_place(value, number)))

    def _by_standing(self, value: PlacedValue, slot: str, number: int) -> Iterator[str]:
        pairs, entity = self.pairs, self.pairs.entities[number]
        rivals = [n for n, one in enumerate(pairs.entities) if one.type == SLOT_TYPES[slot]]
        inside = {n for n in rivals if any(place.row == value.row for place in pairs.places[n])}
        yield f"role={entity.role}"
        yield f"entity={int(5 * entity.confidence)}"
        yield f"own={number == pairs.own_method}"
        yield f"rivals={bucket(len(rivals), (1, 2, 3, 5))}"
        yield f"in-row={number in inside}&others={bucket(len(inside - {number}), (0, 1, 2))}"
        yield f"in-row={number in inside}&role={entity.role}&own={number == pairs.own_method}"
        back = [
            value.row - place.row
            for place in pairs.places[number]
            if place.row <= value.row and not pairs.scene.rows[place.row].is_title
        ]
        yield f"rows-back={bucket(min(back), (0, 1, 2, 3)) if back else 'none'}"
        yield f"rows-back={bucket(min(back), (0, 1, 2)) if back else 'none'}&{entity.role}"
        yield f"n-places={bucket(len(pairs.places[number]), (1, 2, 3, 5))}"
        yield f"name={entity.name.lower()}"
        yield f"last={entity.name.lower().split()[-1]}&{value.value.unit}"

    def _by_place(self, value: PlacedValue, number: int) -> Iterator[str]:
        row = self.pairs.scene.rows[value.row]
        places = [p.place for p in self.pairs.places[number] if p.row == value.row]
        if not places:
            return
        place = min(places, key=lambda one: (abs(_gap(value, one)), one))
        gap = _gap(value, place)
        kind = self.pairs.entities[number].type
        between = _between(row, value, place)
        words = [unit.word for unit in between]
        others = sum(
            unit.entity is not None
            and unit.entity >= 0
            and self.pairs.entities[unit.entity].type == kind
            for unit in between
        )
        values = sum(
            one.row == value.row and min(value.first, place) < one.first < max(value.first, place)
            for one in self.values
        )
        side = "L" if gap < 0 else "R"
        yield f"gap={_signed(gap)}"
        yield f"gap={_signed(gap)}&{value.value.unit}"
        yield f"between={side}{bucket(others, (0, 1, 2))},{bucket(values, (0, 1, 2))}"
        yield from (f"{side}:{word}" for word in words[:10])
        if len(words) <= 3:
            yield f"{side}:whole={' '.join(words)}"
        before = row.left(place, 4).split()
        yield f"L1={before[-1] if before else '^'}"
        yield f"L2={' '.join(before[-2:])}"
        yield from (f"before:{word}" for word in before)
        yield f"stop={side}{any(word in {',', ';', 'while', 'and'} for word in words)}"
        nearest = self._nearest(value, kind)
        yield f"nearest={nearest == gap}&{side}"
        if "respectively" in row.text.split():
            yield f"respectively={self._same_rank(value, place, kind)}"

    def _same_rank(self, value: PlacedValue, place: int, kind: EntityType) -> bool:
        """Say whether the value and the entity have one place in their two lists."""
        row = self.pairs.scene.rows[value.row]
        values = [one.first for one in self.values if one.row == value.row]
        places = [
            at
            for at, unit in enumerate(row.units)
            if unit.entity is not None
            and unit.entity >= 0
            and self.pairs.entities[unit.entity].type == kind
        ]
        if place not in places:
            return False
        return values.index(value.first) - len(values) == places.index(place) - len(places)

    @cached_property
    def kinds(self) -> tuple[EntityType, ...]:
        """Type of each entity."""
        return self.pairs.types


def _place(rows: tuple[Row, ...], value: Value) -> PlacedValue | None:
    for at, row in enumerate(rows):
        if row.span.start <= value.span.start < row.span.end:
            inside = [
                place
                for place, unit in enumerate(row.units)
                if unit.start < value.span.end and value.span.start < unit.end
            ]
            if not inside or any(row.units[place].entity is not None for place in inside):
                return None
            return PlacedValue(value, at, inside[0], inside[-1] + 1)
    return None


def _by_print(value: PlacedValue) -> Iterator[str]:
    text = value.value.text
    yield f"unit={value.value.unit}"
    yield f"sign={text[0] if text[0] in '+<>~' else ''}"
    yield f"range={value.value.is_range}"
    whole, _, decimals = text.partition(".")
    digits = "".join(one for one in whole if one.isdigit())
    yield f"digits={bucket(len(digits), (0, 1, 2, 3, 4, 5))}&{value.value.unit}"
    yield f"decimals={bool(decimals[:1].isdigit())}&{value.value.unit}"
    yield f"comma={',' in text}"
    yield f"year={len(digits) == 4 and digits[:2] in {'19', '20'} and not decimals}"
    yield f"zeros={digits.endswith('00')}&{value.value.unit}"


def _gap(value: PlacedValue, place: int) -> int:
    """Units from the value to a place: negative to the left."""
    return place - value.first if place < value.first else place - value.last + 1


def _signed(gap: int) -> str:
    return f"{'-' if gap < 0 else '+'}{bucket(abs(gap), _GAPS)}"


def _between(row: Row, value: PlacedValue, place: int) -> tuple[Unit, ...]:
    if place < value.first:
        return row.units[place + 1 : value.first]
    return row.units[value.last : place]
