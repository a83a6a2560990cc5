"""What the user names → pages → papers."""

from __future__ import annotations

import io
import json
import os
import sys
import threading

import pytest

from kg.errors import InputError
from kg.pipeline.inputs import Page, find_pages, read_pages


def paper_line(paper: str, title: str) -> str:
    return json.dumps({"id": paper, "title": title, "abstract": "We study sets."}) + "\n"


@pytest.fixture
def pages(tmp_path):
    for name, paper, title in (("b.jsonl", "2", "Deep Sets"), ("a.jsonl", "1", "Flat Bags")):
        (tmp_path / name).write_text(paper_line(paper, title))
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    return tmp_path


def test_find_pages_reads_a_folder_sorted_and_leaves_other_files(pages):
    assert [page.name for page in find_pages([str(pages)])] == ["a.jsonl", "b.jsonl"]


def test_find_pages_reads_a_glob(pages):
    assert [page.name for page in find_pages([f"{pages}/*.jsonl"])] == ["a.jsonl", "b.jsonl"]


def test_find_pages_reads_a_file_once_however_it_is_named(pages):
    found = find_pages([str(pages), f"{pages}/a.jsonl", f"{pages}/./a.jsonl"])
    assert [page.name for page in found] == ["a.jsonl", "b.jsonl"]


def test_find_pages_reads_standard_input(monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO(paper_line("1", "Deep Sets").encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert [page.name for page in find_pages(["-"])] == ["stdin"]


def test_find_pages_tells_files_of_one_name_apart_without_absolute_paths(tmp_path):
    for folder in ("mon", "tue"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.jsonl").write_text(paper_line(folder, folder))
    found = find_pages([str(tmp_path / "mon"), str(tmp_path / "tue")])
    assert [page.name for page in found] == ["mon/page.jsonl", "tue/page.jsonl"]


@pytest.mark.parametrize(
    ("argument", "told"),
    [
        ("missing.txt", "there is no such file"),
        ("none/*.txt", "no file fits"),
        ("empty", "the folder holds no page"),
    ],
)
def test_find_pages_says_what_is_wrong(tmp_path, monkeypatch, argument, told):
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=told):
        find_pages([argument])


def test_find_pages_wants_a_page():
    with pytest.raises(InputError, match="no page is named"):
        find_pages([])


def test_read_pages_counts_entries_and_joins_papers():
    one = Page("a.jsonl", (paper_line("1", "Deep Sets") + paper_line("2", "Bags")).encode())
    other = Page("b.jsonl", paper_line("1", "Deep Sets").encode())
    read = read_pages([other, one])
    assert read.n_entries == (("a.jsonl", 2), ("b.jsonl", 1))
    assert [(paper.id, paper.sources) for paper in read.papers] == [
        ("1", ("a.jsonl", "b.jsonl")),
        ("2", ("a.jsonl",)),
    ]
    assert read_pages([one, other]).papers == read.papers


def test_a_page_that_cannot_be_read_is_told_by_the_path_that_was_given(tmp_path):
    (tmp_path / "in").mkdir()
    page = tmp_path / "in" / "a.jsonl"
    page.write_text('{"id": 1}\n')
    for named in (str(page), str(page.parent), f"{page.parent}/*.jsonl"):
        with pytest.raises(InputError) as error:
            read_pages(find_pages([named]))
        assert error.value.where == f"{page}:1"


def test_a_pipe_is_named_by_what_came_through_it(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    text = paper_line("1", "Deep Sets").encode()
    feeding = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(text,))
    feeding.start()
    (page,) = find_pages([str(tmp_path / "pipe")])
    feeding.join()
    assert page == Page(f"piped-{page.sha256[:12]}", text)
