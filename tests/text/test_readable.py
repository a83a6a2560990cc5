"""Names without the LaTeX of their text."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from kg.text.folding import match_key
from kg.text.readable import readable


@pytest.mark.parametrize(
    ("given_name", "wanted"),
    [
        (r"Gr\"uneisen formalism", "Grüneisen formalism"),
        (r"Fr\'{e}chet distributions", "Fréchet distributions"),
        (r"generalized \v{S}erstnev spaces", "generalized Šerstnev spaces"),
        (r"It\^o-Stratonovich", "Itô-Stratonovich"),
        (r"\mathrm{Glimm}(A)", "Glimm(A)"),
        (r"L2GC{+}FS", "L2GC+FS"),
        (r"{D}eep {L}earning", "Deep Learning"),
        (r"na\"{\i}ve Bayes", "naïve Bayes"),
        (r"$\gamma$-H\"older paths", "$\\gamma$-Hölder paths"),
        ("u-$μ$P", "u-$μ$P"),
        ("L_2", "L_2"),
        ("Al$_{x}$Cr$_{1-x}$", "Al$_{x}$Cr$_{1-x}$"),
        (r"\D-boundedness", r"\D-boundedness"),
        ("C#", "C#"),
    ],
)
def test_text_is_read_and_formulas_stay(given_name, wanted):
    assert readable(given_name) == wanted


@given(st.text(alphabet="abé -_.+#^~'\"$0129"))
def test_what_has_no_command_stays(name):
    assert readable(name) == (name.strip() or name)


@pytest.mark.parametrize("name", [r"Gr\"uneisen", r"\emph{in situ}", r"Fr\'{e}chet", "L2GC{+}FS"])
def test_both_spellings_have_one_key(name):
    assert match_key(readable(name)) == match_key(name)
