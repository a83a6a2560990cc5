"""A fetch that was cut off goes on where it stopped; its file appears as a whole."""

from __future__ import annotations

import json

import pytest

from kg.errors import InputError
from kg.fetch import Batch
from kg.fetch.batch import paper_line
from kg.model import Paper
from kg.pipeline.fetching import fetch_file
from kg.sources import read_source


def make_paper(number: int) -> Paper:
    name = f"2510.{number:05}"
    return Paper(name, f"Deep Sets {number}", "Two\nlines.", ids=(f"arxiv:{name}",))


class Source:
    """Five batches of two papers; breaks off before a batch as often as it is told."""

    def __init__(self, *breaks: int) -> None:
        self.breaks = list(breaks)
        self.asked: list[str | None] = []

    def __call__(self, place: str | None):
        for number in range(int(place or 0), 5):
            self.asked.append(str(number))
            if self.breaks and self.breaks[0] == number:
                self.breaks.pop(0)
                raise InputError("source", "is busy")
            papers = (make_paper(2 * number), make_paper(2 * number + 1))
            yield Batch(papers, str(number + 1) if number < 4 else None, (f"x{number}: no title",))


def quiet(*_told: object) -> None:
    pass


def test_cut_off_fetch_goes_on(tmp_path):
    out = tmp_path / "out.jsonl"
    source = Source(2, 4)
    for _ in range(2):
        with pytest.raises(InputError, match="is busy"):
            fetch_file(out, "q", source, progress=quiet)
        assert not out.exists()
    report = fetch_file(out, "q", source, progress=quiet)
    assert source.asked == ["0", "1", "2", "2", "3", "4", "4"]
    assert (report.n_papers, len(report.passed_over)) == (10, 5)
    assert read_source(out.read_bytes(), "out.jsonl") == tuple(
        Paper(**{**vars(make_paper(n)), "sources": ("out.jsonl",)}) for n in range(10)
    )
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_half_a_batch_is_fetched_again(tmp_path):
    out, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    source = Source(1)
    with pytest.raises(InputError):
        fetch_file(out, "q", source, progress=quiet)
    whole = part.read_bytes()
    for cut in (whole[:-5], whole + paper_line(make_paper(2)).encode(), whole + b'{"id": "25'):
        part.write_bytes(cut)
        report = fetch_file(out, "q", Source(), progress=quiet)
        assert report.n_papers == 10
        assert out.read_text().count("Deep Sets 2") == 1


def test_another_question_begins_anew(tmp_path):
    out = tmp_path / "out.jsonl"
    with pytest.raises(InputError):
        fetch_file(out, "q", Source(3), progress=quiet)
    source = Source()
    fetch_file(out, "other", source, progress=quiet)
    assert source.asked == ["0", "1", "2", "3", "4"]


def test_most_papers(tmp_path):
    source = Source()
    assert fetch_file(tmp_path / "o.jsonl", "q", source, most=3, progress=quiet).n_papers == 3
    assert source.asked == ["0", "1"]


def test_nothing_found_is_told_and_leaves_nothing(tmp_path):
    with pytest.raises(InputError, match="the source has no such paper"):
        fetch_file(tmp_path / "o.jsonl", "q", lambda _place: iter(()), progress=quiet)
    assert not list(tmp_path.iterdir())


def test_damaged_part_is_told(tmp_path):
    part = tmp_path / "o.jsonl.part"
    part.write_text(json.dumps({"question": "q"}) + "\nrubbish\n")
    with pytest.raises(InputError, match=r"o\.jsonl\.part|rubbish|not JSON"):
        fetch_file(tmp_path / "o.jsonl", "q", Source(), progress=quiet)
