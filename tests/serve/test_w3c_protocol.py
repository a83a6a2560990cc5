"""The W3C's own tests of the SPARQL 1.1 Protocol, against the endpoint as it runs.

``w3c/`` is github.com/w3c/rdf-tests at the commit that its SOURCE.md names, unchanged. Queries must
be answered as the manifest says. This endpoint is read-only: each test with an update must be
refused, and leave the data as they are.
"""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

import pytest
import rdflib
from rdflib import Namespace
from rdflib.collection import Collection

from tests.serve.http import Response, ask, send

HERE = Path(__file__).parent / "w3c"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
HTS = Namespace("http://www.w3.org/2011/http-statusCodes#StatusCode")


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    statuses: frozenset[str]
    boolean: bool | None
    format: str | None


def read_manifest() -> dict[str, list[Request]]:
    graph = rdflib.Graph().parse(HERE / "manifest.ttl")
    (entries,) = graph.objects(None, MF.entries)
    tests = {}
    for test in Collection(graph, entries):
        connection = graph.value(test, MF.action)
        requests = graph.value(connection, HT.requests)
        assert requests is not None
        tests[str(test).rpartition("#")[2]] = [
            read_request(graph, one) for one in Collection(graph, requests)
        ]
    return tests


def read_request(graph: rdflib.Graph, node) -> Request:
    response, body = graph.value(node, HT.resp), graph.value(node, HT.body)
    boolean = graph.value(response, MF.expectedBoolean)
    headers = graph.value(node, HT.headers)
    charset = None if body is None else str(graph.value(body, CNT.characterEncoding))
    listed = [] if headers is None else list(Collection(graph, headers))
    return Request(
        method=str(graph.value(node, HT.methodName)),
        path=str(graph.value(node, HT.absolutePath)).replace("/sparql/", "/sparql", 1),
        headers=tuple(
            (str(graph.value(one, HT.fieldName)), str(graph.value(one, HT.fieldValue)))
            for one in listed
        ),
        body=None if body is None else str(graph.value(body, CNT.chars)).encode(charset or "utf-8"),
        statuses=frozenset(
            str(one).removeprefix(str(HTS))[0] for one in graph.objects(response, MF.expectedStatus)
        ),
        boolean=None if boolean is None else bool(boolean.toPython()),
        format=None if (f := graph.value(response, MF.expectedFormat)) is None else str(f),
    )


TESTS = read_manifest()
QUERIES = sorted(name for name in TESTS if "update" not in name)
UPDATES = sorted(name for name in TESTS if "update" in name)


def perform(server: str, request: Request) -> Response:
    return send(
        server,
        request.path,
        method=request.method,
        headers=dict(request.headers),
        body=request.body,
    )


def read_boolean(response: Response) -> bool:
    if response.media_type == "application/sparql-results+json":
        return bool(json.loads(response.body)["boolean"])
    root = ET.fromstring(response.body)
    return root.findtext("{http://www.w3.org/2005/sparql-results#}boolean") == "true"


def check_format(response: Response, wanted: str) -> None:
    if wanted == "boolean":
        read_boolean(response)
    elif wanted == "tabular":
        assert "bindings" in json.loads(response.body)["results"]
    else:
        rdflib.Graph().parse(data=response.body, format=response.media_type)


def test_manifest_is_read_whole():
    assert (len(QUERIES), len(UPDATES)) == (20, 14)


@pytest.mark.parametrize("name", QUERIES)
def test_query(name, named_graphs_server):
    for request in TESTS[name]:
        response = perform(named_graphs_server, request)
        assert str(response.status)[0] in request.statuses, response.text
        if request.boolean is not None:
            assert read_boolean(response) is request.boolean
        if request.format is not None:
            check_format(response, request.format)


@pytest.mark.parametrize("name", UPDATES)
def test_update_is_refused(name, named_graphs_server):
    def count() -> list[list[str]]:
        text = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
        return list(csv.reader(io.StringIO(ask(named_graphs_server, text, "text/csv").text)))

    before = count()
    update = TESTS[name][0]
    response = perform(named_graphs_server, update)
    assert response.status in {400, 403, 405, 415}, response.text
    assert count() == before
