"""The small graph of known answers, and the export of the example."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from tests.rdf.small import small_graph

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def small() -> kg.Graph:
    return kg.Graph(small_graph())


@pytest.fixture(scope="session")
def example() -> kg.Graph:
    return kg.load(ROOT / "exports")
