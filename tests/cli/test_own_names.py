"""``--lexicon``: a user's names end up in the graph, stay when it grows, and bad lists are told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import kg.cli.main  # noqa: F401 - the commands join the app there
from kg.cli.commands import app
from kg.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


def page(path: Path, key: str) -> Path:
    abstract = "We present BarNet and evaluate it on quuxo forms. Quuxo forms are hard."
    paper = {"id": key, "title": f"On bridges, part {key}", "abstract": abstract}
    path.write_text(json.dumps(paper) + "\n", encoding="utf-8")
    return path


def run(*arguments: object) -> None:
    done = CliRunner().invoke(app, list(map(str, arguments)))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output


def test_taught_name_is_a_node_and_stays_when_the_graph_grows(tmp_path):
    names = tmp_path / "my.tsv"
    names.write_text("quuxo form\tDataset\n", encoding="utf-8")
    out = tmp_path / "graph"
    first, second = page(tmp_path / "a.jsonl", "a"), page(tmp_path / "b.jsonl", "b")
    run("build", first, "--out", out, "--lexicon", names)
    assert "lexicon" in json.loads((out / "build.json").read_text(encoding="utf-8"))
    names.unlink()  # the folder knows them
    run("add", out, second)
    lines = (out / "mentions.jsonl").read_text(encoding="utf-8").splitlines()
    found = [one for one in map(json.loads, lines) if "uuxo" in one["text"]]
    assert {(one["type"], one["text"].lower()) for one in found} == {("Dataset", "quuxo forms")}
    assert {one["paper"] for one in found} == {"a", "b"}
    assert len({one["node"] for one in found}) == 1


def test_bad_list_is_told_and_nothing_is_written(tmp_path):
    names = tmp_path / "my.tsv"
    names.write_text("quuxo form\tdata\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"my\.tsv:1: unknown type 'data'; give Method, Dataset"):
        run("build", page(tmp_path / "a.jsonl", "a"), "--out", tmp_path / "g", "--lexicon", names)
    assert not (tmp_path / "g").exists()
    with pytest.raises(InputError, match="cannot be read"):
        run("extract", tmp_path / "a.jsonl", "--out", tmp_path / "x", "--lexicon", tmp_path / "no")
    names.write_bytes("Schr\xf6dinger\tConcept\n".encode("latin-1"))
    with pytest.raises(InputError, match="is not UTF-8"):
        run("extract", tmp_path / "a.jsonl", "--out", tmp_path / "x", "--lexicon", names)
