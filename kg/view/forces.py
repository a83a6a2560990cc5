"""Points and edges → points moved by forces: ForceAtlas2 with LinLog attraction, on a grid.

Repulsion between all pairs is one convolution of the mass on a grid with the field of a single
point, so a round costs O(n + m + g² log g) for a grid of g × g.

A layout by forces is chaotic: a difference of 1e-13 at the start moves points by hundreds at the
end. So after each round points and speed are rounded to a coarse step, which takes away what
another processor may have computed differently in the last digits.

References
----------
M. Jacomy et al., ForceAtlas2, PLoS ONE 9(6) (2014) e98679: forces and the rule of speeds.
A. Noack, Energy models for graph clustering, J. Graph Algorithms Appl. 11 (2007): LinLog.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Edges", "Flags", "Floats", "Integers", "settle"]

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]

#: Repulsion and gravity, as ForceAtlas2 has them.
_REPULSION = 2.0
_GRAVITY = 1.0

#: Points stand on multiples of this after each round: far above the error of a Fourier transform
#: in double precision, far below a pixel.
_STEP = 2.0**-8


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges of a graph as columns.

    Attributes
    ----------
    heads, tails : array of int, shape (m,)
        Ends, numbers of vertices.
    weights : array of float, shape (m,)
        How strongly each one pulls.
    """

    heads: Integers
    tails: Integers
    weights: Floats

    def among(self, chosen: Integers, n: int) -> Edges:
        """Keep the edges between chosen vertices, and number these anew in the given order.

        Parameters
        ----------
        chosen : array of int
            Vertices to keep.
        n : int
            Number of vertices of the whole graph.

        Returns
        -------
        Edges
            In the same order.
        """
        number = np.full(n, -1, dtype=np.int64)
        number[chosen] = np.arange(len(chosen))
        heads, tails = number[self.heads], number[self.tails]
        kept = (heads >= 0) & (tails >= 0)
        return Edges(heads[kept], tails[kept], self.weights[kept])


def settle(
    points: Floats, edges: Edges, masses: Floats, *, schedule: tuple[tuple[int, int], ...]
) -> Floats:
    """Move points until edges are short and everything else is apart.

    Parameters
    ----------
    points : array of float, shape (n, 2)
        Where to start.
    edges : Edges
        What pulls together.
    masses : array of float, shape (n,)
        How strongly each point pushes, above 0.
    schedule : tuple of (int, int)
        Cells along one side of the grid, and rounds on it; from coarse to fine.

    Returns
    -------
    array of float, shape (n, 2)
        New points, around the origin.
    """
    n = len(points)
    points = points.astype(np.float64)
    speed, efficiency = 1.0, 1.0
    before = np.zeros((n, 2))
    for cells, rounds in schedule:
        grid = _Grid(cells)
        for _ in range(rounds):
            force = grid.repulsion(points, masses) * _REPULSION
            force -= _gravity(points, masses)
            force -= _attraction(points, edges)
            swing = masses * np.hypot(*(force - before).T)
            speed, efficiency = _next_speed(speed, efficiency, swing, masses, force + before, n)
            points += force * (speed / (1.0 + np.sqrt(speed * swing)))[:, None]
            points = np.round(points / _STEP) * _STEP
            before = np.round(force / _STEP) * _STEP
    centred: Floats = points - points.mean(axis=0)
    return centred


def _gravity(points: Floats, masses: Floats) -> Floats:
    distance = np.hypot(points[:, 0], points[:, 1]) + 1e-9
    pull: Floats = points * (_GRAVITY * masses / distance)[:, None]
    return pull


def _attraction(points: Floats, edges: Edges) -> Floats:
    n = len(points)
    apart = points[edges.heads] - points[edges.tails]
    distance = np.hypot(apart[:, 0], apart[:, 1]) + 1e-9
    apart *= (edges.weights * np.log1p(distance) / distance)[:, None]
    return np.column_stack(
        [
            np.bincount(edges.heads, apart[:, axis], n)
            - np.bincount(edges.tails, apart[:, axis], n)
            for axis in (0, 1)
        ]
    )


def _next_speed(
    speed: float, efficiency: float, swing: Floats, masses: Floats, doubled: Floats, n: int
) -> tuple[float, float]:
    """Give the speed of the next round: fast while points travel, slow while they swing."""
    swings = float(swing.sum()) + 1e-9
    travel = float((masses * np.hypot(*doubled.T)).sum()) / 2.0 + 1e-9
    tolerance = max(0.05 * float(np.sqrt(n)), 0.1)
    if swings / travel > 2.0:
        efficiency = max(0.05, efficiency * 0.5)
        tolerance = max(tolerance, 1.0)
    target = tolerance * efficiency * travel / swings
    if swings > tolerance * travel:
        efficiency = efficiency * 0.7 if efficiency > 0.05 else efficiency
    elif speed < 1000.0:
        efficiency *= 1.3
    return round(speed + min(target - speed, 0.5 * speed), 6), efficiency


class _Grid:
    """A square grid that gives the repulsion of all points on each other."""

    def __init__(self, cells: int) -> None:
        self.cells = cells
        # Twice the size, so that the convolution does not come round from the other side.
        self.padded = 2 * cells
        offsets = np.fft.fftfreq(self.padded, 1.0 / self.padded)
        dx, dy = np.meshgrid(offsets, offsets, indexing="ij")
        squared = dx * dx + dy * dy + 0.5
        self.kernels = np.stack([np.fft.rfft2(dx / squared), np.fft.rfft2(dy / squared)])

    def repulsion(self, points: Floats, masses: Floats) -> Floats:
        g = self.cells
        low = points.min(axis=0)
        step = float((points.max(axis=0) - low).max()) / (g - 3) + 1e-9
        place = (points - low) / step + 1.0
        cell = place.astype(np.int64)
        fx, fy = (place - cell).T
        corner = cell[:, 0] * g + cell[:, 1]
        corners = np.stack([corner, corner + g, corner + 1, corner + g + 1])
        shares = np.stack([(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy])
        heaped = np.bincount(corners.ravel(), (shares * masses).ravel(), g * g)
        mass: Floats = heaped.reshape(g, g).astype(np.float64, copy=False)
        felt = np.column_stack(
            [(field[corners] * shares).sum(axis=0) for field in self._fields(mass)]
        )
        pushed: Floats = felt * (masses / step)[:, None]
        return pushed

    def _fields(self, mass: Floats) -> Floats:
        # Transforms of two axes, one after the other: the half that is all zero is not gone
        # through on the way there, the half that nobody asks for not on the way back.
        g, padded = self.cells, self.padded
        spectrum = np.fft.fft(np.fft.rfft(mass, padded, axis=1), padded, axis=0)
        across = np.fft.ifft(spectrum * self.kernels, axis=1)[:, :g]
        return np.fft.irfft(across, padded, axis=2)[:, :, :g].reshape(2, g * g)
