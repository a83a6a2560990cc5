"""How sure a judge says that it is → how often it is right then."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Calibration", "Curve"]


@dataclass(frozen=True, slots=True)
class Curve:
    """A rising line through a few points, learnt on papers that the judge had not seen.

    Attributes
    ----------
    said, right : tuple of float
        Chances as the judge gives them, ascending, and the share that is right there.

    Examples
    --------
    >>> Curve((0.0, 1.0), (0.0, 0.5))(0.4)
    0.2
    """

    said: tuple[float, ...]
    right: tuple[float, ...]

    def __call__(self, chance: float) -> float:
        """Translate a chance; beyond the ends the line is level."""
        at = bisect_right(self.said, chance)
        if at == 0:
            return self.right[0]
        if at == len(self.said):
            return self.right[-1]
        x0, x1 = self.said[at - 1], self.said[at]
        y0, y1 = self.right[at - 1], self.right[at]
        return y0 + (y1 - y0) * (chance - x0) / (x1 - x0)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Curves of the three heads.

    Attributes
    ----------
    mention, role, relation : Curve
        One each.
    """

    mention: Curve
    role: Curve
    relation: Curve

    @classmethod
    def from_record(cls, record: Mapping[str, Sequence[Sequence[float]]]) -> Calibration:
        """Read the curves from a model's card.

        Parameters
        ----------
        record : Mapping of str to two sequences of float
            ``said`` and ``right`` of each curve.

        Returns
        -------
        Calibration
            The curves.
        """
        return cls(
            *(
                Curve(*(tuple(points) for points in record[name]))
                for name in ("mention", "role", "relation")
            )
        )
