"""``kg leaderboard``, ``kg table``, ``kg export``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

import kg
from kg.cli.commands import app

EXPORT = Path(__file__).resolve().parents[2] / "exports"


def run(*arguments: object) -> str:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def test_leaderboard_prints_the_best_first():
    board = kg.load(EXPORT).leaderboard("GSM8K")
    told = run("leaderboard", "gsm8k", "--graph", EXPORT, "--format", "table")
    assert "results on GSM8K" in told
    rows = list(
        csv.DictReader(io.StringIO(run("leaderboard", "GSM8K", "-g", EXPORT, "--format", "csv")))
    )
    assert [row["value"] for row in rows] == [one.value for one in board]
    assert run("leaderboard", "GSM8K", "-g", EXPORT, "--format", "md").startswith("| rank |")


@pytest.mark.parametrize(("name", "count"), [("methods", None), ("papers", 72), ("results", None)])
def test_table_is_shown_as_csv_or_markdown(name, count):
    frame = kg.load(EXPORT).to_pandas(name)
    rows = list(csv.reader(io.StringIO(run("table", name, "--graph", EXPORT), newline="")))
    assert len(rows) - 1 == len(frame) == (count or len(frame))
    assert run("table", name, "-g", EXPORT, "--format", "md").count("\n") == len(frame) + 2


def test_table_goes_to_a_file(tmp_path):
    told = run("table", "datasets", "-g", EXPORT, "--format", "xlsx", "--out", tmp_path / "d.xlsx")
    assert str(tmp_path / "d.xlsx") in told.replace("\n", "")
    assert openpyxl.load_workbook(tmp_path / "d.xlsx")["datasets"].max_row > 10


def test_export_tells_the_format_by_the_name(tmp_path):
    run("export", EXPORT, "--out", tmp_path / "g.sqlite")
    assert (tmp_path / "g.sqlite").read_bytes().startswith(b"SQLite format 3")
    run("export", EXPORT, "--out", tmp_path / "g.nt")
    assert (tmp_path / "g.nt").read_bytes() == (EXPORT / "graph.nt").read_bytes()


def test_trends_are_counted_and_drawn(tmp_path):
    told = run("trends", "Transformer", "LSTM", "-g", EXPORT, "--plot", tmp_path / "t.svg")
    counts = kg.load(EXPORT).trends("Transformer", "LSTM")
    assert [line.split()[0] for line in told.splitlines()[2 : 2 + len(counts.periods)]] == [
        *counts.periods
    ]
    assert (tmp_path / "t.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_export_as_rdf_xml_holds_every_triple(tmp_path):
    run("export", EXPORT, "--out", tmp_path / "g.rdf")
    read = ox.parse((tmp_path / "g.rdf").read_bytes(), format=ox.RdfFormat.RDF_XML)
    assert sum(1 for _ in read) == (EXPORT / "graph.nt").read_text(encoding="utf-8").count("\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("table", "papers", "-g", EXPORT, "--format", "xlsx"), "name a file with --out"),
        (("table", "papers", "-g", "nowhere"), "nowhere: is not an export folder"),
        (("leaderboard", "ImagNet", "-g", EXPORT), "did you mean ImageNet"),
        (("trends", "Transfomer", "-g", EXPORT), "did you mean Transformer"),
        (("export", EXPORT, "--out", "x.doc"), "end of a file's name"),
        (("export", EXPORT, "--out", EXPORT, "--format", "csv"), "is there already"),
    ],
)
def test_bad_input_is_told(arguments, told):
    with pytest.raises(kg.KgError, match=told):
        run(*arguments)


@pytest.mark.parametrize("command", ["leaderboard", "table", "trends", "export"])
def test_help_has_an_example(command):
    assert f"kg {command} " in run(command, "--help").replace("Usage: kg", "")
