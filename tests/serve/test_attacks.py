"""Queries that would reach out, with a listener beside the endpoint that must see no connection."""

from __future__ import annotations

import http.client
import socket
import threading
from typing import TYPE_CHECKING

import pytest

from tests.serve.conftest import running
from tests.serve.http import ask, send

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.serve.http import Response


class Listener:
    """Counts the connections that come."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        self.n_connections = 0
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.n_connections += 1
            connection.close()

    def close(self) -> None:
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self._thread.join(5)


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


@pytest.fixture
def secret(tmp_path: Path) -> str:
    (tmp_path / "secret.nt").write_text("<urn:a> <urn:b> <urn:secret> .\n")
    return (tmp_path / "secret.nt").as_uri()


#: Attack → where in the query the address goes, what may come back, a word that says why.
ATTACKS: dict[str, tuple[str, set[int], str]] = {
    "SERVICE": ("SELECT * { SERVICE <URL> { ?s ?p ?o } }", {403}, "SERVICE would ask"),
    "SERVICE SILENT": (
        "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
        {403},
        "SERVICE would ask",
    ),
    "service in any case": ("select*{sErViCe<URL>{?s ?p ?o}}", {403}, "SERVICE would ask"),
    "SERVICE with comments": (
        "SELECT * { SERVICE # {\n <URL> #\n { ?s ?p ?o } }",
        {403},
        "SERVICE would ask",
    ),
    "SERVICE by prefix": (
        "PREFIX x: <URL> SELECT * { SERVICE x:a { ?s ?p ?o } }",
        {403},
        "SERVICE would ask",
    ),
    "SERVICE by variable": (
        "SELECT * { VALUES ?x { <URL> } SERVICE ?x { ?s ?p ?o } }",
        {403},
        "SERVICE would ask",
    ),
    "SERVICE in EXISTS": (
        "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
        {403},
        "SERVICE would ask",
    ),
    "escaped SERVICE": ("SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }", {400}, "line 1"),
    "SERVICE behind a string that does not end": (
        "SELECT * { ?s ?p '\\' . } #' SERVICE <URL> { ?s ?p ?o } }",
        {400, 403},
        "",
    ),
    "FROM": ("SELECT * FROM <URL> { ?s ?p ?o }", {400}, "none is fetched"),
    "FROM NAMED": ("SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }", {400}, "none is fetched"),
    "FROM by prefix": ("PREFIX x: <URL> SELECT * FROM x:a { ?s ?p ?o }", {400}, "none is fetched"),
    "LOAD": ("LOAD <URL>", {403}, "LOAD would change"),
    "LOAD after a prefix": ("PREFIX x: <URL> LOAD x:a", {403}, "LOAD would change"),
    "LOAD after a query": ("ASK {} ; LOAD <URL>", {400}, "line 1"),
    "INSERT": ("INSERT { ?s ?p <URL> } WHERE { ?s ?p ?o }", {403}, "INSERT would change"),
    "COPY": ("COPY <URL> TO DEFAULT", {403}, "COPY would change"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_query_reaches_nothing_outside(name, server, listener, secret):
    query, statuses, reason = ATTACKS[name]
    for outside in (listener.url, secret):
        response = ask(server, query.replace("URL", outside))
        assert response.status in statuses, response.text
        assert reason in response.text
        assert "urn:secret" not in response.text
    assert listener.n_connections == 0


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
def test_data_set_of_a_request_is_not_fetched(server, listener, secret, parameter):
    for outside in (listener.url, secret):
        query = "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
        response = ask(server, query, "text/csv", **{parameter: outside})
        assert (response.status, len(response.text.splitlines())) == (200, 1)
    assert listener.n_connections == 0


def test_listener_would_see_a_connection(listener):
    """The attacks above prove something only if this holds."""
    connection = http.client.HTTPConnection(listener.url.removeprefix("http://").rstrip("/"))
    connection.connect()
    connection.request("GET", "/")
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        connection.getresponse()
    connection.close()
    assert listener.n_connections == 1


SAFE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.mark.parametrize("path", ["/", "/query", "/sparql", "/nothing", "/static/site.css"])
def test_headers(server, path):
    headers = send(server, path).headers
    assert SAFE.items() <= headers.items()
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers


def with_origin(server: str, origin: str) -> Response:
    return send(server, "/sparql?query=ASK%7B%7D", headers={"origin": origin})


def test_other_sites_may_read_only_where_they_are_named(store, server):
    assert "access-control-allow-origin" not in with_origin(server, "https://a.example").headers
    with running(store, origins=["https://a.example"]) as shared:
        told = with_origin(shared, "https://a.example").headers
        assert told["access-control-allow-origin"] == "https://a.example"
        other = with_origin(shared, "https://b.example").headers
        assert "access-control-allow-origin" not in other


def test_name_of_another_site_that_points_here_is_refused(server):
    assert send(server, "/sparql?query=ASK%7B%7D", headers={"host": "evil.example"}).status == 400
    assert send(server, "/sparql?query=ASK%7B%7D", headers={"host": "localhost:1"}).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fapp.py",
        "/kg/id/../../etc/passwd",
        "/kg/id/entity/%3E%20%7D%20%23",
    ],
)
def test_paths_lead_nowhere_else(server, path):
    assert send(server, path, headers={"accept": "text/turtle"}).status == 404
