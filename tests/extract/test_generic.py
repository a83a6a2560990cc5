"""Generic names are refused, terms of art are kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.extract import generic
from kg.extract.generic import count_leading, is_generic

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"

GENERIC = [
    "method",
    "Methods",
    "the model",
    "our approach",
    "proposed method",
    "a novel framework",
    "large dataset",
    "several benchmarks",
    "standard benchmarks",
    "various downstream tasks".replace("downstream ", ""),
    "state-of-the-art performance",
    "state of the art",
    "state-of-the-art methods",
    "SOTA",
    "baseline methods",
    "extensive experiments",
    "experimental results",
    "numerical experiments",
    "real-world applications",
    "large-scale datasets",
    "large data sets",
    "parameters",
    "training",
    "data",
    "network",
    "benchmark",
    "results",
    "this work",
    "one of the problems".replace(" of the", ""),
    "significant improvements",
    "98.5%",
    "10x".replace("x", ""),
    "https://example.org/code",
    "github.com/a/b",
    "cutting-edge techniques",
    "open-source code",
    "efficient algorithms",
    "new challenges",
    "key idea",
    "main motivation",
]
KEPT = [
    "gradient descent method",
    "finite element method",
    "Standard Model",
    "strong solution",
    "large language model",
    "neural network",
    "language modeling",
    "accuracy",
    "transformer",
    "R",
    "C",
    "T5",
    "NO",
    "MATH",
    "ImageNet",
    "training data",
    "image classification",
    "spectral bias",
    "prior knowledge",
    "world model",
    "memory",
    "efficiency",
    "time series",
    "data assimilation",
    "optimization",
    "inference",
    "robustness",
    "initial condition",
    "model size",
    "real numbers",
    "critical point",
    "experimental design",
    "multi-task learning",
    "fundamental group",
]


@pytest.mark.parametrize("name", GENERIC)
def test_is_generic_refuses(name):
    assert is_generic(name)


@pytest.mark.parametrize("name", KEPT)
def test_is_generic_keeps(name):
    assert not is_generic(name)


@pytest.mark.parametrize("key", sorted(generic.KEPT))
def test_every_exception_is_needed(key, monkeypatch):
    assert not is_generic(key)
    monkeypatch.setattr(generic, "KEPT", frozenset())
    assert is_generic(key)


def test_sets_do_not_overlap():
    sets = [generic.HEADS, generic.CORE_HEADS, generic.DETERMINERS, generic.PRAISE]
    assert sum(map(len, sets)) == len(frozenset().union(*sets))


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated papers are not beside this checkout")
def test_few_gold_mentions_are_called_generic():
    with (GOLD / "train.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    mentions = [text for row in rows for one in row["entities"] for text in one["mentions"]]
    assert sum(map(is_generic, mentions)) / len(mentions) < 0.003
    assert not [text for text in mentions if count_leading(text.replace("-", " - ").split())]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("the proposed method", 2),
        ("various shapes", 1),
        ("numerous 3DMMs", 1),
        ("graph neural network", 0),
        ("Novel View Synthesis", 0),
        ("novel", 0),
        ("", 0),
    ],
)
def test_count_leading(words, count):
    assert count_leading(words.split()) == count
