"""Sentences: where they end, and what only looks like an end. ``|`` marks the cuts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from kg.extract.reading import make_reader
from kg.extract.sentences import sentence_starts

NLP = make_reader()

CASES = [
    # plain ends
    "We train it.| It works.",
    "Does it work?| Yes!| It does.",
    "No stop at the end",
    "It works!?| We think so.",
    "It ends with an ellipsis...| We go on.",
    "It is odd..| Our text has two stops.",
    "We wait… and go on.",
    "The first one.| 3D landmarks come second.",
    "Three steps matter.| (1) We read.| (2) We write.",
    "Two points.| 1) Speed.| 2) Size.",
    "A list: (i) one thing; (ii) another.",
    # names that begin in lower case
    "It is fast.| diffSPH runs on it.",
    "That was before.| pFedMe came later.",
    # abbreviations
    "Some models, e.g. BERT, fail.",
    "Some models (e.g. The Pile) fail.",
    "Large ones, i.e. Transformers, win.",
    "We follow Smith et al. (2020) here.",
    "Shown by Smith et al. 2020 again.",
    "This is due to Smith et al.| The proof is short.",
    "The work of Lu et al.| Traditional methods differ.",
    "See Fig. 3 and Figs. 4 for this.",
    "See Eq. (5) and Sec. II for this.",
    "By Thm. 2 and Prop. B it holds.",
    "Ours vs. GPT-4 is close.",
    "Ours vs. Theirs is close.",
    "It is convex w.r.t. W and smooth.",
    "An upper resp. Lower bound holds.",
    "Samples are i.i.d. Gaussian ones.",
    "Samples are i.i.d.| We show more.",
    "We compare SGD, Adam, etc.| The gap is small.",
    "We use images, texts, etc. for this.",
    "About ca. 30 runs, approx. 40 hours.",
    "In the U.S. Census data it fails.",
    "They live in the U.S.| We asked them.",
    "See No. 7 and Vol. 12 there.",
    "The answer is no.| We stop.",
    "The minimum is min.| Then we stop.",
    "Dr. Strange and Prof. X agree.",
    "Published in Phys. Rev. Lett. 12 long ago.",
    "We cite J. Numer. Meth. Fluids often.",
    "This appeared in Commun. Math. Phys. recently.",
    "We like mathematics and math.| It likes us.",
    # numbers and versions
    "It gains 3.5 points.| We stop.",
    "We use GPT-3.5.| We also use Llama 3.1.| Both work.",
    "A rate of 0.05.| Adam uses it.",
    "It takes 2 sec. 30 in all.",
    "Version v1.2.3 is old.",
    "It is 10 times faster.| 20 more follow.",
    # formulas
    "Let K = K1 + ... + KN be a sum.",
    "For any x.| Let y be given.",
    "We act by transformations of G.| We call it free.",
    "It holds in R^n.| Here n is odd.",
    "Set f(x) = 0.| Then stop.",
    # initials
    "The theorem of J. von Neumann holds.",
    "As shown by H. F. Trotter in 1959.",
    "Joint work with A. B. Cee and D. Eff.",
    "Edited by A. Person and others.",
    # missing space
    "It has a shape.|Different ones fail.",
    "It helps performance.|We show it.",
    "It uses torch.nn and Landau.jl daily.",
    "We use ASP.NET here.",
    "It works (well).|The rest fails.",
    # URLs
    "Code: https://example.org/a.b/C.| We share it.",
    "Code is at github.com/a/B.| More follows.",
    "See www.example.org/?q=a.b for more.",
    # quotes and brackets
    'He said "it works."| We agree.',
    'A "good" one.| "Bad" ones too.',
    "It works (see below).| We agree.",
    "It works.| (We checked.)| It does.",
    "It works (see A. Then B. And C.) well.",
    "In [A. Person, Math. Z. 7 (1990)] it is shown.",
    "One [1].| Two [2].| Three.",
    "It works.'| We agree.",
]


@pytest.mark.parametrize("marked", CASES)
def test_sentences_are_cut_where_they_end(marked):
    text = marked.replace("|", "")
    found = [sentence.text for sentence in NLP(text).sents]
    assert found == [part.strip() for part in marked.split("|")]


def test_there_are_sixty_cases():
    assert len(set(CASES)) >= 60


WORDS = st.lists(st.sampled_from([".", "We", "al", "e.g.", "(", ")", "x", "3", "?", "A", "-"]))


@settings(max_examples=150, deadline=None)
@given(WORDS, st.randoms(use_true_random=False))
def test_sentence_starts_are_as_many_as_words_and_the_first_is_one(words, random):
    spaces = [random.random() < 0.8 for _ in words]
    starts = sentence_starts(words, spaces)
    assert len(starts) == len(words)
    assert starts[:1] == [True][: len(words)]
