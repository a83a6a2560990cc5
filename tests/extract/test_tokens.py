"""Tokens: names stay findable, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings, strategies as st

from kg.extract.reading import make_reader, read_paper
from kg.extract.tokens import ScienceTokenizer, iter_token_spans
from kg.model import Paper, Span

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"

VOCAB = spacy.blank("en").vocab

CASES = [
    ("Transformer-based MLP-Mixer.", "Transformer|-|based|MLP|-|Mixer|."),
    ("GPT-3.5 and Llama3.1-8B", "GPT|-|3.5|and|Llama3.1|-|8B"),
    ("C++/CUDA, C# and A*", "C++|/|CUDA|,|C#|and|A*"),
    ("LR+GD on GSM8K+ (PFGM++)", "LR|+|GD|on|GSM8K+|(|PFGM++|)"),
    ("pass@1, mAP@0.5", "pass@1|,|mAP@0.5"),
    ("L_2, S^2FT and R^n", "L_2|,|S^2FT|and|R^n"),
    ("e.g., i.i.d. data w.r.t. x", "e.g.|,|i.i.d.|data|w.r.t.|x"),
    ("1,000 of 1,234.5 at 98.5%", "1,000|of|1,234.5|at|98.5|%"),
    ("Adam's don't 't Hooft", "Adam|'s|don't|'|t|Hooft"),
    ("see https://x.org/a_b?c=1.", "see|https://x.org/a_b?c=1|."),
    ("at github.com/a/b-c, now", "at|github.com/a/b-c|,|now"),
    ("shape.Different arXiv.org", "shape|.|Different|arXiv.org"),
    ("so... yes -- no", "so|...|yes|--|no"),
    ("SE(3)-equivariant", "SE|(|3|)|-|equivariant"),
    ("DALL·E Q&A", "DALL·E|Q|&|A"),
    ("x\u0302 stays whole", "x\u0302|stays|whole"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_iter_token_spans_splits(text, expected):
    assert "|".join(text[start:end] for start, end in iter_token_spans(text)) == expected


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_tokens_are_ordered_disjoint_and_cover(text):
    done = 0
    for start, end in iter_token_spans(text):
        assert done <= start < end
        assert not text[done:start].strip()
        done = end
    assert not text[done:].strip()


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=" ab.-(\n\t\u00e9", max_size=20))
def test_doc_text_is_the_text(text):
    assert ScienceTokenizer(VOCAB)(text).text == text


FRAMES = [
    "We train {} from scratch.",
    "Results of ({}), as before",
    "It beats {}, {} and others: \u201c{}\u201d.",
    "{}-based methods need {}'s help",
]


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated papers are not beside this checkout")
@pytest.mark.parametrize("frame", FRAMES)
def test_hard_names_stand_on_token_boundaries(frame):
    nlp = make_reader()
    names = (GOLD / "hard_names.txt").read_text(encoding="utf-8").splitlines()
    lost = []
    for name in names:
        reading = read_paper(Paper("p", frame.replace("{}", name), ""), nlp)
        at = frame.index("{}")
        span = Span(at, at + len(name))
        if reading.span_of(*reading.tokens_of(span)) != span:
            lost.append(name)
    assert not lost
