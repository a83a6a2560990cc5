"""Normalised text: what a reader sees, and the exact way back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings, strategies as st

from kg.model import Span
from kg.text import concatenate, normalise
from kg.text.normalise import _RULES, _SCAN

CASES = [
    # accents and symbols
    (r"Schr\"odinger bridge", "Schrödinger bridge"),
    (r"Poincar\'e ball", "Poincaré ball"),
    (r"ans\"{a}tze", "ansätze"),
    (r"Erd\H{o}s, Gar\c{c}on and \v{C}ech", "Erdős, Garçon and Čech"),
    (r"na\"\i ve", "naïve"),
    (r"Fra\"iss\' e limits", "Fraïssé limits"),
    (r"vs.\ others, \|x\|", "vs. others, |x|"),
    (r"360{\deg} views", "360° views"),
    (r"ScaledGD(\lambda)", "ScaledGD(λ)"),
    (r"{\Delta}Evi", "ΔEvi"),
    (r"rank $\leq 3$", "rank ≤ 3"),
    (r"\alpha-divergence", "α-divergence"),
    # the backslash lost
    ("15\\%sim30\\%", "15%~30%"),
    ("256times256 pixels", "256×256 pixels"),
    ("1.5times faster", "1.5× faster"),
    ("three times faster", "three times faster"),
    ("R^{n times n}", "R^n times n"),
    ("psi geq 1", "psi ≥ 1"),
    ("ell_1-loss", "ℓ_1-loss"),
    ("tell_1", "tell_1"),
    ("with mathcal{O}(n) samples", "with O(n) samples"),
    ("mathbb R^N", "R^N"),
    ("text{Co}mbinatorial solvers", "Combinatorial solvers"),
    # commands and braces
    (r"\emph{both} and \textbf{bold}", "both and bold"),
    ("{MetaMathQA} dataset", "MetaMathQA dataset"),
    (r"{\tt GPT-3.5}", "GPT-3.5"),
    (r"{\sc MwpBench}", "MwpBench"),
    ("S^{2}FT", "S^2FT"),
    ("10^{-4}", "10^-4"),
    ("N{+}D", "N+D"),
    ("min{a, b}", "min{a, b}"),
    ("an {open brace", "an {open brace"),
    (r"two benchmarks (\ie, GSM8K)", "two benchmarks (i.e., GSM8K)"),
    (r"LLMs (\eg, LLaMA-2)", "LLMs (e.g., LLaMA-2)"),
    (r"size (\aka the number)", "size (a.k.a. the number)"),
    (r"our \papername, here", "our papername, here"),
    (r"as shown~\cite{someone}", "as shown "),
    (r"\href{http://x.org}{the site}", "the site"),
    (r"models~\url{https://x.org/y}", "models https://x.org/y"),
    (r"Q\&A costs \$0.88", "Q&A costs $0.88"),
    (r"a \\ b", "a b"),
    # formulas and money
    ("u-$μ$P", "u-μP"),
    ("M$^3$-ACE", "M^3-ACE"),
    (r"$\textbf{S}$patio", "Spatio"),
    ("from $5 to $10", "from $5 to $10"),
    ("a lone $ sign", "a lone $ sign"),
    # Markdown and HTML
    ("**E**motion-**A**ware", "Emotion-Aware"),
    ("the *Tensor Programs* technique", "the Tensor Programs technique"),
    ("A* and D*", "A* and D*"),
    ("a * b * c", "a * b * c"),
    ("CO<sub>2</sub> &amp; more", "CO2 & more"),
    # characters
    ("``quotes'' and “more”", '"quotes" and "more"'),
    ("it’s", "it's"),
    ("ﬁne‐tuning", "fine-tuning"),
    ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
    ("no\u00a0break   and\n\tmore", "no break and more"),
    ("Navier–Stokes, Navier--Stokes", "Navier-Stokes, Navier-Stokes"),
    ("aside --- so", "aside — so"),
    ("Fre\u0301chet", "Fréchet"),
    ("FrÃ©chet donâ€™t", "Fréchet don't"),
    ("µ and μ", "μ and μ"),
    ("", ""),
]


@pytest.mark.parametrize(("raw", "expected"), CASES, ids=[raw for raw, _ in CASES])
def test_normalise_gives_what_a_reader_sees(raw, expected):
    assert normalise(raw).text == expected


#: Stretches of the normalised text and the stretch of the original that a mention has.
WAYS_BACK = [
    (r"the Schr\"odinger bridge", "Schrödinger", r"Schr\"odinger"),
    ("release {MetaMathQA} now", "MetaMathQA", "MetaMathQA"),
    ("an $alpha$-theory", "alpha-theory", "$alpha$-theory"),
    ("the $p$-group here", "p-group", "$p$-group"),
    ("the $p$-group here", "p", "p"),
    ("use u-$μ$P now", "u-μP", "u-$μ$P"),
    (r"{\Delta}Evi wins", "ΔEvi", r"{\Delta}Evi"),
    ("a text{Co}mbinatorial one", "Combinatorial", "text{Co}mbinatorial"),
    ("Sobolev space $H^1$.", "space H^1", "space $H^1$"),
    (r"type ${\mathbb A}_n$.", "type A_n", r"type ${\mathbb A}_n$"),
    ("a **B**ig **N**et", "Big", "**B**ig"),
    ("a **Big** net", "Big", "Big"),
    ("mean L^{2} error", "L^2", "L^{2}"),
    ("(S^{2}FT)", "S^2FT", "S^{2}FT"),
    (r"\emph{deep sets} are", "deep sets", "deep sets"),
    ("an eﬃcient way", "efficient", "eﬃcient"),
]


@pytest.mark.parametrize(("raw", "seen", "mention"), WAYS_BACK)
def test_to_original_gives_whole_mark_up(raw, seen, mention):
    normalised = normalise(raw)
    start = normalised.text.index(seen)
    span = normalised.to_original(start, start + len(seen))
    assert raw[span.start : span.end] == mention


RESIDUE = st.lists(
    st.one_of(
        st.sampled_from([raw for raw, _ in CASES]),
        st.sampled_from(["{", "}", "$", "*", "**", "\\", "\\emph{", "_{", "^", "``", "&lt;", "~"]),
        st.text(max_size=6),
    ),
    max_size=8,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(RESIDUE)
def test_normalise_map_is_total_and_monotone(raw):
    seen = normalise(raw)
    assert seen.original == raw
    assert len(seen.text) == len(seen.starts) == len(seen.ends)
    for start, end in zip(seen.starts, seen.ends, strict=True):
        assert 0 <= start < end <= len(raw)
    assert list(seen.starts) == sorted(seen.starts)
    assert list(seen.ends) == sorted(seen.ends)


@settings(max_examples=200, deadline=None)
@given(RESIDUE, st.data())
def test_to_original_and_back_holds_the_stretch(raw, data):
    seen = normalise(raw)
    if not seen.text:
        return
    start = data.draw(st.integers(0, len(seen.text) - 1))
    end = data.draw(st.integers(start + 1, len(seen.text)))
    span = seen.to_original(start, end)
    assert 0 <= span.start < span.end <= len(raw)
    again = seen.to_normalised(span)
    assert again[0] <= start
    assert again[1] >= end


@settings(max_examples=150, deadline=None)
@given(RESIDUE, st.data())
def test_to_original_keeps_order(raw, data):
    seen = normalise(raw)
    if len(seen.text) < 2:
        return
    middle = data.draw(st.integers(1, len(seen.text) - 1))
    left, right = seen.to_original(0, middle), seen.to_original(middle, len(seen.text))
    assert left.start <= right.start
    assert left.end <= right.end


@settings(max_examples=100, deadline=None)
@given(RESIDUE, RESIDUE)
def test_concatenate_shifts_the_second_text(one, other):
    both = concatenate(normalise(one), normalise(other), between="\n")
    assert both.original == f"{one}\n{other}"
    assert both.text == f"{normalise(one).text}\n{normalise(other).text}"
    shift = len(normalise(one).text) + 1
    for at in range(len(normalise(other).text)):
        alone = normalise(other).to_original(at, at + 1)
        together = both.to_original(shift + at, shift + at + 1)
        assert together == Span(alone.start + len(one) + 1, alone.end + len(one) + 1)


def test_to_original_refuses_an_empty_stretch():
    with pytest.raises(ValueError, match="not a stretch"):
        normalise("abc").to_original(2, 2)


EVERY_RULE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _RULES))
PIECES = (
    *(
        "a",
        "b",
        "times",
        "sim",
        "ell",
        "math",
        "bb",
        "alpha",
        "leq",
        "emph",
        "frac",
        "é",
        "e\u0301",
    ),
    *(
        "\\",
        "\\\\",
        "\\cite{",
        "\\emph{",
        "textbf{",
        '\\"',
        "{",
        "}",
        "$",
        "$$",
        "*",
        "**",
        "]",
        ">",
    ),
    *("3", "%", "_", "^", "Ã", "©", "`", "``", "''", "-", "--", "~", "&amp;", "<b>", ",", "."),
    *(" ", "  ", "\n", "\xa0", "\u2009", "\u2212", "\u0301"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_place_of_a_rule_is_passed_over(text):
    wanted = [(match.span(), match.lastgroup) for match in EVERY_RULE.finditer(text)]
    assert [(match.span(), match.lastgroup) for match in _SCAN.finditer(text)] == wanted
