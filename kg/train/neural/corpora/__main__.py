"""Trains and measures: ``python -m kg.train.neural.corpora --corpus scierc --shared ../shared``.

Needs torch and tokenizers beside numpy, and of ``--shared`` only ``data/CORPUS``. For each seed it
writes to ``OUT/CORPUS-SEED`` what the network reads in each part (``PART.jsonl``: names, spans and
labels, no text) and ``figures.json``; at last it prints a table with each seed and the mean.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from kg.errors import InputError, KgError, VocabularyError
from kg.train.corpora.protocol import score
from kg.train.corpora.readers import CORPORA, read_corpus
from kg.train.neural.corpora.decoding import decode, read
from kg.train.neural.corpora.passes import Labels, make_passes
from kg.train.neural.corpora.recipes import RECIPES, Recipe
from kg.train.neural.corpora.training import train
from kg.train.neural.pretrained import load_pretrained, piece_maker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.train.corpora.documents import Corpus, Document
    from kg.train.neural.corpora.training import Trained
    from kg.train.neural.pretrained import Pretrained

__all__ = ["main", "table"]

#: Part → measure → precision, recall and F1 in per cent.
_Figures = dict[str, dict[str, list[float]]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, read, score and print.

    Parameters
    ----------
    arguments : sequence of str, optional
        Of the command line.

    Returns
    -------
    int
        0, or 2 for bad input.
    """
    parser = argparse.ArgumentParser(prog="python -m kg.train.neural.corpora")
    parser.add_argument("--corpus", required=True, choices=tuple(CORPORA))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pretrained", type=Path, default=Path("build/pretrained.pt"))
    parser.add_argument("--out", type=Path, default=Path("build/corpora"))
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--epochs", type=int, help="instead of the recipe's")
    parser.add_argument("--seed", "--seeds", type=int, nargs="+", default=[1], dest="seeds")
    parser.add_argument("--set", nargs="+", default=[], metavar="NAME=VALUE", help="of the recipe")
    told = parser.parse_args(arguments)
    try:
        recipe, corpus, begun = _prepare(told)
    except KgError as error:
        print(error, file=sys.stderr)
        return 2
    runs = {}
    for seed in told.seeds:
        out = told.out / f"{corpus.name}-{seed}"
        runs[seed] = _run(corpus, begun, replace(recipe, seed=seed), out)
    print(table(corpus, runs))
    return 0


def _prepare(told: argparse.Namespace) -> tuple[Recipe, Corpus, Pretrained]:
    recipe = _changed(RECIPES[told.corpus], told.set)
    if told.epochs:
        recipe = replace(recipe, n_epochs=told.epochs)
    corpus = read_corpus(told.corpus, told.shared)
    if not told.pretrained.is_file():
        raise InputError(
            str(told.pretrained), "not there", hint="kg.train.neural.pretrain writes it"
        )
    torch.set_default_device(told.device)
    return recipe, corpus, load_pretrained(told.pretrained)


def _changed(recipe: Recipe, told: Sequence[str]) -> Recipe:
    kinds = {one.name: type(getattr(recipe, one.name)) for one in fields(recipe)}
    for one in told:
        name, _, value = one.partition("=")
        if name not in kinds:
            raise VocabularyError("value of a recipe", name, tuple(kinds))
        try:
            recipe = replace(recipe, **{name: kinds[name](value)})
        except ValueError as error:
            raise InputError(f"--set {one}", f"{value!r} is no number") from error
    return recipe


def _run(corpus: Corpus, begun: Pretrained, recipe: Recipe, out: Path) -> _Figures:
    """Train with one seed, read all parts but the train part, and write what came out."""
    began = time.monotonic()
    trained = train(corpus, begun, recipe)
    out.mkdir(parents=True, exist_ok=True)
    figures: _Figures = {}
    for part, documents in corpus.parts.items():
        if part == "train":
            continue
        found = _read(trained, documents, corpus, begun)
        lines = (json.dumps(_record(one)) + "\n" for one in found)
        (out / f"{part}.jsonl").write_text("".join(lines), encoding="utf-8")
        figures[part] = {
            name: [round(100 * one, 2) for one in (counts.precision, counts.recall, counts.f1)]
            for name, counts in score(documents, found, corpus.symmetric).items()
        }
    held = {
        "recipe": asdict(recipe),
        "epoch": trained.epoch,
        "thresholds": asdict(trained.thresholds),
        "seconds": round(time.monotonic() - began),
        "figures": figures,
    }
    (out / "figures.json").write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")
    return figures


def _read(
    trained: Trained, documents: Sequence[Document], corpus: Corpus, begun: Pretrained
) -> list[Document]:
    passes = make_passes(documents, corpus, piece_maker(begun))
    said = read(trained.network, passes, Labels.of(corpus), len(documents))
    return [
        decode(one, other, trained.thresholds) for one, other in zip(documents, said, strict=True)
    ]


def _record(document: Document) -> dict[str, Any]:
    return {
        "name": document.name,
        "mentions": [[*one.span, one.label] for one in document.mentions],
        "relations": [[*one.head, *one.tail, one.label] for one in document.relations],
    }


def table(corpus: Corpus, runs: Mapping[int, _Figures]) -> str:
    """Put figures of all seeds side by side.

    Parameters
    ----------
    corpus : Corpus
        With what is published.
    runs : Mapping of int to figures
        By seed: part → measure → precision, recall and F1.

    Returns
    -------
    str
        Markdown: F1 by part and measure, mean and each seed, and published figures.
    """
    seeds = list(runs)
    rows = ["| part | measure | mean F1 | P | R | " + " | ".join(f"seed {s}" for s in seeds) + " |"]
    rows.append("|" + "---|" * (5 + len(seeds)))
    for part in runs[seeds[0]]:
        for measure in runs[seeds[0]][part]:
            found = [runs[seed][part].get(measure, [0.0] * 3) for seed in seeds]
            mean = [statistics.fmean(column) for column in zip(*found, strict=True)]
            cells = [part, measure, *(f"{one:.1f}" for one in (mean[2], mean[0], mean[1]))]
            cells += [f"{one[2]:.1f}" for one in found]
            rows.append("| " + " | ".join(cells) + " |")
    for one in corpus.published:
        said = ", ".join(f"{name} {value}" for name, value in one.figures.items())
        rows.append(f"\n{one.who}, {one.part}: {said}")
    return "\n".join(rows)


if __name__ == "__main__":
    raise SystemExit(main())
