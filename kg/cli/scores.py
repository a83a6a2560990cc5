"""Scores, comparisons and calibration → words on a terminal."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import typer

from kg.cli.table import as_line, new_console, on_terminal, print_remark, print_table
from kg.evaluate.calibration import judge_paper, measure_reliability
from kg.evaluate.compare import compare_paper, count_changes
from kg.evaluate.counts import count_paper
from kg.evaluate.diagram import reliability_svg
from kg.evaluate.places import NOTHING
from kg.evaluate.report import make_report
from kg.pipeline.folder import replace_file
from kg.pipeline.scoring import pair_with_gold
from kg.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.evaluate.calibration import Judged, Reliability
    from kg.evaluate.compare import Change
    from kg.pipeline.scoring import Annotated, Predictions

__all__ = ["print_calibration", "print_comparison", "print_scores"]


def print_scores(
    annotated: Sequence[Annotated],
    found: Predictions,
    *,
    n_samples: int,
    seed: int,
    as_json: bool,
) -> None:
    """Print precision, recall and F1 of everything that is annotated.

    Parameters
    ----------
    annotated : sequence of Annotated
        Annotated papers.
    found : Predictions
        What was predicted of them.
    n_samples, seed : int
        Of the bootstrap.
    as_json : bool
        Whether to print JSON.
    """
    rows, missing = pair_with_gold(annotated, found)
    counted = [count_paper(text, gold, predicted) for text, gold, predicted in rows]
    figures = make_report(counted, n_samples=n_samples, seed=seed)
    if as_json:
        told: dict[str, Any] = {"papers": len(rows), "missing": list(missing)}
        told["figures"] = {figure.name: figure.to_dict() for figure in figures}
        _echo_json(told)
        return
    print_remark(f"{len(rows)} papers, {len(missing)} missing from the prediction")
    listed = []
    for figure in figures:
        row = figure.to_dict()
        numbers = (f"{row[key]:.1f}" for key in ("precision", "recall", "f1"))
        low, high = row["interval"]
        between = f"{low:.1f} to {high:.1f}" if n_samples else ""
        name = _indented(figure.name) if on_terminal() else figure.name
        listed.append((name, *numbers, between, row["gold"]))
    print_table(("what", "P", "R", "F1", "95 % of F1", "gold"), listed, numbers=True)


def _indented(name: str) -> str:
    whole, dot, part = name.partition(".")
    return f"  {part}" if dot else whole


def print_comparison(
    before: Predictions,
    after: Predictions,
    annotated: Sequence[Annotated],
    *,
    limit: int,
    as_json: bool,
) -> None:
    """Print what came and what went between two predictions.

    Parameters
    ----------
    before, after : Predictions
        The two.
    annotated : sequence of Annotated
        Annotated papers: then only these are compared, and each change is judged. May be empty.
    limit : int
        Most changes of a kind and direction to list; 0 for all.
    as_json : bool
        Whether to print JSON.
    """
    changes: list[Change] = []
    papers = [(one.paper, one.gold) for one in annotated]
    if not papers:
        both = {paper.text: paper for paper in (*before.papers(), *after.papers())}
        papers = [(paper, None) for paper in both.values()]  # type: ignore[misc]
    for paper, gold in papers:
        sides = [side.of(paper) or NOTHING for side in (before, after)]
        changes += compare_paper(paper.id, paper.text, sides[0], sides[1], gold)
    if as_json:
        for one in changes:
            record = {"kind": one.kind, "came": one.came, "text": one.text, "paper": one.paper}
            typer.echo(json.dumps({**record, "right": one.right}, ensure_ascii=False))
        return
    console = new_console()
    console.print(as_line(f"{len(papers)} papers"))
    counted = []
    for kind, came, n, right, wrong in count_changes(changes):
        judged = (right, wrong) if annotated else ("", "")
        counted.append((f"{kind} {'came' if came else 'went'}", n, *judged))
    print_table(("what", "number", "right", "wrong"), counted, numbers=True)
    shown: Counter[tuple[str, bool]] = Counter()
    for one in sorted(changes, key=lambda one: (one.kind, one.came)):
        shown[one.kind, one.came] += 1
        if not limit or shown[one.kind, one.came] <= limit:
            word = {None: "", True: "right ", False: "wrong "}[one.right]
            sign = "+" if one.came else "-"
            told = f"{sign} {one.kind} {word} {plain(one.text)}  ({plain(one.paper)})"
            console.print(as_line(" ".join(told.split(" "))))
    if limit and any(n > limit for n in shown.values()):
        console.print(as_line(f"the first {limit} of each are listed; --limit 0 lists all"))


def print_calibration(
    annotated: Sequence[Annotated], found: Predictions, *, plot: Path | None, as_json: bool
) -> None:
    """Print how well confidences are calibrated, and draw it.

    Parameters
    ----------
    annotated : sequence of Annotated
        Annotated papers.
    found : Predictions
        What was predicted of them.
    plot : Path or None
        File for the diagram.
    as_json : bool
        Whether to print JSON.
    """
    rows, _ = pair_with_gold(annotated, found)
    judged: dict[str, list[Judged]] = {}
    for text, gold, predicted in rows:
        for name, pairs in judge_paper(text, gold, predicted).items():
            judged.setdefault(name, []).extend(pairs)
    measured = {name: measure_reliability(pairs) for name, pairs in judged.items()}
    if plot is not None:
        with replace_file(plot) as staging:
            staging.write_text(reliability_svg(measured), encoding="utf-8")
    if as_json:
        _echo_json({name: _as_dict(one) for name, one in measured.items()})
        return
    console = new_console()
    for name, one in measured.items():
        told = f"{name}: {one.n}, expected calibration error {one.error:.3f}"
        console.print(as_line(f"{told}, Brier score {one.brier:.3f}"))
        bins = [
            (f"{part.low:.1f} to {part.high:.1f}", part.n, f"{part.said:.3f}", f"{part.right:.3f}")
            for part in one.bins
        ]
        print_table(("said", "n", "mean", "right"), bins, numbers=True)
    if plot is not None:
        console.print(as_line(f"drawn     {plot}"))


def _as_dict(one: Reliability) -> dict[str, Any]:
    bins = [
        {
            "low": part.low,
            "high": part.high,
            "n": part.n,
            "said": round(part.said, 4),
            "right": round(part.right, 4),
        }
        for part in one.bins
    ]
    told = {"n": one.n, "expected_calibration_error": round(one.error, 4)}
    return {**told, "brier": round(one.brier, 4), "bins": bins}


def _echo_json(value: object) -> None:
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False))
