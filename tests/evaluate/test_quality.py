"""The page of figures is what its figures say, and errors are counted once each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import ValueCheckError
from kg.evaluate.errors import ErrorClass, classify_errors
from kg.evaluate.quality import BEGIN, END, EXAMPLES, put_section, render_section
from tests.evaluate.test_counts import FOUND, GOLD, TEXT, at, entity

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_page_is_up_to_date_with_its_figures():
    page = (DOCS / "quality.md").read_text(encoding="utf-8")
    record = json.loads((DOCS / "figures.json").read_text(encoding="utf-8"))
    assert put_section(page, render_section(record)) == page, "make quality"


def test_every_class_of_error_has_an_example():
    assert set(EXAMPLES) == set(ErrorClass)


def test_page_without_a_place_for_the_figures_is_told():
    assert put_section(f"a\n{BEGIN}old{END}\nb", "new") == "a\nnew\nb"
    for page in ("", BEGIN, f"{END}{BEGIN}", f"{BEGIN}{END}{BEGIN}{END}"):
        with pytest.raises(ValueCheckError):
            put_section(page, "new")


def test_each_error_is_of_one_class():
    assert classify_errors(TEXT, GOLD, FOUND) == {
        ErrorClass.TYPE: 1,  # FooNet
        ErrorClass.MISSED: 1,  # BarNets
        ErrorClass.NOT_SEEN: 1,  # BarNet evaluated_on Quux
    }
    wrong = {
        "entities": [
            entity("FooNet and", "Method", "uses", at("FooNet and", 25)),
            entity("win", "Concept", "studies", at("win", TEXT.index("win"))),
            entity("BarNet", "Method", "uses", at("BarNet", 10)),
            entity("Quux", "Dataset", "uses", at("Quux", TEXT.index("Quux"))),
        ],
        "relations": [["BarNet", "part_of", "Quux"], ["BarNet", "concerns", "win"]],
    }
    assert classify_errors(TEXT, GOLD, wrong) == {
        ErrorClass.BORDERS: 1,
        ErrorClass.NOT_ANNOTATED: 1,
        ErrorClass.MISSED: 2,  # BarNet in the title, BarNets
        ErrorClass.NO_END: 1,
        ErrorClass.OTHER_NAME: 1,
        ErrorClass.NOT_STATED: 1,
    }


def test_right_prediction_has_no_error():
    right = {
        "entities": [
            entity(
                "BarNet",
                "Method",
                "proposes",
                at("BarNet", 3),
                at("BarNet", 10),
                at("BarNets", TEXT.index("BarNets")),
            ),
            entity("FooNet", "Method", "uses", at("FooNet", 25)),
            entity("Quux", "Dataset", "uses", at("Quux", TEXT.index("Quux"))),
        ],
        "relations": GOLD["relations"],
    }
    assert not +classify_errors(TEXT, GOLD, right)
