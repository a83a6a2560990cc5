"""The store beside an export: made anew where it is out of date, and never away meanwhile."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from kg.config import Config
from kg.pipeline.rdf_files import write_rdf_files
from kg.pipeline.store import find_store, write_store
from tests.rdf.small import small_graph


@pytest.mark.skipif(sys.platform not in {"linux", "darwin"}, reason="the system cannot exchange")
def test_store_that_is_out_of_date_is_replaced_in_one_step(tmp_path, monkeypatch):
    write_rdf_files(tmp_path, small_graph(), Config(), title="small graph")
    write_store(tmp_path)
    stamp = tmp_path / "store" / "stamp.json"
    current = stamp.read_text()
    stamp.write_text(json.dumps({**json.loads(current), "engine": "an earlier one"}))

    def rename(path: Path, _target: Path) -> None:
        raise AssertionError(f"{path} is away for a moment")

    monkeypatch.setattr(Path, "rename", rename)
    with find_store(tmp_path) as found:
        assert found == tmp_path / "store" / "db"
    assert stamp.read_text() == current
    assert not list(tmp_path.glob(".store.*"))
