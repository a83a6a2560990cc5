"""What the page saves, read back by the readers of each format."""

from __future__ import annotations

import csv
import io
import json
import struct
import xml.etree.ElementTree as ET
import zlib
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from kg.config import DEFAULT_BASE_IRI
from kg.rdf import open_store, rdf_text, run_query
from kg.rdf.terms import Literal, expand
from kg.vocabulary import RELATIONS, Relation
from tests.view.graphs import HOSTILE, harbour_graph, hostile_graph

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph.value import KnowledgeGraph
    from tests.view.conftest import Page

pytestmark = pytest.mark.browser

GRAPH = harbour_graph()
HOSTILE_GRAPH = hostile_graph()
ID = {node.name: node.id for node in GRAPH.nodes}


def export(page: Page, format_: str) -> Path:
    def click() -> None:
        page.run("KG.byId('open-export').click()")
        page.run(
            "[...document.querySelectorAll('#choices .formats button')]"
            ".find((one) => one.textContent === arguments[0]).click()", format_,
        )  # fmt: skip

    return page.download(click)


def answer(graph: KnowledgeGraph, query: str) -> list[tuple[str | None, ...]]:
    """What the store of the graph answers, as texts."""
    found = run_query(open_store("".join(rdf_text(graph, "nt"))), query)
    return [
        tuple(one.text if isinstance(one, Literal) else one for one in row) for row in found.terms
    ]


def facts_of(graph: KnowledgeGraph) -> set[tuple[str, str, str]]:
    return {
        (one.head, one.relation.value, one.tail)
        for one in graph.edges
        if isinstance(one.relation, Relation)
    }


@pytest.mark.parametrize("graph", [GRAPH, HOSTILE_GRAPH], ids=["harbour", "hostile"])
def test_json_is_what_networkx_reads(page, graph):
    data = json.loads(export(page.show(graph), "JSON (node-link, for networkx)").read_bytes())
    read: nx.MultiDiGraph[str] = nx.MultiDiGraph(nx.node_link_graph(data, edges="edges"))
    assert {id_: read.nodes[id_]["name"] for id_ in read} == {n.id: n.name for n in graph.nodes}
    assert {(head, key, tail) for head, tail, key in read.edges(keys=True)} == facts_of(graph)


def test_json_says_who_says_so(page):
    data = json.loads(export(page.show(GRAPH), "JSON (node-link, for networkx)").read_bytes())
    told = {
        (
            *(edge["source"], edge["key"], edge["target"], one["paper"], one["title"]),
            *(one["date"], one["url"], one["sentence"], one["confidence"]),
        )
        for edge in data["edges"]
        for one in edge["evidence"]
    }
    assert told == {
        (
            *(edge.head, edge.relation.value, edge.tail, f"paper/{paper.id}"),
            *(paper.title, paper.date, paper.url, GRAPH.sentence(one), one.confidence),
        )
        for edge in GRAPH.edges
        if isinstance(edge.relation, Relation)
        for one in edge.evidence
        for paper in [GRAPH.paper_of[one.paper]]
    }


def test_a_paper_gives_what_it_names_and_says(page):
    page.show(GRAPH, at="#p=paper/p2")
    page.wait(lambda: page.run("return KG.openedDetails && KG.focused()"))
    data = json.loads(export(page, "JSON (node-link, for networkx)").read_bytes())
    assert {one["name"] for one in data["nodes"]} == {
        "HarbourBench", "ship detection", "Plain Transformer",
    }  # fmt: skip
    (fact,) = data["edges"]
    assert (fact["source"], fact["key"]) == (ID["Plain Transformer"], "evaluated_on")


@pytest.mark.parametrize("graph", [GRAPH, HOSTILE_GRAPH], ids=["harbour", "hostile"])
def test_graphml_is_what_networkx_reads(page, graph):
    read = nx.read_graphml(export(page.show(graph), "GraphML"))
    # XML has no half pairs of surrogates and no control characters; all else comes through.
    assert {id_: read.nodes[id_]["name"] for id_ in read} == {n.id: n.name for n in graph.nodes}
    found = {(head, data["relation"], tail) for head, tail, data in read.edges(data=True)}
    assert found == facts_of(graph)


@pytest.mark.parametrize("graph", [GRAPH, HOSTILE_GRAPH], ids=["harbour", "hostile"])
def test_sparql_gives_the_same_set(page, graph):
    query = export(page.show(graph), "SPARQL query").read_text(encoding="utf-8")
    name = {node.id: node.name for node in graph.nodes}
    facts = [one for one in graph.edges if isinstance(one.relation, Relation)]
    joined = {end for one in facts for end in (one.head, one.tail)}
    rows: list[tuple[str | None, ...]] = [
        (
            DEFAULT_BASE_IRI + one.head, expand(RELATIONS[one.relation].iri),
            DEFAULT_BASE_IRI + one.tail, name[one.head], name[one.tail],
        )
        for one in facts
    ]  # fmt: skip
    rows += [
        (DEFAULT_BASE_IRI + id_, None, None, name[id_], None) for id_ in name if id_ not in joined
    ]
    assert sorted(answer(graph, query), key=str) == sorted(rows, key=str)


def test_sparql_of_a_chosen_node(page):
    page.show(GRAPH, at=f"#n={ID['self-attention']}")
    page.wait(lambda: page.run("return KG.focused()"))
    (row,) = answer(GRAPH, export(page, "SPARQL query").read_text(encoding="utf-8"))
    assert row[3:] == ("Tidal Attention", "self-attention")


def test_sparql_where_no_fact_is_left(page):
    page.show(GRAPH, at="#types=Concept")
    query = export(page, "SPARQL query").read_text(encoding="utf-8")
    assert answer(GRAPH, query) == [(DEFAULT_BASE_IRI + ID["braid group"], "braid group")]


def read_csv(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_entities_as_csv(page):
    rows = read_csv(export(page.show(GRAPH, at="#types=Method"), "Entities as CSV"))
    assert {row["id"]: row["name"] for row in rows} == {
        ID[name]: name for name in ("Tidal Attention", "self-attention", "Plain Transformer")
    }
    assert {row["aliases"] for row in rows} == {"TA", ""}


def test_facts_as_csv_have_their_sentences(page):
    rows = read_csv(export(page.show(GRAPH), "Facts with sentences as CSV"))
    told = {(row["head"], row["relation"], row["tail"], row["sentence"]) for row in rows}
    names = {node.id: node.name for node in GRAPH.nodes}
    assert told == {
        (names[edge.head], edge.relation.value, names[edge.tail], GRAPH.sentence(one))
        for edge in GRAPH.edges
        if isinstance(edge.relation, Relation)
        for one in edge.evidence
    }


def test_no_cell_begins_like_a_formula(page):
    page.show(GRAPH)
    cells = page.run(
        "Object.assign(KG.data.nodes.name, ['=1+1', '@x', '-2']);"
        "let kept; KG.download = (name, kind, text) => { kept = text; };"
        "KG.byId('open-export').click();"
        "[...document.querySelectorAll('#choices .formats button')]"
        ".find((one) => one.textContent === 'Entities as CSV').click(); return kept"
    )
    assert '"\'=1+1"' in cells
    assert '"\'@x"' in cells
    assert '"-2"' in cells  # a number is no formula


def test_hostile_names_in_csv(page):
    rows = read_csv(export(page.show(HOSTILE_GRAPH), "Entities as CSV"))
    assert {row["name"] for row in rows} == set(HOSTILE)


@pytest.mark.parametrize("at", ["", f"#n={ID['Tidal Attention']}"])
def test_svg_names_what_is_drawn(page, at):
    page.show(GRAPH, at=at)
    root = ET.fromstring(export(page, "SVG picture").read_text(encoding="utf-8"))
    texts = {element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")}
    assert any("Tidal Attention" in text for text in texts)
    paths = list(root.iter("{http://www.w3.org/2000/svg}path"))
    assert len(paths) >= 4


#: How much two pictures differ, in levels of 255, and how dark the second is: on a page of its own,
#: since ours may load no picture at all.
DIFFERENCE = """
const [svg, png, done] = arguments;
const open = (address) => new Promise((then) => {
  const image = new Image();
  image.onload = () => then(image);
  image.src = address;
});
(async () => {
  const bitmap = await open(png);
  const [width, height] = [bitmap.width, bitmap.height];
  const drawing = await open('data:image/svg+xml,' + encodeURIComponent(svg));
  const [a, b] = [drawing, bitmap].map((image) => {
    const g = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
    g.drawImage(image, 0, 0, width, height);
    return g.getImageData(0, 0, width, height).data;
  });
  let [sum, most] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    sum += Math.abs(a[i] - b[i]);
    most = Math.max(most, 255 - b[i]);
  }
  done([sum / a.length, most]);
})();
"""


@pytest.mark.parametrize("at", ["#colour=type&size=degree", f"#n={ID['Tidal Attention']}"])
def test_both_pictures_show_the_same(page, at):
    page.show(GRAPH, at=f"{at}&pins={ID['braid group']}")
    page.wait(lambda: page.run("return KG.focused() || KG.labelPlaces().length > 0"))
    svg, png = page.run("return [KG.svg(), KG.png().toDataURL()]")
    page.driver.get("about:blank")
    difference, darkest = page.driver.execute_async_script(DIFFERENCE, svg, png)
    assert darkest > 100  # something is drawn
    assert difference < 6  # letters may stand half a pixel apart


@pytest.mark.parametrize("size", [(1400, 900), (390, 844)])
def test_a_picture_holds_all_that_is_in_focus(page, size):
    page.show(GRAPH, at=f"#n={ID['Tidal Attention']}", size=size)
    page.run("KG.camera.moveTo(9e4, 9e4, 3, false)")  # wherever one looks
    root = ET.fromstring(page.run("return KG.svg()"))
    width, height = float(root.get("width", "")), float(root.get("height", ""))
    texts = list(root.iter("{http://www.w3.org/2000/svg}text"))
    assert {"● self-attention", "● Plain Transformer", "■ HarbourBench", "◆ accuracy"} <= {
        one.text for one in texts
    }
    for one in texts:
        assert 0 < float(one.get("x", "")) < width
        assert 0 < float(one.get("y", "")) < height


def test_svg_of_hostile_names_is_well_formed(page):
    root = ET.fromstring(export(page.show(HOSTILE_GRAPH), "SVG picture").read_text("utf-8"))
    assert {element.tag.split("}")[1] for element in root.iter()} <= {
        "svg", "path", "text",
    }  # fmt: skip


def test_png_is_a_picture(page):
    data = export(page.show(GRAPH), "PNG picture").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    box = page.run("return [KG.camera.box.clientWidth, KG.camera.box.clientHeight]")
    assert [width, height] == [2 * side for side in box]
    chunks, at = b"", 8
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        chunks += data[at + 8 : at + 8 + size] if data[at + 4 : at + 8] == b"IDAT" else b""
        at += size + 12
    pixels = zlib.decompress(chunks)
    assert len(set(pixels)) > 20  # not one colour
