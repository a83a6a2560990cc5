"""Several processes say what one says."""

from __future__ import annotations

import pytest

from kg.extract import extract_papers, extraction_to_dict
from kg.extract.parallel import choose_processes, extract_in_processes
from kg.model import Paper

PAPERS = [
    Paper(f"p{n}", f"FooNet-{n}", f"We propose FooNet-{n}. It beats LoRA on MNIST by {n}.5%.")
    for n in range(1, 21)
]


@pytest.mark.parametrize(("n_papers", "n"), [(0, 1), (1, 1), (127, 1)])
def test_few_papers_are_not_worth_a_process(n_papers, n):
    assert choose_processes(n_papers) == n


@pytest.mark.slow
def test_two_processes_say_what_one_says():
    one = [extraction_to_dict(found) for found in extract_papers(PAPERS)]
    two = [extraction_to_dict(found) for found in extract_in_processes(PAPERS, n_processes=2)]
    assert one == two
