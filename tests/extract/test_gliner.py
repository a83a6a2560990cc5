"""What a GLiNER model finds goes through the same checks; tested with a stand-in of the package."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, Self

import pytest

from kg.errors import InputError
from kg.extract.gliner import LABELS, GlinerExtractor
from kg.extract.pipeline import extract_papers
from kg.extract.registry import load_extractor
from kg.model import Paper
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Sequence

PAPER = Paper("p", "On BarNet", "We test BarNet on the QX-9.1 corpus. It wins.")


class StandIn:
    """Finds what it is told to, wherever a sentence has it; lies where told to."""

    found: tuple[dict[str, Any], ...] = ()

    @classmethod
    def from_pretrained(cls, folder: str, *, local_files_only: bool) -> Self:
        assert folder
        assert local_files_only
        return cls()

    def predict_entities(
        self, text: str, labels: Sequence[str], *, threshold: float
    ) -> list[dict[str, Any]]:
        assert list(labels) == list(LABELS)
        assert 0 < threshold < 1
        told = []
        for one in self.found:
            start = text.find(one["text"])
            if start >= 0 or "start" in one:
                told.append({"start": start, "end": start + len(one["text"]), "score": 0.9, **one})
        return told


@pytest.fixture
def read(tmp_path, monkeypatch):
    package = ModuleType("gliner")
    package.GLiNER = StandIn  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "gliner", package)
    extractor = GlinerExtractor(str(tmp_path))
    monkeypatch.setattr("kg.extract.pipeline.load_extractor", lambda _name: extractor)

    def run(*found: dict[str, Any]):
        monkeypatch.setattr(StandIn, "found", found)
        (extraction,) = extract_papers([PAPER], extractor="gliner")
        return extraction

    return run


def test_every_type_is_asked_for():
    assert set(LABELS.values()) == set(EntityType)


def test_mentions_are_placed_in_the_whole_text(read):
    found = read({"text": "BarNet", "label": "method"}, {"text": "QX-9.1", "label": "dataset"})
    assert [(one.name, one.type) for one in found.entities] == [
        ("BarNet", EntityType.METHOD),
        ("QX-9.1", EntityType.DATASET),
    ]
    assert len(found.entities[0].mentions) == 2
    assert found.entities[0].mentions[0].confidence == 0.9


@pytest.mark.parametrize(
    ("lie", "reason"),
    [
        ({"text": "Quuxo", "label": "method", "start": 0, "end": 5}, "no-verbatim-place"),
        ({"text": "BarNet", "label": "method", "start": 90, "end": 96}, "no-verbatim-place"),
        ({"text": "QX-9", "label": "dataset"}, "part-of-a-word"),
        ({"text": "BarNet", "label": "person"}, "unknown-type"),
        ({"text": "corpus", "label": "dataset"}, "generic-word"),
    ],
)
def test_what_does_not_hold_is_refused_and_counted(read, lie, reason):
    found = read(lie)
    assert found.entities == ()
    assert {one.reason for one in found.dropped} == {reason}


def test_model_that_is_not_there_is_told(tmp_path, monkeypatch):
    with pytest.raises(InputError, match="give the folder of a GLiNER model"):
        load_extractor("gliner")
    monkeypatch.setitem(sys.modules, "gliner", None)
    with pytest.raises(InputError, match=r"pip install 'kg\[gliner\]'"):
        GlinerExtractor(str(tmp_path))
