"""Parsers that nobody here wrote and no other test uses: n3.js and jsonld.js, where they are there.

``npm ci --prefix tests/rdf/js`` puts them there; without node they are skipped.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.config import ONTOLOGY_DIR
from kg.rdf import rdf_text
from kg.rdf.read import OX_FORMATS
from tests.rdf.test_framed import trees

HERE = Path(__file__).parent / "js"
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(
    NODE is None or not (HERE / "node_modules" / "n3").is_dir(), reason="n3.js is not installed"
)


def ask_node(*arguments: Path) -> str:
    assert NODE is not None
    command = [NODE, str(HERE / "parse.mjs"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def quads(text: str, syntax: str) -> set[ox.Quad]:
    return set(ox.parse(text, format=OX_FORMATS[syntax]))


@pytest.mark.parametrize("syntax", ["ttl", "nt", "trig", "nq", "jsonld"])
def test_a_third_parser_reads_the_same(graph, tmp_path, syntax):
    path = tmp_path / f"graph.{syntax}"
    path.write_text("".join(rdf_text(graph, syntax)), "utf-8", newline="\n")
    read = quads(ask_node(path), "nq")
    assert read == quads(path.read_text("utf-8"), syntax)
    assert len(read) > 1000


@pytest.mark.parametrize("path", sorted(ONTOLOGY_DIR.glob("*.ttl")), ids=lambda path: path.name)
def test_a_third_parser_reads_the_ontology(path):
    n_quads = len(list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)))
    assert len(quads(ask_node(path), "nq")) == n_quads


def test_a_third_parser_refuses_what_is_wrong(tmp_path):
    path = tmp_path / "graph.nt"
    path.write_text('<urn:a> <urn:b> "no end .\n', "utf-8")
    with pytest.raises(AssertionError, match="Unexpected"):
        ask_node(path)


def test_the_trees_are_those_that_framing_gives(graph, tmp_path):
    """jsonld.js gathers the triples anew by the frame; nothing but the order is as we wrote it."""
    path, frame = tmp_path / "graph.jsonld", tmp_path / "frame.jsonld"
    path.write_text("".join(rdf_text(graph, "jsonld")), "utf-8")
    ours = json.loads(path.read_text("utf-8"))
    shape = json.loads((ONTOLOGY_DIR / "frame.jsonld").read_text("utf-8"))
    frame.write_text(json.dumps({"@context": ours["@context"], **shape}), "utf-8")
    framed = json.loads(ask_node(path, frame))
    assert trees(framed["@graph"]) == trees(ours["@graph"])
