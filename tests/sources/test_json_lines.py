from __future__ import annotations

import json

import pytest

from kg.errors import InputError
from kg.model import Paper
from kg.sources import read_source

ROW = {"id": "1703.06114", "title": "Deep Sets", "abstract": "We study sets."}


def read(*rows: object) -> tuple[Paper, ...]:
    return read_source("\n".join(json.dumps(row) for row in rows).encode(), "p.jsonl")


def test_every_field():
    row = ROW | {
        "date": "2017-03-10",
        "authors": ["Manzil Zaheer", " Satwik Kottur "],
        "url": "https://arxiv.org/abs/1703.06114",
    }
    assert read(row) == (
        Paper(
            id="1703.06114",
            title="Deep Sets",
            abstract="We study sets.",
            date="2017-03-10",
            n_authors=2,
            authors=("Manzil Zaheer", "Satwik Kottur"),
            url="https://arxiv.org/abs/1703.06114",
            sources=("p.jsonl",),
        ),
    )


def test_needed_fields_alone_and_nulls():
    bare = Paper("1703.06114", "Deep Sets", "We study sets.", sources=("p.jsonl",))
    nulls = ROW | {"date": None, "authors": None, "url": None}
    assert read(ROW, nulls, ROW | {"authors": []}) == (bare, bare, bare)


@pytest.mark.parametrize("date", ["2017", "2017-03", "2024-02-29"])
def test_dates_keep_their_precision(date):
    assert read(ROW | {"date": date})[0].date == date


def test_blank_lines_and_empty_abstract():
    data = b'\n{"id": "a", "title": "Deep Sets", "abstract": ""}\r\n\r\n'
    assert read_source(data, "p.jsonl") == (Paper("a", "Deep Sets", "", sources=("p.jsonl",)),)


def test_line_ends_inside_are_kept():
    assert read(ROW | {"abstract": " One.\n  Two. "})[0].abstract == "One.\n  Two."


LINES = "write one object a line"
DAY = "write YYYY, YYYY-MM or YYYY-MM-DD"
NEEDED = "give id, title and abstract"
LINK = "give an http or https address"
MEANT = "did you mean 'authors'?"
KNOWN = "known fields: id, title, abstract, date, authors, url, ids"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (json.dumps({"id": "a", "title": "T"}), f"field 'abstract' is missing; {NEEDED}"),
        (json.dumps(ROW | {"id": 7}), "field 'id' is not a string"),
        (json.dumps(ROW | {"abstract": None}), "field 'abstract' is not a string"),
        (json.dumps(ROW | {"title": " "}), "field 'title' is empty"),
        (json.dumps(ROW | {"author": []}), f"unknown field 'author'; {MEANT} {KNOWN}"),
        (json.dumps(ROW | {"date": "2017-02-30"}), f"date '2017-02-30' is not one; {DAY}"),
        (json.dumps(ROW | {"date": "0000"}), f"date '0000' is not one; {DAY}"),
        (json.dumps(ROW | {"date": 2017}), f"date 2017 is not one; {DAY}"),
        (json.dumps(ROW | {"authors": "A, B"}), "field 'authors' is not a list of names"),
        (json.dumps(ROW | {"authors": ["A", 2]}), "author 2 is not a name"),
        (json.dumps(ROW | {"url": "data:,x"}), f"url 'data:,x' is not a link; {LINK}"),
        (json.dumps(ROW | {"title": "a\x01"}), "character U+0001 is not text; remove it"),
        (json.dumps(ROW | {"abstract": "\ud800"}), "character U+D800 is not text; remove it"),
        ('{"id": "a", "id": "b"}', "field 'id' is given twice"),
        ('{"id": "a" 1}', f"not JSON: Expecting ',' delimiter (column 12); {LINES}"),
        ('"just a string"', f"not a JSON object; {LINES}"),
        ('{"id": ' + "[" * 100_000, f"not JSON that can be read; {KNOWN}"),
        ('{"id": ' + "9" * 5000 + "}", f"not JSON that can be read; {KNOWN}"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(line, message):
    data = f"{json.dumps(ROW)}\n\n{line}\n".encode()
    with pytest.raises(InputError) as error:
        read_source(data, "p.jsonl")
    assert str(error.value) == f"p.jsonl:3: {message}"


def test_fields_of_a_metadata_dump_are_passed_over():
    line = json.dumps(ROW | {"categories": ["cs.LG"], "update_date": "2017-03-10", "doi": None})
    assert read_source(line.encode(), "p.jsonl") == read_source(json.dumps(ROW).encode(), "p.jsonl")
