"""Pages for people and RDF for machines at one address; the query page in a real browser."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

import kg.serve
from kg.config import DEFAULT_BASE_IRI
from kg.ids import entity_id
from kg.link.items import key_of
from kg.rdf import rdf_text
from kg.rdf.disk import write_disk_store
from tests.rdf.small import id_of, small_graph
from tests.serve.conftest import running
from tests.serve.http import send

PAGE = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
SERVE = Path(kg.serve.__file__).parent
BERT = f"/kg/id/{id_of('BERT')}"


class Reader(HTMLParser):
    """Collects text and links; fails on what a browser would run or load from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert not any(name.startswith("on") or name == "style" for name in given), given
        if tag in {"script", "link", "img", "iframe"}:
            where = given.get("src") or given.get("href")
            assert where is None or where.startswith(("/", "data:,"))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(server: str, path: str) -> Reader:
    response = send(server, path, headers=PAGE)
    assert (response.status, response.media_type) == (200, "text/html")
    reader = Reader()
    reader.feed(response.text)
    return reader


def test_home_counts_and_names(server):
    page = read(server, "/")
    assert BERT in page.links
    assert "Method" in " ".join(page.text)


def test_node_is_a_page_for_people(server):
    page = read(server, BERT)
    text = " ".join(" ".join(page.text).split())
    assert "BERT" in text
    assert "RoBERTa extends BERT and outperforms BERT." in text
    assert f"/kg/id/{id_of('RoBERTa')}" in page.links


def test_results_are_a_table_and_a_result_has_a_name(server):
    query = (
        "SELECT ?r ?m ?v ?d { ?r kg:ofMethod ?m ; kg:valueText ?v ; kg:onDataset/rdfs:label ?d }"
        " ORDER BY ?r LIMIT 1"
    )
    answer = json.loads(send(server, f"/sparql?{urlencode({'query': query})}").body)
    (row,) = answer["results"]["bindings"]
    path = {key: term["value"].removeprefix("https://w3id.org") for key, term in row.items()}
    page = read(server, path["m"])
    assert path["r"] in page.links
    shown = " ".join(" ".join(page.text).split())
    assert f"{path['d']}" in shown.partition("Results")[2]
    assert f"{path['v']}" in shown.partition("Results")[2]
    (heading,) = re.findall(r"<h1>(.*)</h1>", send(server, path["r"], headers=PAGE).text)
    assert path["v"] in heading
    assert path["d"] in heading


def test_every_link_of_a_node_leads_somewhere(server):
    for link in sorted({link for link in read(server, BERT).links if link.startswith("/kg/id/")}):
        assert send(server, link, headers=PAGE).status == 200, link


def test_hostile_names_are_text(server):
    for name in ("\U0001d4a2-Net",):
        read(server, f"/kg/id/{id_of(name)}")
    (paper,) = [
        row["iri"]
        for row in json.loads(send(server, "/near?text=drop&type=Paper").body)
        if "DROP" in row["label"]
    ]
    page = send(server, paper.removeprefix("https://w3id.org"), headers=PAGE)
    assert "</script> " not in page.text
    assert "&lt;b&gt;" in page.text


@pytest.mark.parametrize(
    ("accept", "rdf_format"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    ],
)
def test_node_is_rdf_for_machines(server, accept, rdf_format):
    response = send(server, BERT, headers={"accept": accept})
    assert (response.status, response.media_type) == (200, accept)
    triples = list(ox.parse(response.body, format=rdf_format))
    node = ox.NamedNode(DEFAULT_BASE_IRI + id_of("BERT"))
    assert all(node in {triple.subject, triple.object} for triple in triples)
    assert len(triples) > 20


def test_node_by_format_parameter_and_what_is_not_there(server):
    assert send(server, f"{BERT}?format=nt", headers=PAGE).media_type == "application/n-triples"
    assert send(server, "/kg/id/entity/nothing", headers=PAGE).status == 404
    assert send(server, "/kg/id/entity/nothing", headers={"accept": "text/turtle"}).status == 404
    assert send(server, BERT, headers={"accept": "image/png"}).status == 406


def test_address_of_a_node_that_was_joined_to_another_leads_there(server):
    """Without the paper that explains a short form, that form is a node of its own."""
    query = "SELECT ?x ?name { ?x skos:altLabel ?name } ORDER BY ?name"
    answer = json.loads(send(server, f"/sparql?{urlencode({'query': query})}").body)
    found = 0
    for row in answer["results"]["bindings"]:
        now = row["x"]["value"].removeprefix("https://w3id.org")
        before = f"/kg/id/{entity_id(key_of(row['name']['value']))}"
        if before == now:
            continue
        found += 1
        for headers in (PAGE, {"accept": "text/turtle"}):
            got = send(server, f"{before}?format=ttl", headers=headers)
            assert (got.status, got.headers["location"]) == (303, f"{now}?format=ttl")
    assert found


def test_address_of_a_name_of_two_things_shows_both(tmp_path):
    graph = small_graph()
    nodes = [
        replace(node, aliases=(*node.aliases, "Twins")) if node.name in {"BERT", "ELMo"} else node
        for node in graph.nodes
    ]
    text = "".join(rdf_text(replace(graph, nodes=tuple(nodes)), "nt"))
    (tmp_path / "graph.nt").write_text(text, "utf-8")
    write_disk_store(tmp_path / "graph.nt", tmp_path / "db")
    with running(tmp_path / "db") as address:
        page = read(address, "/kg/id/entity/twin")
    assert {BERT, f"/kg/id/{id_of('ELMo')}"} <= set(page.links)
    assert "is replaced by" in " ".join(page.text)


def test_completion_finds_by_a_part_and_by_type(server):
    labels = [row["label"] for row in json.loads(send(server, "/near?text=ber").body)]
    assert labels[0] == "BERT"
    assert "RoBERTa" in labels
    assert json.loads(send(server, "/near?text=bert&type=Dataset").body) == []
    assert json.loads(send(server, "/near?text=%22%5C%7D").body) == []
    assert send(server, "/open?name=squad").headers["location"] == f"/kg/id/{id_of('SQuAD')}"
    assert send(server, "/open?name=nothing-of-that-name").status == 404


def test_graph_page_is_the_export_s(store, tmp_path):
    (tmp_path / "graph.html").write_text("<!doctype html><p>graph")
    with running(store, folder=tmp_path) as address:
        response = send(address, "/graph")
    assert (response.status, response.text) == (200, "<!doctype html><p>graph")
    assert response.headers["content-security-policy"] == "frame-ancestors 'none'"


def test_editor_is_what_its_package_says():
    package = json.loads((SERVE / "editor" / "package.json").read_text("utf-8"))
    lock = json.loads((SERVE / "editor" / "package-lock.json").read_text("utf-8"))
    licences = (SERVE / "static" / "editor.LICENSES.txt").read_text("utf-8")
    for name, version in package["dependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), "exact"
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
    for place, entry in lock["packages"].items():
        assert "resolved" not in entry
        if place and not entry.get("dev"):
            assert f"{place.rpartition('node_modules/')[2]} {entry['version']}\n" in licences
    for path in (SERVE / "static").glob("*.*s"):
        if path.name != "editor.js":
            assert not re.search(r"https?://", path.read_text("utf-8").replace("https?:", ""))
