"""A pair of entities of a paper → the features from which its relation is decided."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from kg.extract.pairs import Pair, nearest
from kg.extract.patterns import PAIR_CUES
from kg.extract.role_features import bucket

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.pairs import PairView
    from kg.extract.scene import Occurrence

__all__ = ["pair_features"]

_FAR: Final = 9  # words between two mentions that are looked at one by one
_STOP: Final = frozenset({"a", "an", "the"})


def pair_features(view: PairView, pair: Pair) -> frozenset[str]:
    """Describe a pair.

    Parameters
    ----------
    view : PairView
        The paper.
    pair : Pair
        Head and tail.

    Returns
    -------
    frozenset of str
        Features.
    """
    return frozenset(
        (
            *_by_name(view, pair),
            *_by_paper(view, pair),
            *_by_rivals(view, pair),
            *_by_words(view, pair),
        )
    )


def _by_name(view: PairView, pair: Pair) -> Iterator[str]:
    head, tail = view.names[pair.head], view.names[pair.tail]
    yield f"head-last={head[-1]}"
    yield f"tail-last={tail[-1]}"
    yield f"head-name={' '.join(head)}"
    yield f"tail-name={' '.join(tail)}"
    yield f"lasts={head[-1]}>{tail[-1]}"
    shared = set(head) & set(tail)
    kind = f"{view.types[pair.head]}"
    yield f"shared={bucket(len(shared), (0, 1, 2))}&same-last={head[-1] == tail[-1]}&{kind}"
    for one in view.surfaces[pair.head]:
        for other in view.surfaces[pair.tail]:
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


def _role_pair(view: PairView, pair: Pair) -> str:
    head, tail = view.entities[pair.head], view.entities[pair.tail]
    return f"{head.type[0]}.{head.role}>{tail.role}"


def _by_paper(view: PairView, pair: Pair) -> Iterator[str]:
    roles = _role_pair(view, pair)
    yield f"types={view.types[pair.head]}>{view.types[pair.tail]}"
    yield f"roles={roles}"
    main = pair.head == view.own_method
    least = min(view.entities[pair.head].confidence, view.entities[pair.tail].confidence)
    yield f"least-entity={int(10 * least)}"
    yield f"head-main={main}&{roles}"
    yield f"tail-main={pair.tail == view.own_method}"
    title = f"{view.in_title[pair.head]}{view.in_title[pair.tail]}"
    yield f"title={title}"
    yield f"title={title}&{roles}"
    together = len(view.rows_of[pair.head] & view.rows_of[pair.tail])
    yield f"together={bucket(together, (0, 1, 2, 3))}"
    yield f"together={bucket(together, (0, 1, 2, 3))}&main={main}&{roles}"
    for end, number in (("head", pair.head), ("tail", pair.tail)):
        yield f"{end}-entity={int(5 * view.entities[number].confidence)}"
        yield f"{end}-n={bucket(len(view.places[number]), (1, 2, 3, 5, 8))}"
        entity = view.entities[number]
        yield f"{end}-sure={int(5 * entity.role_confidence)}&{entity.role}"
        n_same = sum(kind == view.types[number] for kind in view.types)
        yield f"{end}-n-type={bucket(n_same, (1, 2, 3, 4, 6, 9))}"
    heads = sum(kind == view.types[pair.head] for kind in view.types)
    yield f"n-heads={bucket(heads, (1, 2, 3, 4, 6, 9))}&main={main}&{roles}"


def _by_rivals(view: PairView, pair: Pair) -> Iterator[str]:
    """How the head stands against other heads of its type, seen from the tail."""
    kind, rows = view.types[pair.head], view.rows_of[pair.tail]
    mine = view.gap(pair)
    near = closer = 0
    for other, other_kind in enumerate(view.types):
        if other in (pair.head, pair.tail) or other_kind != kind:
            continue
        near += bool(view.rows_of[other] & rows)
        closer += view.gap(Pair(other, pair.tail)) < mine
    main = pair.head == view.own_method
    same = bool(view.rows_of[pair.head] & rows)
    yield f"closer={bucket(closer, (0, 1, 2, 3, 5))}"
    yield f"same-row={same}&closer={bucket(closer, (0, 1, 2, 3, 5))}&{kind[0]}&main={main}"
    yield f"same-row={same}&near={bucket(near, (0, 1, 2, 3))}&main={main}&{kind[0]}"
    tails = sum(
        bool(view.rows_of[other] & view.rows_of[pair.head])
        and view.gap(Pair(pair.head, other)) < mine
        for other, other_kind in enumerate(view.types)
        if other not in (pair.head, pair.tail) and other_kind == view.types[pair.tail]
    )
    yield f"same-row={same}&tails-closer={bucket(tails, (0, 1, 2, 3, 5))}&{kind[0]}"


def _by_words(view: PairView, pair: Pair) -> Iterator[str]:
    one, other = nearest(view.places[pair.head], view.places[pair.tail])
    roles = _role_pair(view, pair)
    rows = abs(one.row - other.row)
    order = "HT" if (one.row, one.place) < (other.row, other.place) else "TH"
    yield f"rows={bucket(rows, (0, 1, 2, 3, 5))}&{roles}"
    yield f"rows={bucket(rows, (0, 1, 2, 3, 5))}&{order}&own={one.own}{other.own}"
    if rows:
        yield from _across(view, pair, other, order)
        return
    yield from _within(view, one, other, order, roles)
    for head in view.places[pair.head]:
        for tail in view.places[pair.tail]:
            if head.row == tail.row:
                yield from _cues_of(view, head, tail)


def _across(view: PairView, pair: Pair, tail: Occurrence, order: str) -> Iterator[str]:
    row = view.scene.rows[tail.row]
    left, right = row.left(tail.place).split(), row.right(tail.place).split()
    main = pair.head == view.own_method
    yield f"far:L1={left[-1] if left else '^'}&main={main}"
    yield f"far:R1={right[0] if right else '$'}&main={main}"
    yield f"far:L2={' '.join(left[-2:])}"
    yield from (f"far:left:{word}&main={main}" for word in left[-6:] if len(word) > 2)
    for cue in view.cues[tail.row]:
        yield f"far:{cue}&main={main}&{order}"
    if row.units and row.units[0].word in {"it", "this", "these", "they", "such", "its"}:
        yield f"far:begins={row.units[0].word}&{order}"


def _within(
    view: PairView, head: Occurrence, tail: Occurrence, order: str, roles: str
) -> Iterator[str]:
    row = view.scene.rows[head.row]
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
        yield from (f"{where}:two:{a} {b}" for a, b in itertools.pairwise(words))
    if words:
        yield f"{order}:begin={words[0]}"
        yield f"{order}:end={words[-1]}"
    left, right = row.left(first.place, 3).split(), row.right(second.place, 3).split()
    yield f"{order}:L1={left[-1] if left else '^'}"
    yield f"{order}:L2={' '.join(left[-2:])}"
    yield f"{order}:R1={right[0] if right else '$'}"
    wide = row.left(first.place, 8).split()
    yield from (f"{order}:before:{word}" for word in wide if len(word) > 2)
    yield from (f"{cue}&{order}" for cue in view.cues[head.row])
    if all(word in {",", "and", "or", "@", "(", ")", "&"} for word in words):
        yield f"in-list&{roles}"


def _cues_of(view: PairView, head: Occurrence, tail: Occurrence) -> Iterator[str]:
    if head.place == tail.place:
        return
    row = view.scene.rows[head.row]
    head_first = head.place < tail.place
    first, second = (head, tail) if head_first else (tail, head)
    before = row.left(first.place)
    between = row.between(first.place, second.place)
    if len(between) > 200:
        return
    for cue in PAIR_CUES:
        if cue.head_first == head_first and cue.fires(before, between):
            yield cue.id
            yield f"{cue.id}&gap={bucket(second.place - first.place, (1, 3, 6, 10))}"
