"""Gold annotations → the models of roles, relations and results (``roles.json.gz`` and so on).

Run it from the root of the project (needs the extra ``train``)::

    python -m kg.train.held_out --shared ../shared --out build/held-out.jsonl
    python -m kg.train.claims --shared ../shared --drafts build/held-out.jsonl

It reads ``gold/papers.jsonl`` and ``gold/train.jsonl``, never ``dev.jsonl``; prints what
cross-validation by paper gives; and writes the models trained on all of it. Same input, same bytes.

Roles are learnt first. Relations and results are learnt on roles that models of other folds gave,
so that they meet roles as uncertain as they will be in use; for the same reason all are learnt on
gold entities and on entities that taggers found which had not seen the paper. Lines of the report
that begin with ``gold`` are for gold entities, those with ``found`` for found ones, where every
missing or spurious entity counts.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.train.claim_papers import read_papers
from kg.train.claim_relations import train_relations
from kg.train.claim_results import train_results
from kg.train.claim_roles import cross_validate_roles, fit_roles, report_roles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extract.linear import LinearModel
    from kg.train.claim_papers import ClaimPaper

__all__ = ["main", "render", "train"]


def train(papers: Sequence[ClaimPaper]) -> tuple[dict[str, Any], list[str]]:
    """Train all models.

    Parameters
    ----------
    papers : sequence of ClaimPaper
        Annotated papers.

    Returns
    -------
    models : dict
        By part, what ``kg.extract.linear.load_models`` gives back: files of their own, since who
        reads by the encoder needs no models of relations, which are most of it.
    report : list of str
        What cross-validation gives.
    """
    given = cross_validate_roles(papers)
    roles = fit_roles(papers)
    relations, relation_lines = train_relations(papers, given)
    results, result_lines = train_results(papers, given)
    models = {
        "roles": {kind.value: _record(model) for kind, model in roles.items()},
        "relations": {
            relation.value: {**_record(model), "threshold": threshold}
            for relation, (model, threshold) in relations.items()
        },
        "results": {
            "is_result": _record(results.is_result),
            "is_improvement": _record(results.is_improvement),
            "slots": {slot: _record(model) for slot, model in results.slots.items()},
            "thresholds": dict(results.thresholds),
        },
    }
    return models, [*report_roles(papers, given), *relation_lines, *result_lines]


def _record(model: LinearModel) -> dict[str, Any]:
    return {
        "labels": list(model.labels),
        "bias": list(model.bias),
        "weights": {name: list(row) for name, row in model.weights.items()},
    }


def render(models: Mapping[str, Any]) -> bytes:
    """Write models the same way every time.

    Parameters
    ----------
    models : mapping
        JSON values.

    Returns
    -------
    bytes
        Sorted JSON, packed with gzip without a date.

    Examples
    --------
    >>> render({"b": 1, "a": 2}) == render({"a": 2, "b": 1})
    True
    """
    text = json.dumps(models, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, report and write.

    Parameters
    ----------
    arguments : sequence of str, optional
        Of the command line.

    Returns
    -------
    int
        0.
    """
    parser = argparse.ArgumentParser(description="Train the models of roles, relations, results.")
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds gold/")
    parser.add_argument("--drafts", type=Path, help="held-out entities, from kg.train.held_out")
    parser.add_argument("--cv", type=int, default=5, help="number of folds")
    parser.add_argument("--out", type=Path, default=Path("kg/extract/data"), help="a folder")
    options = parser.parse_args(arguments)
    papers = read_papers(options.shared, "train", options.cv, options.drafts)
    models, report = train(papers)
    options.out.mkdir(parents=True, exist_ok=True)
    for part, records in models.items():
        (options.out / f"{part}.json.gz").write_bytes(render(records))
    for line in report:
        print(line)  # noqa: T201 - a script's report
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
