"""What a terminal gets and what a pipe gets."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import kg
from kg import __main__ as entry

EXPORT = Path(__file__).resolve().parents[2] / "exports"
TABLES = {
    "ask": ("ask", EXPORT),
    "answer": ("ask", EXPORT, "methods-on-dataset", "GLUE"),
    "query": ("query", EXPORT, "SELECT ?m { ?m a kg:Method } LIMIT 3"),
    "leaderboard": ("leaderboard", "ImageNet", "--metric", "accuracy", "-g", EXPORT),
    "trends": ("trends", "BERT", "-g", EXPORT),
    "rising": ("rising", EXPORT, "--by", "year", "--last", "3"),
}


@pytest.fixture
def run(monkeypatch, capsys):
    def invoke(*words: object, terminal: bool) -> tuple[str, str]:
        for module in ("ask", "growth", "scores", "show", "table", "tables"):
            monkeypatch.setattr(f"kg.cli.{module}.on_terminal", lambda: terminal, raising=False)
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            entry.main()
        assert ended.value.code == 0
        told = capsys.readouterr()
        return told.out, told.err

    return invoke


@pytest.mark.parametrize("name", TABLES)
def test_a_pipe_gets_heads_and_rows_with_tabs_between(run, name):
    out, _ = run(*TABLES[name], terminal=False)
    table = out.partition("\n\n")[0]
    lines = table.splitlines()
    assert len(lines) > 1
    assert len({line.count("\t") for line in lines}) == 1
    assert not set(out) & set("┃│━╇")
    assert "  " not in out


@pytest.mark.parametrize("name", TABLES)
def test_a_terminal_gets_a_drawn_table(run, name):
    out, told = run(*TABLES[name], terminal=True)
    assert "\t" not in out
    assert told == ""
    assert "━" in out or name == "trends"


def test_what_stands_around_a_table_goes_beside_a_pipe(run):
    out, told = run(*TABLES["answer"], terminal=False)
    assert out.startswith("method\tpapers\n")
    assert told == "Which methods are evaluated on a data set? dataset = GLUE\n"
    undated = kg.load(EXPORT).trends("BERT").undated
    assert bool(run(*TABLES["trends"], terminal=False)[1]) == bool(undated)


def test_a_table_that_is_asked_for_is_drawn(run):
    out, told = run(*TABLES["query"], "--format", "table", terminal=False)
    assert "━" in out
    assert out.endswith("3 row(s)\n")
    assert told == ""


def test_a_pipe_gets_nothing_where_there_is_nothing(run):
    assert run("diff", EXPORT, EXPORT, terminal=False) == ("", "nothing changed\n")
