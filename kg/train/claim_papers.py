"""Annotated papers → the papers that claims are learnt on, with gold entities or with found ones.

In use, roles, relations and results are read from entities that a tagger found: some are missing,
some spurious, some of a wrong type. So they are learnt on both: on gold entities, and on those that
taggers found which had not seen the paper (``--drafts``, in the extraction format).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.evaluate.gold import gold_extractions
from kg.extract.entities import DraftEntity
from kg.extract.reading import make_reader, read_paper
from kg.model import Mention, Span
from kg.train.gold import fold_of
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kg.extract.reading import Reading
    from kg.model import Entity, Extraction

__all__ = ["ClaimPaper", "match_entities", "read_papers"]


@dataclass(frozen=True)
class ClaimPaper:
    """A paper with the entities that claims are read from, and what people read in it.

    Attributes
    ----------
    reading : Reading
        Its sentences and tokens.
    gold : Extraction
        The annotation.
    drafts : tuple of DraftEntity
        Entities without roles: the gold ones, or what a tagger found.
    match : tuple of int or None
        For each draft, the gold entity that it is; None for a spurious one.
    fold : int
        Fold of cross-validation.
    is_found : bool
        True if a tagger found the drafts.
    """

    reading: Reading
    gold: Extraction
    drafts: tuple[DraftEntity, ...]
    match: tuple[int | None, ...]
    fold: int
    is_found: bool

    def gold_of(self, draft: int) -> Entity | None:
        """Give the gold entity of a draft.

        Parameters
        ----------
        draft : int
            Index of the draft.

        Returns
        -------
        Entity or None
            None for a spurious one.
        """
        at = self.match[draft]
        return None if at is None else self.gold.entities[at]


def read_papers(
    shared: Path, split: str, n_folds: int, drafts: Path | None = None
) -> tuple[ClaimPaper, ...]:
    """Read annotated papers.

    Parameters
    ----------
    shared : Path
        Folder that holds ``gold/``.
    split : str
        ``"train"`` or ``"dev"``.
    n_folds : int
        Number of folds.
    drafts : Path, optional
        Entities that taggers found, one paper a line in the extraction format; papers that are not
        in it are read with gold entities only.

    Returns
    -------
    tuple of ClaimPaper
        In the order of the annotations: with gold entities, then with found ones.
    """
    folder = shared / "gold"
    found_of = {} if drafts is None else {one["id"]: one for one in _read_lines(drafts)}
    gold_of = gold_extractions(
        _read_lines(folder / "papers.jsonl"), _read_lines(folder / f"{split}.jsonl")
    )
    nlp = make_reader()
    papers, found = [], []
    for gold in gold_of:
        reading = read_paper(gold.paper, nlp)
        fold = fold_of(gold.paper.id, n_folds)
        own = tuple(DraftEntity(e.name, e.type, e.mentions, e.confidence) for e in gold.entities)
        papers.append(ClaimPaper(reading, gold, own, tuple(range(len(own))), fold, False))
        if gold.paper.id in found_of:
            theirs = _read_drafts(found_of[gold.paper.id])
            match = match_entities(gold.entities, theirs)
            found.append(ClaimPaper(reading, gold, theirs, match, fold, True))
    return (*papers, *found)


def match_entities(gold: Sequence[Entity], drafts: Sequence[DraftEntity]) -> tuple[int | None, ...]:
    """Pair found entities with gold ones that share a surface.

    Parameters
    ----------
    gold : sequence of Entity
        Gold entities.
    drafts : sequence of DraftEntity
        Found entities.

    Returns
    -------
    tuple of int or None
        For each found entity the index of the gold one; each gold one is given once.
    """
    taken: dict[int, int] = {}
    for at, entity in enumerate(gold):
        surfaces = {_fold(mention.text) for mention in entity.mentions}
        for number, draft in enumerate(drafts):
            if number not in taken and surfaces & {_fold(one.text) for one in draft.mentions}:
                taken[number] = at
                break
    return tuple(taken.get(number) for number in range(len(drafts)))


def _fold(text: str) -> str:
    folded = " ".join(text.casefold().replace("-", " ").split())
    return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") else folded


def _read_drafts(record: Mapping[str, Any]) -> tuple[DraftEntity, ...]:
    return tuple(
        DraftEntity(
            name=one["name"],
            type=EntityType(one["type"]),
            mentions=tuple(
                Mention(Span(place["start"], place["end"]), place["text"], "held-out")
                for place in one["mentions"]
            ),
            confidence=one["confidence"],
        )
        for one in record["entities"]
    )


def _read_lines(file: Path) -> Iterable[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]
