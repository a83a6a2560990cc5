"""``kg fetch`` from the command to the file, over real HTTP."""

from __future__ import annotations

import sys

import pytest

from kg.cli import main
from kg.sources import read_source
from tests.fetch.conftest import Answer


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
    with pytest.raises(SystemExit) as exit_:
        main()
    assert isinstance(exit_.value.code, int)
    return exit_.value.code


RECORD = {"paperId": "a", "title": "Deep Sets", "abstract": "On sets.", "externalIds": {}}


def test_fetch_writes_a_file_that_build_reads(server, tmp_path, monkeypatch, capsys):
    out = tmp_path / "sets.jsonl"
    server.answers = [Answer({"data": [RECORD, {**RECORD, "paperId": "b", "title": None}]})]
    assert (
        run(monkeypatch, "fetch", "s2", "--query", "x", "--out", out, "--address", server.url) == 0
    )
    (paper,) = read_source(out.read_bytes(), out.name)
    assert (paper.id, paper.title, paper.sources) == ("s2:a", "Deep Sets", ("sets.jsonl",))
    told = capsys.readouterr()
    assert "1 papers" in told.out
    assert "passed over: b: field 'title' is missing" in told.err


def test_refusal_is_one_line_and_exit_code_2(server, tmp_path, monkeypatch, capsys):
    server.answers = [Answer("no key", 403)]
    out = tmp_path / "sets.jsonl"
    arguments = ("fetch", "openalex", "--query", "x", "--out", out, "--address", server.url)
    assert run(monkeypatch, *arguments) == 2
    told = capsys.readouterr().err
    assert told.startswith("kg: 127.0.0.1:")
    assert "refused (HTTP 403: no key)" in " ".join(told.split())
    assert not out.exists()
