"""Gold annotations → entities as taggers find them in papers that they did not see.

Claims must be learnt on entities as they will be in use: some missing, some spurious, some of a
wrong type (:mod:`kg.train.claims`). For each fold a tagger is trained on the other folds and reads
the papers of this one.

Run it from the root of the project (about ten minutes on a free core)::

    python -m kg.train.held_out --shared ../shared --out build/held-out.jsonl
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.extract.entities import group_mentions
from kg.extract.linear import LinearModel
from kg.extract.mentions import find_mentions
from kg.extract.tagger import MentionTagger
from kg.train.gold import fold_of, read_gold
from kg.train.tagger import prepare, train_field, train_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.entities import DraftEntity
    from kg.train.tagger import Material

__all__ = ["find_held_out", "main"]


def find_held_out(material: Sequence[Material], n_folds: int) -> Iterator[dict[str, Any]]:
    """Find the entities of each paper with models of the other folds.

    Parameters
    ----------
    material : sequence of Material
        Annotated papers.
    n_folds : int
        Number of folds.

    Yields
    ------
    dict
        ``id`` and ``entities`` of one paper, by fold, then in the order given.
    """
    for fold in range(n_folds):
        learnt = [one for one in material if fold_of(one.gold.paper.id, n_folds) != fold]
        tagger = MentionTagger(train_field(learnt))
        kinds = LinearModel.from_record(train_kinds(learnt))
        for one in material:
            if fold_of(one.gold.paper.id, n_folds) == fold:
                mentions = find_mentions(
                    one.reading, one.words, one.abbreviations, tagger=tagger, kinds=kinds
                )
                drafts = group_mentions(one.reading, mentions, one.abbreviations)
                yield {
                    "id": one.gold.paper.id,
                    "entities": [_draft_to_dict(draft) for draft in drafts],
                }


def _draft_to_dict(draft: DraftEntity) -> dict[str, Any]:
    return {
        "name": draft.name,
        "type": draft.type.value,
        "confidence": draft.confidence,
        "mentions": [
            {"start": one.span.start, "end": one.span.end, "text": one.text}
            for one in draft.mentions
        ],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Find and write.

    Parameters
    ----------
    arguments : sequence of str, optional
        Of the command line.

    Returns
    -------
    int
        0.
    """
    parser = argparse.ArgumentParser(description="Find entities with taggers of other folds.")
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds gold/")
    parser.add_argument("--cv", type=int, default=5, help="number of folds")
    parser.add_argument("--out", type=Path, required=True, help="file of JSON lines")
    options = parser.parse_args(arguments)
    folder = options.shared / "gold"
    material = prepare(read_gold(folder / "papers.jsonl", folder / "train.jsonl"), surfaces=None)
    with options.out.open("w", encoding="utf-8") as lines:
        for record in find_held_out(material, options.cv):
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
            lines.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
