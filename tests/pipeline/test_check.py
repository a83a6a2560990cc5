"""Damage to any file of an export is noticed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.pipeline.check import _build, _check_files
from kg.pipeline.export import EXPORT_FILES

EXPORT = Path(__file__).resolve().parents[2] / "exports"
FILES = sorted(json.loads((EXPORT / "build.json").read_text("utf-8"))["files"])


@pytest.fixture
def folder(tmp_path):
    for name in (*FILES, "build.json"):
        shutil.copyfile(EXPORT / name, tmp_path / name)
    return tmp_path


def findings(folder: Path) -> list[str]:
    return [str(one) for one in _check_files(folder, _build(folder)["files"])]


def test_a_whole_export_is_whole(folder):
    assert findings(folder) == []
    assert {"graph.html", "graph.graphml", "graph.trig", "void.ttl", "mentions.jsonl"} < set(FILES)
    assert "build.json" not in FILES


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_is_noticed(folder, name):
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    assert findings(folder) == [f"{name}: is not as it was written: its hash differs (export.file)"]


def test_missing_and_strange_files_are_noticed(folder):
    (folder / "graph.html").unlink()
    (folder / "graph.rdf").write_text("<rdf/>")
    (folder / "notes.txt").write_text("a user's own file is no fault")
    assert findings(folder) == [
        "graph.html: the file is missing (export.file)",
        "graph.rdf: is not of this build: build.json does not know it (export.file)",
    ]
    assert "graph.rdf" in EXPORT_FILES


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 3}', '{"files": ["a"]}'])
def test_a_damaged_report_is_an_error(folder, text):
    (folder / "build.json").write_text(text)
    with pytest.raises(InputError, match=r"build\.json: is damaged"):
        findings(folder)


def test_a_report_cannot_name_files_elsewhere(folder):
    (folder / "build.json").write_text('{"files": {"../../x": "a"}}')
    with pytest.raises(InputError, match=r"names '\.\./\.\./x'"):
        findings(folder)
