"""Measure the extraction on annotated papers and write docs/figures.json, quality.md, the diagram.

python benchmarks/quality.py [--gold ../shared/gold] [--split dev] [--extractor NAME]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from kg.config import DEFAULT_EXTRACTOR, Config
from kg.evaluate.calibration import judge_paper, measure_reliability
from kg.evaluate.counts import count_paper
from kg.evaluate.diagram import reliability_svg
from kg.evaluate.errors import classify_errors
from kg.evaluate.places import gold_places, predicted_places
from kg.evaluate.quality import put_section, render_section
from kg.evaluate.report import make_report
from kg.extract import load_extractor
from kg.pipeline.scoring import pair_with_gold, predict, read_annotated

DOCS = Path(__file__).resolve().parent.parent / "docs"
N_CONFUSIONS = 6


def confusions(text: str, gold: Any, predicted: Any) -> Counter[tuple[str, str]]:
    """Count types that were read as others in the right place."""
    types = {place[:2]: place[2] for place in gold_places(text, gold["entities"])}
    return Counter(
        (types[start, end], kind)
        for start, end, kind in predicted_places(text, predicted["entities"])
        if types.get((start, end), kind) != kind
    )


def main() -> None:
    """Measure, then write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--split", default="dev")
    parser.add_argument("--extractor", default=DEFAULT_EXTRACTOR)
    options = parser.parse_args()
    annotated = read_annotated(
        [options.gold / "papers.jsonl"], [options.gold / f"{options.split}.jsonl"]
    )
    config = Config(extractor=options.extractor)
    found = predict([one.paper for one in annotated], config, progress=lambda *_: None)
    rows, _ = pair_with_gold(annotated, found)
    judged: dict[str, list[tuple[float, bool]]] = {}
    errors: Counter[str] = Counter()
    confused: Counter[tuple[str, str]] = Counter()
    for row in rows:
        errors.update(classify_errors(*row))
        confused.update(confusions(*row))
        for name, pairs in judge_paper(*row).items():
            judged.setdefault(name, []).extend(pairs)
    measured = {name: measure_reliability(pairs) for name, pairs in judged.items()}
    figures = make_report([count_paper(*row) for row in rows])
    often = sorted(confused.items(), key=lambda one: (-one[1], one[0]))[:N_CONFUSIONS]
    record = {
        "extractor": load_extractor(options.extractor).version,
        "split": options.split,
        "papers": len(rows),
        "figures": {one.name: one.to_dict() for one in figures},
        "errors": dict(sorted(errors.items())),
        "confusions": [[*pair, n] for pair, n in often],
        "calibration": {
            name: {
                "n": one.n,
                "expected_calibration_error": round(one.error, 4),
                "brier": round(one.brier, 4),
            }
            for name, one in measured.items()
        },
    }
    text = json.dumps(record, indent=1, ensure_ascii=False) + "\n"
    (DOCS / "figures.json").write_text(text, encoding="utf-8")
    (DOCS / "reliability.svg").write_text(reliability_svg(measured), encoding="utf-8")
    page = DOCS / "quality.md"
    page.write_text(
        put_section(page.read_text(encoding="utf-8"), render_section(record)), encoding="utf-8"
    )
    print(f"wrote {DOCS / 'figures.json'}, quality.md, reliability.svg")


if __name__ == "__main__":
    main()
