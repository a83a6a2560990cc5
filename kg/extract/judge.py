"""The shipped model as a whole: its encoder, its heads and what its card says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.calibrate import Calibration
from kg.extract.encoder import load_encoder
from kg.extract.heads import load_heads
from kg.vocabulary import Relation, Role

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from kg.extract.encoder import Encoder
    from kg.extract.heads import Heads

__all__ = ["Judge"]


@dataclass(frozen=True)
class Judge:
    """What the extractors of all papers share.

    Attributes
    ----------
    encoder : Encoder
        Reads words.
    heads : Heads
        Judge things and pairs.
    version : str
        Name and version: the source of what they find.
    roles : tuple of Role
        Order of the roles' scores.
    relations : tuple of Relation
        Order of the relations' scores.
    mention_threshold : float
        A surface less likely than this is no mention.
    relation_threshold : float
        A relation less likely than this, its two ends taken into account, does not hold.
    calibration : Calibration
        From the heads' chances to confidence.
    """

    encoder: Encoder
    heads: Heads
    version: str
    roles: tuple[Role, ...]
    relations: tuple[Relation, ...]
    mention_threshold: float
    relation_threshold: float
    calibration: Calibration

    @classmethod
    def load(cls, folder: Traversable) -> Judge:
        """Load a model.

        Parameters
        ----------
        folder : Traversable
            Its files, as written by ``kg.train.neural.export``.

        Returns
        -------
        Judge
            Ready to read.
        """
        card = json.loads((folder / "card.json").read_text("utf-8"))
        return cls(
            load_encoder(folder, card["marks"], optimised=card.get("optimised", False)),
            load_heads(folder),
            card["version"],
            tuple(Role(name) for name in card["roles"]),
            tuple(Relation(name) for name in card["relations"]),
            card["mention_threshold"],
            card["relation_threshold"],
            Calibration.from_record(card["calibration"]),
        )
