"""Cross-validation: ``python -m kg.train.neural.cross --shared ../shared --out build/cross``.

For each fold of the annotated papers a network is trained on the others (and on our own
annotations), exported and tuned as the shipped one is, and reads the fold. Writes what was
found to ``predicted.jsonl`` and the papers' annotations to ``gold.jsonl``, for ``kg score``. A
network that lies there already, trained on another machine, is taken.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.neural import Judge, NeuralExtractor
from kg.extract.pipeline import extract_papers
from kg.extract.writing import extraction_to_dict
from kg.train.gold import fold_of
from kg.train.neural import export, fit, tune
from kg.train.neural.material import read_gold_papers

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def _run_fold(fold: int, told: argparse.Namespace) -> None:
    """Train without a fold, unless that is done, and read it."""
    network, model = told.out / f"{fold}.pt", told.out / f"model-{fold}"
    began = ["--pretrained", str(told.pretrained)]
    held_out = ["--folds", str(told.n_folds), "--fold", str(fold)]
    how = ["--epochs", str(told.epochs), "--processes", str(told.processes)]
    how += ["--device", told.device, "--samples", str(told.samples)]
    if not network.exists():
        fit.main([*began, *held_out, *how, "--out", str(network)])
    export.main([*began, "--network", str(network), "--out", str(model)])
    tune.main(["--shared", str(told.shared), "--model", str(model)])
    papers = [
        one.gold.paper
        for one in read_gold_papers(told.shared, "train")
        if fold_of(one.gold.paper.id, told.n_folds) == fold
    ]
    extractor = NeuralExtractor(Judge.load(model))
    found = [extraction_to_dict(one) for one in extract_papers(papers, extractor=extractor)]
    lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in found)
    (told.out / f"predicted-{fold}.jsonl").write_text("".join(lines), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Cross-validate.

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
    parser.add_argument("--pretrained", type=Path, default=Path("build/pretrained.pt"))
    parser.add_argument("--out", type=Path, default=Path("build/cross"))
    parser.add_argument("--n-folds", type=int, default=5)
    parser.add_argument("--only", type=int, nargs="*", help="these folds alone")
    parser.add_argument("--epochs", type=int, default=fit.Recipe().n_epochs)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--samples", type=Path, default=Path("build/samples/annotated.jsonl.xz"))
    parser.add_argument("--device", default="cpu")
    told = parser.parse_args(arguments)
    told.out.mkdir(parents=True, exist_ok=True)
    folds = told.only or range(told.n_folds)
    for fold in folds:
        _run_fold(fold, told)
    parts = [(told.out / f"predicted-{fold}.jsonl").read_text("utf-8") for fold in folds]
    (told.out / "predicted.jsonl").write_text("".join(parts), encoding="utf-8")
    gold = [
        line
        for line in (told.shared / "gold" / "train.jsonl").read_text("utf-8").splitlines()
        if fold_of(json.loads(line)["id"], told.n_folds) in folds
    ]
    (told.out / "gold.jsonl").write_text("\n".join(gold) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
