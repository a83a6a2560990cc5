"""When two records are one paper, and when they only look so."""

from __future__ import annotations

import pytest

from kg.ids import paper_id
from kg.model import Paper
from kg.sources import merge_papers
from kg.sources.identifiers import arxiv_id, doi
from kg.sources.identity import identity_keys, title_clashes


@pytest.mark.parametrize(
    "text",
    [
        "1703.06114",
        "1703.06114v3",
        "arXiv:1703.06114",
        "http://arxiv.org/abs/1703.06114v1",
        "https://arxiv.org/pdf/1703.06114.pdf",
        "https://huggingface.co/papers/1703.06114",
        "10.48550/arXiv.1703.06114",
        "oai:arXiv.org:1703.06114",
    ],
)
def test_arxiv_id_is_known_however_it_is_written(text):
    assert arxiv_id(text) == "1703.06114"
    assert doi(text) is None


@pytest.mark.parametrize(
    "text", ["", "1703", "17031.06114", "10.1145/1703.06114", "see 1703.06114"]
)
def test_what_is_no_arxiv_id(text):
    assert arxiv_id(text) is None


def paper(id_: str, title: str, source: str = "a", **fields: object) -> Paper:
    return Paper(id_, title, "", sources=(source,), **fields)  # type: ignore[arg-type]


def test_listing_preprint_and_journal_are_one_paper_with_all_that_is_known():
    title = "Deep Sets: On Bags"
    found = [
        paper(paper_id(title), title, "page.txt"),
        paper("1703.06114", "Deep sets – on bags.", "a.jsonl", ids=("arxiv:1703.06114",)),
        paper("10.1/x", "Deep Sets", "b.bib", ids=("doi:10.1/x",)),
        paper("W1", "Deep Sets!", "c.jsonl", ids=("doi:10.1/x", "openalex:W1")),
        paper("x", "Else", "d.jsonl", url="https://arxiv.org/abs/1703.06114v2"),
        paper("W1", "Deep Sets: On Bags", "e.jsonl"),
    ]
    (merged,) = merge_papers(found)
    assert merged.id == "1703.06114"
    assert merged.sources == ("a.jsonl", "b.bib", "c.jsonl", "d.jsonl", "e.jsonl", "page.txt")
    assert {"10.1/x", "W1", "x", "doi:10.1/x", "openalex:W1"} <= set(merged.ids)
    assert {"arxiv:1703.06114", "doi:10.1/x"} <= identity_keys(merged)


def test_two_arxiv_ids_under_one_title_are_two_papers():
    found = [paper("2401.00001", "A Survey"), paper("2401.00002", "A survey")]
    assert [one.id for one in merge_papers(found)] == ["2401.00001", "2401.00002"]


def test_one_id_with_two_titles_is_told_unless_one_may_be_the_other():
    one = paper("1", "Deep Sets", "a.jsonl")
    assert title_clashes([one, paper("1", "Deep Sets: Learning on Bags", "b.jsonl")]) == ()
    assert title_clashes([one, paper("1", "Deep sets, revisited", "b.jsonl")]) == ()
    (clash,) = title_clashes([one, paper("1", "Quantum error correction", "b.jsonl")])
    assert (clash.key, clash.titles) == ("1", ("Deep Sets", "Quantum error correction"))
    assert clash.sources == ("a.jsonl", "b.jsonl")
