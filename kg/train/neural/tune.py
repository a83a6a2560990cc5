"""Chooses thresholds and learns how sure is sure, on annotated papers that nothing was trained on.

``python -m kg.train.neural.tune --shared ../shared --model build/encoder``

The papers are those of our own annotations that are held out: sixty of all fields. The dev papers
of the gold take no part, so that they can judge. The model's ``card.json`` is written anew.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any, Final

from kg.evaluate.calibration import fit_isotonic, judge_paper
from kg.evaluate.counts import Counts, count_paper
from kg.extract.calibrate import Calibration, Curve
from kg.extract.neural import Judge, NeuralExtractor
from kg.extract.pipeline import extract_papers
from kg.extract.writing import extraction_to_dict
from kg.train.neural.material import read_own_papers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.train.neural.material import Annotated

__all__ = ["main", "tune"]

_AS_SAID: Final = Curve((0.0, 1.0), (0.0, 1.0))
_MENTIONS: Final = tuple(n / 100 for n in range(30, 66, 5))
_RELATIONS: Final = tuple(n / 100 for n in range(10, 66, 5))

_PLAIN: Final = Calibration(_AS_SAID, _AS_SAID, _AS_SAID)


def _predict(judge: Judge, papers: Sequence[Annotated]) -> list[dict[str, Any]]:
    read = extract_papers([one.gold.paper for one in papers], extractor=NeuralExtractor(judge))
    return [extraction_to_dict(one) for one in read]


def _gold(one: Annotated) -> dict[str, Any]:
    return {
        "entities": [
            {"name": e.name, "type": e.type.value, "role": e.role, "mentions": list(e.surfaces)}
            for e in one.gold.entities
        ],
        "relations": [list(relation) for relation in one.relations],
        "results": [],
    }


def _f1(papers: Sequence[Annotated], predicted: Sequence[Mapping[str, Any]], what: str) -> float:
    counts = Counts()
    for one, found in zip(papers, predicted, strict=True):
        counts += count_paper(one.gold.paper.text, _gold(one), found).get(what, Counts())
    return counts.f1


def _judged(
    papers: Sequence[Annotated], predicted: Sequence[Mapping[str, Any]], what: str
) -> list[tuple[float, bool]]:
    judged = []
    for one, found in zip(papers, predicted, strict=True):
        judged += judge_paper(one.gold.paper.text, _gold(one), found)[what]
    return judged


def _best(score: Mapping[float, float], what: str) -> float:
    print(what, "F1 by threshold:", {least: round(100 * f1, 1) for least, f1 in score.items()})
    return max(score, key=lambda least: (score[least], least))


def tune(judge: Judge, papers: Sequence[Annotated]) -> Judge:
    """Choose the thresholds that give the best F1, and learn the curves.

    Parameters
    ----------
    judge : Judge
        The model.
    papers : sequence of Annotated
        Papers that it has not seen.

    Returns
    -------
    Judge
        With thresholds and curves.
    """
    judge = replace(judge, calibration=_PLAIN, relation_threshold=1.0)
    score = {}
    for least in _MENTIONS:
        predicted = _predict(replace(judge, mention_threshold=least), papers)
        score[least] = _f1(papers, predicted, "mention")
    judge = replace(judge, mention_threshold=_best(score, "mention"))
    predicted = _predict(judge, papers)
    curves = {"mention": Curve(*fit_isotonic(_judged(papers, predicted, "mention")))}
    judge = replace(judge, calibration=replace(_PLAIN, **curves))
    # The graph's edge has both: the entity's confidence times the role's own.
    curves["role"] = _role_curve(papers, _predict(judge, papers))
    judge = replace(judge, relation_threshold=min(_RELATIONS))
    predicted = _predict(judge, papers)
    score = {least: _f1(papers, _above(predicted, least), "relation") for least in _RELATIONS}
    curves["relation"] = Curve(*fit_isotonic(_judged(papers, predicted, "relation")))
    return replace(
        judge,
        relation_threshold=_best(score, "relation"),
        calibration=replace(_PLAIN, **curves),
    )


def _role_curve(papers: Sequence[Annotated], found: Sequence[Mapping[str, Any]]) -> Curve:
    """Learn a role's own share of how sure an edge is, so that the product is right so often."""
    alone = [
        {**one, "entities": [{**entity, "confidence": 1.0} for entity in one["entities"]]}
        for one in found
    ]
    said, share = fit_isotonic(_judged(papers, alone, "role"))
    mean = fmean(entity["confidence"] for one in found for entity in one["entities"])
    return Curve(said, tuple(min(1.0, round(one / mean, 4)) for one in share))


def _above(predicted: Sequence[Mapping[str, Any]], least: float) -> list[dict[str, Any]]:
    return [
        {**one, "relations": [r for r in one["relations"] if r["confidence"] >= least]}
        for one in predicted
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Tune a model and write its card anew.

    Parameters
    ----------
    arguments : sequence of str, optional
        Of the command line.

    Returns
    -------
    int
        0.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--model", type=Path, default=Path("build/encoder"))
    options = parser.parse_args(arguments)
    papers = [one for one in read_own_papers(options.shared) if one.part.startswith("held:")]
    judge = tune(Judge.load(options.model), papers)
    path = options.model / "card.json"
    card = json.loads(path.read_text("utf-8"))
    card["mention_threshold"] = judge.mention_threshold
    card["relation_threshold"] = judge.relation_threshold
    card["calibration"] = {
        name: [list(curve.said), list(curve.right)]
        for name, curve in (
            ("mention", judge.calibration.mention),
            ("role", judge.calibration.role),
            ("relation", judge.calibration.relation),
        )
    }
    path.write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
