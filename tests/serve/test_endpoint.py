"""The endpoint: every format of every kind of answer, and every way to be refused."""

from __future__ import annotations

import csv
import io
import json
import signal
import socket
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
import rdflib

from kg.config import ONTOLOGY_IRI
from kg.rdf import named_questions
from kg.serve import endpoint
from kg.serve.limits import Limits
from tests.serve.conftest import running
from tests.serve.http import Response, ask, send, wait_until_up
from tests.serve.test_pool import ENDLESS

LABELS = (
    "SELECT ?l ?y { { ?m a kg:Method ; rdfs:label ?l } UNION { ?p kg:year ?y } } ORDER BY ?l ?y"
)
BUILT = "CONSTRUCT { ?m a kg:Method ; rdfs:label ?l } WHERE { ?m a kg:Method ; rdfs:label ?l }"
DIRECT = {"content-type": "application/sparql-query"}
FORM = {"content-type": "application/x-www-form-urlencoded"}

XML = "{http://www.w3.org/2005/sparql-results#}"


def rows_of(response: Response) -> set[tuple[str, ...]]:
    """The rows as texts, whatever they are written as."""
    kind, text = response.media_type, response.text
    if kind.endswith("json"):
        shown = json.loads(text)
        names = shown["head"]["vars"]
        rows = shown["results"]["bindings"]
        return {tuple(row.get(name, {}).get("value", "") for name in names) for row in rows}
    if kind.endswith("xml"):
        root = ET.fromstring(text)
        names = [one.attrib["name"] for one in root.iter(f"{XML}variable")]
        found = set()
        for result in root.iter(f"{XML}result"):
            values = {one.attrib["name"]: "".join(one.itertext()) for one in result}
            found.add(tuple(values.get(name, "") for name in names))
        return found
    if kind == "text/csv":
        return {tuple(row) for row in list(csv.reader(io.StringIO(text, newline="")))[1:]}
    lines = [line.split("\t") for line in text.splitlines()[1:]]
    terms = {cell for line in lines for cell in line if cell.startswith('"')}
    plain = {
        cell: next(iter(ox.parse(f"<urn:a> <urn:b> {cell} .", format=ox.RdfFormat.TURTLE))).object
        for cell in terms
    }
    return {tuple(plain[c].value if c in plain else c for c in line) for line in lines}


@pytest.mark.parametrize(
    "accept",
    [
        *("application/sparql-results+json", "application/json", "application/sparql-results+xml"),
        *("application/xml", "text/csv", "text/tab-separated-values"),
    ],
)
def test_rows_are_the_same_in_every_format(server, accept):
    response = ask(server, LABELS, accept)
    assert (response.status, response.media_type) == (200, accept)
    assert response.headers["vary"] == "Accept"
    assert rows_of(response) == rows_of(ask(server, LABELS))
    assert ("\U0001d4a2-Net", "") in rows_of(response)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own reader of JSON-LD
@pytest.mark.parametrize(
    ("accept", "parser"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
    ],
)
def test_triples_are_the_same_in_every_format_and_to_two_engines(server, accept, parser):
    response = ask(server, BUILT, accept)
    assert (response.status, response.media_type) == (200, accept)
    quads = {str(quad.triple) for quad in ox.parse(response.body, format=parser)}
    known = ask(server, BUILT, "application/n-triples")
    assert quads == {str(q.triple) for q in ox.parse(known.body, format=ox.RdfFormat.N_TRIPLES)}
    assert len(quads) == len(rdflib.Graph().parse(data=response.body, format=accept)) == 16


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv", "text/xml"])
def test_booleans_in_every_format(server, accept):
    response = ask(server, "ASK { ?m a kg:Method }", accept)
    assert (response.status, response.media_type) == (200, accept)
    assert "true" in response.text


@pytest.mark.parametrize(
    ("accept", "query", "media_type"),
    [
        ("*/*", LABELS, "application/sparql-results+json"),
        ("", LABELS, "application/sparql-results+json"),
        ("text/html, */*;q=0.8", LABELS, "application/sparql-results+json"),
        (
            "text/csv;q=0.5, application/sparql-results+xml",
            LABELS,
            "application/sparql-results+xml",
        ),
        ("text/turtle, text/csv;q=0.1", LABELS, "text/csv"),
        # What rdflib's SPARQLStore sends for CONSTRUCT; a strict 406 would break it.
        ("application/sparql-results+json", BUILT, "text/turtle"),
        ("text/turtle;q=0, application/rdf+xml", BUILT, "application/rdf+xml"),
    ],
)
def test_negotiation(server, accept, query, media_type):
    response = ask(server, query, accept)
    assert (response.status, response.media_type) == (200, media_type)


def test_format_parameter_is_for_links(server):
    assert ask(server, LABELS, "text/html", format="csv").media_type == "text/csv"
    assert ask(server, BUILT, "*/*", format="jsonld").media_type == "application/ld+json"


#: What is sent → what comes back, and a word of the reason.
REFUSED: dict[str, tuple[dict[str, object], int, str]] = {
    "syntax": ({"path": "/sparql?query=SELEKT"}, 400, "line 1, column 7: expected"),
    "no query": ({"path": "/sparql?q=ASK%7B%7D"}, 400, "there are 0 queries"),
    "two queries": ({"path": "/sparql?query=ASK%7B%7D&query=ASK%7B%7D"}, 400, "2 queries"),
    "query in URL and body": (
        {"path": "/sparql?query=ASK%7B%7D", "method": "POST", "headers": DIRECT, "body": b"ASK{}"},
        400,
        "2 queries",
    ),
    "not UTF-8": (
        {"method": "POST", "headers": DIRECT, "body": b"ASK{?s ?p '\xff'}"},
        400,
        "UTF-8",
    ),
    "not UTF-8 in the URL": ({"path": "/sparql?query=%FF"}, 400, "UTF-8"),
    "no such graph": (
        {"path": "/sparql?" + urlencode({"query": "ASK FROM <urn:none> {}"})},
        400,
        "none is fetched from outside",
    ),
    "too deep": (
        {"method": "POST", "headers": DIRECT, "body": b"ASK" + b"{" * 90_000 + b"}" * 90_000},
        400,
        "nested too deeply",
    ),
    "update": (
        {"method": "POST", "headers": FORM, "body": b"update=CLEAR%20ALL"},
        403,
        "read-only",
    ),
    "direct update": (
        {
            "method": "POST",
            "headers": {"content-type": "application/sparql-update"},
            "body": b"CLEAR ALL",
        },
        403,
        "read-only",
    ),
    "update as query": ({"path": "/sparql?query=CLEAR%20ALL"}, 403, "would change the graph"),
    "service": (
        {"path": "/sparql?" + urlencode({"query": "ASK { SERVICE <urn:x> { } }"})},
        403,
        "SERVICE would ask another machine",
    ),
    "method": ({"method": "DELETE"}, 405, "Method Not Allowed"),
    "accept": (
        {"path": "/sparql?query=ASK%7B%7D", "headers": {"accept": "image/png"}},
        406,
        "there are: application/sparql-results+json",
    ),
    "accept of the description": ({"headers": {"accept": "image/png"}}, 406, "RDF"),
    "large request": (
        {"method": "POST", "headers": DIRECT, "body": b"#" * 300_000},
        413,
        "larger than 262144 bytes",
    ),
    "no content type": ({"method": "POST", "body": b"ASK{}"}, 415, "no content type"),
    "content type": (
        {"method": "POST", "headers": {"content-type": "text/plain"}, "body": b"ASK{}"},
        415,
        "text/plain",
    ),
    "charset": (
        {
            "method": "POST",
            "headers": {"content-type": "application/sparql-query; charset=UTF-16"},
            "body": "ASK{}".encode("utf-16"),
        },
        415,
        "send UTF-8",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(server, name):
    request, status, reason = REFUSED[name]
    response = send(server, **request)  # type: ignore[arg-type]
    assert response.status == status
    assert reason in response.text
    assert response.media_type == "text/plain"
    assert response.text.count("\n") <= 1


def test_limits_of_answers_and_load(store):
    limits = Limits(
        timeout_s=5, max_rows=20, n_workers=1, n_long=1, n_waiting=1, max_wait_s=0.2, memory_mb=64
    )
    with running(store, limits=limits) as server:
        cut = ask(server, "SELECT * { ?s ?p ?o }")
        assert (cut.status, "more than 20 rows" in cut.text) == (413, True)
        late = ask(server, ENDLESS)
        assert (late.status, late.text) == (504, "the query took more than 5 s\n")
        bomb = ask(server, "SELECT (GROUP_CONCAT(?a) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
        assert bomb.status in {504, 507}
        at_once = threading.Barrier(6)

        def ask_at_once(i: int) -> Response:
            at_once.wait(60)
            return ask(server, f"{ENDLESS} # {i}")

        with ThreadPoolExecutor(6) as threads:
            answers = list(threads.map(ask_at_once, range(6)))
        assert 503 in {one.status for one in answers} <= {503, 504}
        assert all("retry-after" in one.headers for one in answers if one.status == 503)
        assert ask(server, "ASK {}").status == 200


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")
def test_service_describes_itself(server):
    response = send(server, headers={"accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=response.body, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    endpoint = rdflib.URIRef(f"{server}/sparql")
    assert (endpoint, rdflib.RDF.type, sd.Service) in graph
    assert (endpoint, sd.endpoint, endpoint) in graph
    assert (endpoint, sd.supportedLanguage, sd.SPARQL11Query) in graph
    assert len(list(graph.objects(endpoint, sd.resultFormat))) == 8
    for accept in ("application/rdf+xml", "application/ld+json", "application/n-triples"):
        other = send(server, headers={"accept": accept})
        assert len(rdflib.Graph().parse(data=other.body, format=accept)) == len(graph)
    assert send(server, headers={"accept": "text/html"}).headers["location"] == "/query"


#: The queries that @sib-swiss/sparql-editor asks an endpoint (its version of 2026-08), in short.
EDITOR_QUERIES = {
    "prefixes": "SELECT ?p ?n { ?x sh:namespace ?n ; sh:prefix ?p }",
    "examples": "SELECT ?c ?q { ?x a sh:SPARQLExecutable ; rdfs:comment ?c ; sh:select|sh:ask ?q }",
    "classes": "SELECT ?c ?p { ?x void:class ?c ; void:propertyPartition/void:property ?p }",
}


@pytest.mark.parametrize("name", EDITOR_QUERIES)
def test_editors_find_what_they_ask_for(server, name):
    text = "PREFIX sh: <http://www.w3.org/ns/shacl#> " + EDITOR_QUERIES[name]
    rows = rows_of(ask(server, text, "text/csv"))
    assert len(rows) >= 10
    if name == "examples":
        assert {query for _, query in rows} == {one.text for one in named_questions()}
    if name == "classes":
        assert (f"{ONTOLOGY_IRI}Method", f"{ONTOLOGY_IRI}extends") in rows


def test_head_has_no_body(server):
    response = send(server, "/sparql?query=ASK%7B%7D", method="HEAD")
    assert (response.status, response.body) == (200, b"")


def test_body_that_does_not_come_is_not_waited_for(server, monkeypatch):
    monkeypatch.setattr(endpoint, "_BODY_S", 0.2)
    host, port = server.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as client:
        head = f"POST /sparql HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100\r\n"
        client.sendall(f"{head}Content-Type: application/sparql-query\r\n\r\nASK".encode())
        assert client.recv(100).startswith(b"HTTP/1.1 408 ")


def test_query_of_a_client_that_leaves_is_ended(store):
    limits = Limits(timeout_s=300, n_workers=1, long_after_s=300, max_wait_s=100)
    with running(store, limits=limits) as server:
        host, port = server.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as client:
            path = "/sparql?" + urlencode({"query": ENDLESS})
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            time.sleep(0.5)
        assert ask(server, "ASK {}").status == 200  # the only worker is free again


def test_signal_ends_the_server_while_a_query_runs(store, tmp_path):
    code = (
        "import sys; from pathlib import Path; from kg.serve.limits import Limits;"
        "from kg.serve.run import serve; from kg.serve.site import Site;"
        f"site = Site(Path({str(store)!r}), None, 'urn:x:',"
        " Limits(timeout_s=600, n_workers=1, long_after_s=600, max_wait_s=5));"
        "serve(site, '127.0.0.1', 0, origins=(), tell=lambda url: print(url, flush=True))"
    )
    with (
        ThreadPoolExecutor(1) as threads,
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as server,
    ):
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip().rstrip("/")
            wait_until_up(address, server)
            assert ask(address, "ASK {}").status == 200
            asked = threads.submit(ask, address, ENDLESS)
            while ask(address, "ASK {}").status != 503:  # until it has the only worker
                assert not asked.done()
            server.send_signal(signal.SIGTERM)
            assert server.wait(60) in {0, -signal.SIGTERM}
        finally:
            server.kill()
