"""Annotated papers → training material: where each gold mention stands, and folds by paper.

The placing is that of the project's scorer: longest mention first, whole words, no overlap.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Paper, Span
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["GoldEntity", "GoldPaper", "fold_of", "place_mentions", "read_gold"]


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """One annotated entity of one paper.

    Attributes
    ----------
    name : str
        As the annotator named it.
    type : EntityType
        Its type.
    role : str
        Its role.
    surfaces : tuple of str
        Distinct surfaces, as annotated.
    """

    name: str
    type: EntityType
    role: str
    surfaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldPaper:
    """A paper with its annotation.

    Attributes
    ----------
    paper : Paper
        Title and abstract.
    entities : tuple of GoldEntity
        In the annotator's order.
    """

    paper: Paper
    entities: tuple[GoldEntity, ...]

    @property
    def spans(self) -> dict[Span, EntityType]:
        """Places of all mentions, sorted, with their types; pairwise disjoint."""
        return place_mentions(
            self.paper.text,
            {(surface, one.type) for one in self.entities for surface in one.surfaces},
        )


def place_mentions(text: str, surfaces: Iterable[tuple[str, EntityType]]) -> dict[Span, EntityType]:
    """Find every place where an annotated surface stands.

    Parameters
    ----------
    text : str
        Title, newline, abstract.
    surfaces : iterable of (str, EntityType)
        Annotated surfaces, in any order.

    Returns
    -------
    dict of Span to EntityType
        By start; longest surface first wins a place, only whole words count.

    Examples
    --------
    >>> surfaces = [("network", EntityType.CONCEPT), ("neural network", EntityType.METHOD)]
    >>> [
    ...     (span.start, span.end, str(kind))
    ...     for span, kind in place_mentions("a neural network, subnetwork", surfaces).items()
    ... ]
    [(2, 16, 'Method')]
    """
    taken = bytearray(len(text))
    found: dict[Span, EntityType] = {}
    for surface, kind in sorted(set(surfaces), key=lambda pair: (-len(pair[0]), pair)):
        for match in re.finditer(re.escape(surface), text):
            start, end = match.span()
            if start > 0 and text[start - 1].isalnum() and surface[0].isalnum():
                continue
            if end < len(text) and text[end].isalnum() and surface[-1].isalnum():
                continue
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            found[Span(start, end)] = kind
    return dict(sorted(found.items()))


def read_gold(papers: Path, gold: Path) -> list[GoldPaper]:
    """Read annotated papers.

    Parameters
    ----------
    papers : Path
        JSON lines with ``id``, ``title``, ``abstract``.
    gold : Path
        JSON lines in the format of the annotation guidelines.

    Returns
    -------
    list of GoldPaper
        In the order of ``gold``.
    """
    records = (json.loads(line) for line in papers.read_text("utf-8").splitlines() if line)
    paper_of = {one["id"]: Paper(one["id"], one["title"], one["abstract"]) for one in records}
    annotated = (json.loads(line) for line in gold.read_text("utf-8").splitlines() if line)
    return [
        GoldPaper(
            paper_of[one["id"]],
            tuple(
                GoldEntity(
                    entity["name"],
                    EntityType(entity["type"]),
                    entity["role"],
                    tuple(entity["mentions"]),
                )
                for entity in one["entities"]
            ),
        )
        for one in annotated
    ]


def fold_of(paper_id: str, n_folds: int) -> int:
    """Say in which fold a paper is held out; depends on nothing but its id.

    Parameters
    ----------
    paper_id : str
        Id of the paper.
    n_folds : int
        Number of folds.

    Returns
    -------
    int
        0 to ``n_folds`` - 1.

    Examples
    --------
    >>> fold_of("fab683d4b7", 5)
    1
    """
    return int(hashlib.sha256(paper_id.encode()).hexdigest(), 16) % n_folds
