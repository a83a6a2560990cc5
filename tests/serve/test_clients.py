"""Clients that nobody here wrote, as they are installed."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import pytest
import rdflib
import SPARQLWrapper
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kg.config import ONTOLOGY_IRI

PREFIX = f"PREFIX kg: <{ONTOLOGY_IRI}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
METHODS = PREFIX + "SELECT ?l WHERE { ?m a kg:Method ; rdfs:label ?l } ORDER BY ?l"
BUILT = PREFIX + "CONSTRUCT { ?m rdfs:label ?l } WHERE { ?m a kg:Method ; rdfs:label ?l }"
ASK = PREFIX + 'ASK { ?m rdfs:label "\U0001d4a2-Net" . FILTER("a+b%2F" = "a+b%2F") }'
KG = rdflib.Namespace(ONTOLOGY_IRI)

# rdflib warns of itself where its SPARQLStore and JSON-LD reader use what it will give up.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def wrapper(server: str, query: str, how: str, result_format: str) -> Any:
    client = SPARQLWrapper.SPARQLWrapper(f"{server}/sparql")
    client.setMethod(SPARQLWrapper.GET if how == "GET" else SPARQLWrapper.POST)
    client.setRequestMethod(
        SPARQLWrapper.POSTDIRECTLY if how == "direct" else SPARQLWrapper.URLENCODED
    )
    client.setReturnFormat(result_format)
    client.setQuery(query)
    return client.queryAndConvert()


@pytest.mark.parametrize("how", ["GET", "POST", "direct"])
def test_sparqlwrapper(server, how):
    rows = wrapper(server, METHODS, how, SPARQLWrapper.JSON)["results"]["bindings"]
    assert [row["l"]["value"] for row in rows][:2] == ["BERT", "ELMo"]
    assert (
        wrapper(server, METHODS, how, SPARQLWrapper.XML).getElementsByTagName("result").length == 8
    )
    assert wrapper(server, METHODS, how, SPARQLWrapper.CSV).splitlines()[1] == b"BERT"
    assert wrapper(server, METHODS, how, SPARQLWrapper.TSV).splitlines()[1] == b'"BERT"'
    assert wrapper(server, ASK, how, SPARQLWrapper.JSON)["boolean"] is True
    for result_format in (
        SPARQLWrapper.TURTLE,
        SPARQLWrapper.N3,
        SPARQLWrapper.RDFXML,
        SPARQLWrapper.JSONLD,
    ):
        answer = wrapper(server, BUILT, how, result_format)
        graph = answer
        if isinstance(answer, bytes):
            graph = rdflib.Graph().parse(data=answer, format="turtle")
        assert len(graph) == 8, result_format


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("result_format", ["xml", "json", "csv"])
def test_rdflib_sparqlstore(server, method, result_format):
    store = SPARQLStore(f"{server}/sparql", method=method, returnFormat=result_format)
    graph = rdflib.Graph(store)
    assert [str(row.l) for row in graph.query(METHODS)][:2] == ["BERT", "ELMo"]  # type: ignore[union-attr]
    if result_format != "csv":
        assert graph.query(ASK).askAnswer is True
    assert len(list(graph.triples((None, rdflib.RDF.type, KG.Method)))) == 8
    assert len(graph.query(BUILT).graph or ()) == 8


def test_rdflib_asks_it_as_a_service(server):
    found = rdflib.Graph().query(
        f"SELECT ?m {{ SERVICE <{server}/sparql> {{ ?m a <{KG.Method}> }} }}"
    )
    assert len(list(found)) == 8


def test_pandas_reads_csv(server):
    table = pd.read_csv(f"{server}/sparql?{urlencode({'query': METHODS, 'format': 'csv'})}")
    assert list(table.columns) == ["l"]
    assert list(table["l"])[:2] == ["BERT", "ELMo"]


def test_curl(server):
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    command = ["curl", "-sS", "--fail", "--data-urlencode", f"query={METHODS}"]
    command += ["-H", "Accept: text/csv", f"{server}/sparql"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert list(pd.read_csv(io.StringIO(text))["l"])[:2] == ["BERT", "ELMo"]


@pytest.mark.slow
def test_comunica(server, comunica):
    """Comunica, the query engine in JavaScript; CI installs it from npm at an exact version."""

    def run(source: str, query: str) -> Any:
        command = [comunica, source, "-q", query, "-t", "application/sparql-results+json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=240)
        return json.loads(done.stdout)

    rows = run(f"sparql@{server}/sparql", METHODS)["results"]["bindings"]
    assert [row["l"]["value"] for row in rows][:2] == ["BERT", "ELMo"]
    assert run(f"{server}/sparql", ASK)["boolean"] is True  # finds out by itself what it is
