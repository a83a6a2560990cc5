"""Keys of names: spelling never splits, another artefact always does."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from kg.text.folding import RULES, fold, match_key, tight_key

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"

#: Names of one thing.
SAME = [
    ("LLaMA-2", "Llama 2"),
    ("LLaMA-2", "llama2"),
    ("pre-trained model", "Pretrained Models"),
    ("mini-batch", "minibatches"),
    ("Monte-Carlo", "monte carlo"),
    ("generative modelling", "generative modeling"),
    ("optimisation", "optimization"),
    ("reparametrization", "reparameterisation"),
    ("over-parametrized network", "overparameterized networks"),
    ("neighbour embedding", "neighbor embeddings"),
    ("covariance matrix", "covariance matrices"),
    ("low-rank adaption", "Low-Rank Adaptation"),
    ("μP", "muP"),
    ("u-μP", "u-$μ$P"),
    ("α-divergence", "alpha divergence"),
    (r"\alpha-divergence", "alpha-divergence"),
    (r"Schr\"odinger bridge", "Schrödinger Bridges"),
    ("Schrodinger bridge", "Schrödinger bridge"),
    ("Green's function", "Green functions"),
    ("Burgers' equation", "Burgers equation"),
    ("Navier–Stokes equation", "Navier-Stokes equations"),
    ("L_2 loss", "L2 loss"),
    ("L^{2} norm", "L2-norm"),
    ("ell_1", "ℓ1"),
    ("i.i.d. data", "iid data"),
    ("GANs", "GAN"),
    ("S3Ms", "S3M"),
    ("rates of convergence", "rate of convergence"),
    ("hypotheses", "hypothesis"),
    ("ImageNet 256times256", "ImageNet 256×256"),
    ("ﬁne-tuning", "finetuning"),
]

#: Names of different things.
DIFFERENT = [
    ("C", "C#"),
    ("C", "C++"),
    ("C#", "C++"),
    ("A*", "A"),
    ("GSM8K", "GSM8K+"),
    ("DPM-Solver", "DPM-Solver++"),
    ("LLaMA-2", "LLaMA"),
    ("LLaMA-2", "LLaMA-2-7B"),
    ("CIFAR-10", "CIFAR-100"),
    ("CIFAR-10", "CIFAR-10.1"),
    ("Gemma 2", "Gemma-2B"),
    ("GPT-4", "GPT-4o"),
    ("T5", "T5-base"),
    ("S4", "S4D"),
    ("GANs", "GNNs"),
    ("SO(2)", "SO(n)"),
    ("(2,0) theories", "2.0 theories"),
    ("1 12", "11 2"),
    ("ImageNet", "ImageNet-1K"),
    ("AIME24/25", "AIME2425"),
    ("BERT", "RoBERTa"),
    ("CelebA", "CelebA-HQ"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_tight_key_joins_spellings(one, other):
    assert tight_key(one) == tight_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_tight_key_keeps_artefacts_apart(one, other):
    assert tight_key(one) != tight_key(other)


@pytest.mark.parametrize(
    ("surface", "rules"),
    [
        ("gradient descent", ()),
        ("Gradient-Descent", ("hyphen", "case")),
        ("Green's functions", ("possessive", "plural", "case")),
        ("L_2 losses", ("script", "plural", "case")),
        ("optimisation", ("spelling",)),
        ("i.i.d. μP", ("markup", "dots", "greek", "case")),
        ("Schrödinger bridge", ("accent", "case")),
    ],
)
def test_fold_tells_the_rules(surface, rules):
    used = fold(surface).rules
    assert set(rules) - {"markup"} <= set(used)
    assert set(used) <= set(rules) | {"markup"}
    assert list(used) == sorted(used, key=RULES.index)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30))
def test_key_has_single_spaces_and_any_text_has_one(surface):
    key = match_key(surface)
    assert key == " ".join(key.split(" ")).strip(" ")
    assert "  " not in key


NAMES = st.sampled_from(sorted({name for pair in SAME + DIFFERENT for name in pair}))


@settings(max_examples=100, deadline=None)
@given(NAMES)
def test_key_of_a_key_is_the_key(surface):
    assert match_key(match_key(surface)) == match_key(surface)


@settings(max_examples=100, deadline=None)
@given(NAMES)
def test_case_and_outer_space_never_count(surface):
    assert match_key(f"  {surface} ") == match_key(surface)


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated papers are not beside this checkout")
def test_hard_names_stay_apart():
    names = (GOLD / "hard_names.txt").read_text(encoding="utf-8").splitlines()
    by_key = {
        key: sorted(found)
        for key, found in itertools.groupby(sorted(names, key=tight_key), key=tight_key)
    }
    joined = [found for found in by_key.values() if len(found) > 1]
    assert sorted(joined) == [["mu P", "muP", "μP"], ["u-$μ$P", "u-μP"]]


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated papers are not beside this checkout")
def test_tight_key_on_judged_pairs():
    """Of the pairs that differ in spelling only, all but a typo; of the others, only namesakes."""
    with (GOLD / "merge.jsonl").open(encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    wrong = [p for p in pairs if not p["same"] and tight_key(p["a"]) == tight_key(p["b"])]
    assert all(pair["a"] == pair["b"] for pair in wrong)
    spelled = ("hyphen/space/case", "plural", "spelling/typo/LaTeX", "spelling of one version")
    missed = [
        pair["why"]
        for pair in pairs
        if pair["same"]
        and pair["why"].startswith(spelled)
        and tight_key(pair["a"]) != tight_key(pair["b"])
    ]
    assert missed == [
        "plural: inner word and plural",
        "spelling/typo/LaTeX: typo long form against its acronym",
    ]
