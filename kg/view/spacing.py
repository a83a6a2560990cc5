"""Points with radii → points that do not cover each other; whole communities kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.view.forces import Floats, Integers

__all__ = ["push_apart", "shelve", "spread_communities"]


def push_apart(points: Floats, radii: Floats, *, rounds: int, gap: float = 1.0) -> Floats:
    """Push discs that cover each other apart, each pair by what it overlaps.

    Parameters
    ----------
    points : array of float, shape (n, 2)
        Centres of the discs.
    radii : array of float, shape (n,)
        Their radii.
    rounds : int
        How often to push; what still overlaps then is left.
    gap : float
        Room to leave between two discs.

    Returns
    -------
    array of float, shape (n, 2)
        New centres.

    Notes
    -----
    Pairs are found by cells as large as the largest disc; the few giants are taken as smaller than
    they are (99.5th percentile), or every cell would hold everything.
    """
    points = points.copy()
    n = len(points)
    if n < 2:
        return points
    radii = np.minimum(radii, np.quantile(radii, 0.995))
    for _ in range(rounds):
        push = np.zeros_like(points)
        touching = 0
        for one, other in _close_pairs(points, 2.0 * (float(radii.max()) + gap)):
            one, other, wanted = _within(points, radii, gap, one, other)
            apart = points[one] - points[other]
            same = ~apart.any(axis=1)
            apart[same] = _directions(one[same])
            distance = np.hypot(apart[:, 0], apart[:, 1])
            missing = wanted - distance
            near = missing > 0
            one, other = one[near], other[near]
            step = (apart / distance[:, None])[near] * (missing[near] * 0.5)[:, None]
            touching += len(one)
            for axis in (0, 1):
                push[:, axis] += np.bincount(one, step[:, axis], n)
                push[:, axis] -= np.bincount(other, step[:, axis], n)
        if touching == 0:
            break
        points += push * 0.6
    return points


def _within(
    points: Floats, radii: Floats, gap: float, one: Integers, other: Integers
) -> tuple[Integers, Integers, Floats]:
    """Keep the pairs that may cover each other, most of the way without roots; and their room."""
    x, y = np.ascontiguousarray(points.T)
    dx, dy = x[one] - x[other], y[one] - y[other]
    wanted = radii[one] + radii[other] + gap
    close = dx * dx + dy * dy < wanted * wanted * (1.0 + 1e-9)
    return one[close], other[close], wanted[close]


def _directions(numbers: Integers) -> Floats:
    # A tiny step for each number, every one another way: entities that only one paper names feel
    # the same forces, so a layout leaves them in one point.
    turn = numbers * np.pi * (3.0 - np.sqrt(5.0))
    step: Floats = np.column_stack([np.cos(turn), np.sin(turn)]) * 1e-6
    return step


def _close_pairs(points: Floats, cell: float) -> Iterator[tuple[Integers, Integers]]:
    """Yield every pair that stands in the same cell or in cells that touch, once."""
    column, row = np.floor((points - points.min(axis=0)) / cell).astype(np.int64).T
    width = int(row.max()) + 3
    key = (column + 1) * width + row + 1
    order = np.argsort(key, kind="stable")
    keys = key[order]
    place = np.arange(len(points))
    for offset in (0, 1, width - 1, width, width + 1):
        first = place + 1 if offset == 0 else np.searchsorted(keys, keys + offset, "left")
        last = np.searchsorted(keys, keys + offset, "right")
        count = np.maximum(last - first, 0)
        if count.sum() == 0:
            continue
        left = np.repeat(place, count)
        within = np.arange(len(left)) - np.repeat(np.cumsum(count) - count, count)
        yield order[left], order[within + np.repeat(first, count)]


def spread_communities(
    points: Floats, radii: Floats, community: Integers, *, fill: float = 0.4, gap: float = 8.0
) -> Floats:
    """Give each community the room that its discs need, and push whole communities apart.

    Parameters
    ----------
    points : array of float, shape (n, 2)
        Centres of the discs.
    radii : array of float, shape (n,)
        Their radii.
    community : array of int, shape (n,)
        Community of each.
    fill : float
        Share of a community's area that its discs cover, 0 to 1.
    gap : float
        Room to leave between two communities.

    Returns
    -------
    array of float, shape (n, 2)
        New centres. Each community keeps its shape; one that strays far from it is pulled two
        thirds of the way in.
    """
    _, mine, size = np.unique(community, return_inverse=True, return_counts=True)
    k = len(size)
    centres = np.column_stack([np.bincount(mine, points[:, axis], k) / size for axis in (0, 1)])
    offset = points - centres[mine]
    distance = np.hypot(offset[:, 0], offset[:, 1])
    # Reach of a community: what 85 of 100 of its points lie within.
    order = np.lexsort((distance, mine))
    first = np.concatenate([[0], np.cumsum(size)[:-1]])
    reach = distance[order][first + np.minimum(size - 1, (size * 0.85).astype(np.int64))] + 1e-6
    limit = (reach * 1.15)[mine]
    stray = np.where(
        distance > limit, (limit + (distance - limit) * 0.35) / np.maximum(distance, 1e-9), 1.0
    )
    wanted = np.sqrt(np.bincount(mine, radii**2, k) / fill)
    room = wanted + gap
    # Discs that lie as close as they can cover about three quarters of the disc around them.
    whole = float(np.sqrt((room**2).sum() / 0.75))
    far = float(np.quantile(np.hypot(centres[:, 0], centres[:, 1]), 0.9)) + 1e-9
    apart = _separate(centres * min(1.0, whole / far), room)
    scale = (wanted * 0.9 / reach)[mine]
    moved: Floats = apart[mine] + offset * (stray * scale)[:, None]
    return moved


def _separate(centres: Floats, radii: Floats, *, rounds: int = 200) -> Floats:
    """Push discs apart, all pairs at once; the smaller one gives way more."""
    share = radii[None, :] / (radii[:, None] + radii[None, :])
    for _ in range(rounds):
        apart = centres[:, None] - centres[None]
        distance = np.hypot(apart[..., 0], apart[..., 1]) + 1e-6
        missing = np.maximum(radii[:, None] + radii[None, :] - distance, 0.0)
        np.fill_diagonal(missing, 0.0)
        if missing.max() < 0.5:
            break
        centres = centres + (apart * (missing * share / distance * 0.5)[..., None]).sum(axis=1)
    return centres


def shelve(radii: list[Floats], *, left: float, right: float, top: float) -> list[Floats]:
    """Set small groups of discs in rows, each group as a round heap.

    Parameters
    ----------
    radii : list of array of float
        Radii of the discs of each group, in the order in which to set the groups.
    left, right, top : float
        Where the rows begin and end, and where the first one has its upper rim.

    Returns
    -------
    list of array of float, shape (k, 2)
        Centres, for each group.
    """
    placed = []
    x, y, tallest = left, top, 0.0
    for group in radii:
        step = float(group.max()) * 2.0 + 2.0
        turn = np.arange(len(group)) * np.pi * (3.0 - np.sqrt(5.0))
        out = step * 0.8 * np.sqrt(np.arange(len(group)))
        heap = np.column_stack([out * np.cos(turn), out * np.sin(turn)])
        width = 2.0 * (float(out.max()) + step)
        if x + width > right and x > left:
            x, y, tallest = left, y + tallest, 0.0
        placed.append(heap + np.array([x + width / 2.0, y + width / 2.0]))
        x, tallest = x + width, max(tallest, width)
    return placed
