"""Our own annotations → files for ``kg score``: ``python -m kg.train.neural.parts --part later``.

Writes ``papers.jsonl`` and ``gold.jsonl`` of the papers of one part: ``later`` (annotated after the
shipped network was trained: it has seen none of them, and nothing was tuned on them) or ``held``
(thresholds and calibration were chosen on them). They hold abstracts: they are no part of the
project.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.train.neural.material import read_own_papers, read_own_records

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["gold_line", "main"]


def gold_line(record: dict[str, Any]) -> dict[str, Any]:
    """Say an annotation as the gold does: surfaces without their places.

    Parameters
    ----------
    record : dict
        A line of our annotations.

    Returns
    -------
    dict
        ``id``, ``entities``, ``relations``, ``results``.
    """
    entities = [{**one, "mentions": list(one["mentions"])} for one in record["entities"]]
    return {
        "id": record["id"],
        "entities": entities,
        "relations": record["relations"],
        "results": record["results"],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files.

    Parameters
    ----------
    arguments : sequence of str, optional
        Of the command line.

    Returns
    -------
    int
        0.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--part", choices=["later", "held"], default="later")
    parser.add_argument("--out", type=Path, help="build/PART, if not given")
    told = parser.parse_args(arguments)
    out = told.out or Path("build") / told.part
    prefix = f"{told.part}:"
    chosen = [one for one in read_own_records() if one["part"].startswith(prefix)]
    texts = [one.gold.paper for one in read_own_papers(told.shared) if one.part.startswith(prefix)]
    papers = [{"id": one.id, "title": one.title, "abstract": one.abstract} for one in texts]
    out.mkdir(parents=True, exist_ok=True)
    for name, lines in (("papers", papers), ("gold", [gold_line(one) for one in chosen])):
        text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
        (out / f"{name}.jsonl").write_text(text, encoding="utf-8")
    print(f"{len(papers):,} papers: {out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
