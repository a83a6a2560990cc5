"""Imports go one way, heavy libraries stay in their part, and ``import kg`` is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import kg

PACKAGE = Path(kg.__file__).parent

#: Parts in the order of imports: each may import itself and what stands before it.
ORDER = (
    "surrogates",
    "errors",
    "checks",
    "vocabulary",
    "ids",
    "config",
    "paper",
    "model",
    "sources",
    "fetch",
    "text",
    "extract",
    "link",
    "graph",
    "rdf",
    "view",
    "serve",
    "tables",
    "plot",
    "evaluate",
    "train",
    "pipeline",
    "api",
    "cli",
)

#: Library → the parts that may import it.
HOMES = {
    "bibtexparser": {"sources"},
    "click": {"cli"},
    "defusedxml": {"fetch"},
    "feedparser": {"fetch"},
    "ftfy": {"text"},
    "gensim": {"train"},
    "gliner": {"extract"},
    "httpx": {"extract", "fetch"},
    "httpx2": {"fetch"},
    "huggingface_hub": {"fetch"},
    "matplotlib": {"plot"},
    "networkx": {"api", "graph"},
    "pandas": {"api", "tables"},
    "onnx": {"train"},
    "onnxruntime": {"extract", "train"},
    "pycrfsuite": {"extract", "train"},
    "pylatexenc": {"text"},
    "pyoxigraph": {"rdf", "serve"},
    "pyshacl": {"rdf"},
    "pyvis": {"view"},
    "rdflib": {"rdf"},
    "rich": {"cli"},
    "rispy": {"sources"},
    "sklearn": {"train"},
    "safetensors": {"train"},
    "spacy": {"extract"},
    "starlette": {"serve"},
    "tokenizers": {"extract", "train"},
    "torch": {"train"},
    "typer": {"cli"},
    "uvicorn": {"serve"},
}


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if part_of(path) not in ("__init__", "__main__")
)


def test_order_names_every_part_once():
    assert sorted({part_of(path) for path in MODULES}) == sorted(ORDER)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_imports_only_what_stands_before_it(path):
    mine = ORDER.index(part_of(path))
    parts = {name.split(".")[1] for name in imported(path) if name.startswith("kg.")}
    wrong = {part for part in parts & set(ORDER) if ORDER.index(part) > mine}
    assert not wrong, f"{path.name} imports {wrong}, which come after {ORDER[mine]}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_library_stays_in_its_home(path):
    libraries = {name.split(".")[0] for name in imported(path)} & set(HOMES)
    wrong = {library for library in libraries if part_of(path) not in HOMES[library]}
    assert not wrong, f"{path.name} imports {wrong}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_is_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_import_kg_is_light():
    code = "import sys, kg; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not set(loaded) & set(HOMES)
    assert "numpy" not in loaded
