"""The five real pages, read where they lie beside the checkout; nothing of them is kept here."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kg.sources import merge_papers, read_source

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
PAGES = sorted(SEEDS.glob("*.txt"))
ENTRIES = {"000": 37, "001": 33, "002": 226, "003": 62, "004": 223}

pytestmark = pytest.mark.skipif(not PAGES, reason="shared/seeds is not beside the checkout")


@pytest.fixture(scope="module")
def read():
    return {page.name[:3]: read_source(page.read_bytes(), page.name) for page in PAGES}


def test_every_entry_is_read(read):
    assert {page: len(papers) for page, papers in read.items()} == ENTRIES
    assert sum(ENTRIES.values()) == 581


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name[:3])
def test_every_line_is_accounted_for_to_the_letter(path, read):
    head = Counter(
        {
            "new": 1,
            "Get trending papers in your email inbox!": 1,
            "Get trending papers in your email inbox once a day!": 1,
            "Subscribe": 1,
            "Daily Papers": 1,
            "byAK and the research community": 1,
        }
    )
    lines = Counter(line.strip() for line in path.read_text(encoding="utf-8").split("\n"))
    del lines[""]
    small = re.compile(r"·|• \d+ authors|[A-Z][a-z]{2} \d{1,2}(, 20\d\d)?( \d+)?")
    rest = Counter({line: n for line, n in lines.items() if not small.fullmatch(line)}) - head
    papers = read[path.name[:3]]
    expected = Counter(text for paper in papers for text in (paper.title, paper.abstract))
    if "Subscribe" not in lines:  # it is glued to the first title
        expected[papers[0].title] -= 1
        expected[f"Subscribe{papers[0].title}"] += 1
    assert rest == +expected


def test_five_pages_hold_492_papers(read):
    every = [paper for papers in read.values() for paper in papers]
    merged = merge_papers(every)
    assert len(merged) == 492
    assert sum(len(set(paper.sources)) for paper in merged) == len(
        {(paper.id, paper.sources) for paper in every}
    )


def test_author_counts_and_dates_stand_where_the_page_has_them(read):
    blocks = {page: read[page] for page in ("000", "001")}
    for papers in blocks.values():
        without = [paper for paper in papers if paper.n_authors is None]
        assert [paper.title for paper in without] == [
            "Robust Layerwise Scaling Rules by Proper Weight Decay Tuning"
        ]
        assert without == [paper for paper in papers if paper.date is None]
    assert all(
        paper.n_authors is None and paper.date is None
        for page in ("002", "003", "004")
        for paper in read[page]
    )
    by_title = {paper.title: paper for paper in blocks["000"]}
    prithvi = by_title["Prithvi WxC: Foundation Model for Weather and Climate"]
    assert (prithvi.n_authors, prithvi.date, prithvi.date_inferred) == (29, "2024-09-20", False)


def test_inferred_years(read):
    """One paper without a year on the older page has it printed on the newer one."""
    inferred = {
        page: {paper.date[:4] for paper in read[page] if paper.date_inferred}
        for page in ("000", "001")
    }
    assert inferred == {"000": {"2025"}, "001": {"2026"}}
    assert sum(paper.date_inferred for paper in read["000"]) == 10
    older, newer = (
        next(paper for paper in read[page] if paper.title.startswith("HyPINO"))
        for page in ("000", "001")
    )
    assert older.date_inferred
    assert not newer.date_inferred
    assert older.date == newer.date == "2025-09-05"


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("002", "u-$μ$P: The Unit-Scaled Maximal Update Parametrization"),
        ("002", "Deep Sets"),
        ("002", "Flagfolds"),
        ("003", "Light Schrödinger Bridge"),
        ("004", "GLU Variants Improve Transformer"),
    ],
)
def test_hard_titles(page, title, read):
    assert title in {paper.title for paper in read[page]}
