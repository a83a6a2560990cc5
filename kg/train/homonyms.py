"""Judged pairs of one ordinary word → how ``kg.link.homonyms`` weighs what tells meanings apart.

``homonyms.jsonl`` beside this module holds the pairs: names, papers and whether they are one thing.

Run it from the root of the project (needs the extra ``train``)::

    python -m kg.train.homonyms --shared ../shared
"""

from __future__ import annotations

import argparse
import json
import sys
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.link.frequencies import unit_weights, word_weights, words_of
from kg.link.homonyms import LEAST_COHERENCE, LEAST_LIKENESS, coherence_of
from kg.link.items import key_of
from kg.train.neural.material import ABSTRACTS, read_abstracts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["features_of", "main"]

#: Parts of the cross-validation, and how often it is repeated.
FOLDS: Final = 10
REPEATS: Final = 5

_PAIRS: Final = Path(__file__).with_suffix(".jsonl")


def features_of(pair: Mapping[str, Any], texts: Mapping[str, str]) -> tuple[float, float, float]:
    """Give what tells whether a pair is one thing.

    Parameters
    ----------
    pair : mapping
        ``a``, ``b``, ``type_a``, ``type_b``, ``papers_a``, ``papers_b``.
    texts : mapping of str to str
        Texts of the papers.

    Returns
    -------
    tuple of float
        Logarithms of likeness and coherence, and whether the types agree.
    """
    own = words_of(pair["a"]) | words_of(pair["b"])
    left, right = (
        unit_weights(word_weights(texts[pair[side][0]]), own) for side in ("papers_a", "papers_b")
    )
    likeness = sum(weight * right.get(word, 0.0) for word, weight in left.items())
    coherence = coherence_of({key_of(pair["a"]), pair["a"].lower(), pair["b"].lower()})
    agree = float(pair["type_a"] == pair["type_b"])
    return log(likeness + LEAST_LIKENESS), log(coherence + LEAST_COHERENCE), agree


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, and print the weights and the figures of the cross-validation.

    Parameters
    ----------
    arguments : sequence of str, optional
        Command line; that of the process when left out.

    Returns
    -------
    int
        0.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    parser = argparse.ArgumentParser(prog="python -m kg.train.homonyms", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with gold/ and data/")
    options = parser.parse_args(arguments)
    pairs = [json.loads(line) for line in _PAIRS.read_text("utf-8").splitlines()]
    texts = _read_texts(options.shared)
    features = np.array([features_of(pair, texts) for pair in pairs])
    same = np.array([pair["same"] for pair in pairs])
    model = LogisticRegression(C=10.0)
    chances = np.mean(
        [
            cross_val_predict(model, features, same, method="predict_proba",
                              cv=StratifiedKFold(FOLDS, shuffle=True, random_state=seed))[:, 1]
            for seed in range(REPEATS)
        ],
        axis=0,
    )  # fmt: skip
    model.fit(features, same)
    write = sys.stdout.write
    write(f"{len(pairs)} pairs, {same.sum()} of one thing; constant {model.intercept_[0]:.2f}, ")
    write("likeness {:.2f}, coherence {:.2f}, type {:.2f}\n".format(*model.coef_[0]))
    write(f"cross-validated: area under the curve {roc_auc_score(same, chances):.3f}\n")
    for sure in (0.4, 0.5, 0.6, 0.7):
        joined = chances >= sure
        write(f"  sure {sure}: precision {same[joined].mean():.3f}, ")
        write(f"recall {joined[same].mean():.3f}\n")
    return 0


def _read_texts(shared: Path) -> dict[str, str]:
    texts = {}
    for line in (shared / "gold" / "papers.jsonl").read_text("utf-8").splitlines():
        paper = json.loads(line)
        texts[str(paper["id"])] = f"{paper['title']}\n{paper['abstract']}"
    for name in ABSTRACTS:
        texts |= {paper.id: paper.text for paper in read_abstracts(shared, name)}
    return texts


if __name__ == "__main__":
    raise SystemExit(main())
