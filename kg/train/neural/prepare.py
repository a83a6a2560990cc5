"""Papers → records to train on: ``python -m kg.train.neural.prepare --out build/samples``.

Writes ``annotated.jsonl.xz`` (the gold's train part and our own annotations, those held out left
out) and ``plain.jsonl.xz`` (abstracts that nobody annotated, for :mod:`kg.train.neural.teach`).
They hold the abstracts' words: they are material, and no part of the project.
"""

from __future__ import annotations

import argparse
import random
from multiprocessing import Pool
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.train.neural.material import read_abstracts, read_gold_papers, read_own_papers
from kg.train.neural.records import annotated_record, plain_record, write_records
from kg.train.neural.texts import title_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.model import Paper
    from kg.train.neural.material import Annotated

__all__ = ["main", "read_training_papers"]

#: Abstracts that nobody annotated: how many of each file.
_PLAIN: Final = {
    "ml_2024to2026": 6_000,
    "cs_2025": 2_000,
    "ml_to2019": 2_000,
    "math_to2019": 2_400,
    "physics_to2019": 1_600,
}
_LENGTHS: Final = range(400, 2_000)


def read_training_papers(shared: Path, *, later: bool = False) -> list[Annotated]:
    """Read what may be learnt from.

    Parameters
    ----------
    shared : Path
        The shared data.
    later : bool, optional
        Whether those too that were annotated after the shipped network was trained, and by which
        it is judged.

    Returns
    -------
    list of Annotated
        Gold of the train part, and our own that are not held out.
    """
    left_out = ("held:",) if later else ("held:", "later:")
    own = [one for one in read_own_papers(shared) if not one.part.startswith(left_out)]
    return read_gold_papers(shared, "train") + own


def _read_plain(shared: Path) -> list[Paper]:
    """Draw abstracts that are neither in the gold nor among our own annotations."""
    known = [one.gold.paper for part in ("train", "dev") for one in read_gold_papers(shared, part)]
    known += [one.gold.paper for one in read_own_papers(shared)]
    left_out = {title_key(one.title) for one in known}
    papers = []
    for name, n in _PLAIN.items():
        fit = [
            paper
            for paper in read_abstracts(shared, name)
            if len(paper.abstract) in _LENGTHS and title_key(paper.title) not in left_out
        ]
        papers += random.Random(name).sample(fit, n)  # noqa: S311
    random.Random(0).shuffle(papers)  # noqa: S311
    return papers


_tools: dict[str, Any] = {}


def _begin() -> None:
    from kg.extract.lexicon import load_lexicon
    from kg.extract.reading import make_reader, read_paper

    nlp = make_reader()
    _tools.update(read=lambda paper: read_paper(paper, nlp), lexicon=load_lexicon())


def _plain(paper: Paper) -> dict[str, Any]:
    return plain_record(paper.id, _tools["read"](paper), _tools["lexicon"])


def _annotated(one: Annotated) -> dict[str, Any]:
    told = annotated_record(
        one.gold,
        one.relations,
        reading=_tools["read"](one.gold.paper),
        lexicon=_tools["lexicon"],
    )
    return {**told, "part": one.part}


def _write(make: Callable[..., dict[str, Any]], papers: Sequence[Any], path: Path, n: int) -> None:
    with Pool(n, initializer=_begin) as pool:
        write_records(pool.imap(make, papers, chunksize=50), path)
    print(f"{len(papers):,} papers: {path}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the records.

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
    parser.add_argument("--out", type=Path, default=Path("build/samples"))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", choices=["annotated", "plain"])
    parser.add_argument("--later", action="store_true", help="learn from the last annotations too")
    told = parser.parse_args(arguments)
    if told.only != "plain":
        papers = read_training_papers(told.shared, later=told.later)
        _write(_annotated, papers, told.out / "annotated.jsonl.xz", told.processes)
    if told.only != "annotated":
        plain = _read_plain(told.shared)
        _write(_plain, plain, told.out / "plain.jsonl.xz", told.processes)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
