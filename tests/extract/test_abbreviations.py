"""Abbreviations: the pairs that a text explains, and what only looks like one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.extract.abbreviations import SOURCE, find_abbreviations
from kg.extract.reading import make_reader, read_paper
from kg.model import Paper
from kg.text.initials import letters_of

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
NLP = make_reader()


def pairs(text: str, *, title: str = "A title") -> list[tuple[str, str]]:
    reading = read_paper(Paper("p", title, text), NLP)
    return [(one.short_text, one.long_text) for one in find_abbreviations(reading)]


CASES = [
    # in a bracket behind the long form
    ("We use stochastic gradient descent (SGD).", [("SGD", "stochastic gradient descent")]),
    ("a Deep Attention Network (DAN) here", [("DAN", "Deep Attention Network")]),
    (
        "Physics-informed neural networks (PINNs) fail.",
        [("PINNs", "Physics-informed neural networks")],
    ),
    ("with Low-Rank Adaptation (LoRA)", [("LoRA", "Low-Rank Adaptation")]),
    ("the multigrid neural operator (MgNO)", [("MgNO", "multigrid neural operator")]),
    ("3D Gaussian Splatting (3DGS)", [("3DGS", "3D Gaussian Splatting")]),
    ("structured state space models (SSMs)", [("SSMs", "state space models")]),
    ("Structured State Space sequences (S4)", [("S4", "Structured State Space sequences")]),
    ("the k-nearest neighbours (k-NN) rule", [("k-NN", "k-nearest neighbours")]),
    ("the Fréchet Inception Distance (FID)", [("FID", "Fréchet Inception Distance")]),
    ("by neural ordinary equations [NOE]", [("NOE", "neural ordinary equations")]),
    ("large language models(LLMs)", [("LLMs", "large language models")]),
    ("large language models~(LLMs)", [("LLMs", "large language models")]),
    ('a "Big Net" (BN) here', [("BN", "Big Net")]),
    ("pre-trained language models (PLMs)", [("PLMs", "pre-trained language models")]),
    (
        "Weight-Decomposed Low-Rank Adaptation (DoRA)",
        [("DoRA", "Weight-Decomposed Low-Rank Adaptation")],
    ),
    (
        "Maximal Update Parametrization ($μ$P) helps",
        [("$μ$P", "Maximal Update Parametrization")],
    ),
    # best boundaries
    ("a novel neural network (NN)", [("NN", "neural network")]),
    ("an automated and robust retrieval system (RS)", [("RS", "retrieval system")]),
    ("we evaluate the mean squared error (MSE)", [("MSE", "mean squared error")]),
    # several in one bracket, and signposts
    (
        "large language models (LLMs; also LMs)",
        [("LLMs", "large language models"), ("LMs", "language models")],
    ),
    (
        "graph networks (GNs, or GN)",
        [("GNs", "graph networks"), ("GN", "graph networks")],
    ),
    ("gradient descent (i.e., GD)", [("GD", "gradient descent")]),
    ("gradient descent (abbreviated as GD)", [("GD", "gradient descent")]),
    ("gradient descent, or GD, is used", [("GD", "gradient descent")]),
    ("gradient descent, abbreviated as GD.", [("GD", "gradient descent")]),
    # the long form in the bracket
    ("GD (gradient descent) is used", [("GD", "gradient descent")]),
    ("MM-Net (the multi-modal network)", [("MM-Net", "multi-modal network")]),
    # not an abbreviation
    ("three methods (BERT, GPT and T5)", []),
    ("a complexity of O(N) and SO(3)", []),
    ("as in Smith (2020) and (Doe et al., 2021)", []),
    ("an example (see Fig. 2) and (left)", []),
    ("some models (e.g. BERT)", []),
    ("we use LLMs (LLaMA-2 and Mistral) here", []),
    ("we show that (T_2) holds", []),
    ("no bracket at all", []),
    ("an open bracket (SGD never closes", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_find_abbreviations(text, expected):
    assert sorted(pairs(text)) == sorted(expected)


def test_title_with_a_colon_explains_its_name():
    title = "PIG: Physics-Informed Gaussians as Meshes"
    assert pairs("Nothing.", title=title) == [("PIG", "Physics-Informed Gaussians")]
    assert pairs("Nothing.", title="BERT: what we know about it") == []


def test_pairs_do_not_cross_sentences_or_the_title():
    assert pairs("(GD) is used.", title="Gradient descent") == []
    assert pairs("We use gradient descent. (GD) is fine.") == []


def test_spans_are_places_in_the_original():
    paper = Paper("p", "T", 'the Schr\\"odinger bridge (SB) of {Large Nets} ({LN})')
    found = find_abbreviations(read_paper(paper, NLP))
    assert [(one.short_text, one.long_text) for one in found] == [
        ("SB", 'Schr\\"odinger bridge'),
        ("LN", "Large Nets"),
    ]
    for one in found:
        assert paper.text[one.short.start : one.short.end] == one.short_text
        assert paper.text[one.long.start : one.long.end] == one.long_text
        assert one.source.startswith(SOURCE)


def gold_pairs(text: str, entities: list[dict[str, list[str]]]) -> set[tuple[str, str]]:
    """Entities of which a short form stands in a bracket right behind the long form."""
    found = set()
    for entity in entities:
        for short in entity["mentions"]:
            for long in entity["mentions"]:
                letters = letters_of(short).removesuffix("s")
                is_short = re.search("[A-Z]", short) and 1 < len(letters) < 0.6 * len(long)
                if not is_short or not re.match(re.escape(letters[0]), letters_of(long)):
                    continue
                if re.search(".*?".join(map(re.escape, letters)), letters_of(long)) is None:
                    continue
                if re.search(rf"(?<!\w){re.escape(long)} \({re.escape(short)}\)", text):
                    found.add((short, long))
    shorts = {short for short, _ in found}
    return {max(((s, x) for s, x in found if s == one), key=lambda p: len(p[1])) for one in shorts}


@pytest.mark.slow
@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated papers are not beside this checkout")
def test_abbreviations_of_gold_are_found():
    """Boundaries to the letter; F1 over the short forms that gold explains."""
    with (GOLD / "papers.jsonl").open(encoding="utf-8") as lines:
        papers = {row["id"]: row for row in map(json.loads, lines)}
    n_gold = n_found = n_right = 0
    with (GOLD / "dev.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        paper = papers[row["id"]]
        wanted = gold_pairs(f"{paper['title']}\n{paper['abstract']}", row["entities"])
        found = set(pairs(paper["abstract"], title=paper["title"]))
        judged = {pair for pair in found if pair[0] in {short for short, _ in wanted}}
        n_gold += len(wanted)
        n_found += len(judged)
        n_right += len(wanted & judged)
    assert n_gold > 40
    assert 2 * n_right / (n_gold + n_found) >= 0.95
