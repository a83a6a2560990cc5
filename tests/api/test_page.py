"""Pages of parts of a graph, as files and inside notebooks."""

from __future__ import annotations

import html
import json
import re

import pytest

from kg.errors import InputError, NotFoundError, VocabularyError


def core(page: str):
    (text,) = re.findall(r'id="kg-core">(.*?)</script>', page)
    return json.loads(text)


def names(page: str) -> set[str]:
    return set(core(page)["nodes"]["name"])


def test_focus_keeps_what_relations_reach(small, tmp_path):
    page = small.to_html(tmp_path / "x.html", focus="BERT").read_text("utf-8")
    reached = {one.name for one in small.subgraph("BERT", depth=1).things}
    assert names(page) == reached
    assert "BERT" in reached
    assert len(reached) < len(small.things)
    assert core(page)["at"] == f"n={small['BERT'].id}"
    assert core(page)["title"] == "Around BERT"
    farther = small.to_html(tmp_path / "x.html", focus="BERT", depth=2).read_text("utf-8")
    assert names(farther) >= reached


def test_several_in_focus_are_gathered(small):
    page = small.page(["BERT", "Transformer"], depth=0).html
    assert names(page) == {"BERT", "Transformer"}
    assert core(page)["at"] == f"net={small['BERT'].id}~{small['Transformer'].id}"


def test_one_thing_by_two_names_is_in_focus_once(small, tmp_path):
    page = small.to_html(tmp_path / "x.html", focus=["BERT", "bert"]).read_text("utf-8")
    assert core(page)["title"] == "Around BERT"
    assert core(page)["at"] == f"n={small['BERT'].id}"


def test_top_and_types(small):
    page = small.page(types="methods", top=3).html
    told = core(page)["nodes"]
    assert len(told["name"]) == 3
    assert set(told["name"]) <= {one.name for one in small.methods}
    kept = small.page("BERT", types="datasets", top=2).html
    assert "BERT" in names(kept)
    assert len(names(kept)) == 2


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"focus": "no such thing"}, NotFoundError),
        ({"types": "ships"}, VocabularyError),
        ({"focus": "BERT", "depth": -1}, InputError),
        ({"top": 0}, InputError),
    ],
)
def test_what_does_not_fit_is_told(small, tmp_path, options, error):
    path = tmp_path / "x.html"
    with pytest.raises(error):
        small.to_html(path, **options)
    assert not path.exists()


def test_a_notebook_shows_it_in_a_frame_that_reaches_nothing(small):
    shown = small.page("BERT", height=400)
    frame = shown._repr_html_()
    (sandbox,) = re.findall(r'sandbox="([^"]*)"', frame)
    assert "allow-scripts" in sandbox
    assert "allow-same-origin" not in sandbox
    assert "height:400px" in frame
    (source,) = re.findall(r'srcdoc="([^"]*)"', frame)
    assert html.unescape(source) == shown.html
    assert repr(shown) == "Page('Around BERT')"
