"""``kg.add`` and ``kg.remove``: what the commands do, and what is refused changes nothing."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest

import kg
from kg.cli import growing
from kg.pipeline.state import read_state

if TYPE_CHECKING:
    from pathlib import Path

ONE = {"id": "1", "title": "FooNet", "abstract": "We propose FooNet, which extends BERT."}
TWO = {"id": "2", "title": "BarNet", "abstract": "BarNet outperforms FooNet on ImageNet."}


def read(folder: Path) -> dict[str, bytes]:
    """Every file but the log, which has the time, and the store, which is made from the rest."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "log.jsonl" and "store" not in path.parts
    }


def test_add_and_remove_end_where_they_began(tmp_path):
    (tmp_path / "mon.jsonl").write_text('{"id": "0", "title": "Sets", "abstract": "On sets."}\n')
    built = kg.build(tmp_path / "mon.jsonl", out=tmp_path / "g")
    before = read(tmp_path / "g")
    told: list[str] = []
    grown = kg.add(tmp_path / "g", [ONE], progress=lambda stage, *_: told.append(stage))
    assert [paper.title for paper in grown.papers] == ["FooNet", "Sets"]
    assert grown == kg.load(tmp_path / "g")
    assert built != grown
    assert {"extract", "link", "write"} <= set(told)
    page = read_state(tmp_path / "g").project.pages[1]
    assert kg.remove(tmp_path / "g", page.name) == built
    assert read(tmp_path / "g") == before


def test_records_stand_beside_each_other_and_once(tmp_path):
    kg.build([ONE], out=tmp_path / "g")
    once = kg.add(tmp_path / "g", [TWO])
    assert kg.add(str(tmp_path / "g"), [TWO]) == once
    assert len(once.papers) == 2
    assert [one.title for one in kg.remove(tmp_path / "g", ["1", "BarNet"]).papers] == []


def test_page_of_a_known_name_is_refused_or_replaces(tmp_path):
    page = tmp_path / "mon.jsonl"
    page.write_text('{"id": "0", "title": "Sets", "abstract": "On sets."}\n')
    kg.build(page, out=tmp_path / "g")
    before = read(tmp_path / "g")
    page.write_text('{"id": "1", "title": "Bags", "abstract": "On bags."}\n')
    with pytest.raises(kg.InputError, match="another page of this name"):
        kg.add(tmp_path / "g", page)
    assert read(tmp_path / "g") == before
    assert [one.title for one in kg.add(tmp_path / "g", page, replace=True).papers] == ["Bags"]


def test_what_is_not_there_is_told(tmp_path):
    kg.build([ONE], out=tmp_path / "g")
    with pytest.raises(kg.NotFoundError, match="did you mean FooNet"):
        kg.remove(tmp_path / "g", "FoNet")
    with pytest.raises(kg.InputError, match="there is no such folder"):
        kg.remove(tmp_path / "nothing", "FooNet")
    with pytest.raises(kg.InputError, match="no such file"):
        kg.add(tmp_path / "g", "nothing.txt")


@pytest.mark.parametrize("name", ["add", "remove"])
def test_python_takes_every_option_of_the_command(name):
    command = inspect.signature(getattr(growing, name)).parameters
    told = inspect.signature(getattr(kg, name)).parameters
    assert set(told) - set(command) == {"progress"}
    assert set(command) <= set(told)
