"""Bibliographies and dumps, as the programs that write them write them."""

from __future__ import annotations

import json

import pytest

from kg.errors import InputError
from kg.ids import paper_id
from kg.sources import merge_papers, read_source

BIBTEX = r"""
@inproceedings{zaheer17,
  title = {{Deep Sets}: {\"U}ber {$f(X)$}},
  author = {Zaheer, Manzil and Kottur, Satwik},
  year = {2017}, month = mar,
  eprint = {1703.06114}, archivePrefix = {arXiv},
  doi = {10.5555/3294996},
  abstract = {We study functions on sets.}
}
@article{x, title = {Flat Bags}, year = 2020}
"""

RIS = """TY  - JOUR
TI  - Flat Bags
AU  - Doe, Jane
AU  - Roe, Ann
PY  - 2020
DO  - 10.1000/ABC
UR  - https://example.org/bags
AB  - We study bags.
ER  -
"""

CSV = """Key,Publication Year,Author,Title,DOI,Url,Abstract Note,Date
K1,2020,"Doe, Jane; Roe, Ann",Flat Bags,10.1000/abc,https://example.org/bags,"We study
bags.",2020-05
"""

OPENALEX = {
    "id": "https://openalex.org/W1",
    "doi": "https://doi.org/10.48550/arxiv.1703.06114",
    "title": "Deep Sets",
    "publication_date": "2017-03-10",
    "abstract_inverted_index": {"We": [0], "study": [1, 4], "sets;": [2], "we": [3], "more.": [5]},
    "authorships": [{"author": {"display_name": "Manzil Zaheer"}}],
    "primary_location": {"landing_page_url": "https://arxiv.org/abs/1703.06114"},
}
S2 = {
    "paperId": "abc",
    "title": "Deep Sets",
    "abstract": None,
    "externalIds": {"ArXiv": "1703.06114", "DOI": "10.5555/3294996"},
    "year": 2017,
    "authors": [{"name": "M. Zaheer"}],
}
ARXIV = {
    "id": "0704.0001",
    "title": "Calculation of\n  things",
    "abstract": "  We calculate.\n",
    "authors": "C. Balázs",
    "authors_parsed": [["Balázs", "C.", ""]],
    "update_date": "2008-11-26",
    "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}],
}
CSL = {
    "id": "zotero/1",
    "type": "article-journal",
    "title": "Flat Bags",
    "DOI": "10.1000/abc",
    "issued": {"date-parts": [[2020, 5, 6]]},
    "author": [{"family": "Doe", "given": "Jane"}, {"literal": "The Bag Group"}],
}


def read(text: object, name: str = "x.jsonl"):
    return read_source((text if isinstance(text, str) else json.dumps(text)).encode(), name)


def test_bibtex():
    first, second = read(BIBTEX, "x.bib")
    assert (first.id, first.date, first.authors) == (
        "1703.06114",
        "2017-03",
        ("Manzil Zaheer", "Satwik Kottur"),
    )
    assert first.title.startswith("Deep Sets: Über")
    assert first.ids == ("arxiv:1703.06114", "doi:10.5555/3294996")
    assert (second.id, second.date) == (paper_id("Flat Bags"), "2020")  # no citation key


def test_ris_csv_and_csl_give_the_same_paper():
    found = [*read(RIS, "x.ris"), *read(CSV, "x.csv"), *read([CSL], "x.json")]
    assert {paper.id for paper in found} == {"10.1000/abc"}
    (paper,) = merge_papers(found)
    assert paper.sources == ("x.csv", "x.json", "x.ris")
    assert paper.date == "2020-05-06"
    assert found[1].authors == ("Jane Doe", "Ann Roe")
    assert found[1].abstract == "We study\nbags."
    assert found[2].authors == ("Jane Doe", "The Bag Group")


def test_openalex_and_semantic_scholar_give_the_same_paper():
    (work,), (record,) = read(OPENALEX), read(S2)
    assert work.abstract == "We study sets; we study more."
    assert (work.id, record.id) == ("1703.06114", "1703.06114")
    (paper,) = merge_papers([work, record])
    assert paper.ids == ("arxiv:1703.06114", "doi:10.5555/3294996", "openalex:W1", "s2:abc")


def test_arxiv_snapshot():
    (paper,) = read(ARXIV)
    assert (paper.id, paper.title, paper.abstract) == (
        "0704.0001",
        "Calculation of things",
        "We calculate.",
    )
    assert (paper.date, paper.authors) == ("2007-04-02", ("C. Balázs",))


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("@article{x, title = {Deep", "x.bib", r"x\.bib:1: this is no BibTeX entry"),
        ("@article{x, year = 2020}", "x.bib", r"x\.bib:1: an entry has no title"),
        ("TY  - JOUR\nPY  - 2020\nER  - \n", "x.ris", r"record 1: an entry has no title"),
        ("% nothing\n", "x.bib", r"x\.bib: there is no BibTeX entry"),
        ("TY  - JOUR\nTI  - Deep Sets\n", "x.ris", r"x\.ris:1: the record .* has no end"),
        (f"{RIS}\nTY  - JOUR\nTI  - Cut", "x.ris", r"x\.ris:\d+: the record .* has no end"),
        ("a,b\n1,2\n", "x.csv", r"x\.csv:1: there is no column of titles"),
        ("title\nDeep,Sets\n", "x.csv", r"x\.csv:2: the row has more cells than the head"),
        ("title\n", "x.csv", "the table has no row"),
        ('title\n"open\n', "x.csv", "this is no CSV"),
        ("[1]", "x.json", "records that are not known"),
        ("[", "x.json", "this is not JSON"),
        ("[]", "x.json", "the array is empty"),
        ('{"paperId": "x", "title": null}', "x.jsonl", "field 'title' is missing"),
    ],
)
def test_what_cannot_be_read_is_told(text, name, told):
    with pytest.raises(InputError, match=told):
        read(text, name)


@pytest.mark.parametrize("kind", ["jsonl", "bib", "txt"])
def test_absurd_length_is_told(kind):
    abstract = "word " * 100_000
    text = {
        "jsonl": json.dumps({"id": "1", "title": "Deep Sets", "abstract": abstract}),
        "bib": f"@article{{x, title = {{Deep Sets}}, abstract = {{{abstract}}}}}",
        "txt": f"Subscribe\n\nDeep Sets\n\n{abstract}.\n",
    }[kind]
    with pytest.raises(
        InputError, match=r"an abstract of [\d,]+ characters is none; give an abstract"
    ):
        read(text, f"x.{kind}")
