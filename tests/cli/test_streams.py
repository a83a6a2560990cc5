"""Standard streams that are closed, full, or cannot write every letter."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import table

ROOT = Path(__file__).resolve().parents[2]
EXPORT = ROOT / "exports"


def run(words: str, **also: str) -> subprocess.CompletedProcess[str]:
    """Run ``kg`` from a shell, with what the shell does to its streams."""
    kg = f"{shlex.quote(sys.executable)} -m kg {words}"
    env = {**os.environ, "PYTHONPATH": str(ROOT), **also}
    return subprocess.run(
        ["/bin/sh", "-c", kg], capture_output=True, text=True, env=env, check=False
    )


@pytest.mark.parametrize(
    "words",
    [f"show {EXPORT} LoRA", "build --help", f"query {EXPORT} 'SELECT (\"\\u00e9\" AS ?x) {{}}'"],
)
def test_letters_that_the_output_has_not_are_escaped(words):
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for env in (ascii_only, {"PYTHONIOENCODING": "ascii"}):
        done = run(words, **env)
        assert (done.returncode, done.stderr) == (0, "")
        assert "\\x" in done.stdout


def test_a_closed_output_is_no_error_and_no_place_for_words(tmp_path):
    page = tmp_path / "x.jsonl"
    page.write_text('{"id": "1", "title": "Deep Sets", "abstract": "We study sets."}\n')
    out = tmp_path / "out.jsonl"
    done = run(f"extract {page} --out {out} <&- >&- 2>&-")
    assert done.returncode == 0
    assert out.read_text("utf-8").startswith('{"id": "1"')
    assert out.read_text("utf-8").count("\n") == 1


def test_a_closed_input_holds_nothing(tmp_path):
    done = run(f"build - --out {tmp_path / 'out'} <&-")
    assert done.returncode == 2
    assert done.stderr == "kg: stdin: the file is empty; give one that holds papers\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_a_full_output_is_told():
    done = run(f"stats {EXPORT} >/dev/full")
    assert (done.returncode, done.stderr) == (2, "kg: the output: No space left on device\n")


def test_a_terminal_too_narrow_for_a_table_gets_the_rows(monkeypatch, capsys):
    monkeypatch.setattr(table, "on_terminal", lambda: True)
    monkeypatch.setattr(table, "_PIPE_WIDTH", 20)
    table.print_table(("a", "b", "c", "d"), [("one", "two", "three", "four")])
    assert capsys.readouterr().out == "a\tb\tc\td\none\ttwo\tthree\tfour\n"
