"""An export whose files are not as they were written is not believed."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from kg import __main__ as entry

EXPORT = Path(__file__).resolve().parents[2] / "exports"
_KEPT = ("build.json", "graph.json", "graph.nt", "graph.html", "void.ttl")
EMPTY_GRAPH = '{"directed": true, "multigraph": true, "graph": {}, "nodes": [], "edges": []}'


@pytest.fixture
def folder(tmp_path):
    for name in _KEPT:
        shutil.copyfile(EXPORT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def run(monkeypatch, capsys):
    def invoke(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            entry.main()
        told = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, told.out, told.err

    return invoke


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("graph.json", ("stats", "DIR")),
        ("graph.json", ("show", "DIR", "LoRA")),
        ("graph.json", ("view", "DIR", "LoRA", "--print")),
        ("graph.json", ("leaderboard", "GLUE", "--graph", "DIR")),
        ("graph.json", ("diff", "DIR", "DIR")),
        ("graph.nt", ("query", "DIR", "ASK { ?a ?b ?c }")),
        ("graph.nt", ("ask", "DIR", "methods-on-dataset", "GLUE")),
        ("graph.nt", ("push", "DIR", "http://127.0.0.1:1/store")),
        ("graph.html", ("view", "DIR", "--print")),
    ],
)
@pytest.mark.parametrize("text", ["", EMPTY_GRAPH])
def test_a_file_that_was_altered_is_told_and_not_believed(run, folder, name, command, text):
    (folder / name).write_text(text)
    code, out, told = run(*(word.replace("DIR", str(folder)) for word in command))
    assert (code, out) == (2, "")
    assert told == (
        f"kg: {folder / name}: is not as it was written (build.json has another hash); "
        "bring it back, or build again\n"
    )


def test_a_graph_without_a_report_is_read(run, folder):
    (folder / "build.json").unlink()
    assert run("stats", folder)[0] == 0


@pytest.mark.parametrize("text", ["", "[]", "{}", "[" * 100_000])
def test_a_damaged_report_is_told(run, folder, text):
    (folder / "build.json").write_text(text)
    told = f"kg: {folder / 'build.json'}: is damaged; build again\n"
    assert run("stats", folder) == (2, "", told)


def test_validate_lists_a_file_that_cannot_even_be_read(run, folder):
    build = json.loads((folder / "build.json").read_text("utf-8"))
    build["files"] = {name: one for name, one in build["files"].items() if name in _KEPT}
    (folder / "build.json").write_text(json.dumps(build))
    (folder / "graph.json").write_text("")
    code, out, told = run("validate", folder)
    assert (code, told) == (1, "")
    assert out.startswith("graph.json: is not as it was written: its hash differs")
