from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from kg.ids import paper_id
from kg.model import Paper
from kg.sources import merge_papers


def page(title: str, abstract: str = "On sets.", **fields: object) -> Paper:
    return Paper(paper_id(title), title, abstract, **fields)  # type: ignore[arg-type]


def test_same_title_on_two_pages_is_one_paper_that_knows_both():
    (paper,) = merge_papers(
        [page("Deep Sets", sources=("b.txt",)), page("Deep  sets", sources=("a.txt",))]
    )
    assert paper.sources == ("a.txt", "b.txt")
    assert paper.id == paper_id("Deep Sets")
    assert paper.title == "Deep  sets"


def test_given_id_wins_and_joins_other_titles():
    rows = [
        page("Deep Sets", sources=("a.txt",)),
        Paper("1703.06114", "DEEP SETS", "On sets, shorter", sources=("b.jsonl",)),
        Paper("1703.06114", "Deep Sets, revised", "On sets and on more.", sources=("c.jsonl",)),
    ]
    (paper,) = merge_papers(rows)
    assert paper == Paper(
        "1703.06114",
        "Deep Sets, revised",
        "On sets and on more.",
        sources=("a.txt", "b.jsonl", "c.jsonl"),
    )


def test_different_papers_stay_apart_and_are_sorted():
    merged = merge_papers([page("B of two"), page("A of two"), page("C of two")])
    assert len(merged) == 3
    assert [paper.id for paper in merged] == sorted(paper.id for paper in merged)


def test_nothing_gives_nothing():
    assert merge_papers([]) == ()


@pytest.mark.parametrize(
    ("left", "right", "date", "inferred"),
    [
        (None, ("2025-09-05", True), "2025-09-05", True),
        (("2025-09-05", True), ("2025", False), "2025", False),
        (("2025-09", False), ("2025-09-05", False), "2025-09-05", False),
        (("2025-09-06", False), ("2025-09-05", False), "2025-09-05", False),
        (None, None, None, False),
    ],
)
def test_dates(left, right, date, inferred):
    papers = [
        page("Deep Sets", sources=(name,))
        if at is None
        else page("Deep Sets", date=at[0], date_inferred=at[1], sources=(name,))
        for name, at in (("a.txt", left), ("b.txt", right))
    ]
    (paper,) = merge_papers(papers)
    assert (paper.date, paper.date_inferred) == (date, inferred)


def test_authors_and_their_number():
    listed = page("Deep Sets", authors=("Ada", "Bob"), n_authors=2)
    counted = page("Deep Sets", n_authors=6, url="https://example.org/b")
    fewer = page("Deep Sets", n_authors=5, url="https://example.org/a")
    (paper,) = merge_papers([counted, listed])
    assert (paper.authors, paper.n_authors) == (("Ada", "Bob"), 2)
    (paper,) = merge_papers([fewer, counted])
    assert (paper.n_authors, paper.url) == (6, "https://example.org/a")


TITLES = st.sampled_from(["Deep Sets", "deep sets", "DEEP  SETS", "Flagfolds", "Light Bridge"])
PAPERS = st.builds(
    lambda given, title, abstract, date, inferred, n_authors, source: Paper(
        given or paper_id(title),
        title,
        abstract,
        date,
        date is not None and inferred,
        n_authors,
        sources=(source,),
    ),
    st.sampled_from(["", "", "1703.06114", "2004.1"]),
    TITLES,
    st.sampled_from(["On sets.", "On bags.", "On sets and bags."]),
    st.sampled_from([None, "2017", "2017-03-10"]),
    st.booleans(),
    st.none() | st.integers(1, 3),
    st.sampled_from(["a.txt", "b.txt", "c.txt"]),
)


@settings(max_examples=100)
@given(st.lists(PAPERS, max_size=8), st.randoms(use_true_random=False))
def test_order_does_not_matter(papers, random):
    merged = merge_papers(papers)
    shuffled = random.sample(papers, len(papers))
    assert merge_papers(shuffled) == merged
    assert merge_papers(merged) == merged
    assert {s for paper in merged for s in paper.sources} == {s for p in papers for s in p.sources}
    titles = {" ".join(paper.title.casefold().split()) for paper in merged}
    assert len({paper.id for paper in merged}) == len(titles) == len(merged)
